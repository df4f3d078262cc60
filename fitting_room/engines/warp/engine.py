"""The embedded engine: one straight line from an agnostic person and an outfit to a layered picture."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import CLOTHES, BodyLabel, Person
from fitting_room.domain.garment import Category, Outfit
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.base import Rendering
from fitting_room.engines.warp.fit import FitParams
from fitting_room.engines.warp.shading import measure_light, shade
from fitting_room.engines.warp.stack import bare_arm, stack_layers
from fitting_room.engines.warp.underlay import Underlay, Undressed, make_underlay, undress
from fitting_room.engines.warp.wear import Worn, wear
from fitting_room.perception.body_shape import BodyShape, measure_body
from fitting_room.perception.old_outline import OldOutline, measure_old_outline

CANVAS = {Preset.DRAFT: 640, Preset.BALANCED: 1280, Preset.FINAL: 2560}
"""Longest side of the working canvas in pixels; smaller photos are worked on at their own size."""
MARGIN = 0.12
"""Room around the person on the canvas, as a share of the person's longer side."""
UNTOUCHED = 1
"""Largest difference, of 255, that still counts as the photo's own pixel: rounding of blended layers."""
PATIENCE = 0.1
"""Seconds between two looks at whether to go on waiting."""

SHADOW_REACH = 9
"""Pixels around new cloth, and around where old cloth was, that may be repainted too: shadows, edges."""
RIM = 4
"""Pixels around the repainted region that are handed over with it: wider than the composite's feather."""


@dataclass(frozen=True, eq=False)
class _Prepared:
    """A person on the working canvas, ready for any garment.

    Attributes:
        placement: From the photo to the canvas.
        person: On the canvas.
        shape: Their body.
        old: Where their old clothes end.
        undressed: What lies under any clothes.
        underlays: The same for what is replaced, as far as it has been asked for.
    """

    placement: Placement
    person: Person
    shape: BodyShape
    old: OldOutline
    undressed: Undressed
    underlays: dict[tuple[Category, ...], Underlay] = field(default_factory=dict)

    def underlay(self, categories: tuple[Category, ...]) -> Underlay:
        """What lies under the new garments."""
        if categories not in self.underlays:
            self.underlays[categories] = make_underlay(self.undressed, categories)
        return self.underlays[categories]


class WarpEngine:
    """Fits garments to a body by landmarks and body parts. No weights, no GPU.

    What lies under the clothes of a person does not depend on the new garment: it is kept for the next one.
    """

    def __init__(self) -> None:
        self._prepared: WeakKeyDictionary[Person, dict[Preset, _Prepared]] = WeakKeyDictionary()
        self._preparing = Lock()

    def load(self) -> None:
        """Nothing to load."""

    def foresee(self) -> str:
        """It runs everywhere."""
        return ""

    def prepare(self, person: Person, preset: Preset) -> None:
        """Undress the person and repair the room behind them."""
        self._prepare(person, preset)

    def unload(self) -> None:
        """Forget every person."""
        with self._preparing:
            self._prepared.clear()

    def render(
        self,
        agnostic: AgnosticPerson,
        outfit: Outfit,
        options: RenderOptions,
        report: Report,
        preview: Preview = unseen,
    ) -> Rendering:
        """Dress the person.

        Args:
            agnostic: The person, and what may change.
            outfit: What to wear.
            options: The preset sets the size of the working canvas; the seed is not used, nothing here is random.
            report: Called before each step, and while one is waited for.
            preview: Not used: the result is there before anybody could look.

        Raises:
            Cancelled: `report` raised it.
        """
        photo = agnostic.person.photo.pixels
        prepared, underlay = self._uncover(agnostic, options.preset, report)
        placement, person, shape = prepared.placement, prepared.person, prepared.shape
        params = FitParams(hem=agnostic.hem)
        worn = []
        for number, garment in enumerate(outfit.garments):
            report("warp", 0.75 + 0.1 * number / len(outfit.garments))
            laid = wear(garment, shape, prepared.old, options.fit, params)
            report("warp", 0.75 + 0.1 * (number + 0.5) / len(outfit.garments))
            worn.append(shade(laid, measure_light(person, shape, garment), shape.unit_length))
        report("layers", 0.85)
        layers = stack_layers(person, shape, underlay, tuple(worn), tuck=bool(options.tuck), lifted=agnostic.lifted)
        report("layers", 0.87)
        drawn = layers.flatten()
        report("layers", 0.89)
        settled = _settled(person, shape, underlay, tuple(worn))
        cv2.copyTo(person.photo.pixels, settled.view(np.uint8), drawn)
        different = _different(drawn, person.photo.pixels)
        if placement.is_identity:
            return Rendering(drawn, different & agnostic.mask, layers)
        report("layers", 0.91)
        image = placement.image_back(drawn)
        report("layers", 0.93)
        changed = placement.labels_back(different) & agnostic.mask
        cv2.copyTo(photo, (~changed).view(np.uint8), image)
        return Rendering(image, changed, layers)

    def _uncover(self, agnostic: AgnosticPerson, preset: Preset, report: Report) -> tuple[_Prepared, Underlay]:
        """What lies under the new garments. Found out in another thread: it can take seconds, and who waits may stop.

        What was begun is done all the same, and is there for the next garment.
        """

        def work() -> tuple[_Prepared, Underlay]:
            prepared = self._prepare(agnostic.person, preset)
            return prepared, prepared.underlay(agnostic.categories)

        second = ThreadPoolExecutor(1)
        pending = second.submit(work)
        second.shutdown(wait=False)
        while True:
            report("underlay", 0.55)
            if wait([pending], PATIENCE).done:
                return pending.result()

    def _prepare(self, person: Person, preset: Preset) -> _Prepared:
        """The person on the canvas of a preset, made once; whoever comes second waits for it."""
        with self._preparing:
            known = self._prepared.setdefault(person, {})
            if preset not in known:
                placement = canvas_for(person, CANVAS[preset])
                placed = person.placed(placement)
                shape = measure_body(placed)
                old = measure_old_outline(placed, shape)
                known[preset] = _Prepared(placement, placed, shape, old, undress(placed, shape))
            return known[preset]


def _settled(person: Person, shape: BodyShape, underlay: Underlay, worn: tuple[Worn, ...]) -> Mask:
    """(H, W) bool: far from old cloth that goes and new cloth that comes, where the photo's own pixels stay."""
    stays = {Category.BOTTOMS: BodyLabel.LOWER_CLOTHES, Category.TOPS: BodyLabel.UPPER_CLOTHES}
    kept = stays.get(underlay.kept_category) if underlay.kept_category is not None else None
    goes = person.parsing.where(*(label for label in (*CLOTHES, BodyLabel.OTHER) if label is not kept))
    new = np.max([piece.on_canvas(person.photo.size) for each in worn for piece in each.pieces], axis=0) > 0
    for each in worn:
        for side in each.fitting.sleeve_ends:
            # An arm that a sleeve covers goes, even where the sleeve turns out narrower.
            goes |= underlay.parts[f"{side}_arm"] - bare_arm(shape, underlay, each, side, in_front=True) > 0.1
    near = np.ones((2 * SHADOW_REACH + 1, 2 * SHADOW_REACH + 1), np.uint8)
    return cv2.dilate((goes | new).astype(np.uint8), near) == 0


def _different(drawn: RgbImage, photo: RgbImage) -> Mask:
    """(H, W) bool: what was repainted, with a rim, so that the composite's feather never brings old edges back."""
    repainted = (cv2.absdiff(drawn, photo).max(axis=2) > UNTOUCHED).astype(np.uint8)
    return cv2.dilate(repainted, np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)) > 0


def canvas_for(person: Person, longest: int) -> Placement:
    """The working canvas: the photo itself where it is small enough, else the person's surroundings, made smaller.

    Args:
        person: At the photo's own size.
        longest: Limit for the canvas's longer side in pixels.
    """
    width, height = person.photo.size
    if max(width, height) <= longest:
        return Placement.shrink((width, height), longest)
    rows, columns = np.nonzero(person.matte > 0.5)
    margin = MARGIN * max(float(np.ptp(rows)), float(np.ptp(columns)), 1.0)
    box = (
        max(0.0, float(columns.min()) - margin),
        max(0.0, float(rows.min()) - margin),
        min(float(width), float(columns.max()) + margin),
        min(float(height), float(rows.max()) + margin),
    )
    return Placement.crop((width, height), box, longest)

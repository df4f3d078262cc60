"""The engine around the network: one garment after the other, watched for what can go wrong, stopped at any step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fitting_room.device import Hardware, Plan, Rung, find_hardware, plan, release_memory, with_retry
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Person
from fitting_room.domain.errors import NotInstalled
from fitting_room.domain.garment import Outfit
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines.base import Rendering
from fitting_room.engines.fashn.alarms import ALARM_WORDS, STILL_WRONG, Alarm
from fitting_room.engines.fashn.canvas import OUTSIDE, changed_pixels, place_person, worn_order
from fitting_room.shelf.installed import open_model

if TYPE_CHECKING:
    from fitting_room.engines.fashn.network import TryOnNetwork
    from fitting_room.engines.fashn.passes import Pass
    from fitting_room.engines.fashn.weights import WeightsFile

MODEL = "fashn"
TITLE = "FASHN VTON 1.5"
WEIGHTS = "model.safetensors"
STEPS = {Preset.DRAFT: 20, Preset.BALANCED: 30, Preset.FINAL: 50}
"""Published as fast, balanced and quality."""
START, END = 0.55, 0.95
"""The share of the whole job at which the engine starts and ends."""


@dataclass(frozen=True)
class Machine:
    """What the engine asks of the machine; tests script it.

    Attributes:
        look: Finds the hardware and what is free on it.
        release: Gives back what is no longer used.
        place: What torch calls a device.
    """

    look: Callable[[], Hardware] = find_hardware
    release: Callable[[], None] = release_memory
    place: Callable[[str], str] = str


@dataclass(frozen=True, eq=False)
class _Loaded:
    """The network in memory, and how it got there."""

    file: "WeightsFile"
    network: "TryOnNetwork"
    plan: Plan


class FashnEngine:
    """FASHN VTON 1.5: photoreal, mask-free, one garment per pass.

    Args:
        open_folder: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        steps: Steps of each preset.
    """

    def __init__(
        self,
        open_folder: Callable[[], Path] = lambda: open_model(MODEL),
        machine: Machine | None = None,
        steps: dict[Preset, int] = STEPS,
    ) -> None:
        self._open_folder = open_folder
        self._machine = machine or Machine()
        self._steps = steps
        self._loaded: _Loaded | None = None

    def load(self) -> None:
        """Fit the network into the memory that is free.

        Raises:
            ModelUnavailable: The weights are not installed, not allowed here, or damaged.
            NotEnoughMemory: The network does not fit.
        """
        folder = self._open_folder()
        try:
            from fitting_room.engines.fashn.weights import WeightsFile
        except ImportError as error:
            raise NotInstalled(
                "The parts that run neural networks are not installed.",
                "Install them with `pip install 'fitting-room[gpu]'`.",
            ) from error
        file = WeightsFile.look_into(folder / WEIGHTS)
        chosen = plan(self._machine.look(), file.needs, TITLE)
        with_retry(
            chosen,
            lambda chosen: self._load(file, chosen),
            lambda rung: plan(self._machine.look(), file.needs, TITLE, rung),
            self._machine.release,
        )

    def prepare(self, person: Person, preset: Preset) -> None:
        """Nothing can be done before the garment is known."""

    def unload(self) -> None:
        """Give the memory back."""
        if self._loaded is not None:
            self._loaded = None
            self._machine.release()

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
            options: The preset sets the number of steps; fit and tuck are the network's own decision.
            report: Called at every step.
            preview: Shown the picture as it is expected, after every step.

        Raises:
            NotEnoughMemory: Memory ran out, and did so again one step down the ladder.
            Cancelled: `report` raised it.
        """
        from fitting_room.engines.fashn.passes import Pass

        photo = agnostic.person.photo
        placement = place_person(agnostic.person, self._current().file.canvas)
        before = worn = placement.image(photo.pixels, OUTSIDE)
        garments = worn_order(outfit)
        notices: list[str] = []
        for number, garment in enumerate(garments):

            def report_share(share: float, done: int = number) -> None:
                report("denoise", START + (END - START) * (done + share) / len(garments))

            task = Pass(worn, placement, agnostic, garment)
            worn, said = self._dress(task, options, report_share, preview)
            notices += said
        changed = changed_pixels(before, worn, placement) & agnostic.mask
        image = placement.image_back(worn)
        image[~changed] = photo.pixels[~changed]
        memory = self._current().plan.notice
        return Rendering(image, changed, notices=tuple(dict.fromkeys([memory, *notices] if memory else notices)))

    def _dress(
        self, task: "Pass", options: RenderOptions, report_share: Callable[[float], None], preview: Preview
    ) -> tuple[RgbImage, list[str]]:
        """Put one garment on, once more where something is wrong; returns the better one, and what to say of it."""
        painted = self._paint(task, options.seed, options.preset, False, report_share, preview)
        alarms = task.alarms(painted)
        if not alarms:
            return painted, []
        hidden = Alarm.NOTHING_CHANGED in alarms
        again = self._paint(task, options.seed + 1, options.preset, hidden, report_share, preview)
        left = task.alarms(again)
        said = [ALARM_WORDS[alarm] for alarm in alarms]
        return (again if len(left) <= len(alarms) else painted), said + [STILL_WRONG] * bool(left)

    def _paint(
        self,
        task: "Pass",
        seed: int,
        preset: Preset,
        hidden: bool,
        report_share: Callable[[float], None],
        preview: Preview,
    ) -> RgbImage:
        """Walk from noise to a picture; where memory runs out, once more with less of it."""
        from fitting_room.engines.fashn.passes import to_pixels

        def walk(_: Plan) -> RgbImage:
            picture = task.picture
            report_share(0.0)
            for step in task.walk(self._current().network, seed, self._steps[preset], hidden):
                if preview is not unseen:
                    preview(task.preview(to_pixels(step.guess)))
                report_share(step.done / step.total)
                if step.done == step.total:
                    picture = to_pixels(step.picture)
            return picture

        painted, _ = with_retry(self._current().plan, walk, self._step_down, self._machine.release)
        return painted

    def _step_down(self, rung: Rung) -> Plan:
        """Load the network again on a lower rung of the memory ladder."""
        file = self._current().file
        self.unload()
        lower = plan(self._machine.look(), file.needs, TITLE, rung)
        self._load(file, lower)
        return lower

    def _load(self, file: "WeightsFile", chosen: Plan) -> None:
        self._loaded = _Loaded(file, file.load(chosen, self._machine.place), chosen)

    def _current(self) -> _Loaded:
        if self._loaded is None:
            raise RuntimeError("load the engine first")
        return self._loaded

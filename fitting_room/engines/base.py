"""What every still engine can do, and what the application knows of it before loading it."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from fitting_room.domain.arrays import Mask, RgbImage, freeze
from fitting_room.domain.body import Person
from fitting_room.domain.garment import Outfit
from fitting_room.domain.job import Preview, Report, unseen
from fitting_room.domain.licence import LicenceClass
from fitting_room.domain.tryon import AgnosticPerson, LayeredImage, Preset, RenderOptions, Sample


@dataclass(frozen=True, eq=False)
class Rendering:
    """What an engine painted, at the photo's own size.

    Attributes:
        image: RGB uint8 (H, W, 3).
        changed: (H, W) bool, the pixels the engine wants to change.
        layers: The layers the image was flattened from, where the engine has them.
        notices: Sentences the user should read.
        samples: What there is to choose from, `image` among it, best first; nothing from engines without chance.
    """

    image: RgbImage
    changed: Mask
    layers: LayeredImage | None = None
    notices: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.image, "Rendering.image", (None, None, 3), np.uint8)
        freeze(self.changed, "Rendering.changed", self.image.shape[:2], np.bool_)

    @property
    def is_doubtful(self) -> bool:
        """Whether something looks wrong with every sample."""
        return bool(self.samples) and all(sample.findings for sample in self.samples)


class TryOnEngine(Protocol):
    """Dresses one person in one outfit. Used by one thread, but for `prepare`; knows no other engine."""

    def load(self) -> None:
        """Bring weights into memory."""

    def foresee(self) -> str:
        """Say how the engine would run on this machine, without loading it; nothing where all is well.

        Raises:
            ModelUnavailable: Its model is not installed, not allowed here, or damaged.
            NotEnoughMemory: It would not fit.
        """

    def prepare(self, person: Person, preset: Preset) -> None:
        """Do ahead, in another thread, what needs no garment; a `render` that comes meanwhile waits for it."""

    def render(
        self,
        agnostic: AgnosticPerson,
        outfit: Outfit,
        options: RenderOptions,
        report: Report,
        preview: Preview = unseen,
    ) -> Rendering:
        """Paint the person in the outfit, showing what becomes of it where that takes long.

        Raises:
            Cancelled: `report` raised it.
        """

    def unload(self) -> None:
        """Give the memory back."""


@dataclass(frozen=True)
class EngineCard:
    """What the picker shows of an engine; reading it imports nothing.

    Attributes:
        id: Name in requests, settings and on the command line.
        title: What the picker shows.
        target: "module:class", imported when the engine is first used.
        licence: Who may use it.
        needs: Hardware and downloads, in words.
        model: Id of the model on the shelf whose weights it runs; None where it needs none.
    """

    id: str
    title: str
    target: str
    licence: LicenceClass
    needs: str
    model: str | None = None

"""MV-VTON's networks in memory: what they are shown of a person and both sides of a garment, and the walk."""

from dataclasses import dataclass, replace
from typing import ClassVar

import cv2
import numpy as np
import torch
import torch.nn.functional as nnf
from torch import Tensor

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Photo
from fitting_room.domain.garment import Outfit
from fitting_room.domain.tryon import AgnosticPerson
from fitting_room.engines.latent_colours import rough_picture
from fitting_room.engines.mv_vton.details import both_views
from fitting_room.engines.mv_vton.model import MvVton
from fitting_room.engines.mv_vton.sampler import FIRST, LATENT_SCALE, Inputs, begin, sample
from fitting_room.engines.mv_vton.views import Bend, Side, person_picture, person_skeleton, side_of, squeezed
from fitting_room.engines.painting import Frame, Show, Task
from fitting_room.engines.tensors import to_network, to_pixels

CLIP_MEAN = (0.48145466, 0.4578275, 0.40821073)
CLIP_DEVIATION = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True, eq=False)
class MvVtonPainter:
    """Puts a top on with the networks.

    Attributes:
        networks: All of them.
        bend: Bends the garment beforehand; the published code takes such pictures from elsewhere.
        device: Where the networks work.
        kind: The length of their numbers.
    """

    networks: MvVton
    bend: Bend
    device: torch.device
    kind: torch.dtype
    at_once: ClassVar[bool] = False

    def paint(self, task: Task, show: Show) -> tuple[RgbImage, ...]:
        """As `Painter.paint`."""
        chances = [torch.Generator("cpu").manual_seed(seed) for seed in task.seeds]
        agnostic = on_canvas(task)
        bent = self.bend(agnostic, Outfit.of(task.garment))
        picture = to_network(
            (person_picture(agnostic, bent, task.garment, self.networks.side),), self.device, self.kind
        )
        with torch.inference_mode():
            latents = self._encode(picture, chances)
            start = begin(latents, self._noise(latents, chances))
            inputs = self._inputs(task, agnostic, latents)
        step = None
        for step in sample(self.networks.unet, start, inputs, task.steps):
            if step.done < step.total:
                guess = step.guess
                show(Frame(step.done, step.total, lambda guess=guess: _stretched(rough_picture(guess), task)))  # type: ignore[misc]
        if step is None:
            raise ValueError("at least one step is needed")
        with torch.inference_mode():
            decoded = self.networks.autoencoder.decode(step.latents / LATENT_SCALE).sample
        painted = tuple(_stretched(picture, task) for picture in to_pixels(decoded))
        show(Frame(step.total, step.total, lambda: painted[0]))
        return painted

    def _inputs(self, task: Task, agnostic: AgnosticPerson, latents: Tensor) -> Inputs:
        count, person = len(task.seeds), agnostic.person
        garment, canvas, side = task.garment, task.placement.canvas, self.networks.side
        shown = side_of(garment, canvas, person.from_behind, side)
        other = None if garment.back is None else side_of(garment.back, canvas, not person.from_behind, side)
        skeleton = self._pose(person_skeleton(person, side))
        details = self._details(shown, skeleton)
        if other is not None:
            sides = (self._details(other, skeleton), details)
            details = both_views(*(sides if person.from_behind else reversed(sides)))
        kept = torch.from_numpy(squeezed((~agnostic.mask).astype(np.uint8), side)[None, None].astype(np.float32))
        small = nnf.interpolate(kept, size=latents.shape[-2:], mode="bilinear")
        return Inputs(
            latents,
            small.to(latents).expand(count, -1, -1, -1),
            self._whole(shown.close).expand(count, -1, -1),
            tuple(each.expand(count, -1, -1) for each in details),
        )

    def _details(self, side: Side, skeleton: Tensor) -> tuple[Tensor, ...]:
        """The details that the soft selection leaves of one side."""
        times = torch.tensor([FIRST], device=self.device)
        picture = to_network((side.picture,), self.device, self.kind)
        found: tuple[Tensor, ...] = self.networks.local_controlnet(picture, times, self._pose(side.skeleton), skeleton)
        return found

    def _pose(self, skeleton: RgbImage) -> Tensor:
        if self.networks.pose_model is None:
            raise ValueError("the frontal variant knows no poses")
        tokens: Tensor = self.networks.pose_model(to_network((skeleton,), self.device, self.kind))
        return tokens

    def _whole(self, close: RgbImage) -> Tensor:
        """(1, 1, 768): the garment as one token, of the side that the hard selection chose."""
        picture = torch.from_numpy(close.astype(np.float32) / 255).permute(2, 0, 1)[None]
        mean, deviation = (torch.tensor(values)[:, None, None] for values in (CLIP_MEAN, CLIP_DEVIATION))
        token = self.networks.whole(((picture - mean) / deviation).to(self.device, self.kind))
        whole: Tensor = self.networks.proj_out(token)
        return whole

    def _encode(self, picture: Tensor, chances: list[torch.Generator]) -> Tensor:
        """(B, 4, h, w): latents drawn for each sample."""
        spread = self.networks.autoencoder.encode(picture).latent_dist
        mean = spread.mean.expand(len(chances), -1, -1, -1)
        drawn: Tensor = (mean + spread.std * self._noise(mean, chances)) * LATENT_SCALE
        return drawn

    def _noise(self, like: Tensor, chances: list[torch.Generator]) -> Tensor:
        """Drawn on the processor from each sample's own seed: the same on every device."""
        return torch.stack([torch.randn(like.shape[1:], generator=chance) for chance in chances]).to(like)


def on_canvas(task: Task) -> AgnosticPerson:
    """The person of a task on its canvas, and what may change there."""
    mask = task.mask()
    person = task.agnostic.person.placed(task.placement)
    photo = Photo(task.pictures[0], person.photo.source)
    protect = task.placement.labels(task.agnostic.protect) & ~mask
    return AgnosticPerson(replace(person, photo=photo), (task.garment.category,), mask, protect)


def _stretched(picture: RgbImage, task: Task) -> RgbImage:
    """A square as the canvas, which it was squeezed from."""
    return np.asarray(cv2.resize(picture, task.placement.canvas, interpolation=cv2.INTER_CUBIC), np.uint8)

"""The puppet as a `MotionEngine`: no weights, no downloads, any machine."""

from collections.abc import Iterator

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import Report
from fitting_room.domain.motion import BASE_FPS, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.motion.puppet.acting import rehearse, rehearse_steps
from fitting_room.motion.puppet.bones import bone_maps, find_bones, turn_of
from fitting_room.motion.puppet.composer import Act, Composer
from fitting_room.motion.puppet.layers import cut_layers
from fitting_room.motion.puppet.skin import bind_skin
from fitting_room.motion.puppet.springs import Springs, find_loose
from fitting_room.motion.puppet.turning import find_relief
from fitting_room.motion.retarget import retarget

_SETTLED = 0.6
"""Seconds after which the photo's own edges have given way to the layers'."""


class PuppetEngine:
    """Moves the finished picture itself, as layers."""

    def load(self) -> None:
        """There is nothing to load."""

    def foresee(self) -> str:
        """It runs everywhere."""
        return ""

    def base_fps(self, request: ClipRequest) -> int:
        """Every frame but in a draft, which the refiner fills up."""
        return min(BASE_FPS, request.options.fps) if request.options.preset is Preset.DRAFT else request.options.fps

    def animate(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        """Yield the frames in order; frame 0 is the look.

        Raises:
            UnsuitableMotion: The picture shows no shoulders to move.
        """
        if not request.look.pose.sees(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER):
            raise UnsuitableMotion(
                "The shoulders cannot be seen in this picture.", "Choose a picture that shows both of them."
            )
        return self._frames(request, report)

    def _frames(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        options = request.options
        report("animate", 0.0)
        yield request.look.photo.pixels
        poses = retarget(request.motion, request.look, options)
        unit = find_bones(request.look).unit
        layers = cut_layers(request.look, unit)
        skeleton = find_bones(request.look, legs=not layers.legs)
        skin = bind_skin(request.look, skeleton)
        springs = Springs(find_loose(request.look, skin.grid, unit), unit, self.base_fps(request))
        composer = Composer(request.look, layers, skin, springs, find_relief(request.look, skin, skeleton))
        steps = rehearse_steps(tuple(leg for leg, _ in layers.legs), poses, unit, options.fps)
        moves = [rehearse(arm, poses, options.fps, unit) for arm, _ in layers.arms]
        fps = self.base_fps(request)
        frames = max(round(options.frames * fps / options.fps), 2)
        for index in range(1, frames):
            report("animate", index / frames)
            frame = min(round(index * options.fps / fps), options.frames - 1)
            acts: tuple[Act, ...] = (*steps.at(frame), *(move.at(frame) for move in moves))
            edges = max(1 - frame / (_SETTLED * options.fps), 0.0)
            yield composer.draw(bone_maps(skeleton, poses, frame), acts, edges, turn_of(poses, frame))

    def unload(self) -> None:
        """There is nothing to give back."""

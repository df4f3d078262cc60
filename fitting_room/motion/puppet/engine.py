"""The puppet as a `MotionEngine`: no weights, no downloads, any machine."""

from collections.abc import Iterator

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import Report
from fitting_room.domain.motion import BASE_FPS, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.motion.puppet.bones import bone_maps, find_bones
from fitting_room.motion.puppet.sheet import cut_sheet, draw
from fitting_room.motion.retarget import retarget


class PuppetEngine:
    """Moves the finished picture itself, as one sheet."""

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
        skeleton = find_bones(request.look)
        sheet = cut_sheet(request.look, skeleton)
        fps = self.base_fps(request)
        frames = max(round(options.frames * fps / options.fps), 2)
        for index in range(1, frames):
            report("animate", index / frames)
            yield draw(sheet, bone_maps(skeleton, poses, min(round(index * options.fps / fps), options.frames - 1)))

    def unload(self) -> None:
        """There is nothing to give back."""

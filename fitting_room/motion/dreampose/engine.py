"""DreamPose as a `MotionEngine`: one frame after the other from the photo of the finished look. For research only."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from fitting_room.device import Plan, Rung, plan, with_retry
from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import Joint
from fitting_room.domain.errors import NotInstalled, UnsuitableMotion
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report
from fitting_room.domain.motion import CLIP_FPS, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.dreampose.surfaces import Surfaces
from fitting_room.motion.retarget import retarget
from fitting_room.shelf.installed import open_model

if TYPE_CHECKING:
    from fitting_room.motion.dreampose.painter import DreamPoseClip, DreamPosePainter
    from fitting_room.motion.dreampose.weights import WeightsFiles

TITLE, MODEL = "DreamPose", "dreampose"
SIZE = (512, 640)
"""(width, height) of its pictures; the published adapter knows no other."""


@dataclass(frozen=True)
class Pace:
    """What a preset makes: frames per second, and steps for each frame."""

    fps: int
    steps: int


PACES = {Preset.DRAFT: Pace(4, 20), Preset.BALANCED: Pace(8, 50), Preset.FINAL: Pace(8, 100)}
"""100 steps are published; fewer, and the speeds, are our choice, and not judged yet: no weights could be run."""


@dataclass(frozen=True, eq=False)
class _Loaded:
    weights: "WeightsFiles"
    painter: "DreamPosePainter"
    plan: Plan


class DreamPoseEngine:
    """Animates with the photo of the look and drawn surfaces of the body.

    Args:
        find_weights: Finds the installed weights, or says why it cannot.
        machine: What it runs on.
        paces: What each preset makes.
        size: (width, height) of its pictures.
    """

    def __init__(
        self,
        find_weights: "Callable[[], WeightsFiles] | None" = None,
        machine: Machine | None = None,
        paces: Mapping[Preset, Pace] = PACES,
        size: tuple[int, int] = SIZE,
    ) -> None:
        self._find_weights = find_weights or _installed
        self._machine = machine or Machine()
        self._paces = paces
        self._size = size
        self._loaded: _Loaded | None = None

    def load(self) -> None:
        """Fit the networks into the memory that is free.

        Raises:
            ModelUnavailable: The weights are not installed, not allowed here, or damaged.
            NotEnoughMemory: The networks do not fit.
        """
        weights, chosen = self._choose()
        with_retry(
            chosen,
            lambda chosen: self._load(weights, chosen),
            lambda rung: self._plan(weights, rung),
            self._machine.release,
        )

    def foresee(self) -> str:
        """As `MotionEngine.foresee`: what the memory ladder says."""
        return self._choose()[1].notice if self._loaded is None else self._loaded.plan.notice

    def base_fps(self, request: ClipRequest) -> int:
        """As many as its preset makes, and no more than were asked for."""
        return min(self._paces[request.options.preset].fps, request.options.fps)

    def unload(self) -> None:
        """Give the memory back."""
        if self._loaded is not None:
            self._loaded = None
            self._machine.release()

    def animate(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        """Yield frame after frame; the first is the look.

        Raises:
            UnsuitableMotion: The picture shows no shoulders or hips.
            NotEnoughMemory: Memory ran out, and did so again one step down the ladder.
            Cancelled: `report` raised it; it is told of every step.
        """
        if not request.look.pose.sees(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER, Joint.LEFT_HIP, Joint.RIGHT_HIP):
            raise UnsuitableMotion(
                "Shoulders or hips cannot be seen in this picture.", "Choose a picture that shows both."
            )
        self._current()
        return self._frames(request, report)

    def _frames(self, request: ClipRequest, report: Report) -> Iterator[RgbImage]:
        options, fps = request.options, self.base_fps(request)
        frames = max(-(-options.frames * fps // options.fps), 2)
        # The poses that the network sees together follow each other as in a film, however few frames are painted.
        poses = retarget(request.motion, request.look, replace(options, fps=CLIP_FPS))
        placement = Placement.letterbox(request.look.photo.size, self._size)
        photo = _spread(request.look.photo.pixels, placement)
        surfaces = Surfaces.of(poses, placement.scale, placement.offset, self._size)
        steps = self._paces[options.preset].steps
        clip: DreamPoseClip | None = None

        def begun() -> "DreamPoseClip":
            nonlocal clip
            painter = self._current().painter
            if clip is None or clip.painter is not painter:
                clip = painter.begin(photo, options.seed)
            return clip

        report("animate", 0.0)
        yield _cut(photo, placement)
        for number in range(1, frames):

            def show(done: int, total: int, number: int = number) -> None:
                report("animate", (number - 1 + done / total) / (frames - 1))

            at = min(round(number * CLIP_FPS / fps), len(poses.keypoints) - 1)

            def paint(_: Plan, at: int = at, show: Callable[[int, int], None] = show) -> RgbImage:
                return begun().frame(surfaces.five(at), steps, show)

            painted, _ = with_retry(self._current().plan, paint, self._step_down, self._machine.release)
            yield _cut(painted, placement)

    def _step_down(self, rung: Rung) -> Plan:
        """Load the networks again on a lower rung of the memory ladder."""
        weights = self._current().weights
        self.unload()
        lower = self._plan(weights, rung)
        self._load(weights, lower)
        return lower

    def _choose(self) -> "tuple[WeightsFiles, Plan]":
        try:
            weights = self._find_weights()
        except ImportError as error:
            raise NotInstalled(
                "The parts that run neural networks are not installed.",
                "Install them with `pip install 'fitting-room[gpu]'`.",
            ) from error
        return weights, self._plan(weights)

    def _plan(self, weights: "WeightsFiles", start: Rung = Rung.RESIDENT) -> Plan:
        return plan(self._machine.look(), weights.needs, TITLE, start)

    def _load(self, weights: "WeightsFiles", chosen: Plan) -> None:
        self._loaded = _Loaded(weights, weights.load(chosen, self._machine.place), chosen)

    def _current(self) -> _Loaded:
        if self._loaded is None:
            raise RuntimeError("load the animator first")
        return self._loaded


def _installed() -> "WeightsFiles":
    folder: Path = open_model(MODEL)
    from fitting_room.motion.dreampose.weights import WeightsFiles

    return WeightsFiles.look_into(folder)


def _spread(picture: RgbImage, placement: Placement) -> RgbImage:
    """The look on the network's picture; beside it its own border goes on."""
    flags = cv2.INTER_AREA if placement.scale < 1 else cv2.INTER_CUBIC
    small = cv2.resize(picture, _inner(placement), interpolation=flags)
    left, top = round(placement.offset[0]), round(placement.offset[1])
    width, height = placement.canvas
    right, bottom = width - left - small.shape[1], height - top - small.shape[0]
    return np.asarray(cv2.copyMakeBorder(small, top, bottom, left, right, cv2.BORDER_REPLICATE), np.uint8)


def _cut(picture: RgbImage, placement: Placement) -> RgbImage:
    """What of the network's picture the look fills."""
    width, height = _inner(placement)
    left, top = round(placement.offset[0]), round(placement.offset[1])
    return np.ascontiguousarray(picture[top : top + height, left : left + width])


def _inner(placement: Placement) -> tuple[int, int]:
    width, height = placement.size
    left, top = round(placement.offset[0]), round(placement.offset[1])
    across, down = placement.canvas
    return min(round(width * placement.scale), across - left), min(round(height * placement.scale), down - top)

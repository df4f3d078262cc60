"""Frames of people with DensePose's surfaces, as DreamPose learns from them.

    DATA/CLIP/NAME.png (or .jpg) and DATA/CLIP/NAME_densepose.npy     many people: the first phase
    DATA/NAME.png and DATA/NAME_densepose.npy                        one person, several pictures: the second

`NAME_densepose.npy` holds (2, H, W) numbers: U and V of each pixel in [0, 1], 0 where no body is; of any size. Frames
of a clip follow each other by name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import BadDataSet, BadPicture
from fitting_room.domain.geometry import Placement
from fitting_room.domain.job import Report, silent
from fitting_room.motion.dreampose.network import POSES
from fitting_room.motion.dreampose.picture import show_to_encoder

SURFACES_END = "_densepose.npy"
SUFFIXES = (".png", ".jpg", ".jpeg")
LEAST = 64
GREY = 127
CROPPED = 0.7
"""Share of lessons of the second phase that are cropped."""
MOST_OFF = 25 / 640
"""Most that is cut off a side, as a share of the height: 25 of 640 pixels, as published."""


@dataclass(frozen=True)
class Frame:
    """A picture and the surfaces on it."""

    picture: Path
    surfaces: Path


def find_clips(data: Path) -> list[tuple[Frame, ...]]:
    """Everybody in a data set, each with their frames in order.

    Raises:
        BadDataSet: There is no frame with surfaces, or one lacks them.
    """
    folders = [data, *sorted(path for path in data.iterdir() if path.is_dir())] if data.is_dir() else []
    clips = []
    for folder in folders:
        pictures = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
        frames = tuple(Frame(path, path.with_name(path.stem + SURFACES_END)) for path in pictures)
        for frame in frames:
            if not frame.surfaces.is_file():
                raise BadDataSet(
                    f"“{frame.surfaces}” is missing: every frame needs its surfaces.",
                    "Make it with DensePose, or take the frame out of the data set.",
                )
        if frames:
            clips.append(frames)
    if not clips:
        raise BadDataSet(
            f"“{data}” holds no frames.", f"Name a folder of pictures with a “NAME{SURFACES_END}” beside each."
        )
    return clips


def check(clips: Sequence[Sequence[Frame]], report: Report = silent) -> None:
    """Read every file once.

    Raises:
        BadDataSet: A file is not what it should be; it is named.
        Cancelled: `report` raised it.
    """
    frames = [frame for clip in clips for frame in clip]
    for number, frame in enumerate(frames, start=1):
        _picture(frame.picture)
        _surfaces(frame.surfaces)
        report("checking the data set", number / len(frames))


@dataclass(frozen=True)
class FrameLessons:
    """A frame to make, the five poses around it, and a photo of the same person.

    Attributes:
        clips: Everybody's frames.
        size: (width, height) of the canvas.
        crops: Whether most frames are cropped at random: for one person, of whom there are few pictures.
    """

    clips: Sequence[Sequence[Frame]]
    size: tuple[int, int]
    crops: bool = False

    def __len__(self) -> int:
        return sum(len(clip) for clip in self.clips)

    def __getitem__(self, asked: tuple[int, int]) -> Mapping[str, Tensor]:
        """The lesson: `frame` and `photo` (3, H, W), `poses` (10, H, W), in [-1, 1]; `seen` (3, 224, 224) for CLIP."""
        number, seed = asked
        clip, place = self._found(number)
        chance = np.random.default_rng(seed)
        photo = self._placed(_picture(clip[int(chance.integers(len(clip)))].picture))
        frame = _tensor(self._placed(_picture(clip[place].picture)))
        # Where the clip begins or ends, the frame's own pose stands in for those that are missing.
        around = [place + step for step in range(-(POSES // 2), POSES // 2 + 1)]
        around = [each if 0 <= each < len(clip) else place for each in around]
        poses = torch.cat([self._pose(clip[each].surfaces) for each in around])
        if self.crops and chance.random() < CROPPED:
            cropped = _cropped(torch.cat([frame, poses]), chance)
            frame, poses = cropped[:3], cropped[3:]
        return {"frame": frame, "photo": _tensor(photo), "poses": poses, "seen": show_to_encoder(photo)[0]}

    def _found(self, number: int) -> tuple[Sequence[Frame], int]:
        for clip in self.clips:
            if number < len(clip):
                return clip, number
            number -= len(clip)
        raise IndexError(number)

    def _placed(self, picture: RgbImage) -> RgbImage:
        return Placement.letterbox((picture.shape[1], picture.shape[0]), self.size).image(picture, GREY)

    def _pose(self, path: Path) -> Tensor:
        """(2, H, W) in [-1, 1] on the canvas; beyond the picture there is nobody, which is -1."""
        surfaces = _surfaces(path)
        height, width = surfaces.shape[1:]
        place = Placement.letterbox((width, height), self.size)
        return torch.from_numpy(np.stack([place.matte(each) for each in surfaces])) * 2 - 1


def _cropped(picture: Tensor, chance: np.random.Generator) -> Tensor:
    """(C, H, W) cut by a little at each side, in its proportions, and enlarged again."""
    height, width = picture.shape[1:]
    most = max(1, round(MOST_OFF * height))
    top, left = (int(each) for each in chance.integers(most, size=2))
    tall = height - int(chance.integers(top, most)) if top < most else height - top
    tall = min(tall, height - top)
    wide = min(round(tall * width / height), width - left)
    cut = picture[None, :, top : top + tall, left : left + wide]
    return functional.interpolate(cut, (height, width), mode="bilinear", align_corners=False)[0]


def _picture(path: Path) -> RgbImage:
    try:
        return open_picture(path, LEAST)
    except BadPicture as error:
        raise BadDataSet(f"“{path}” cannot be learned from. {error.what}", error.next_step) from error


def _surfaces(path: Path) -> npt.NDArray[np.float32]:
    try:
        read = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise BadDataSet(f"“{path}” cannot be read as numbers.", "Make it again with DensePose.") from error
    if read.ndim != 3 or len(read) != 2 or not np.isfinite(read).all() or read.min() < 0 or read.max() > 1:
        raise BadDataSet(
            f"“{path}” does not hold U and V in [0, 1]: (2, H, W) numbers.", "Make it again with DensePose."
        )
    return np.asarray(read, np.float32)


def _tensor(picture: RgbImage) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1))).float() / 127.5 - 1

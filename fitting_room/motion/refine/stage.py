"""What an animator made -> a finished clip: every frame, at full size, as the frames come in."""

from collections.abc import Iterator

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.motion import ClipRequest
from fitting_room.motion.refine.enlarging import Enlarger
from fitting_room.motion.refine.interpolation import Between


def refine(frames: Iterator[RgbImage], base_fps: int, request: ClipRequest) -> Iterator[RgbImage]:
    """Frames at `request.options.fps` and the size of the canvas; two of them are in memory at a time.

    Args:
        frames: RGB uint8 (h, w, 3) at `base_fps`, perhaps smaller than the canvas.
        base_fps: Frames per second of `frames`.
        request: What the clip is to be.

    Yields:
        RGB uint8 (H, W, 3). At the end the last frame stays until the clip is as long as its frames were.
    """
    enlarge = Enlarger(request.look.photo.pixels)
    fps = request.options.fps
    index = made = 0
    before: RgbImage | None = None
    for index, after in enumerate(frames):
        if before is not None:
            between: Between | None = None
            while made * base_fps < index * fps:
                share = made * base_fps / fps - (index - 1)
                if share <= 0:
                    yield enlarge(before)
                else:
                    between = between or Between(before, after)
                    yield enlarge(between.at(share))
                made += 1
        before = after
    if before is None:
        return
    while made * base_fps < (index + 1) * fps:
        yield enlarge(before)
        made += 1

"""Progress and cancellation: the call that reports is the call that cancels."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Not at run time: the command line answers `--help` without numpy.
    from fitting_room.domain.arrays import RgbImage

Report = Callable[[str, float], None]
"""`report("warp", 0.4)`: stage name and share done in [0, 1]. Raises `Cancelled` when the user asked to stop."""

Preview = Callable[["RgbImage"], None]
"""Something to look at while work goes on: RGB uint8 (H, W, 3), of any size, in the photo's proportions."""


class Cancelled(Exception):
    """The user asked to stop."""


def silent(stage: str, fraction: float) -> None:
    """A report for callers that do not show progress."""


def unseen(image: "RgbImage") -> None:
    """A preview for callers that do not look."""


def within(report: Report, start: float, end: float) -> Report:
    """A report for a part of a job: what is a share of the part to its caller is a share of the whole to `report`."""
    return lambda stage, fraction: report(stage, start + (end - start) * fraction)


def never() -> bool:
    """The answer to "enough?" of callers that want everything."""
    return False

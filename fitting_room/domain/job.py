"""Progress and cancellation: the call that reports is the call that cancels."""

from collections.abc import Callable

Report = Callable[[str, float], None]
"""`report("warp", 0.4)`: stage name and share done in [0, 1]. Raises `Cancelled` when the user asked to stop."""


class Cancelled(Exception):
    """The user asked to stop."""


def silent(stage: str, fraction: float) -> None:
    """A report for callers that do not show progress."""

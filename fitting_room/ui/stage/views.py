"""The ways in which the stage shows what is on it."""

from enum import StrEnum


class StageView(StrEnum):
    """One at a time."""

    LOOK = "look"
    SPLIT = "split"
    COMPARE = "compare"
    CHANGED = "changed"
    STEPS = "steps"
    MASK = "mask"

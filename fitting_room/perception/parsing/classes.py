"""The coarse classes a pixel is sorted into before sides and body parts are told apart."""

from enum import IntEnum


class SoftClass(IntEnum):
    """What the rule-based parser keeps a probability for. LEGWEAR is tights, stockings and socks."""

    BACKGROUND = 0
    HAIR = 1
    SKIN = 2
    UPPER = 3
    LOWER = 4
    DRESS = 5
    LEGWEAR = 6
    SHOES = 7
    BAG = 8
    HAT = 9
    OTHER = 10

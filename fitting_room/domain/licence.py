"""Who may use a model: the class of its licences against what this installation is for."""

from enum import StrEnum
from typing import Literal

LicenceClass = Literal["shop", "home", "research"]
"""What code, weights and base model together allow: any use, private use, or research only."""


class Profile(StrEnum):
    """What an installation is for."""

    SHOP = "shop"
    HOME = "home"
    RESEARCH = "research"


_ALLOWED: dict[Profile, tuple[LicenceClass, ...]] = {
    Profile.SHOP: ("shop",),
    Profile.HOME: ("shop", "home"),
    Profile.RESEARCH: ("shop", "home", "research"),
}


def allows(profile: Profile, licence: LicenceClass) -> bool:
    """Whether something of this licence class may run in this profile."""
    return licence in _ALLOWED[profile]

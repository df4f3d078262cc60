"""The visible table of animators. Reading it imports none of them."""

from importlib import import_module
from typing import cast

from fitting_room.domain.errors import FittingRoomError, NotAllowed
from fitting_room.domain.licence import Profile, allows
from fitting_room.domain.motion import CLIP_FPS
from fitting_room.domain.sentence import Sentence
from fitting_room.motion.base import AnimatorCard, MotionEngine

EMBEDDED_ANIMATOR = "puppet"
"""The animator that needs nothing downloaded: whatever does not fit into a machine is done by it instead."""

ANIMATORS: tuple[AnimatorCard, ...] = (
    AnimatorCard(
        id=EMBEDDED_ANIMATOR,
        title="Puppet: moves the picture itself",
        target="fitting_room.motion.puppet.engine:PuppetEngine",
        licence="shop",
        needs="Runs on any computer. Nothing to download.",
        base_fps=CLIP_FPS,
    ),
    AnimatorCard(
        id="wan-animate",
        title="Wan 2.2 Animate",
        target="fitting_room.motion.wan.engine:WanAnimateEngine",
        licence="shop",
        needs="Needs a graphics card with 15 GB or more, 50 GB of main memory and an 82 GB download.",
        model="wan-animate",
        base_fps=CLIP_FPS,
    ),
    AnimatorCard(
        id="wan-animate-whole",
        title="Wan 2.2 Animate, the room painted too",
        target="fitting_room.motion.wan.engine:WanAnimateWholeEngine",
        licence="shop",
        needs="Needs a graphics card with 15 GB or more, 50 GB of main memory and an 82 GB download.",
        model="wan-animate",
        base_fps=CLIP_FPS,
    ),
    AnimatorCard(
        id="wan-vace",
        title="Wan 2.1 VACE",
        target="fitting_room.motion.wan.engine:WanVaceEngine",
        licence="shop",
        needs="Needs a graphics card with 8 GB or more and a 19 GB download.",
        model="wan-vace",
        base_fps=16,
    ),
    AnimatorCard(
        id="dreampose",
        title="DreamPose",
        target="fitting_room.motion.dreampose.engine:DreamPoseEngine",
        licence="research",
        needs="For research only. Needs a graphics card; minutes for each second. Four files (4.1 GB) that you bring.",
        model="dreampose",
    ),
)
"""Best default first."""


def make_animator(name: str) -> MotionEngine:
    """Import and construct an animator by its id; its weights are loaded by `load`.

    Raises:
        FittingRoomError: There is no animator of that name.
    """
    module, _, attribute = animator_card(name).target.partition(":")
    return cast(MotionEngine, getattr(import_module(module), attribute)())


def check_animator_allowed(card: AnimatorCard, profile: Profile) -> None:
    """Make sure that an animator may be used in a profile.

    Raises:
        NotAllowed: Its licence forbids it.
    """
    if not allows(profile, card.licence):
        raise NotAllowed(
            Sentence("The licence of “{engine}” does not allow what this installation is for.", engine=card.title),
            "Choose another animator, or change what this installation is for in the preferences.",
        )


def animator_card(name: str, cards: tuple[AnimatorCard, ...] | None = None) -> AnimatorCard:
    """The card of an animator by its id.

    Args:
        name: The id.
        cards: Where to look; None for the table above.

    Raises:
        FittingRoomError: There is no animator of that name.
    """
    there = ANIMATORS if cards is None else cards
    for card in there:
        if card.id == name:
            return card
    what = Sentence("There is no animator “{name}”.", name=name)
    if not there:
        raise FittingRoomError(what, "Install a newer version of the fitting room.")
    known = ", ".join(card.id for card in there)
    raise FittingRoomError(what, Sentence("Choose one of: {engines}.", engines=known))

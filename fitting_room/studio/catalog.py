"""The visible table of engines. Reading it imports none of them."""

from importlib import import_module
from typing import cast

from fitting_room.domain.errors import FittingRoomError, NotAllowed
from fitting_room.domain.licence import Profile, allows
from fitting_room.domain.sentence import Sentence
from fitting_room.engines.base import EngineCard, TryOnEngine

EMBEDDED = "warp"
"""The engine that is always there."""

ENGINES = (
    EngineCard(
        id="warp",
        title="Warp",
        target="fitting_room.engines.warp:WarpEngine",
        licence="shop",
        needs="Any computer; nothing to download.",
    ),
    EngineCard(
        id="fashn",
        title="FASHN VTON 1.5",
        target="fitting_room.engines.fashn:FashnEngine",
        licence="shop",
        needs="A graphics card with about 4 GB free (not measured here yet); 1.9 GB to download.",
        model="fashn",
    ),
    EngineCard(
        id="klein",
        title="FLUX.2-klein-4B",
        target="fitting_room.engines.klein:KleinEngine",
        licence="shop",
        needs="A graphics card with about 13 GB free (not measured here yet); 15.5 GB to download.",
        model="klein",
    ),
    EngineCard(
        id="klein-edit",
        title="FLUX.2-klein-4B, whole picture",
        target="fitting_room.engines.klein:KleinEditEngine",
        licence="shop",
        needs="As FLUX.2-klein-4B, from the same download. Puts on a whole outfit at once; pose and light may shift.",
        model="klein",
    ),
    EngineCard(
        id="catvton",
        title="CatVTON",
        target="fitting_room.engines.catvton:CatvtonEngine",
        licence="research",
        needs="For research only. A graphics card with about 8 GB free (not measured here yet); 4.4 GB to download.",
        model="catvton",
    ),
    EngineCard(
        id="catvton-vitonhd",
        title="CatVTON, VITON-HD",
        target="fitting_room.engines.catvton:CatvtonVitonhdEngine",
        licence="research",
        needs="As CatVTON, from the same download, at a quarter of its pixels. Learned from photos of tops only.",
        model="catvton",
    ),
    EngineCard(
        id="catvton-dresscode",
        title="CatVTON, DressCode",
        target="fitting_room.engines.catvton:CatvtonDresscodeEngine",
        licence="research",
        needs="As CatVTON, from the same download, at a quarter of its pixels. Learned from tops, bottoms and dresses.",
        model="catvton",
    ),
    EngineCard(
        id="mv-vton",
        title="MV-VTON",
        target="fitting_room.studio.bent:mv_vton",
        licence="research",
        needs="For research only. Tops, from the front or from behind. A file of 7.2 GB that you bring yourself.",
        model="mv-vton",
    ),
    EngineCard(
        id="viton-hd",
        title="VITON-HD",
        target="fitting_room.engines.viton_hd:VitonHdEngine",
        licence="research",
        needs="For research only; tops only. Any computer, a minute without a graphics card. Its files are brought.",
        model="viton-hd",
    ),
    EngineCard(
        id="daflow",
        title="DAFlow",
        target="fitting_room.engines.daflow:DaflowEngine",
        licence="research",
        needs="For research only; small pictures of tops. Any computer. Its file is brought.",
        model="daflow",
    ),
    EngineCard(
        id="daflow-dresscode",
        title="DAFlow, DressCode",
        target="fitting_room.engines.daflow:DaflowDresscodeEngine",
        licence="research",
        needs="For research only; tops, bottoms and dresses with weights of your own. Any computer.",
        model="daflow-dresscode",
    ),
)
"""Best default first."""


def make_engine(name: str) -> TryOnEngine:
    """Import and construct an engine by its id; its weights are loaded by `load`.

    Raises:
        FittingRoomError: There is no engine of that name.
    """
    module, _, attribute = engine_card(name).target.partition(":")
    return cast(TryOnEngine, getattr(import_module(module), attribute)())


def check_allowed(name: str, profile: Profile) -> None:
    """Make sure that an engine may be used in a profile.

    Raises:
        NotAllowed: Its licence forbids it.
        FittingRoomError: There is no engine of that name.
    """
    card = engine_card(name)
    if not allows(profile, card.licence):
        raise NotAllowed(
            Sentence("The licence of “{engine}” does not allow what this installation is for.", engine=card.title),
            "Choose another engine, or change what this installation is for in the preferences.",
        )


def engine_card(name: str) -> EngineCard:
    """The card of an engine by its id.

    Raises:
        FittingRoomError: There is no engine of that name.
    """
    for card in ENGINES:
        if card.id == name:
            return card
    known = ", ".join(card.id for card in ENGINES)
    raise FittingRoomError(
        Sentence("There is no engine “{name}”.", name=name), Sentence("Choose one of: {engines}.", engines=known)
    )

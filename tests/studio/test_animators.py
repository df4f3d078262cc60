"""The table of animators: every one can be made, says what it needs, and runs what is on the shelf."""

import pytest

from fitting_room.domain.errors import NotAllowed
from fitting_room.motion.base import AnimatorCard
from fitting_room.shelf.installed import model_cards
from fitting_room.studio.animators import ANIMATORS, EMBEDDED_ANIMATOR, check_animator_allowed, make_animator


@pytest.mark.parametrize("card", ANIMATORS, ids=lambda card: card.id)
def test_every_animator_of_the_table_can_be_made_and_says_what_it_needs(card: AnimatorCard) -> None:
    animator = make_animator(card.id)
    for verb in ("load", "foresee", "base_fps", "animate", "unload"):
        assert callable(getattr(animator, verb))
    assert card.needs.endswith(".")
    if card.model is None:
        return
    (model,) = (each for each in model_cards() if each.id == card.model)
    assert model.kind == "video"
    assert model.licence_class == card.licence
    if model.brought:
        assert f"({model.megabytes / 1000:.1f} GB) that you bring" in card.needs
    else:
        assert f"{round(model.megabytes / 1000)} GB download" in card.needs


def test_the_first_animator_needs_nothing_and_nobody_is_named_twice() -> None:
    assert ANIMATORS[0].id == EMBEDDED_ANIMATOR
    assert ANIMATORS[0].model is None
    assert len({card.id for card in ANIMATORS}) == len({card.title for card in ANIMATORS}) == len(ANIMATORS)


def test_an_animator_whose_licence_forbids_it_is_not_used() -> None:
    card = AnimatorCard("home", "Home", "nowhere:Nothing", "home", "Any computer.")
    check_animator_allowed(card, "research")
    with pytest.raises(NotAllowed):
        check_animator_allowed(card, "shop")

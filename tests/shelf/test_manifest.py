"""The manifest that is shipped, and what it may not say."""

from dataclasses import replace
from pathlib import Path

import pytest

from fitting_room.domain.errors import ModelUnavailable
from fitting_room.resources import models
from fitting_room.shelf import read_manifest
from fitting_room.shelf.manifest import find_card, is_safe

CARDS = read_manifest(models() / "manifest.toml")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_every_model_says_what_people_need_to_know(card) -> None:
    for sentence in (card.task, card.licence, card.vram, *card.limits):
        assert sentence.endswith(".")
        assert sentence[0].isupper() or sentence[0].isdigit()
    assert card.megabytes > 0
    assert card.revision is None or (len(card.revision) == 40 and set(card.revision) <= set("0123456789abcdef"))
    assert "measured" in card.vram or "report" in card.vram
    if card.licence_class == "shop":
        assert not any(word in card.licence for word in ("CC BY-NC", "research"))
    docs = Path(__file__).resolve().parents[2] / "docs/models.md"
    assert f"`{card.id}`" in docs.read_text("utf-8")


@pytest.mark.parametrize(
    "path",
    ["../up.json", "/etc/passwd.json", "a/../../b.json", "C:\\x.json", "weights.ckpt", "model.pkl", "code.py", ""],
)
def test_a_path_that_leads_out_or_could_run_is_no_file_of_a_model(path: str) -> None:
    assert not is_safe(path)
    with pytest.raises(ValueError, match="files must be"):
        replace(CARDS[0], files=(path,))


def test_an_unknown_model_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ModelUnavailable, match="fashn"):
        find_card(CARDS, "unknown")

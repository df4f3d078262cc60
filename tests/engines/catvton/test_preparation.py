"""Masks and layouts against those of the published code."""

import mannequin
import numpy as np
import pytest
from golden_data import golden

from fitting_room.domain.body import BodyLabel
from fitting_room.domain.garment import Category
from fitting_room.engines.catvton.clothes_mask import PARTS, Part, hide_clothes, hide_clothes_of
from fitting_room.engines.catvton.layout import filled, on_white, put_back

CANVAS = (48, 64)
BOUNDARY = 0.001
"""Share of pixels that another OpenCV (the vectors were drawn with 5.0) may draw differently."""
LEVELS = 1
"""Grey levels by which another Pillow (the vectors were made with 13.0) may differ."""


@pytest.mark.parametrize("part", Part)
def test_clothes_are_hidden_as_in_training(part: Part) -> None:
    _, given, wanted = golden("catvton_preprocess")
    hidden = hide_clothes(given["densepose"], given["lip"], given["atr"], part)
    assert np.mean(hidden != wanted[f"mask_{part}"]) <= BOUNDARY


@pytest.mark.parametrize("shape", ["tall", "wide"])
def test_people_fill_the_canvas_and_garments_lie_on_white(shape: str) -> None:
    _, given, wanted = golden("catvton_io")
    for ours, name in ((filled(given[shape], CANVAS), "crop"), (on_white(given[shape], CANVAS), "pad")):
        assert np.abs(ours.astype(int) - wanted[f"{name}_{shape}"]).max() <= LEVELS


def test_the_seam_is_the_published_one() -> None:
    _, given, wanted = golden("catvton_io")
    ours = put_back(given["person"], given["result"], given["mask"])
    assert np.abs(ours.astype(int) - wanted["repaint"]).max() <= LEVELS


@pytest.mark.parametrize("category", PARTS)
def test_our_own_people_lose_their_clothes_and_keep_their_faces(category: Category) -> None:
    person = mannequin.stand(dress=category is Category.DRESSES)
    hidden = hide_clothes_of(person, category)
    worn = {Category.TOPS: BodyLabel.UPPER_CLOTHES, Category.BOTTOMS: BodyLabel.LOWER_CLOTHES}
    clothes = person.parsing.where(worn.get(category, BodyLabel.DRESS))
    assert hidden[clothes].all()
    assert hidden[person.parsing.where(BodyLabel.FACE)].mean() < 0.1

"""A click on a real photo means the thing below it, and the mask follows."""

import numpy as np
import pytest

from fitting_room.domain.garment import Category
from fitting_room.domain.job import silent
from fitting_room.domain.mask_edit import MaskEdit, Protection, Region, Tool
from fitting_room.resources import assets
from fitting_room.studio.messages import FindRegion, MaskLabel, MaskView, OpenPhoto, RegionFound, ShowMask, supersedes
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.worker import Studio

PHOTO = assets() / "demo/people/mei.png"
SKIRT = (0.35, 0.56)
"""On her black skirt, in shares of the photo's longer side."""


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


def labels(studio: Studio, edit: MaskEdit) -> np.ndarray:
    tee = GarmentFile(assets() / "demo/garments/tops/tee_bolt.png", "Bolt", Category.TOPS)
    view = studio.carry_out(ShowMask(Recipe(PHOTO, (tee,), mask_edit=edit)), silent, lambda _: None)
    assert isinstance(view, MaskView)
    return view.labels


def test_a_clicked_skirt_may_change_and_is_kept_again(studio: Studio) -> None:
    found = studio.carry_out(FindRegion(PHOTO, SKIRT), silent, lambda _: None)
    assert isinstance(found, RegionFound)
    plain = labels(studio, MaskEdit())
    row, column = (round(share * max(plain.shape)) for share in reversed(SKIRT))
    assert plain[row, column] != MaskLabel.OPEN
    opened = MaskEdit().painted(Region(Tool.BRUSH, found.outlines))
    opened = opened.protecting(Protection.OTHER_GARMENT, protected=False)
    wider = labels(studio, opened)
    assert wider[row, column] == MaskLabel.OPEN
    grown = np.mean((wider == MaskLabel.OPEN) & (plain != MaskLabel.OPEN))
    assert 0.01 < grown < 0.12, "the skirt, and not the room"
    closed = labels(studio, opened.painted(Region(Tool.ERASER, found.outlines)))
    assert closed[row, column] != MaskLabel.OPEN


def test_a_click_on_somebody_does_not_flow_into_the_room(studio: Studio) -> None:
    """Anna's T-shirt has white stripes, and the wall behind her is nearly white."""
    photo = assets() / "demo/people/anna.png"
    for place, most in (((0.37, 0.32), 0.12), ((0.65, 0.2), 0.5)):
        found = studio.carry_out(FindRegion(photo, place), silent, lambda _: None)
        assert isinstance(found, RegionFound)
        covered, _ = MaskEdit().painted(Region(Tool.BRUSH, found.outlines)).draw_strokes((300, 400))
        row, column = (round(share * 400) for share in reversed(place))
        assert covered[row, column]
        assert 0.01 < covered.mean() < most


def test_outside_the_photo_is_nothing(studio: Studio) -> None:
    for place in ((0.99, 0.5), (-0.1, 0.2), (0.3, 1.2)):
        assert studio.carry_out(FindRegion(PHOTO, place), silent, lambda _: None) == RegionFound(())


def test_a_click_is_never_forgotten_and_a_glance_is() -> None:
    glance, click = FindRegion(PHOTO, SKIRT, clicked=False), FindRegion(PHOTO, SKIRT)
    assert supersedes(click, glance)
    assert supersedes(glance, glance)
    assert not supersedes(glance, click)
    assert not supersedes(click, click)
    assert supersedes(OpenPhoto(PHOTO), click)

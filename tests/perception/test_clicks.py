"""Clicks mean things: by colours on every computer, by a network where one is installed."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from tiny_networks import write_segment_anything

from fitting_room.domain.arrays import Mask, RgbImage
from fitting_room.domain.body import BodyLabel
from fitting_room.domain.decoding import open_photo
from fitting_room.domain.errors import DamagedModel, ModelUnavailable
from fitting_room.perception.clicks import Click, ColourSegmenter, Segmenter
from fitting_room.perception.garment.cutout import cut_out
from fitting_room.perception.networks.segment_anything import SegmentAnything
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets
from fitting_room.shelf.installed import open_model

SHIRT = (60, 40, 140, 200)
"""Left, top, right, bottom."""


def by_network() -> Segmenter:
    try:
        folder = open_model("sam2")
    except ModelUnavailable as error:
        pytest.skip(f"no real weights: {error.what}")
    return SegmentAnything(folder, "cuda" if torch.cuda.is_available() else "cpu", "sam2")


@pytest.fixture(params=[ColourSegmenter, by_network], ids=["colours", "network"])
def segmenter(request: pytest.FixtureRequest) -> Segmenter:
    """Whatever tells things apart has to do what these tests say."""
    make: Callable[[], Segmenter] = request.param
    return make()


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> SegmentAnything:
    torch.set_num_threads(1)
    return SegmentAnything(write_segment_anything(tmp_path_factory.mktemp("sam")), "cpu", "test")


@pytest.fixture
def floor(rng: np.random.Generator) -> RgbImage:
    """A red shirt and a blue ball on a grey floor, (240, 320, 3)."""
    picture = np.full((240, 320, 3), 150, np.uint8)
    left, top, right, bottom = SHIRT
    picture[top:bottom, left:right] = (170, 40, 50)
    cv2.circle(picture, (250, 120), 40, (40, 60, 180), -1)
    return np.clip(picture + rng.normal(0, 4, picture.shape), 0, 255).astype(np.uint8)


def overlap(one: Mask, other: Mask) -> float:
    return float((one & other).sum() / (one | other).sum())


def shirt(shape: tuple[int, ...]) -> Mask:
    mask = np.zeros(shape[:2], bool)
    mask[SHIRT[1] : SHIRT[3], SHIRT[0] : SHIRT[2]] = True
    return mask


def on_carpet(floor: RgbImage, rng: np.random.Generator) -> RgbImage:
    """The shirt alone, on a carpet that no backdrop fits."""
    carpet = rng.integers(60, 200, (*floor.shape[:2], 1)).repeat(3, axis=2).astype(np.uint8)
    left, top, right, bottom = SHIRT
    carpet[top:bottom, left:right] = floor[top:bottom, left:right]
    return carpet


def test_a_click_means_the_thing_below_it(segmenter: Segmenter, floor: RgbImage) -> None:
    seen = segmenter.look(floor)
    assert overlap(seen.mask([Click(100, 120)]), shirt(floor.shape)) > 0.95
    ball = seen.mask([Click(250, 120)])
    assert ball[120, 250]
    assert not ball[120, 100]


def test_a_box_means_what_is_in_it(segmenter: Segmenter, floor: RgbImage) -> None:
    mask = segmenter.look(floor).mask([], (50, 30, 150, 210))
    assert overlap(mask, shirt(floor.shape)) > 0.9


def test_a_click_outside_takes_something_away(segmenter: Segmenter, floor: RgbImage) -> None:
    floor[40:90, 60:140] = (60, 150, 60)
    seen = segmenter.look(floor)
    whole = seen.mask([Click(100, 150), Click(100, 60)])
    lower = seen.mask([Click(100, 150), Click(100, 60, inside=False)])
    assert whole[60, 100]
    assert not lower[60, 100]
    assert lower[150, 100]


def test_a_garment_on_a_busy_floor_is_cut_out_with_its_help(
    segmenter: Segmenter, floor: RgbImage, rng: np.random.Generator
) -> None:
    busy = on_carpet(floor, rng)
    alone, helped = cut_out(busy), cut_out(busy, segmenter=segmenter)
    assert not alone.plain
    assert helped.placement == alone.placement
    assert overlap(helped.mask, alone.mask) > 0.5


def test_a_segmenter_that_sees_something_else_is_not_believed(floor: RgbImage, rng: np.random.Generator) -> None:
    class Contrary:
        def __init__(self, answer: Callable[[tuple[int, ...]], Mask]) -> None:
            self.answer = answer

        def look(self, pixels: RgbImage) -> "Contrary":
            self.shape = pixels.shape[:2]
            return self

        def mask(self, clicks: list[Click], box: tuple[float, ...] | None = None) -> Mask:
            assert clicks[0].inside
            assert box is not None
            return self.answer(self.shape)

    busy = on_carpet(floor, rng)
    alone = cut_out(busy)
    assert not alone.plain
    nothing = cut_out(busy, segmenter=Contrary(lambda shape: np.zeros(shape, bool)))
    np.testing.assert_array_equal(nothing.mask, alone.mask)


def test_the_network_answers_at_the_size_of_the_picture(tiny: SegmentAnything, floor: RgbImage) -> None:
    seen = tiny.look(floor)
    for asked in (([Click(100, 120)], None), ([Click(10, 20), Click(90, 9, False)], None), ([], (9, 9, 99, 80))):
        mask = seen.mask(*asked)
        assert mask.shape == floor.shape[:2]
        assert mask.dtype == bool
        np.testing.assert_array_equal(mask, seen.mask(*asked))


def test_a_picture_is_looked_at_once_however_often_somebody_clicks(
    tiny: SegmentAnything, floor: RgbImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    encoder = tiny._network.vision_encoder
    encoder.register_forward_hook(lambda *_: looked.append(1))
    seen = tiny.look(floor)
    for x in (20, 80, 160):
        seen.mask([Click(x, 100)])
    assert looked == [1]


def test_a_click_is_where_it_is_whatever_the_shape_of_the_picture(
    tiny: SegmentAnything, floor: RgbImage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict] = []
    honest = tiny._network.prompt_encoder.forward
    monkeypatch.setattr(
        tiny._network.prompt_encoder, "forward", lambda *given, **named: told.append(named) or honest(*given, **named)
    )
    tiny.look(floor).mask([Click(320, 240), Click(0, 120, False)], (0, 0, 160, 240))
    np.testing.assert_allclose(told[0]["input_points"].numpy().reshape(-1, 2), [[128, 128], [0, 64]])
    np.testing.assert_allclose(told[0]["input_boxes"].numpy().ravel(), [0, 0, 64, 128])
    assert told[0]["input_labels"].tolist() == [[[1, 0]]]


def test_files_of_another_network_are_refused(tmp_path: Path) -> None:
    folder = write_segment_anything(tmp_path)
    (folder / "model.safetensors").write_bytes(b"\0" * 64)
    with pytest.raises(DamagedModel, match="damaged"):
        SegmentAnything(folder, "cpu", "test")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("imani", BodyLabel.UPPER_CLOTHES),
        ("ruth", BodyLabel.UPPER_CLOTHES),
        ("hal", BodyLabel.LOWER_CLOTHES),
        ("kofi", BodyLabel.LOWER_CLOTHES),
    ],
)
def test_one_click_takes_a_garment_from_somebody_in_a_room(segmenter: Segmenter, name: str, label: BodyLabel) -> None:
    person = understand_person(open_photo(assets() / f"demo/people/{name}.png"))
    garment = person.parsing.where(label)
    depth = cv2.distanceTransform(garment.astype(np.uint8), cv2.DIST_L2, 3)
    y, x = np.unravel_index(int(depth.argmax()), depth.shape)
    assert overlap(segmenter.look(person.photo.pixels).mask([Click(float(x), float(y))]), garment) > 0.8

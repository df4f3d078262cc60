"""Real pictures through the whole line: what a shopper would notice first."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Joint, Photo
from fitting_room.domain.decoding import open_photo, open_picture
from fitting_room.domain.garment import Category, Garment, GarmentPart, Outfit
from fitting_room.domain.job import Cancelled
from fitting_room.domain.tryon import Fit, LayerKind, Preset, RenderOptions, TryOnRequest, TryOnResult
from fitting_room.engines.warp import engine
from fitting_room.engines.warp.wear import wear
from fitting_room.evaluation.metrics import delta_e_2000, garment_colour_error, srgb_to_lab
from fitting_room.perception.body_shape import Side, measure_body
from fitting_room.perception.garment import understand_garment
from fitting_room.perception.old_outline import measure_old_outline
from fitting_room.resources import assets
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.recipe import open_garment


@pytest.fixture(scope="module")
def room() -> FittingRoom:
    return FittingRoom()


@pytest.fixture(scope="module")
def photo():
    opened: dict[str, Photo] = {}

    def of(name: str) -> Photo:
        return opened.setdefault(name, opened.get(name) or open_photo(assets() / "demo" / "people" / f"{name}.png"))

    return of


@pytest.fixture(scope="module")
def garment():
    opened: dict[str, Garment] = {}

    def of(path: str) -> Garment:
        if path not in opened:
            opened[path] = open_garment(assets() / "demo" / "garments" / f"{path}.png")
        return opened[path]

    return of


def worn(result: TryOnResult, *, word: str = "of ") -> np.ndarray:
    """(H, W) bool: where a new garment covers the picture."""
    cover = np.zeros(result.changed.shape, np.bool_)
    for layer in result.layers.layers:
        if layer.kind is LayerKind.GARMENT and word in layer.name and "shadow" not in layer.name:
            x, y = layer.corner
            height, width = layer.alpha.shape
            cover[y : y + height, x : x + width] |= layer.alpha > 200
    return cover


PAIRS = [
    ("anna", "tops/tee_blocks"),
    ("imani", "tops/tee_sun"),
    ("kofi", "tops/sweater_camel"),
    ("ruth", "dresses/dress_wine"),
    ("marco", "bottoms/chinos_olive"),
    ("imani_webcam", "tops/tank_letters"),
]


@pytest.mark.parametrize(("person", "piece"), PAIRS)
def test_a_garment_keeps_its_colours_and_nothing_else_changes(room, photo, garment, person, piece):
    request = TryOnRequest(photo(person), Outfit.of(garment(piece)))
    result = room.render(request)
    assert np.array_equal(result.image[~result.changed], request.photo.pixels[~result.changed])
    cloth = cv2.erode((worn(result) & result.changed).astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    source = garment(piece)
    solid = cv2.erode((source.matte > 0.9).astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    error = garment_colour_error(source.image[solid & (source.parts != GarmentPart.INSIDE)], result.image[cloth])
    assert error.median < 6


@pytest.mark.parametrize(("person", "piece"), [("imani", "tops/tee_blocks"), ("ruth", "dresses/dress_dots")])
def test_nothing_of_the_old_garment_is_left(room, photo, garment, person, piece):
    request = TryOnRequest(photo(person), Outfit.of(garment(piece)))
    result = room.render(request)
    old = room.understand(request.photo).parsing.where(BodyLabel.UPPER_CLOTHES)
    old = cv2.erode(old.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    colour = np.median(srgb_to_lab(request.photo.pixels[old]), axis=0)
    left = delta_e_2000(srgb_to_lab(result.image[old]), np.broadcast_to(colour, (int(old.sum()), 3))) < 8
    assert left.mean() < 0.01


def test_face_and_hands_are_the_photo_s_own(room, photo, garment):
    request = TryOnRequest(photo("marco"), Outfit.of(garment("tops/shirt_plaid")))
    result = room.render(request)
    face = room.understand(request.photo).parsing.where(BodyLabel.FACE)
    face = cv2.erode(face.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert not np.any(result.changed & face)


def test_sleeves_end_at_the_wrist_or_above_the_elbow_as_they_are_cut(room, photo, garment):
    person = room.understand(photo("kofi"))
    shape = measure_body(person)
    old = measure_old_outline(person, shape)
    long = wear(garment("tops/sweater_camel"), shape, old, Fit.REGULAR).fitting
    short = wear(garment("tops/tee_sun"), shape, old, Fit.REGULAR).fitting
    for side in Side:
        arm = shape.arms[side]
        assert 0.9 * arm.length < long.sleeve_ends[side] < 1.1 * arm.length
        assert short.sleeve_ends[side] < arm.lengths[0]


def test_a_looser_fit_covers_more_and_a_tighter_one_less(room, photo, garment):
    def area(fit: Fit) -> int:
        request = TryOnRequest(photo("imani"), Outfit.of(garment("tops/tank_letters")), options=RenderOptions(fit=fit))
        return int(worn(room.render(request)).sum())

    assert area(Fit.TIGHT) < area(Fit.REGULAR) < area(Fit.LOOSE)


def test_tucked_in_the_bottoms_lie_over_the_top_and_otherwise_below_it(room, photo, garment):
    outfit = Outfit.of(garment("tops/tee_bolt"), garment("bottoms/jeans_blue"))

    def order(tuck: bool) -> list[str]:
        result = room.render(TryOnRequest(photo("kofi"), outfit, options=RenderOptions(tuck=tuck)))
        return [layer.name for layer in result.layers.layers]

    for tuck in (True, False):
        names = order(tuck)
        assert (names.index("torso of tops") < names.index("left leg of bottoms")) is tuck


@pytest.mark.parametrize("piece", ["bottoms/chinos_olive", "bottoms/skirt_pencil_black"])
def test_new_bottoms_do_not_show_beside_the_top_that_stays(room, photo, garment, piece):
    result = room.render(TryOnRequest(photo("kofi"), Outfit.of(garment(piece))))
    (kept,) = (layer for layer in result.layers.layers if layer.name == "kept top")
    height = kept.alpha.shape[0]
    x, y = kept.corner
    columns = np.flatnonzero((kept.alpha[-60:-20] > 128).any(0)) + x
    beside = worn(result)[: y + height - 20]
    beside[:, columns[0] : columns[-1] + 1] = False
    assert not beside.any()


def test_below_a_very_short_top_the_belly_shows_and_between_the_legs_no_skin(room, photo):
    picture = open_picture(assets() / "demo" / "garments" / "tops" / "tee_sun.png")
    cropped = picture.copy()
    cropped[round(0.45 * len(picture)) :] = 255
    result = room.render(TryOnRequest(photo("kofi"), Outfit.of(understand_garment(cropped, "crop", Category.TOPS))))
    layers = {layer.name: layer for layer in result.layers.layers}
    cloth, skin, jeans = layers["torso of tops"], layers["torso"], layers["kept bottoms"]
    hips = room.understand(photo("kofi")).pose.at(Joint.LEFT_HIP)
    middle = round(float(hips[0])) - 30
    end = cloth.corner[1] + int(np.flatnonzero(cloth.alpha[:, middle - cloth.corner[0]] > 128)[-1])
    waist = jeans.corner[1] + int(np.flatnonzero(jeans.alpha[:, middle - jeans.corner[0]] > 128)[0])
    assert waist > end + 20
    assert skin.alpha[end - skin.corner[1] : waist - skin.corner[1], middle - skin.corner[0]].min() > 128
    assert skin.corner[1] + skin.alpha.shape[0] < hips[1] + 15


def test_the_same_request_makes_the_same_picture_and_prepares_the_person_once(photo, garment, monkeypatch):
    prepared = []
    original = engine.make_underlay
    monkeypatch.setattr(engine, "make_underlay", lambda *of: prepared.append(of) or original(*of))
    room = FittingRoom()
    request = TryOnRequest(photo("anna"), Outfit.of(garment("dresses/dress_ditsy")))
    first, second = room.render(request), room.render(request)
    assert np.array_equal(first.image, second.image)
    assert len(prepared) == 1


@pytest.mark.parametrize("preset", [Preset.DRAFT, Preset.FINAL])
def test_a_large_photo_keeps_its_size_and_its_untouched_pixels(room, photo, garment, preset):
    small = photo("mei").pixels
    large = Photo(cv2.resize(small, None, fx=2.2, fy=2.2, interpolation=cv2.INTER_CUBIC))
    request = TryOnRequest(large, Outfit.of(garment("tops/tee_breton")), options=RenderOptions(preset=preset))
    result = room.render(request)
    assert result.image.shape == large.pixels.shape
    assert np.array_equal(result.image[~result.changed], large.pixels[~result.changed])
    assert 0.02 < result.changed.mean() < 0.4


@pytest.mark.parametrize("stage", ["perception", "agnostic", "underlay", "warp", "layers", "composite"])
def test_every_stage_can_be_cancelled(room, photo, garment, stage):
    def stop(name: str, fraction: float) -> None:
        if name == stage:
            raise Cancelled

    with pytest.raises(Cancelled):
        room.render(TryOnRequest(photo("anna"), Outfit.of(garment("tops/tee_blocks"))), stop)


def test_a_garment_that_is_barely_understood_still_gives_a_picture(room, photo, garment):
    """Landmarks off by a tenth of the garment: the picture is worse, but it is one."""
    source = garment("dresses/dress_floral")
    chance = np.random.default_rng(4)
    reach = 0.1 * source.image.shape[0]
    moved = {
        mark: (x + chance.uniform(-reach, reach), y + chance.uniform(-reach, reach), 0.1)
        for mark, (x, y, _) in source.landmarks.items()
    }
    result = room.render(TryOnRequest(photo("dalia"), Outfit.of(replace(source, landmarks=moved))))
    assert worn(result).any()


def test_a_person_prepared_ahead_is_dressed_like_any_other_and_undressed_only_once(photo, garment, monkeypatch):
    undressed = []
    original = engine.undress
    monkeypatch.setattr(engine, "undress", lambda *of: undressed.append(of) or original(*of))
    request = TryOnRequest(photo("jun"), Outfit.of(garment("tops/shirt_oxford")))
    plain = FittingRoom().render(request)
    room = FittingRoom()
    room.understand(request.photo)
    ahead = room.render(request)
    assert np.array_equal(plain.image, ahead.image)
    assert len(undressed) == 2

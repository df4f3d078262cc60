"""The nouns: what cannot be constructed, what cannot be changed, and what crosses a process pipe."""

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.domain import errors
from fitting_room.domain.arrays import freeze
from fitting_room.domain.body import BodyLabel, Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.errors import BackView, FittingRoomError, ImpossibleOutfit, UnsuitablePhoto
from fitting_room.domain.garment import (
    Category,
    Garment,
    GarmentPart,
    HemLength,
    Landmark,
    Neckline,
    Outfit,
    PhotoType,
    SleeveLength,
)
from fitting_room.domain.tryon import (
    AgnosticPerson,
    Layer,
    LayeredImage,
    LayerKind,
    RenderOptions,
    TryOnRequest,
    TryOnResult,
)

HEIGHT, WIDTH = 6, 5


def picture(level: int = 100) -> np.ndarray:
    return np.full((HEIGHT, WIDTH, 3), level, np.uint8)


def garment(category: Category = Category.TOPS, name: str = "thing") -> Garment:
    return Garment(
        name=name,
        category=category,
        image=picture(),
        matte=np.ones((HEIGHT, WIDTH), np.float32),
        parts=np.full((HEIGHT, WIDTH), GarmentPart.TORSO, np.uint8),
        landmarks={Landmark.HEM_LEFT: (4.0, 5.0, 0.9)},
        photo_type=PhotoType.FLAT,
        sleeve_length=SleeveLength.SHORT,
        hem_length=HemLength.HIP,
        neckline=Neckline.CREW,
        confidence=0.8,
    )


def person() -> Person:
    return Person(
        photo=Photo(picture()),
        pose=Pose(np.zeros((18, 3), np.float32), (WIDTH, HEIGHT)),
        matte=np.ones((HEIGHT, WIDTH), np.float32),
        parsing=Parsing(np.zeros((HEIGHT, WIDTH), np.uint8)),
    )


def agnostic() -> AgnosticPerson:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[2:4] = True
    return AgnosticPerson(person(), (Category.TOPS,), mask, ~mask)


def layered() -> LayeredImage:
    sheet = Layer("torso", LayerKind.GARMENT, picture(200)[:3, :2].copy(), np.full((3, 2), 255, np.uint8), (1, 2))
    return LayeredImage(
        (Layer("wall", LayerKind.BACKGROUND, picture(50), np.full((HEIGHT, WIDTH), 255, np.uint8)), sheet)
    )


def result() -> TryOnResult:
    request = TryOnRequest(Photo(picture()), Outfit(top=garment()), options=RenderOptions(seed=7))
    return TryOnResult(request, picture(90), np.ones((HEIGHT, WIDTH), bool), layered(), {"warp": 0.5}, ("Careful.",))


EXAMPLES: dict[str, Callable[[], Any]] = {
    "garment": garment,
    "outfit": lambda: Outfit.of(garment(Category.TOPS), garment(Category.BOTTOMS)),
    "person": person,
    "agnostic": agnostic,
    "layers": layered,
    "result": result,
}


def arrays_of(thing: Any) -> list[np.ndarray]:
    """Every array in a noun and in the nouns it holds."""
    if isinstance(thing, np.ndarray):
        return [thing]
    if isinstance(thing, tuple):
        return [array for member in thing for array in arrays_of(member)]
    fields = getattr(thing, "__dataclass_fields__", {})
    return [array for name in fields for array in arrays_of(getattr(thing, name))]


@pytest.mark.parametrize("name", EXAMPLES)
def test_arrays_cannot_be_changed_before_or_after_the_pipe(name: str) -> None:
    thing = EXAMPLES[name]()
    # Protocol 5 keeps the flag; the default of Python 3.11, 4, does not, so pipes must ask for it.
    returned = pickle.loads(pickle.dumps(thing, protocol=5))
    before, after = arrays_of(thing), arrays_of(returned)
    assert before
    assert len(before) == len(after)
    for mine, theirs in zip(before, after, strict=True):
        assert np.array_equal(mine, theirs)
        for array in (mine, theirs):
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0


def test_everything_else_survives_the_pipe_too() -> None:
    returned = pickle.loads(pickle.dumps(result()))
    assert returned.request.options == RenderOptions(seed=7)
    assert returned.request.outfit.top.landmarks == {Landmark.HEM_LEFT: (4.0, 5.0, 0.9)}
    assert (returned.seconds, returned.notices) == ({"warp": 0.5}, ("Careful.",))


@pytest.mark.parametrize("name", EXAMPLES)
def test_fields_cannot_be_set(name: str) -> None:
    thing = EXAMPLES[name]()
    field = next(iter(thing.__dataclass_fields__))
    with pytest.raises(AttributeError):
        setattr(thing, field, None)


def test_landmarks_cannot_be_changed() -> None:
    mine = {Landmark.HEM_LEFT: (1.0, 2.0, 1.0)}
    worn = garment()
    with pytest.raises(TypeError):
        worn.landmarks[Landmark.CROTCH] = (0.0, 0.0, 1.0)  # type: ignore[index]
    assert mine
    assert np.array_equal(worn.at(Landmark.HEM_LEFT), [4, 5])
    with pytest.raises(KeyError):
        worn.at(Landmark.CROTCH)
    assert not worn.has_legs


@pytest.mark.parametrize(
    ("array", "complaint"),
    [
        (np.zeros((4, 4), np.uint8), "Photo.pixels must be uint8 of shape"),
        (np.zeros((4, 4, 4), np.uint8), "but got uint8 of shape"),
        (np.zeros((4, 4, 3), np.float32), "but got float32"),
    ],
)
def test_arrays_of_the_wrong_kind_are_refused(array: np.ndarray, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Photo(array)


@given(shape=st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_freeze_accepts_exactly_the_promised_shape(shape: list[int]) -> None:
    array = np.zeros(shape, np.uint8)
    freeze(array, "it", (None,) * len(shape), np.uint8)
    assert not array.flags.writeable
    with pytest.raises(ValueError, match="it must be"):
        freeze(array, "it", (*shape, None), np.uint8)
    with pytest.raises(ValueError, match="it must be"):
        freeze(array, "it", (shape[0] + 1, *shape[1:]), np.uint8)


def test_unknown_labels_and_mixed_sizes_are_refused() -> None:
    with pytest.raises(ValueError, match="22, which is no BodyLabel"):
        Parsing(np.full((3, 3), 22, np.uint8))
    with pytest.raises(ValueError, match="one size"):
        Person(
            Photo(picture()),
            Pose(np.zeros((18, 3), np.float32), (WIDTH + 1, HEIGHT)),
            np.ones((HEIGHT, WIDTH), np.float32),
            Parsing(np.zeros((HEIGHT, WIDTH), np.uint8)),
        )


def test_parsing_tells_where_labels_are() -> None:
    labels = np.zeros((3, 3), np.uint8)
    labels[0, 0], labels[1, 1] = BodyLabel.HAIR, BodyLabel.FACE
    where = Parsing(labels).where(BodyLabel.HAIR, BodyLabel.FACE)
    assert where.tolist() == [[True, False, False], [False, True, False], [False, False, False]]


def test_a_joint_is_seen_only_inside_the_picture_and_with_a_score() -> None:
    points = np.zeros((18, 3), np.float32)
    points[Joint.NOSE] = (2, 2, 0.9)
    points[Joint.NECK] = (2, 2, 0.3)
    points[Joint.LEFT_EAR] = (-1, 2, 0.9)
    pose = Pose(points, (WIDTH, HEIGHT))
    assert pose.sees(Joint.NOSE)
    assert not pose.sees(Joint.NECK)
    assert not pose.sees(Joint.NOSE, Joint.LEFT_EAR)


def test_the_agnostic_person_is_grey_where_it_may_change() -> None:
    image = agnostic().image
    assert (image[2:4] == 127).all()
    assert (image[:2] == 100).all()
    both = np.ones((HEIGHT, WIDTH), bool)
    with pytest.raises(ValueError, match="must not overlap"):
        AgnosticPerson(person(), (Category.TOPS,), both, both.copy())


# ---------------------------------------------------------------- outfits


def test_pieces_find_their_places() -> None:
    top, bottom = garment(Category.TOPS), garment(Category.BOTTOMS)
    outfit = Outfit.of(top, bottom)
    assert (outfit.top, outfit.bottom, outfit.dress) == (top, bottom, None)
    assert outfit.garments == (bottom, top)
    assert outfit.categories == (Category.BOTTOMS, Category.TOPS)
    assert Outfit.of(garment(Category.DRESSES)).categories == (Category.DRESSES,)


@given(pieces=st.lists(st.sampled_from(Category), max_size=4))
def test_only_a_dress_or_separates_make_an_outfit(pieces: list[Category]) -> None:
    possible = len(set(pieces)) == len(pieces) > 0 and (len(pieces) == 1 or Category.DRESSES not in pieces)
    worn = [garment(category) for category in pieces]
    if possible:
        assert sorted(Outfit.of(*worn).categories) == sorted(pieces)
    else:
        with pytest.raises(ImpossibleOutfit):
            Outfit.of(*worn)


def test_a_piece_in_the_wrong_place_is_refused() -> None:
    with pytest.raises(ImpossibleOutfit, match="“kilt” was put where tops go"):
        Outfit(top=garment(Category.BOTTOMS, "kilt"))


# ---------------------------------------------------------------- layers


def test_layers_flatten_back_to_front() -> None:
    flat = layered().flatten()
    assert (flat[2:5, 1:3] == 200).all()
    flat[2:5, 1:3] = 50
    assert (flat == 50).all()


@given(alpha=st.integers(0, 255), below=st.integers(0, 255), above=st.integers(0, 255))
def test_layers_mix_by_their_alpha(alpha: int, below: int, above: int) -> None:
    wall = Layer("wall", LayerKind.BACKGROUND, picture(below), np.full((HEIGHT, WIDTH), 255, np.uint8))
    veil = Layer("veil", LayerKind.GARMENT, picture(above), np.full((HEIGHT, WIDTH), alpha, np.uint8))
    exact = (above * alpha + below * (255 - alpha)) / 255
    assert np.abs(LayeredImage((wall, veil)).flatten() - exact).max() <= 0.5


# ---------------------------------------------------------------- errors


ALL_ERRORS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, FittingRoomError)]


@pytest.mark.parametrize("kind", ALL_ERRORS, ids=lambda kind: kind.__name__)
def test_errors_carry_both_sentences_through_the_pipe(kind: type[FittingRoomError]) -> None:
    error = pickle.loads(pickle.dumps(kind("It broke.", "Mend it.")))
    assert type(error) is kind
    assert (error.what, error.next_step, str(error)) == ("It broke.", "Mend it.", "It broke. Mend it.")


def test_a_back_view_is_an_unsuitable_photo() -> None:
    assert issubclass(BackView, UnsuitablePhoto)

"""The puppet keeps the still, the face and the room, and its arms really move, on the bundled people."""

from dataclasses import replace
from itertools import islice

import cv2
import numpy as np
import pytest

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.body import BodyLabel, Joint, Parsing, Person, Photo, Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import bundled
from fitting_room.motion.puppet.acting import rehearse, rehearse_steps
from fitting_room.motion.puppet.arms import find_arms
from fitting_room.motion.puppet.bones import find_bones
from fitting_room.motion.puppet.composer import Act, Composer
from fitting_room.motion.puppet.engine import PuppetEngine
from fitting_room.motion.puppet.layers import Layers, cut_layers
from fitting_room.motion.puppet.limbs import CELL, Bend, Stand, bent, standing
from fitting_room.motion.puppet.skin import bind_skin
from fitting_room.motion.puppet.springs import Springs, find_loose
from fitting_room.motion.puppet.turning import find_relief
from fitting_room.motion.retarget import retarget
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets

OPTIONS = ClipOptions(seconds=5, fps=4)


def _look(name: str) -> Person:
    stored = cv2.imread(str(assets() / "demo" / "people" / f"{name}.png"))
    person = understand_person(Photo(cv2.cvtColor(stored, cv2.COLOR_BGR2RGB)))
    upright = person.photo.size[0] < person.photo.size[1]
    return frame_look(person, (360, 576) if upright else (576, 360))[0]


@pytest.fixture(scope="module", params=["anna", "imani_webcam"])
def look(request: pytest.FixtureRequest) -> Person:
    """A whole figure and a half one at a webcam, small."""
    return _look(request.param)


@pytest.fixture(scope="module")
def kofi() -> Person:
    """Somebody whose arms hang free."""
    return _look("kofi")


@pytest.fixture(scope="module")
def layers(kofi: Person) -> Layers:
    return cut_layers(kofi, find_bones(kofi).unit)


@pytest.fixture(scope="module")
def raised(kofi: Person) -> RgbImage:
    """Both arms up, half way through."""
    return _frames(kofi, "raise")[9]


def _frames(look: Person, motion: str) -> list[RgbImage]:
    return list(PuppetEngine().animate(ClipRequest(look, bundled(motion), options=OPTIONS), silent))


def test_the_first_frame_is_the_still(look: Person) -> None:
    frame = next(iter(PuppetEngine().animate(ClipRequest(look, bundled("dance"), options=OPTIONS), silent)))
    assert np.array_equal(frame, look.photo.pixels)


def test_layers_at_rest_give_the_photo_back(look: Person) -> None:
    """Of their own to the eye, and to the grey level with the edges that they lose: the second frame does not jump."""
    skeleton, layers = find_bones(look), cut_layers(look, find_bones(look).unit)
    skin = bind_skin(look, skeleton)
    springs = Springs(np.zeros(skin.grid.shape[:2], np.float32), skeleton.unit, 24)
    composer = Composer(look, layers, skin, springs, find_relief(look, skin, skeleton))
    maps = np.repeat(np.eye(2, 3)[None], len(skeleton.names), 0)
    rest: tuple[Act, ...] = (*(Stand() for _ in layers.legs), *(Bend(0, 0) for _ in layers.arms))
    assert cv2.PSNR(composer.draw(maps, rest), look.photo.pixels) > 30
    assert np.abs(composer.draw(maps, rest, still=1.0).astype(int) - look.photo.pixels).max() <= 1


def test_people_move_and_the_room_does_not(look: Person) -> None:
    frames = _frames(look, "walk")
    assert len(frames) == OPTIONS.frames
    far = cv2.dilate((look.matte > 0.01).astype(np.uint8), np.ones((121, 121))) == 0
    for frame in frames:
        assert np.array_equal(frame[far], look.photo.pixels[far])
    moved = np.abs(frames[-3].astype(int) - look.photo.pixels)[look.matte > 0.9]
    assert moved.mean() > 0.5


def test_arms_that_are_free_rise(kofi: Person, layers: Layers, raised: RgbImage) -> None:
    """Both are cut free and turn far; where the hands were there is room, beside the shoulder there is an arm."""
    assert {arm.side for arm, _ in layers.arms} == {"left", "right"}
    poses = retarget(bundled("raise"), kofi, OPTIONS)
    assert all(
        np.abs(rehearse(arm, poses, OPTIONS.fps, find_bones(kofi).unit).shoulder).max() > 0.9 for arm, _ in layers.arms
    )
    hands = kofi.parsing.where(BodyLabel.LEFT_HAND, BodyLabel.RIGHT_HAND)
    assert np.abs(raised[hands].astype(int) - kofi.photo.pixels[hands]).mean() > 40
    assert np.abs(raised[hands].astype(int) - layers.room[hands]).mean() < 2
    x, y = kofi.pose.at(Joint.RIGHT_SHOULDER).astype(int)
    beside = raised[y - 20 : y + 40, : x - 50]
    assert beside.mean(-1).min() < 90


def test_what_an_arm_hid_is_filled_in(kofi: Person, layers: Layers, raised: RgbImage) -> None:
    """Where the torso was, a torso stays, though both arms have left it."""
    torso = cv2.erode(kofi.parsing.where(BodyLabel.UPPER_CLOTHES).astype(np.uint8), np.ones((25, 25))) > 0
    away, gone = (np.abs(raised[torso].astype(int) - other[torso]) for other in (kofi.photo.pixels, layers.room))
    assert (away < gone).mean() > 0.8


def test_a_standing_foot_does_not_move_and_a_lifted_one_goes_straight_up(layers: Layers) -> None:
    assert len(layers.legs) == 2
    for leg, _ in layers.legs:
        foot = (leg.limb.joints[2] + [[0, 0], [6, 12], [-8, 10]]).astype(np.float32)
        carried = np.full_like(foot, 5.0)
        stands = bent(leg.limb, standing(leg.limb, Stand(), (9.0, 4.0)), foot, carried)
        assert np.abs(stands - foot).max() < 0.01
        lifted = bent(leg.limb, standing(leg.limb, Stand(11.0), (9.0, 4.0)), foot, carried)
        assert np.abs(lifted - foot - [0, -11]).max() < 0.01


def test_who_walks_lifts_one_foot_after_the_other(kofi: Person, layers: Layers) -> None:
    steps = rehearse_steps(tuple(leg for leg, _ in layers.legs), retarget(bundled("walk"), kofi, OPTIONS), 146.0, 4)
    first, second = steps.lifts
    assert min(first.max(), second.max()) > 8
    assert np.minimum(first, second).max() < 6


def test_a_person_is_animated_alike_every_time(kofi: Person) -> None:
    request = ClipRequest(kofi, bundled("dance"), options=ClipOptions(seconds=1, fps=4))
    first, second = (list(PuppetEngine().animate(request, silent)) for _ in range(2))
    assert all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_arms_stay_within_their_limits_and_begin_at_rest(kofi: Person, layers: Layers) -> None:
    poses = retarget(bundled("raise"), kofi, ClipOptions())
    for arm, _ in layers.arms:
        moves = rehearse(arm, poses, 24, find_bones(kofi).unit)
        assert (moves.shoulder[0], moves.elbow[0]) == (0, 0)
        assert np.abs(moves.shoulder).max() < 1.3
        assert np.abs(np.diff(moves.shoulder)).max() < 0.2


def test_the_face_stays_rigid(look: Person) -> None:
    """The grid under the face is moved by the head's bone alone."""
    skeleton = find_bones(look)
    skin = bind_skin(look, skeleton)
    face = look.parsing.where(BodyLabel.FACE).astype(np.uint8)
    there = cv2.remap(face, skin.grid[..., 0], skin.grid[..., 1], cv2.INTER_NEAREST) > 0
    assert skin.weights[skeleton.names.index("head")][there].min() > 0.98


def test_hair_follows_late_and_comes_to_rest() -> None:
    """A body that jumps aside and stays: what is loose lags, swings once and ends where the body is."""
    loose = np.array([[0.0, 1.0]], np.float32)
    springs = Springs(loose, 300.0, 24)
    moved = np.full((1, 2, 2), 6.0, np.float32)
    path = np.array([springs.follow(moved)[0] for _ in range(60)])
    assert np.array_equal(path[:, 0], np.full((60, 2), 6.0))
    assert path[0, 1, 0] < 3
    assert 6 < path[:, 1, 0].max() < 9
    assert abs(path[-1, 1, 0] - 6) < 0.05


def test_the_face_is_not_loose(look: Person) -> None:
    skeleton = find_bones(look)
    grid = bind_skin(look, skeleton).grid
    face = look.parsing.where(BodyLabel.FACE).astype(np.uint8)
    there = cv2.remap(face, grid, None, cv2.INTER_NEAREST) > 0
    assert find_loose(look, grid, skeleton.unit)[there].max() == 0


def test_stopping_early_keeps_what_is_done(look: Person) -> None:
    frames = PuppetEngine().animate(ClipRequest(look, bundled("walk"), options=OPTIONS), silent)
    assert len(list(islice(frames, 3))) == 3


def test_nobody_without_shoulders_is_moved(look: Person) -> None:
    keypoints = look.pose.keypoints.copy()
    keypoints[Joint.LEFT_SHOULDER, 2] = 0
    unseen = Person(look.photo, Pose(keypoints, look.pose.size), look.matte, look.parsing)
    with pytest.raises(UnsuitableMotion):
        PuppetEngine().animate(ClipRequest(unseen, bundled("idle"), options=OPTIONS), silent)


def test_in_a_turn_the_middle_goes_ahead_of_the_outline_and_the_far_side_darkens(kofi: Person, layers: Layers) -> None:
    skeleton = find_bones(kofi, legs=not layers.legs)
    skin = bind_skin(kofi, skeleton)
    relief = find_relief(kofi, skin, skeleton)
    row, column = (round(value) // CELL for value in skeleton.segments[0].mean(0)[::-1])
    ahead = relief.ahead(0.4)[..., 0]
    assert ahead[row, column] > 0.02 * skeleton.unit
    assert ahead[row].min() >= 0
    assert abs(float(ahead[-2].max())) < 0.01 * skeleton.unit, "feet stay"
    left, right = (np.float32(skeleton.segments[0, 0, 0] + side * 0.3 * skeleton.unit) for side in (-1, 1))
    assert relief.light(left, 0.4) > 1 > relief.light(right, 0.4), "the left shoulder, on the right, goes back"
    assert relief.light(left, 0.0) == 1


def test_an_arm_goes_behind_once_and_comes_back_once(kofi: Person, layers: Layers) -> None:
    still = retarget(bundled("idle"), kofi, OPTIONS)
    arm, _ = layers.arms[0]
    unit = find_bones(kofi).unit
    depth = np.repeat(still.depth[:1], len(still.depth), 0)
    swing = np.array([0, 0.1, 0.3, 0.4, 0.3, 0.25, 0.3, 0.1, 0.3, 0.0], np.float32) * np.float32(unit)
    depth[: len(swing), arm.joints[2]] += swing
    back = replace(still, depth=depth)
    behind = rehearse(arm, back, OPTIONS.fps, unit).behind[: len(swing)]
    assert behind.tolist() == [False] * 3 + [True] * 4 + [False] * 3


def test_a_fingertip_that_nobody_saw_does_not_stay_on_the_wall() -> None:
    anna = _look("anna")
    hand = anna.parsing.where(BodyLabel.RIGHT_HAND)
    rows, columns = np.nonzero(hand)
    matte, labels = anna.matte.copy(), anna.parsing.labels.copy()
    around = (slice(rows.min() - 2, rows.max() + 3), slice(columns.min() - 4, columns.max() + 5))
    matte[around], labels[around] = 0, BodyLabel.BACKGROUND
    missed = replace(anna, matte=matte, parsing=Parsing(labels))
    room = cut_layers(missed, find_bones(anna).unit).room
    tip = hand & (np.arange(len(hand))[:, None] >= rows.max() - 3)
    assert np.abs(room[tip].astype(int) - anna.photo.pixels[tip]).mean() > 20


def test_folded_arms_and_clasped_hands_move_with_the_body(kofi: Person) -> None:
    unit = find_bones(kofi).unit
    assert len(find_arms(kofi, unit)) == 2
    keypoints = kofi.pose.keypoints.copy()
    keypoints[[Joint.LEFT_WRIST, Joint.RIGHT_WRIST]] = keypoints[[Joint.RIGHT_WRIST, Joint.LEFT_WRIST]]
    assert find_arms(replace(kofi, pose=replace(kofi.pose, keypoints=keypoints)), unit) == ()
    labels = kofi.parsing.labels.copy()
    rows, columns = np.nonzero(kofi.parsing.where(BodyLabel.LEFT_HAND))
    labels[rows[0] : rows[0] + 3, columns.max() + 1 : columns.max() + 4] = BodyLabel.RIGHT_HAND
    assert find_arms(replace(kofi, parsing=Parsing(labels)), unit) == ()

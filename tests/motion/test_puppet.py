"""The puppet keeps the still, the face and the room, on the bundled people."""

from itertools import islice

import cv2
import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Joint, Person, Photo, Pose
from fitting_room.domain.errors import UnsuitableMotion
from fitting_room.domain.job import silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import bundled
from fitting_room.motion.puppet.bones import bone_maps, find_bones
from fitting_room.motion.puppet.engine import PuppetEngine
from fitting_room.motion.puppet.sheet import cut_sheet, draw
from fitting_room.motion.retarget import retarget
from fitting_room.perception.person import understand_person
from fitting_room.resources import assets

OPTIONS = ClipOptions(seconds=1.5, fps=8)


@pytest.fixture(scope="module", params=["anna", "imani_webcam"])
def look(request: pytest.FixtureRequest) -> Person:
    """A whole figure and a half one at a webcam, small."""
    stored = cv2.imread(str(assets() / "demo" / "people" / f"{request.param}.png"))
    person = understand_person(Photo(cv2.cvtColor(stored, cv2.COLOR_BGR2RGB)))
    upright = person.photo.size[0] < person.photo.size[1]
    return frame_look(person, (360, 576) if upright else (576, 360))[0]


def test_the_first_frame_is_the_still(look: Person) -> None:
    frame = next(iter(PuppetEngine().animate(ClipRequest(look, bundled("dance"), options=OPTIONS), silent)))
    assert np.array_equal(frame, look.photo.pixels)


def test_a_sheet_at_rest_gives_the_photo_back(look: Person) -> None:
    skeleton = find_bones(look)
    maps = bone_maps(skeleton, retarget(bundled("turn"), look, OPTIONS), 0)
    assert np.abs(draw(cut_sheet(look, skeleton), maps).astype(int) - look.photo.pixels).max() <= 1


def test_people_move_and_the_room_does_not(look: Person) -> None:
    frames = list(PuppetEngine().animate(ClipRequest(look, bundled("dance"), options=OPTIONS), silent))
    assert len(frames) == OPTIONS.frames
    far = cv2.dilate((look.matte > 0.01).astype(np.uint8), np.ones((81, 81))) == 0
    for frame in frames:
        assert np.array_equal(frame[far], look.photo.pixels[far])
    moved = np.abs(frames[-1].astype(int) - look.photo.pixels)[look.matte > 0.9]
    assert moved.mean() > 0.5


def test_the_face_stays_rigid(look: Person) -> None:
    """The grid under the face is moved by the head's bone alone."""
    skeleton = find_bones(look)
    sheet = cut_sheet(look, skeleton)
    face = look.parsing.where(BodyLabel.FACE).astype(np.uint8)
    there = cv2.remap(face, sheet.grid[..., 0], sheet.grid[..., 1], cv2.INTER_NEAREST) > 0
    assert sheet.weights[skeleton.names.index("head")][there].min() > 0.98


def test_stopping_early_keeps_what_is_done(look: Person) -> None:
    frames = PuppetEngine().animate(ClipRequest(look, bundled("walk"), options=OPTIONS), silent)
    assert len(list(islice(frames, 3))) == 3


def test_nobody_without_shoulders_is_moved(look: Person) -> None:
    keypoints = look.pose.keypoints.copy()
    keypoints[Joint.LEFT_SHOULDER, 2] = 0
    unseen = Person(look.photo, Pose(keypoints, look.pose.size), look.matte, look.parsing)
    with pytest.raises(UnsuitableMotion):
        PuppetEngine().animate(ClipRequest(unseen, bundled("idle"), options=OPTIONS), silent)

"""Of several shots the sharp one with open eyes is chosen."""

import cv2
import numpy as np

from fitting_room.domain.decoding import open_picture
from fitting_room.perception import graphs
from fitting_room.perception.sighting import follow
from fitting_room.resources import assets
from fitting_room.studio.mirror.shots import Quality, best_of, judge


def test_a_blurred_shot_is_never_chosen() -> None:
    sharp = open_picture(assets() / "demo/people/imani_webcam.png")
    seen = follow(graphs.make_follower(), sharp)
    assert seen is not None
    shots = [cv2.GaussianBlur(sharp, (0, 0), 3), sharp, cv2.blur(sharp, (25, 1))]
    qualities = judge(shots, [seen.pose] * 3)
    assert best_of(qualities) == 1
    assert qualities[1].sharp == 1.0
    assert qualities[1].eyes > 0.5


def test_without_a_person_shots_are_still_judged() -> None:
    flat = np.full((120, 160, 3), 90, np.uint8)
    assert best_of(judge([flat, flat], [None, None])) == 0


def test_closed_eyes_lose_against_a_little_blur() -> None:
    assert best_of([Quality(1.0, 0.2, 0.9), Quality(0.8, 1.0, 0.9)]) == 1
    assert best_of([Quality(0.3, 1.0, 1.0), Quality(1.0, 0.6, 0.9)]) == 1

"""A motion is recorded from what the mirror sees: poses with their times, without a picture."""

import numpy as np

from fitting_room.domain.body import Joint
from fitting_room.studio.camera.camera import Webcam
from fitting_room.studio.mirror.messages import Guide, Look, Posed, Trace


def test_poses_come_only_while_they_are_wanted(running) -> None:
    running.mirror.obey(Guide(on=False))
    running.mirror.obey(Look(Webcam(0, "Front")))
    running.picture()
    assert not running.heard(Posed)
    running.mirror.obey(Trace())
    running.until(lambda: len(running.heard(Posed)) >= 4)
    running.mirror.obey(Trace(on=False))
    count = len(running.heard(Posed))
    running.picture()
    assert len(running.heard(Posed)) == count


def test_a_pose_says_where_the_joints_are_and_when(running, kofi) -> None:
    running.mirror.obey(Guide(on=False))
    running.mirror.obey(Trace())
    running.mirror.obey(Look(Webcam(0, "Front")))
    running.until(lambda: len([posed for posed in running.heard(Posed) if posed.pose is not None]) >= 3)
    poses = [posed for posed in running.heard(Posed) if posed.pose is not None]
    assert all(np.diff([posed.captured for posed in poses]) > 0)
    last = poses[-1]
    assert last.pose.size == (kofi.shape[1], kofi.shape[0])
    assert last.pose.sees(Joint.LEFT_WRIST, Joint.RIGHT_ANKLE)
    assert last.pose.world is not None
    np.testing.assert_allclose(last.steady[:, :2], last.pose.keypoints[:, :2], atol=25)

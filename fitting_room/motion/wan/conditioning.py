"""A look and the poses in which it moves -> what Wan's networks are shown: figures, faces, and where things may change.

Nobody films the wearer: what a driving video would show besides the joints is taken from the still. Hands stay as they
are and turn with the forearm, the face keeps its expression and moves with the head, toes stay where they are seen
from the ankle. What the body turns away is not drawn, as a finder of poses would not find it.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Mask, RgbImage, ScoredPoints
from fitting_room.domain.body import BodyLabel, Joint, Person
from fitting_room.domain.motion import DrivenPoses
from fitting_room.engines.fashn.skeleton import FACE_68
from fitting_room.motion.wan.skeleton import BODY_POINTS, LEFT_TOE, RIGHT_TOE, Figure

Array = npt.NDArray[np.float64]
Size = tuple[int, int]

FACE_SIDE = 512
"""Pixels of the square in which Animate sees the driving face."""
FACE_ROOM = 1.3
"""Area of the face's box against that of its points; three quarters of what is added in height lie above them."""
HEAD = [Joint.NOSE, Joint.RIGHT_EYE, Joint.LEFT_EYE, Joint.RIGHT_EAR, Joint.LEFT_EAR]
FRONT = [Joint.NOSE, Joint.RIGHT_EYE, Joint.LEFT_EYE]
FOREARMS = ((Joint.LEFT_ELBOW, Joint.LEFT_WRIST), (Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST))
TOES = ((LEFT_TOE, Joint.LEFT_ANKLE), (RIGHT_TOE, Joint.RIGHT_ANKLE))
FACING = float(np.cos(np.radians(75)))
"""Up to here a face is seen; the nose and the eyes of a figure a little further (60-80 degrees tried on drawings)."""
BEHIND = float(np.cos(np.radians(100)))
SIDEWAYS = float(np.sin(np.radians(40)))
"""Turned further than this, the ear of the far side is hidden, and toes are not where they were."""
RIM = 1 / 80
"""Width of the rim around the still's person that may change as well, as a share of the picture's shorter side."""
ROOM_SHARE, ROOM_MOST = 0.995, 0.6
"""So much of the person lies within the region's margin around the joints; the margin is at most so many torsos."""


@dataclass(frozen=True, eq=False)
class Performance:
    """A look in motion, as the networks see it.

    Attributes:
        look: The person on the clip's own canvas.
        poses: How they move, in pixels of it.
        size: (width, height) of the networks' pictures.
    """

    look: Person
    poses: DrivenPoses
    size: Size

    def still(self) -> RgbImage:
        """The look at the networks' size, RGB uint8 (h, w, 3)."""
        if self.look.photo.size == self.size:
            return self.look.photo.pixels
        return np.asarray(cv2.resize(self.look.photo.pixels, self.size, interpolation=cv2.INTER_AREA), np.uint8)

    def figure(self, frame: int) -> Figure:
        """The points of one frame, in pixels of the networks' pictures."""
        now, first = self.poses.keypoints[frame], self.poses.keypoints[0]
        body = np.zeros((BODY_POINTS, 3), np.float32)
        body[:18] = now
        yaw = float(self.poses.yaw[frame])
        _hide_what_is_turned_away(body, yaw)
        feet = self.look.pose.feet
        if feet is not None and abs(np.sin(yaw)) < SIDEWAYS and np.cos(yaw) > 0:
            for foot, (toe, ankle) in zip(feet, TOES, strict=True):
                body[toe, :2] = foot[1, :2] + now[ankle, :2] - first[ankle, :2]
                body[toe, 2] = min(foot[1, 2], now[ankle, 2])
        return Figure(self._shrunk(body), self._hands(frame), self._face_points(frame))

    def face(self, frame: int, side: int = FACE_SIDE) -> RgbImage:
        """The wearer's own face, moved with the head, RGB uint8 (side, side, 3); black where it is turned away."""
        points = face_points(self.look)
        if points is None or not self._faces_us(frame):
            return np.zeros((side, side, 3), np.uint8)
        motion = _carried(self.poses.keypoints[0, HEAD], self.poses.keypoints[frame, HEAD])
        left, top, right, bottom = face_box(points @ motion[:, :2].T + motion[:, 2], self.look.photo.size)
        scale = np.array([side / max(right - left, 1), side / max(bottom - top, 1)])
        # Pixel centres: the box's outer edge becomes the square's.
        matrix = motion * scale[:, None]
        matrix[:, 2] += (0.5 - np.array([left, top])) * scale - 0.5
        crop = cv2.warpAffine(
            self.look.photo.pixels, matrix, (side, side), flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )  # fmt: skip
        return np.asarray(crop, np.uint8)

    def region(self) -> Mask:
        """(h, w) bool at the networks' size: everything that the person covers in the still or may cover later.

        It is one region for all frames: its border does not move, and its shape says nothing about a single pose.
        """
        size = self.look.photo.size
        covered = (self.look.matte > 0.02).astype(np.uint8)
        hull = _hull(self.poses.keypoints[0], size)
        margin = _margin(hull, covered, self._torso() * ROOM_MOST)
        for pose in self.poses.keypoints[1:]:
            hull |= _hull(pose, size)
        region = _widened(hull, margin) | _widened(covered, round(min(size) * RIM))
        return np.asarray(cv2.resize(region, self.size, interpolation=cv2.INTER_AREA) > 0)

    def _hands(self, frame: int) -> ScoredPoints | None:
        """The motion's own hands, or the still's, turned with the forearm."""
        if self.poses.hands is not None:
            return self._shrunk(self.poses.hands[frame])
        own = self.look.pose.hands
        if own is None:
            return None
        hands = own.copy()
        for hand, (elbow, wrist) in zip(hands, FOREARMS, strict=True):
            now, first = self.poses.keypoints[frame], self.poses.keypoints[0]
            turn = _carried(first[[elbow, wrist]], now[[elbow, wrist]], keep_scale=True, about=1)
            hand[:, :2] = hand[:, :2] @ turn[:, :2].T + turn[:, 2]
            hand[:, 2] = np.minimum(hand[:, 2], now[wrist, 2])
        return self._shrunk(hands)

    def _face_points(self, frame: int) -> ScoredPoints | None:
        """The wearer's own face as iBUG's points, moved with the head."""
        mesh = self.look.pose.face
        if mesh is None or not self._faces_us(frame):
            return None
        motion = _carried(self.poses.keypoints[0, HEAD], self.poses.keypoints[frame, HEAD])
        points = mesh[list(FACE_68)].copy()
        points[:, :2] = points[:, :2] @ motion[:, :2].T + motion[:, 2]
        return self._shrunk(points)

    def _faces_us(self, frame: int) -> bool:
        return float(np.cos(self.poses.yaw[frame])) > FACING

    def _shrunk(self, points: ScoredPoints) -> ScoredPoints:
        """Points of the canvas in the networks' pictures."""
        share = np.array(self.size) / self.look.photo.size
        moved = points.copy()
        moved[..., :2] = (points[..., :2] + 0.5) * share - 0.5
        return moved

    def _torso(self) -> float:
        first = self.poses.keypoints[0, :, :2]
        hips = first[[Joint.RIGHT_HIP, Joint.LEFT_HIP]].mean(0)
        return float(np.linalg.norm(first[Joint.NECK] - hips))


def face_points(look: Person) -> Array | None:
    """(N, 2) what outlines the face: iBUG's points, else the corners of what the parsing calls face; None without."""
    if look.pose.face is not None:
        return look.pose.face[list(FACE_68), :2].astype(np.float64)
    rows, columns = np.nonzero(look.parsing.where(BodyLabel.FACE))
    if not len(rows):
        return None
    return np.array([[columns.min(), rows.min()], [columns.max(), rows.max()]], np.float64)


def face_box(points: Array, size: Size) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the face as Animate's own preprocessing crops it.

    Args:
        points: (N, 2) iBUG's points of the face.
        size: (width, height) of the picture, to which the box is cut.
    """
    (left, top), (right, bottom) = points.min(0), points.max(0)
    width, height = right - left, bottom - top
    wider, higher = (np.sqrt(FACE_ROOM) - 1) * width / 2, (np.sqrt(FACE_ROOM) - 1) * height / 4
    return (
        int(max(left - wider, 0)),
        int(max(top - 3 * higher, 0)),
        int(min(right + wider, size[0])),
        int(min(bottom + higher, size[1])),
    )


def _hide_what_is_turned_away(body: ScoredPoints, yaw: float) -> None:
    """Give joints of the head that lie behind it score 0; yaw grows as the left shoulder goes back."""
    facing, turned = np.cos(yaw), np.sin(yaw)
    if facing < BEHIND:
        body[FRONT, 2] = 0
    elif turned > SIDEWAYS:
        body[Joint.LEFT_EAR, 2] = 0
    elif turned < -SIDEWAYS:
        body[Joint.RIGHT_EAR, 2] = 0


def _carried(first: ScoredPoints, now: ScoredPoints, keep_scale: bool = False, about: int | None = None) -> Array:
    """(2, 3) the rotation, scale and shift that takes points nearest to others (least squares).

    Args:
        first: (N, 2 or more) where they were; with a third column, what has score 0 there does not count.
        now: The same points, later.
        keep_scale: Whether nothing grows or shrinks.
        about: A point that is met exactly; None for the middle of all.
    """
    known = (first[:, 2] > 0) & (now[:, 2] > 0)
    if int(known.sum()) < 2:
        known[:] = True
    pinned = known if about is None else np.arange(len(first)) == about
    before, after = (points[:, 0].astype(np.float64) + 1j * points[:, 1] for points in (first, now))
    middle, there = before[pinned].mean(), after[pinned].mean()
    turn = np.vdot(before[known] - middle, after[known] - there)
    turn /= max(float(np.sum(np.abs(before[known] - middle) ** 2)), 1e-9)
    if keep_scale:
        turn /= max(abs(turn), 1e-9)
    shift = there - turn * middle
    return np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])


def _hull(pose: ScoredPoints, size: Size) -> npt.NDArray[np.uint8]:
    """(H, W) uint8, 1 inside everything that lies between joints."""
    area = np.zeros((size[1], size[0]), np.uint8)
    outline = cv2.convexHull(np.rint(pose[:, :2]).astype(np.int32)[:, None])
    cv2.fillConvexPoly(area, outline, 1)
    return area


def _margin(hull: npt.NDArray[np.uint8], covered: npt.NDArray[np.uint8], most: float) -> int:
    """Pixels by which the person reaches beyond the hull of their joints: hair, hands, cloth that hangs away."""
    away = cv2.distanceTransform(1 - hull, cv2.DIST_L2, 3)[covered > 0]
    return int(np.ceil(min(float(np.quantile(away, ROOM_SHARE)), most))) if len(away) else 0


def _widened(area: npt.NDArray[np.uint8], pixels: int) -> npt.NDArray[np.uint8]:
    """The area with everything that is no further away than so many pixels."""
    if not area.any():
        return area
    return (cv2.distanceTransform(1 - area, cv2.DIST_L2, 3) <= pixels).astype(np.uint8)

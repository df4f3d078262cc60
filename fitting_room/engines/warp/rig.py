"""Pose -> Rig: frames of torso, hips and limbs in which points of cloth keep their place while the person moves.

A point that is bound to the rig of one pose is found again in the rig of any other: along each bone in shares of its
length, across it in shares of the body's width. Points near a joint belong to both bones.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fitting_room.domain.body import Joint, Pose
from fitting_room.domain.garment import GarmentPart
from fitting_room.domain.geometry import perpendicular, unit
from fitting_room.engines.warp.mesh import Floats

TORSO, HIPS = 0, 1
ARMS = {GarmentPart.LEFT_SLEEVE: (2, 3), GarmentPart.RIGHT_SLEEVE: (4, 5)}
"""Bones of the upper arm and the forearm."""
LEGS = {GarmentPart.LEFT_LEG: (6, 7), GarmentPart.RIGHT_LEG: (8, 9)}
"""Bones of the thigh and the shin."""
_LIMBS = (
    (Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST),
    (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST),
    (Joint.LEFT_HIP, Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    (Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE),
)
"""The limbs in the order of their bones."""


@dataclass(frozen=True)
class RigParams:
    """How a body turns and bends."""

    shoulder_to_torso: float = 0.65
    """Shoulder width over torso length seen from the front, as in `BodyShapeParams`."""
    depth: float = 0.62
    """Depth of the torso over its width: how much a body that turns still shows (0.5-0.7)."""
    hip_bend: tuple[float, float] = (0.75, 1.15)
    """Torso levels between which cloth passes from the torso's bone to that of the hips (0.6-1.3 tried)."""
    leg_begins: tuple[float, float] = (0.0, 0.22)
    """Shares of the leg between which cloth passes from the hips to the thigh (0-0.3 tried)."""
    joint_reach: float = 0.14
    """Share of the limb before and after elbow or knee in which cloth belongs to both bones (0.08-0.2 tried)."""


PARAMS = RigParams()


@dataclass(frozen=True, eq=False)
class Rig:
    """The bones of one pose; row b belongs to bone b.

    Attributes:
        origins: (10, 2) where each bone begins.
        along: (10, 2) from there to its end.
        aside: (10, 2) across it, as long as the body appears wide there.
        unit_length: Shoulder width as if seen from the front, in pixels.
        frontal: 1 seen from the front, 0 from the side.
    """

    origins: Floats
    along: Floats
    aside: Floats
    unit_length: float
    frontal: float

    @classmethod
    def of(cls, pose: Pose, params: RigParams = PARAMS) -> "Rig":
        """The rig of a pose, in the pose's pixels; joints outside the picture are used as they were guessed."""
        left, right = pose.at(Joint.LEFT_SHOULDER), pose.at(Joint.RIGHT_SHOULDER)
        shoulders, hips = (left + right) / 2, (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
        knees = (pose.at(Joint.LEFT_KNEE) + pose.at(Joint.RIGHT_KNEE)) / 2
        torso = hips - shoulders
        length = max(float(np.hypot(*torso)), 1.0)
        width = float(np.hypot(*(left - right)))
        unit_length = max(width, params.shoulder_to_torso * length)
        frontal = width / unit_length
        broad = unit_length * float(np.sqrt(frontal**2 + params.depth**2 * (1 - frontal**2)))
        # Cloth stays upright on a body: its rows lie between the shoulders' line and the square of the spine.
        level = -perpendicular(unit(torso))
        across = unit(0.5 * unit(left - right) * (1.0 if (left - right) @ level > 0 else -1.0) + 0.5 * level)
        down = unit(0.7 * unit(torso) + 0.3 * unit(knees - hips))
        origins, along, aside = (
            [shoulders, hips],
            [torso, down * length],
            [across * broad, -perpendicular(down) * broad],
        )
        for root, middle, end in (tuple(pose.at(joint) for joint in limb) for limb in _LIMBS):
            for start, stop in ((root, middle), (middle, end)):
                bone = stop - start
                # A bone that points at the camera keeps a length, or what hangs on it would vanish.
                bone = unit(bone) * max(float(np.hypot(*bone)), 0.12 * unit_length)
                origins.append(start)
                along.append(bone)
                aside.append(perpendicular(unit(bone)) * unit_length)
        return cls(np.array(origins), np.array(along), np.array(aside), unit_length, frontal)

    def coordinates(self, points: Floats) -> Floats:
        """(N, 10, 2): each point as shares along and aside of every bone."""
        relative = points[:, None, :] - self.origins[None]
        determinant = self.along[:, 0] * self.aside[:, 1] - self.along[:, 1] * self.aside[:, 0]
        along = (relative[..., 0] * self.aside[:, 1] - relative[..., 1] * self.aside[:, 0]) / determinant
        aside = (relative[..., 1] * self.along[:, 0] - relative[..., 0] * self.along[:, 1]) / determinant
        return np.stack([along, aside], axis=-1)


@dataclass(frozen=True, eq=False)
class Bound:
    """Points bound to a rig.

    Attributes:
        coordinates: (N, 10, 2) as `Rig.coordinates`.
        weights: (N, 10) how much each point belongs to each bone; rows sum to 1.
    """

    coordinates: Floats
    weights: Floats

    @classmethod
    def at(cls, points: Floats, rig: Rig, parts: Mapping[GarmentPart, npt.NDArray[np.intp]]) -> "Bound":
        """Bind points.

        Args:
            points: (N, 2) in the rig's pixels.
            rig: Of the pose in which the points are where they belong.
            parts: Numbers of the points of each part; a point of several parts belongs to the last.
        """
        coordinates = rig.coordinates(points)
        weights = np.zeros((len(points), len(rig.origins)))
        weights[:, TORSO] = 1.0
        for part, numbers in parts.items():
            weights[numbers] = _weights(part, coordinates[numbers], rig)
        return cls(coordinates, weights)

    def on(self, rig: Rig) -> Floats:
        """(N, 2) where the points are in another pose."""
        places = (
            rig.origins[None]
            + self.coordinates[..., :1] * rig.along[None]
            + self.coordinates[..., 1:] * rig.aside[None]
        )
        return np.asarray((places * self.weights[..., None]).sum(1))


def _weights(part: GarmentPart, coordinates: Floats, rig: Rig, params: RigParams = PARAMS) -> Floats:
    """(N, 10) for points of one part."""
    weights = np.zeros(coordinates.shape[:2])
    low, high = params.hip_bend
    below = _ramp(coordinates[:, TORSO, 0], low, high)
    weights[:, TORSO], weights[:, HIPS] = 1 - below, below
    limb = ARMS.get(part) or LEGS.get(part)
    if limb is None:
        return weights
    upper, lower = limb
    lengths = np.hypot(*rig.along[[upper, lower]].T)
    whole = float(lengths.sum())
    # Beyond the middle joint the lower bone's own coordinate says more than the upper one's.
    beyond = (coordinates[:, upper, 0] - 1) * lengths[0]
    beyond = np.where(coordinates[:, lower, 0] > 0.25, coordinates[:, lower, 0] * lengths[1], beyond)
    reach = params.joint_reach * whole
    end = _ramp(beyond, -reach, reach)
    on_limb = np.ones(len(coordinates))
    if part in LEGS:
        first, last = params.leg_begins
        travelled = coordinates[:, upper, 0] * lengths[0] / whole
        on_limb = _ramp(travelled, first, last)
    weights *= (1 - on_limb)[:, None]
    weights[:, upper] += on_limb * (1 - end)
    weights[:, lower] += on_limb * end
    return weights


def _ramp(values: Floats, low: float, high: float) -> Floats:
    """0 below `low`, 1 above `high`, smooth between."""
    share = np.clip((values - low) / (high - low), 0, 1)
    return np.asarray(share * share * (3 - 2 * share))

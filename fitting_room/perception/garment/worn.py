"""A garment worn by somebody in its picture.

In: the picture. Out: whether somebody wears the garment, and then the garment cut from the wearer's parsing, with what
hands, hair and bags hid repaired from its other half, and landmarks from the wearer's joints and the outline.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import LabelMap, Mask, RgbImage
from fitting_room.domain.body import CLOTHES, HANDS, BodyLabel, Joint, Person, Photo, Pose
from fitting_room.domain.errors import UnsuitableGarment, UnsuitablePhoto
from fitting_room.domain.garment import Category
from fitting_room.domain.geometry import Placement
from fitting_room.domain.sentence import Sentence
from fitting_room.perception.garment.backdrop import to_lab
from fitting_room.perception.garment.contour import Points64
from fitting_room.perception.garment.cutout import WORKING_SIZE
from fitting_room.perception.garment.edge import continue_colours
from fitting_room.perception.garment.shape import (
    bounding_box,
    close_gaps,
    components,
    fill_holes,
    grow,
    magnitude,
    open_up,
    shrink,
)


@dataclass(frozen=True)
class WornParams:
    """Numbers found by trying on catalogue, street and rendered people."""

    look: int = 512
    """Longest side of the picture in which a face is looked for, pixels."""
    joint_seen: float = 0.8
    """Score from which a joint is looked at for skin (tried .5-.9)."""
    skin_share: tuple[float, float] = (0.02, 0.75)
    """Share of skin-like colours on what stands out for a body without a head to be worth looking for."""
    bare_joints: int = 2
    """Joints that must show skin on a body without a face (tried 1-3)."""
    differs: float = 12.0
    """Lab distance between that skin and the clothes (beige cloth looks like skin; tried 8-20)."""
    least: float = 0.01
    """Share of the picture that the garment must cover (tried .005-.03)."""
    pieces: float = 0.12
    """Pieces of at least this share of the largest belong to the garment (a bag strap cuts it; tried .05-.3)."""
    bridge: float = 0.14
    """Half the width of what is bridged where an arm or bag hides cloth, share of the garment's size (.05-.2)."""
    skin_reach: float = 0.16
    """Skin that was taken for cloth lies this near to a hand that was seen, share of the garment's size (.05-.2)."""
    skin_alike: float = 16.0
    """... and this near to the wearer's skin in colour, Lab with lightness at half weight (tried 10-25)."""
    skin_mistaken: float = 0.12
    """At most this share of the cloth is believed to be such skin (tried .05-.2)."""
    lightness_weight: float = 0.5
    """Weight of lightness in that: hands are lit from all sides."""
    margin: float = 0.06
    """Room around the garment, share of its size."""


WORN_BY: dict[Category, tuple[BodyLabel, ...]] = {
    Category.TOPS: (BodyLabel.UPPER_CLOTHES, BodyLabel.OUTERWEAR),
    Category.BOTTOMS: (BodyLabel.LOWER_CLOTHES,),
    Category.DRESSES: (BodyLabel.DRESS,),
}
OCCLUDERS = (*HANDS, BodyLabel.HAIR, BodyLabel.BAG, BodyLabel.OTHER)
ARM_JOINTS = (Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW)
LEG_JOINTS = (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)


@dataclass(frozen=True, eq=False)
class WornCutout:
    """A garment cut from its wearer.

    Attributes:
        pixels: RGB uint8 (H, W, 3), cropped, at most 1024 px, with what hid the garment painted over.
        mask: (H, W) bool, the garment, hidden parts included.
        pose: The wearer's joints in these pixels.
        hidden: Share of the garment that was hidden.
        cut_off: Whether the picture's edge cuts through it.
    """

    pixels: RgbImage
    mask: Mask
    pose: Pose
    hidden: float
    cut_off: bool


def find_wearer(pixels: RgbImage, certain: bool, params: WornParams | None = None) -> Person | None:
    """The person wearing the garment, or None where the picture shows the garment alone.

    Args:
        pixels: RGB uint8 (H, W, 3).
        certain: The user says that somebody wears it.
        params: Tuning numbers.

    Raises:
        UnsuitableGarment: `certain`, but nobody who can be understood is visible.
    """
    from fitting_room.perception.person import understand_person

    params = params or WornParams()
    if not certain and not _somebody(
        Placement.shrink((pixels.shape[1], pixels.shape[0]), params.look).image(pixels), params
    ):
        return None
    try:
        return understand_person(Photo(pixels.copy()))
    except UnsuitablePhoto as problem:
        if not certain:
            return None
        raise UnsuitableGarment(problem.what, "Use a picture from the front, or one of the garment alone.") from problem


def _somebody(small: RgbImage, params: WornParams) -> bool:
    """Whether there is a body in the clothes, judged quickly on a small picture.

    The pose network believes in a body in most garments, so there must be a face above its shoulders or skin at joints
    that clothes leave bare.
    """
    from fitting_room.perception import graphs
    from fitting_room.perception.sighting import look

    faces = graphs.faces(small).detections
    if not faces and not _skin_coloured(small, params):
        return False
    body = look(small)
    if body is None:
        return False
    face = None
    if faces:
        box = faces[0].location_data.relative_bounding_box
        face = (float(box.xmin + box.width / 2), float(box.ymin + box.height / 2))
    return _wears(small, body.pose, face, params)


def _skin(pixels: RgbImage) -> Mask:
    """(H, W) bool: colours that skin has (the classical range in YCrCb, Chai and Ngan 1999, a little wider)."""
    light, red, blue = cv2.split(cv2.cvtColor(pixels, cv2.COLOR_RGB2YCrCb))
    return np.asarray((light > 50) & (red > 134) & (red < 180) & (blue > 80) & (blue < 128))


def _skin_coloured(small: RgbImage, params: WornParams) -> bool:
    """Whether some, but not most, of what differs from the picture's corners has the colour of skin."""
    lab = to_lab(small)
    corners = np.stack([lab[2, 2], lab[2, -3], lab[-3, 2], lab[-3, -3]])
    stands_out = np.linalg.norm(lab - np.median(corners, 0), axis=2) > 12
    share = float((_skin(small) & stands_out).sum()) / max(1, int(stands_out.sum()))
    return params.skin_share[0] < share < params.skin_share[1]


def _wears(small: RgbImage, pose: Pose, face: tuple[float, float] | None, params: WornParams) -> bool:
    """Whether there really is a body: a face above its shoulders, or skin at joints that clothes leave bare."""
    width, height = pose.size
    shoulders = [pose.at(Joint.LEFT_SHOULDER), pose.at(Joint.RIGHT_SHOULDER)]
    hips = [pose.at(Joint.LEFT_HIP), pose.at(Joint.RIGHT_HIP)]
    if face is not None:
        near = np.hypot(*(pose.at(Joint.NOSE) - np.array(face) * (width, height)))
        span = max(
            np.hypot(*(shoulders[0] - shoulders[1])), 0.5 * np.hypot(*(np.mean(hips, 0) - np.mean(shoulders, 0)))
        )
        if near < 0.5 * span and face[1] * height < np.mean(shoulders, 0)[1]:
            return True
    lab, skin = to_lab(small), _skin(small)
    reach = max(2, round(0.01 * max(width, height)))

    def patch(point: npt.NDArray[np.float64]) -> tuple[slice, slice]:
        x, y = np.clip(np.rint(point), 0, (width - 1, height - 1)).astype(int)
        return np.s_[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]

    chest, lap = (0.7 * np.mean(shoulders, 0) + 0.3 * np.mean(hips, 0)), np.mean(hips, 0)
    cloth = [np.median(lab[patch(point)].reshape(-1, 3), 0) for point in (chest, lap)]
    bare = 0
    for joint in (*ARM_JOINTS, *LEG_JOINTS):
        if pose.sees(joint) and pose.keypoints[joint, 2] >= params.joint_seen:
            here = patch(pose.at(joint))
            colour = np.median(lab[here].reshape(-1, 3), 0)
            other = min(float(np.linalg.norm(colour - worn)) for worn in cloth) > params.differs
            bare += int(skin[here].mean() > 0.7 and other)
    return bare >= params.bare_joints


def category_worn(person: Person) -> Category:
    """What the picture is most likely of: a dress if it is more than half of the clothes, else the larger piece."""
    areas = {category: int(person.parsing.where(*labels).sum()) for category, labels in WORN_BY.items()}
    if areas[Category.DRESSES] > areas[Category.TOPS] + areas[Category.BOTTOMS]:
        return Category.DRESSES
    return Category.TOPS if areas[Category.TOPS] >= 0.6 * areas[Category.BOTTOMS] else Category.BOTTOMS


_NOT_SEEN = {
    Category.TOPS: Sentence("No tops can be seen on the person in the picture."),
    Category.BOTTOMS: Sentence("No bottoms can be seen on the person in the picture."),
    Category.DRESSES: Sentence("No dress can be seen on the person in the picture."),
}


def cut_from_wearer(person: Person, category: Category, params: WornParams | None = None) -> WornCutout:
    """Cut a garment from its wearer and repair what was hidden.

    Raises:
        UnsuitableGarment: The wearer wears nothing of this category.
    """
    params = params or WornParams()
    labels = person.parsing.labels
    seen = _garment_mask(labels, category)
    if seen.mean() < params.least:
        raise UnsuitableGarment(
            _NOT_SEEN[category],
            "Choose another category, or a picture of the garment alone.",
        )
    left, top, right, bottom = bounding_box(seen)
    room = params.margin * max(right - left, bottom - top) + 2
    box = (
        max(0, left - room),
        max(0, top - room),
        min(labels.shape[1], right + room),
        min(labels.shape[0], bottom + room),
    )
    placement = Placement.crop(person.photo.size, box, WORKING_SIZE)
    pixels = placement.image(person.photo.pixels)
    mask = placement.labels(seen)
    hiding = placement.labels(person.parsing.where(*OCCLUDERS))
    arms = placement.labels(person.parsing.where(BodyLabel.LEFT_ARM, BodyLabel.RIGHT_ARM))
    pose = person.pose.placed(placement)
    size = float(np.sqrt(mask.sum()))
    bridged = fill_holes(close_gaps(mask, params.bridge * size))
    # An arm hides cloth only where it crosses the torso; beside it, it is merely bare.
    hiding |= arms & _torso(pose, mask.shape)
    hiding |= _skin_beside(pixels, mask, hiding | arms, params) & grow(hiding, params.skin_reach * size)
    hidden = open_up(bridged & grow(hiding, 0.012 * size), 1.0)
    mask &= ~hidden
    whole = open_up(fill_holes(mask | hidden), 0.008 * size)
    whole = cv2.GaussianBlur(whole.astype(np.float32), (0, 0), 0.006 * size) > 0.5
    missing = whole & (grow(hidden, 0.006 * size) | ~mask)
    edge = np.concatenate([seen[-1], seen[:, 0], seen[:, -1]])
    return WornCutout(
        pixels=repair(pixels, whole, missing, _axis(pose)),
        mask=whole,
        pose=pose,
        hidden=float(hidden.sum()) / max(1, int(whole.sum())),
        cut_off=float(edge.sum()) > 0.1 * (right - left),
    )


def _skin_beside(pixels: RgbImage, mask: Mask, skin: Mask, params: WornParams) -> Mask:
    """(H, W) bool: what was taken for cloth but has the colour of the wearer's skin and not of the cloth."""
    lab = to_lab(pixels)
    lab[..., 0] *= params.lightness_weight
    inner = shrink(skin, 2)
    away = params.skin_reach * float(np.sqrt(mask.sum()))
    cloth = lab[shrink(mask, 3) & ~grow(skin, away)]
    if inner.sum() < 30 or len(cloth) < 100:
        return np.zeros_like(mask)
    tone = np.median(lab[inner], 0).astype(np.float32)
    to_skin = magnitude(lab - tone)
    criteria = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_MAX_ITER, 10, 1.0)
    cv2.setRNGSeed(1)
    samples = np.ascontiguousarray(cloth[:: len(cloth) // 3000 + 1])
    _, labels, centres = cv2.kmeans(samples, min(6, len(samples)), None, criteria, 1, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=len(centres)) / len(samples)
    # What little of the cloth has the colour of skin is skin that was taken for cloth.
    clear = (shares > params.skin_mistaken) | (magnitude(centres - tone) > params.skin_alike)
    if not clear.any():
        return np.zeros_like(mask)
    to_cloth = np.min([magnitude(lab - centre) for centre in centres[clear]], axis=0)
    return open_up(mask & (to_skin < params.skin_alike) & (to_skin < 0.7 * to_cloth), 1.0)


def _torso(pose: Pose, shape: tuple[int, ...]) -> Mask:
    """(H, W) bool: the wearer's torso between shoulders and hips."""
    corners = [
        pose.at(Joint.LEFT_SHOULDER),
        pose.at(Joint.RIGHT_SHOULDER),
        pose.at(Joint.RIGHT_HIP),
        pose.at(Joint.LEFT_HIP),
    ]
    drawn = np.zeros(shape, np.uint8)
    cv2.fillConvexPoly(drawn, np.rint(np.array(corners)).astype(np.int32), 1)
    return drawn.astype(bool)


def _garment_mask(labels: LabelMap, category: Category) -> Mask:
    wanted = np.isin(labels, [int(label) for label in WORN_BY[category]])
    if category is Category.DRESSES and wanted.mean() < 0.01:
        wanted = np.isin(labels, [int(label) for label in CLOTHES])
    marked, stats = components(wanted)
    if not len(stats):
        return wanted
    areas = stats[:, cv2.CC_STAT_AREA]
    return np.asarray(np.concatenate([[False], areas >= WornParams.pieces * areas.max()])[marked])


def _axis(pose: Pose) -> tuple[Points64, Points64]:
    """(a point on, the direction of) the middle line of the torso."""
    top = (pose.at(Joint.LEFT_SHOULDER) + pose.at(Joint.RIGHT_SHOULDER)) / 2
    bottom = (pose.at(Joint.LEFT_HIP) + pose.at(Joint.RIGHT_HIP)) / 2
    along = bottom - top
    length = float(np.hypot(*along))
    return top, along / length if length > 1 else np.array([0.0, 1.0])


def repair(pixels: RgbImage, mask: Mask, missing: Mask, axis: tuple[Points64, Points64]) -> RgbImage:
    """Paint what was hidden: from the mirror image about the axis where that shows cloth, else from around it.

    Args:
        pixels: RGB uint8 (H, W, 3).
        mask: (H, W) bool, the garment.
        missing: (H, W) bool, its pixels that show something else.
        axis: Point on and direction of the garment's middle line.
    """
    if not missing.any():
        return pixels
    point, (dx, dy) = axis
    reflect = np.array([[2 * dx * dx - 1, 2 * dx * dy], [2 * dx * dy, 2 * dy * dy - 1]])
    matrix = np.column_stack([reflect, point - reflect @ point])
    size = (pixels.shape[1], pixels.shape[0])
    mirrored = cv2.warpAffine(pixels, matrix, size, flags=cv2.INTER_LINEAR)
    shown = (mask & ~missing).astype(np.uint8)
    usable = cv2.warpAffine(shown, matrix, size, flags=cv2.INTER_NEAREST).astype(bool)
    painted = pixels.copy()
    take = missing & usable
    # The two halves are lit differently: shift the mirrored colours by the difference around the hole.
    rim = grow(take, 6) & ~missing & mask & usable
    shift = (pixels[rim].mean(0) - mirrored[rim].mean(0)) if rim.any() else np.zeros(3)
    painted[take] = np.clip(mirrored[take] + shift, 0, 255).astype(np.uint8)
    left_over = missing & ~usable
    # The rim between original and mirrored cloth is painted over as well, so that no outline of the hand stays.
    seam = grow(take, 1.5) & ~shrink(take, 1.5) & mask if take.any() else np.zeros_like(mask)
    holes = left_over | seam
    # Nothing from outside the garment may flow into the holes.
    around = continue_colours(painted, (mask & ~holes).astype(np.float32))
    painted[~mask] = around[~mask]
    return _inpaint(painted, holes)


def _inpaint(pixels: RgbImage, holes: Mask) -> RgbImage:
    """Fill holes from their surroundings, at half size where they are large."""
    if not holes.any():
        return pixels
    half = cv2.resize(pixels, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    holes_half = cv2.resize(grow(holes, 1.5).astype(np.uint8), half.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    filled = cv2.inpaint(half, holes_half, 3, cv2.INPAINT_TELEA)
    large = cv2.resize(filled, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    return np.where(holes[..., None], large, pixels).astype(np.uint8)

"""Person canvas + pose + matte -> parsing, by rules: where things are on a body, and what colours they have here.

    P(class | place on the body)  x  P(skin colour)  -- the prior
        -> each class learns its colours in this picture -> posterior -> smoothed along edges   -- three rounds
        -> brought to canvas size along the picture's edges -> sides and body parts by geometry
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Parsing, Pose
from fitting_room.domain.geometry import Placement
from fitting_room.perception.parsing.body_frame import body_frame
from fitting_room.perception.parsing.body_parts import name_parts
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.colour_model import colour_likelihood, make_palette
from fitting_room.perception.parsing.prior import BodyPrior, load_prior
from fitting_room.perception.parsing.skin import measure_skin
from fitting_room.perception.pose import placed

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class RuleParserParams:
    """Chosen on training photos of the clothing-co-parsing split."""

    work_side: int = 256
    """Longest side in pixels at which classes are decided."""
    rounds: int = 3
    """Times the colours of the classes are learnt again (1-6 tried)."""
    colours: int = 48
    """Palette size (24-64 tried)."""
    colour_weight: float = 1.2
    """Weight of colour against place (0.3-2 tried)."""
    colour_spread: float = 3.0
    """Lab distance over which neighbouring palette colours share counts (3-10 tried)."""
    smooth_radius: int = 4
    """Radius of the edge-aware smoothing at work size (2-8 tried)."""
    smooth_contrast: float = 0.01
    """Squared contrast (values 0-1) that counts as an edge for it."""
    edge_radius: float = 0.008
    """Radius, as a share of the canvas' longest side, within which borders move to the picture's edges."""
    edge_contrast: float = 0.001


class RuleParser:
    """The parser that needs no trained network."""

    def __init__(self, params: RuleParserParams = RuleParserParams(), prior: BodyPrior | None = None) -> None:
        self._params = params
        self._prior = prior

    def parse(self, canvas: RgbImage, pose: Pose, matte: Matte) -> Parsing:
        """See `Parser.parse`."""
        params, prior = self._params, self._prior or load_prior()
        height, width = canvas.shape[:2]
        placement = Placement.shrink((width, height), params.work_side)
        small, alpha = placement.image(canvas), placement.matte(matte)
        work_pose = placed(pose, placement.points, placement.canvas)
        posterior = self._posterior(small, alpha, work_pose, prior)
        soft = self._at_canvas_size(canvas, matte, posterior)
        return Parsing(name_parts(soft, pose, body_frame(pose, (width, height))))

    def _posterior(self, small: RgbImage, alpha: Matte, pose: Pose, prior: BodyPrior) -> Array:
        """(h, w, C - 1) float32 P(class | person) at work size."""
        params = self._params
        lab = cv2.cvtColor(small.astype(np.float32) / 255.0, cv2.COLOR_RGB2LAB)
        frame = body_frame(pose, (small.shape[1], small.shape[0]))
        log_prior = np.log(prior.at(frame) + 1e-4)
        skin = measure_skin(lab, pose, alpha)
        log_prior[..., SoftClass.SKIN - 1] += prior.skin_evidence(skin.distance(lab))
        person = alpha > 0.3
        if person.sum() < 64:
            return _normalised(log_prior)
        index, palette = make_palette(lab, person, params.colours)
        guide = small.astype(np.float32) / 255.0
        posterior = _normalised(log_prior)
        for _ in range(params.rounds):
            usual = colour_likelihood(index[person], palette, posterior[person], params.colour_spread)
            usual = usual + 0.02 / len(palette)
            evidence = np.log(usual / usual.mean(1, keepdims=True))
            posterior = _normalised(log_prior + params.colour_weight * evidence[index]) * person[..., None]
            posterior = _smooth(guide, posterior, params.smooth_radius, params.smooth_contrast)
        return posterior

    def _at_canvas_size(self, canvas: RgbImage, matte: Matte, posterior: Array) -> npt.NDArray[np.uint8]:
        """(H, W) uint8 of `SoftClass`: borders between classes moved onto the edges of the picture."""
        params = self._params
        height, width = canvas.shape[:2]
        large = cv2.resize(posterior, (width, height), interpolation=cv2.INTER_LINEAR)
        radius = max(2, round(params.edge_radius * max(width, height)))
        large = _smooth(canvas.astype(np.float32) / 255.0, large, radius, params.edge_contrast)
        soft = (large.argmax(-1) + 1).astype(np.uint8)
        soft[matte <= 0.5] = SoftClass.BACKGROUND
        return soft


def _normalised(logs: Array) -> Array:
    """Logs -> probabilities over the last axis."""
    values = np.exp(logs - logs.max(-1, keepdims=True))
    return np.asarray(values / values.sum(-1, keepdims=True), np.float32)


def _smooth(guide: Array, posterior: Array, radius: int, contrast: float) -> Array:
    """Edge-aware mean of each class' probability; classes that occur nowhere are passed by."""
    smoothed = np.zeros_like(posterior)
    for c in range(posterior.shape[-1]):
        plane = np.ascontiguousarray(posterior[..., c])
        if plane.max() > 0.2:
            smoothed[..., c] = cv2.ximgproc.guidedFilter(guide, plane, radius, contrast)
    smoothed = np.clip(smoothed, 1e-5, 1)
    return np.asarray(smoothed / smoothed.sum(-1, keepdims=True), np.float32)

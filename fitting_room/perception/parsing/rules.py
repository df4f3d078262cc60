"""Person canvas + pose + matte -> parsing, by rules: where things are on a body, and what colours they have here.

What kind of attire it is says what is usually where, and the skin colour says where skin may be. From there on each
class learns its colours in this very picture, the posterior is smoothed along edges, and again, three rounds. The
result is brought to canvas size along the picture's edges; sides and body parts follow by geometry.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage
from fitting_room.domain.body import Parsing, Pose
from fitting_room.perception.parsing.body_frame import Bone
from fitting_room.perception.parsing.body_parts import name_parts
from fitting_room.perception.parsing.borders import at_canvas_size, occurring
from fitting_room.perception.parsing.classes import SoftClass
from fitting_room.perception.parsing.coherence import correct
from fitting_room.perception.parsing.colour_model import colour_likelihood
from fitting_room.perception.parsing.observation import Observation, observe
from fitting_room.perception.parsing.prior import BodyPrior, load_prior
from fitting_room.perception.parsing.tidy import tidy

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class RuleParserParams:
    """Chosen on training photos of the clothing-co-parsing split."""

    sharpness: float = 2.0
    """Factor on the log-odds of the attire: deciding beats mixing (1-4 tried)."""
    skin_weights: tuple[float, float] = (0.4, 1.8)
    """Weight of skin colour against place, where clothes look like skin, and where nothing else does (0.3-2.5)."""
    trunk_distances: tuple[float, float] = (1.5, 4.5)
    """Skin distance of the most skin-like tenth of the trunk at which these weights hold."""
    doubtful_shares: tuple[float, float] = (0.55, 0.35)
    """Share of the doubtful among skin-like pixels at which these weights hold too, for a bare belly (0.2-0.7)."""
    most_skin: float = 0.33
    """A body with more than this share of skin-like pixels wears beige (0.25-0.4 tried)."""
    head_skin_weight: float = 0.3
    """The weight around the head, where fair hair has the colour of skin (0.3-0.5 tried)."""
    least_skin: tuple[float, float] = (0.03, 0.2)
    """Prior of skin anywhere on a body, for many doubtful pixels and for few: street fashion shows no bellies."""
    rounds: int = 3
    """Times the colours of the classes are learnt again (1-6 tried)."""
    colour_weight: float = 1.2
    """Weight of colour against place (0.3-2 tried)."""
    certainty: float = 3.0
    """Power of the posterior with which a pixel teaches its class a colour: the sure ones teach (1-4 tried)."""
    most_evidence: float = 1.5
    """Bound on the log-likelihood ratio of a colour: a black shirt over black trousers stays a shirt (1-6 tried)."""
    colour_spread: float = 3.0
    """Lab distance over which neighbouring palette colours share counts (3-10 tried)."""
    smooth_radius: int = 4
    """Radius of the edge-aware smoothing at work size (2-8 tried)."""
    smooth_contrast: float = 0.01
    """Squared contrast (values 0-1) that counts as an edge for it."""


class RuleParser:
    """The parser that needs no trained network."""

    def __init__(self, params: RuleParserParams = RuleParserParams(), prior: BodyPrior | None = None) -> None:
        self._params = params
        self._prior = prior

    def parse(self, canvas: RgbImage, pose: Pose, matte: Matte) -> Parsing:
        """See `Parser.parse`."""
        soft = at_canvas_size(canvas, matte, self._posterior(observe(canvas, pose, matte)))
        return Parsing(name_parts(tidy(soft), pose))

    def _posterior(self, seen: Observation) -> Array:
        """(h, w, C - 1) float32 P(class | person) at work size."""
        params, prior = self._params, self._prior or load_prior()
        place = prior.at(seen, prior.attire_weights(seen, params.sharpness))
        weight, least = self._skin_trust(seen)
        skin = place[..., SoftClass.SKIN - 1]
        np.maximum(skin, least, out=skin)
        log_prior = np.log(place + 1e-4)
        log_prior[..., SoftClass.SKIN - 1] += weight * prior.skin_evidence(seen.skin_distance)
        posterior = _normalised(log_prior)
        if seen.person.sum() < 64:
            return posterior
        edges = cv2.ximgproc.createGuidedFilter(seen.image, params.smooth_radius, params.smooth_contrast)
        for _ in range(params.rounds):
            posterior = self._round(log_prior, posterior, seen, edges)
        corrected = correct(log_prior, posterior, seen)
        if corrected is None:
            return posterior
        for _ in range(2):
            posterior = self._round(corrected, posterior, seen, edges)
        return posterior

    def _skin_trust(self, seen: Observation) -> tuple[Array, Array]:
        """(h, w) float32 weight of skin colour, and (h, w) float32 least prior of skin.

        Where the trunk is clothed in colours far from skin, or where pixels are clearly skin or clearly not, colour
        decides; where much is in between (beige cloth, warm light), place does.
        """
        params, bone = self._params, seen.frame.bone
        head = np.isin(bone, (Bone.HEAD, Bone.NECK))
        trunk = seen.skin_distance[np.isin(bone, (Bone.TORSO, Bone.THIGH)) & (seen.alpha > 0.5)]
        closest = float(np.percentile(trunk, 10)) if len(trunk) > 20 else 0.0
        far = float(np.interp(closest, params.trunk_distances, (0.0, 1.0)))
        body = seen.skin_distance[~head & (seen.alpha > 0.9)]
        certain, doubtful = int((body < 2.0).sum()), int(((body >= 2.0) & (body < 5.0)).sum())
        clear = float(np.interp(-doubtful / max(certain + doubtful, 1), -np.array(params.doubtful_shares), (0.0, 1.0)))
        if certain > params.most_skin * len(body):  # beige clothes
            clear = 0.0
        weight = np.interp(max(far, clear), (0.0, 1.0), params.skin_weights)
        least = np.interp(clear, (0.0, 1.0), params.least_skin)
        return (
            np.where(head, params.head_skin_weight, weight).astype(np.float32),
            np.where(head, params.least_skin[0], least).astype(np.float32),
        )

    def _round(self, log_prior: Array, posterior: Array, seen: Observation, edges: Any) -> Array:
        """Let each class learn its colours from the posterior, and judge every pixel again."""
        params = self._params
        certain = posterior[seen.person] ** params.certainty
        usual = colour_likelihood(seen.index[seen.person], seen.palette, certain, params.colour_spread)
        usual = usual + 0.02 / len(seen.palette)
        evidence = np.log(usual / usual.mean(1, keepdims=True))
        evidence = np.clip(evidence, -params.most_evidence, params.most_evidence)
        judged = _normalised(log_prior + params.colour_weight * evidence[seen.index])
        return _smooth(edges, judged * seen.person[..., None])


def _normalised(logs: Array) -> Array:
    """Logs -> probabilities over the last axis."""
    values = np.exp(logs - logs.max(-1, keepdims=True))
    return np.asarray(values / values.sum(-1, keepdims=True), np.float32)


def _smooth(edges: Any, posterior: Array) -> Array:
    """Edge-aware mean of each class' probability."""
    smoothed = np.full_like(posterior, 1e-5)
    for c in occurring(posterior):
        np.maximum(edges.filter(np.ascontiguousarray(posterior[..., c])), 1e-5, out=smoothed[..., c])
    return np.asarray(smoothed / smoothed.sum(-1, keepdims=True), np.float32)

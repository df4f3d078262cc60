"""The MediaPipe graphs that come inside the wheel: made once per process, when first needed, one caller at a time.

Only models bundled with mediapipe 0.10.21 are used. Body models of complexity 0 and 2 would be fetched from the
network, so complexity is 1 everywhere.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from fitting_room.domain.arrays import Matte, RgbImage

_stderr_lock = threading.RLock()


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Send file descriptor 2 to nowhere: TensorFlow Lite writes start-up chatter there that no setting turns off."""
    with _stderr_lock:
        try:
            kept = os.dup(2)
        except OSError:  # a windowed program has no stderr to keep quiet
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


class Graph:
    """One MediaPipe solution.

    Args:
        make: Builds the solution; called once, at the first picture.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._solution: Any = None
        self._lock = threading.Lock()

    def __call__(self, pixels: RgbImage) -> Any:
        """Run the graph on an RGB picture; calls from several threads wait for each other."""
        with self._lock:
            if self._solution is None:
                with _quiet_stderr():
                    self._solution = self._make()
                    self._solution.process(np.zeros((64, 64, 3), np.uint8))
            return self._solution.process(np.ascontiguousarray(pixels))


def _solutions() -> Any:
    os.environ.setdefault("GLOG_minloglevel", "2")
    with _quiet_stderr():
        import mediapipe

    return mediapipe.solutions


def _make_holistic() -> Any:
    return _solutions().holistic.Holistic(
        static_image_mode=True, model_complexity=1, enable_segmentation=True, min_detection_confidence=0.5
    )


def _make_faces() -> Any:
    return _solutions().face_detection.FaceDetection(model_selection=1, min_detection_confidence=0.5)


def _make_face_mesh() -> Any:
    return _solutions().face_mesh.FaceMesh(static_image_mode=True, max_num_faces=1)


def _make_hands() -> Any:
    return _solutions().hands.Hands(
        static_image_mode=True, max_num_hands=1, model_complexity=1, min_detection_confidence=0.4
    )


def _make_selfie() -> Any:
    return _solutions().selfie_segmentation.SelfieSegmentation(model_selection=0)


def make_follower() -> Graph:
    """A new graph that follows the body of one person from frame to frame, with a mask; one for each video.

    Its own smoothing of points is off: it assumes 30 frames in every second.
    """
    return Graph(
        lambda: _solutions().pose.Pose(
            static_image_mode=False,
            model_complexity=1,
            smooth_landmarks=False,
            enable_segmentation=True,
            smooth_segmentation=True,
            min_detection_confidence=0.5,
            min_tracking_confidence=0.5,
        )
    )


holistic = Graph(_make_holistic)
"""Body, hands, face and person mask of one person."""
faces = Graph(_make_faces)
"""Boxes of all faces down to about 1/20 of the picture's height."""
face_mesh = Graph(_make_face_mesh)
"""468 points of a face that fills most of the picture."""
hands = Graph(_make_hands)
"""21 points of a hand that fills a good part of the picture."""
_selfie = Graph(_make_selfie)


def person_probability(pixels: RgbImage) -> Matte:
    """(H, W) float32 in [0, 1]: where a person is, by the selfie segmenter, which sees the picture as 256 x 256."""
    return np.array(_selfie(pixels).segmentation_mask, np.float32)


class BodyLandmarkNet:
    """MediaPipe's body landmark network without its detector, to look for a body where the detector finds none.

    The detector needs a head; the landmark network does not. It is read by OpenCV, which can run it on any square.
    """

    INPUT = 256

    def __init__(self) -> None:
        self._net: Any = None
        self._lock = threading.Lock()

    def __call__(
        self, pixels: RgbImage, centre: tuple[float, float], side: float
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32], Matte, float]:
        """Look for a body in one square of the picture.

        Args:
            pixels: RGB picture.
            centre: (x, y) of the square: where the hips are expected.
            side: Side of the square: about 2.5 times the distance from hips to the farthest end of the body.

        Returns:
            (33, 4) points x, y, z in pixels and visibility; (33, 3) metres; the person mask of the whole picture; and
            the probability that a body is there.
        """
        scale = self.INPUT / side
        shift = (self.INPUT - 1) / 2
        matrix = np.array([[scale, 0, shift - centre[0] * scale], [0, scale, shift - centre[1] * scale]])
        height, width = pixels.shape[:2]
        square = cv2.warpAffine(pixels, matrix, (self.INPUT, self.INPUT), flags=cv2.INTER_AREA)
        by_size = self._run(square.astype(np.float32) / 255.0)
        points = by_size[195].reshape(39, 5)[:33]
        points[:, :3] /= scale
        points[:, :2] += np.array(centre) - shift / scale
        points[:, 3] = _sigmoid(points[:, 3])
        mask = cv2.warpAffine(
            _sigmoid(by_size[self.INPUT**2].reshape(self.INPUT, self.INPUT)),
            matrix,
            (width, height),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        )
        world = by_size[117].reshape(39, 3)[:33]
        return points[:, :4].copy(), world.copy(), mask, float(by_size[1].item())

    def _run(self, square: npt.NDArray[np.float32]) -> dict[int, npt.NDArray[np.float32]]:
        """The network's outputs, by their number of elements."""
        with self._lock:
            if self._net is None:
                self._net = cv2.dnn.readNetFromTFLite(str(self._weights()))
            self._net.setInput(square.transpose(2, 0, 1)[None])
            outputs = self._net.forward(self._net.getUnconnectedOutLayersNames())
        return {output.size: np.array(output, np.float32) for output in outputs}

    @staticmethod
    def _weights() -> Path:
        with _quiet_stderr():
            import mediapipe

        return Path(mediapipe.__file__).parent / "modules" / "pose_landmark" / "pose_landmark_full.tflite"


body_landmarks = BodyLandmarkNet()


def _sigmoid(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -60.0, 60.0))), np.float32)

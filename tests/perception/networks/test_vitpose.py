"""ViTPose looks closer at people who were found: its joints where it sees them, theirs where it does not."""

from pathlib import Path
from types import SimpleNamespace

import mannequin
import numpy as np
import pytest
import torch
from tiny_networks import write_vitpose

from fitting_room.domain.body import Joint
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.keypoints import COCO_17
from fitting_room.perception.networks.vitpose import VitPoseFinder, decode_heat
from fitting_room.perception.sighting import Sighting

PERSON = mannequin.stand()
CANVAS, MAPS = (192, 256), (48, 64)


def found(_: np.ndarray) -> tuple[Sighting, ...]:
    return (Sighting(PERSON.pose, PERSON.matte),)


def gaussians(places: np.ndarray, height: float = 0.9, size: tuple[int, int] = MAPS) -> np.ndarray:
    """(K, h, w) float32 with a peak at each (x, y)."""
    rows, columns = np.indices((size[1], size[0]), np.float32)
    away = [(columns - x) ** 2 + (rows - y) ** 2 for x, y in places]
    return np.stack([height * np.exp(-each / 8) for each in away]).astype(np.float32)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> VitPoseFinder:
    return VitPoseFinder(write_vitpose(tmp_path_factory.mktemp("vitpose")), "cpu", "test", found)


def test_peaks_are_found_finer_than_the_maps() -> None:
    places = np.array([(20.3, 31.7), (8.0, 8.5), (40.25, 55.75)])
    points = decode_heat(gaussians(places), CANVAS, 11)
    wanted = places * (np.array(CANVAS) - 1) / (np.array(MAPS) - 1)
    np.testing.assert_allclose(points[:, :2], wanted, atol=0.4)
    np.testing.assert_allclose(points[:, 2], 0.9, atol=0.05)


def test_a_flat_map_and_a_peak_in_a_corner_are_no_accident() -> None:
    heat = np.zeros((2, 64, 48), np.float32)
    heat[1, 0, 47] = 1
    points = decode_heat(heat, CANVAS, 11)
    assert np.isfinite(points).all()
    assert points[0, 2] == 0
    np.testing.assert_allclose(points[1, :2], (191, 0), atol=5)


def test_the_whole_network_runs_and_leaves_the_rest_of_the_person(tiny: VitPoseFinder) -> None:
    (person,) = tiny(PERSON.photo.pixels)
    assert person.pose.size == PERSON.pose.size
    assert person.pose.hands is PERSON.pose.hands
    assert person.mask is PERSON.matte
    again = tiny(PERSON.photo.pixels)[0].pose
    np.testing.assert_array_equal(person.pose.keypoints, again.keypoints)


def test_joints_move_to_where_it_sees_them_and_others_stay(
    tiny: VitPoseFinder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[torch.Tensor] = []
    heat = np.zeros((17, 64, 48), np.float32)
    heat[COCO_17.joints[Joint.LEFT_WRIST]] = gaussians([(24, 32)])[0]
    heat[COCO_17.joints[Joint.RIGHT_WRIST]] = gaussians([(2, 2)], height=0.2)[0]

    def see(picture: torch.Tensor) -> SimpleNamespace:
        shown.append(picture)
        return SimpleNamespace(heatmaps=torch.from_numpy(heat)[None])

    monkeypatch.setattr(tiny, "_network", see)
    (person,) = tiny(PERSON.photo.pixels)
    assert shown[0].shape == (1, 3, 64, 48)
    rows, columns = np.nonzero(PERSON.matte > 0.5)
    middle = ((columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2)
    assert np.hypot(*(person.pose.at(Joint.LEFT_WRIST) - middle)) < 0.06 * (rows.max() - rows.min())
    assert person.pose.sees(Joint.LEFT_WRIST)
    for joint in set(Joint) - {Joint.LEFT_WRIST}:
        np.testing.assert_allclose(person.pose.at(joint), PERSON.pose.at(joint), atol=1e-3)


def test_a_network_for_other_points_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedModel):
        VitPoseFinder(write_vitpose(tmp_path, points=21), "cpu", "test", found)

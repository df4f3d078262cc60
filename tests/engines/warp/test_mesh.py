"""The mesh keeps cloth rigid, follows its anchors, and draws what it deformed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fitting_room.domain.garment import GarmentPart
from fitting_room.engines.warp.mesh import Anchor, Elastic, build_mesh, rasterise

TORSO, SLEEVE = GarmentPart.TORSO, GarmentPart.LEFT_SLEEVE
CORNERS = np.array([[20.0, 20.0], [80.0, 20.0], [80.0, 120.0], [20.0, 120.0]])


def rectangle(left: int, top: int, right: int, bottom: int) -> np.ndarray:
    region = np.zeros((140, 140), np.bool_)
    region[top:bottom, left:right] = True
    return region


@settings(max_examples=25, deadline=None)
@given(
    angle=st.floats(-3.1, 3.1),
    scale=st.floats(0.3, 3.0),
    shift=st.tuples(st.floats(-200, 200), st.floats(-200, 200)),
)
def test_a_similarity_of_the_anchors_moves_every_vertex_by_that_similarity(angle, scale, shift):
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    anchors = [Anchor(TORSO, point, scale * point @ turn + shift, 5.0) for point in CORNERS]
    mesh = build_mesh({TORSO: rectangle(15, 15, 86, 126)}, 12.0, anchors, [])
    expected = scale * mesh.vertices @ turn + shift
    start = expected + np.random.default_rng(1).normal(0, 2.0, expected.shape)
    targets = np.array([anchor.target for anchor in anchors])
    # The size may be known when the mesh is prepared, or only when it is solved, as in the mirror.
    for rest, larger in ((mesh.vertices * scale, 1.0), (mesh.vertices, scale)):
        moved = Elastic(mesh, {TORSO: rest}, [5.0] * len(anchors)).solve(start, targets, 60, larger)
        assert np.abs(moved - expected).max() < 0.2 * max(scale, 1)


def test_anchors_are_vertices_at_their_own_place():
    anchors = [Anchor(TORSO, point, point) for point in CORNERS]
    mesh = build_mesh({TORSO: rectangle(15, 15, 86, 126)}, 12.0, anchors, [])
    assert np.allclose(mesh.vertices[mesh.anchors], CORNERS)


def test_parts_share_the_vertices_of_their_seam_and_no_others():
    seam = np.array([[60.0, 20.0], [60.0, 60.0]])
    regions = {TORSO: rectangle(20, 15, 62, 126), SLEEVE: rectangle(58, 15, 120, 62)}
    mesh = build_mesh(regions, 10.0, [], [seam])
    shared = set(mesh.triangles[TORSO].ravel()) & set(mesh.triangles[SLEEVE].ravel())
    assert len(shared) >= 4
    assert np.allclose(mesh.vertices[list(shared)][:, 0], 60.0)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_drawing_samples_the_garment_pixel_that_was_moved_there(scale):
    region = rectangle(20, 20, 121, 121)
    mesh = build_mesh({TORSO: region}, 11.0, [], [])
    sampling = rasterise(mesh.vertices, mesh.vertices * scale, mesh.triangles[TORSO], (300, 300))
    assert sampling is not None
    x, y = sampling.corner
    row, column = round(70 * scale) - y, round(50 * scale) - x
    assert sampling.x[row, column] == pytest.approx((column + x) / scale, abs=0.05)
    assert sampling.y[row, column] == pytest.approx((row + y) / scale, abs=0.05)


def test_a_part_outside_the_canvas_is_not_drawn():
    mesh = build_mesh({TORSO: rectangle(20, 20, 121, 121)}, 11.0, [], [])
    assert rasterise(mesh.vertices, mesh.vertices + 1000, mesh.triangles[TORSO], (300, 300)) is None

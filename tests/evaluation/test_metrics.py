"""Metrics: the numbers of the papers, and the order that a human eye would give."""

import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fitting_room.evaluation.metrics import (
    delta_e_2000,
    garment_colour_error,
    psnr,
    srgb_to_lab,
    ssim,
    ssim_map,
)

# Sharma, Wu, Dalal 2005, table 1: L1 a1 b1, L2 a2 b2, difference.
SHARMA = np.loadtxt(
    io.StringIO("""
    50.0000   2.6772 -79.7751  50.0000   0.0000 -82.7485   2.0425
    50.0000   3.1571 -77.2803  50.0000   0.0000 -82.7485   2.8615
    50.0000   2.8361 -74.0200  50.0000   0.0000 -82.7485   3.4412
    50.0000  -1.3802 -84.2814  50.0000   0.0000 -82.7485   1.0000
    50.0000  -1.1848 -84.8006  50.0000   0.0000 -82.7485   1.0000
    50.0000  -0.9009 -85.5211  50.0000   0.0000 -82.7485   1.0000
    50.0000   0.0000   0.0000  50.0000  -1.0000   2.0000   2.3669
    50.0000  -1.0000   2.0000  50.0000   0.0000   0.0000   2.3669
    50.0000   2.4900  -0.0010  50.0000  -2.4900   0.0009   7.1792
    50.0000   2.4900  -0.0010  50.0000  -2.4900   0.0010   7.1792
    50.0000   2.4900  -0.0010  50.0000  -2.4900   0.0011   7.2195
    50.0000   2.4900  -0.0010  50.0000  -2.4900   0.0012   7.2195
    50.0000  -0.0010   2.4900  50.0000   0.0009  -2.4900   4.8045
    50.0000  -0.0010   2.4900  50.0000   0.0010  -2.4900   4.8045
    50.0000  -0.0010   2.4900  50.0000   0.0011  -2.4900   4.7461
    50.0000   2.5000   0.0000  50.0000   0.0000  -2.5000   4.3065
    50.0000   2.5000   0.0000  73.0000  25.0000 -18.0000  27.1492
    50.0000   2.5000   0.0000  61.0000  -5.0000  29.0000  22.8977
    50.0000   2.5000   0.0000  56.0000 -27.0000  -3.0000  31.9030
    50.0000   2.5000   0.0000  58.0000  24.0000  15.0000  19.4535
    50.0000   2.5000   0.0000  50.0000   3.1736   0.5854   1.0000
    50.0000   2.5000   0.0000  50.0000   3.2972   0.0000   1.0000
    50.0000   2.5000   0.0000  50.0000   1.8634   0.5757   1.0000
    50.0000   2.5000   0.0000  50.0000   3.2592   0.3350   1.0000
    60.2574 -34.0099  36.2677  60.4626 -34.1751  39.4387   1.2644
    63.0109 -31.0961  -5.8663  62.8187 -29.7946  -4.0864   1.2630
    61.2901   3.7196  -5.3901  61.4292   2.2480  -4.9620   1.8731
    35.0831 -44.1164   3.7933  35.0232 -40.0716   1.5901   1.8645
    22.7233  20.0904 -46.6940  23.0331  14.9730 -42.5619   2.0373
    36.4612  47.8580  18.3852  36.2715  50.5065  21.2231   1.4146
    90.8027  -2.0831   1.4410  91.1528  -1.6435   0.0447   1.4441
    90.9257  -0.5406  -0.9208  88.6381  -0.8985  -0.7239   1.5381
     6.7747  -0.2908  -2.4247   5.8714  -0.0985  -2.2286   0.6377
     2.0776   0.0795  -1.1350   0.9033  -0.0636  -0.5514   0.9082
    """)
)


@pytest.fixture
def noise(rng: np.random.Generator) -> np.ndarray:
    return rng.integers(0, 256, (40, 50, 3), np.uint8)


def test_colour_difference_agrees_with_the_published_vectors() -> None:
    first, second, published = SHARMA[:, :3], SHARMA[:, 3:6], SHARMA[:, 6]
    assert np.abs(delta_e_2000(first, second) - published).max() < 5.1e-5
    assert np.abs(delta_e_2000(second, first) - published).max() < 5.1e-5


@given(
    colours=st.lists(st.tuples(st.floats(0, 100), st.floats(-110, 110), st.floats(-110, 110)), min_size=2, max_size=2)
)
def test_colour_difference_is_a_difference(colours: list[tuple[float, float, float]]) -> None:
    first, second = colours
    forward, backward = delta_e_2000(first, second), delta_e_2000(second, first)
    assert forward >= 0
    assert delta_e_2000(first, first) == 0
    # Hues that lie exactly opposite have two equally good means; the paper picks one by the order of the colours.
    if abs(abs(math.degrees(math.atan2(*first[:0:-1]) - math.atan2(*second[:0:-1]))) - 180) > 1:
        assert math.isclose(forward, backward, rel_tol=1e-6, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 255, 0), (87.73, -86.18, 83.18)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
        ((119, 119, 119), (50.03, 0, 0)),
    ],
)
def test_lab_of_known_colours(rgb: tuple[int, int, int], lab: tuple[float, float, float]) -> None:
    assert np.allclose(srgb_to_lab(np.array(rgb, np.uint8)), lab, atol=0.05)


def test_equal_pictures_are_perfect(noise: np.ndarray) -> None:
    assert psnr(noise, noise) == math.inf
    assert ssim(noise, noise) == pytest.approx(1)


def test_psnr_of_a_known_error() -> None:
    black = np.zeros((20, 20, 3), np.uint8)
    assert psnr(black, black + np.uint8(5)) == pytest.approx(20 * math.log10(255 / 5))
    half = black.copy()
    half[:10] = 5
    left = np.zeros((20, 20), bool)
    left[:10] = True
    assert psnr(black, half, left) == pytest.approx(20 * math.log10(255 / 5))
    assert psnr(black, half, ~left) == math.inf


def test_ssim_follows_the_definition_of_the_paper(noise: np.ndarray, rng: np.random.Generator) -> None:
    """Formula (13) of Wang 2004, worked out by hand for single windows."""
    other = np.clip(noise * 0.7 + rng.normal(0, 20, noise.shape), 0, 255).astype(np.uint8)
    offsets = np.arange(-5, 6)
    bell = np.exp(-(offsets**2) / (2 * 1.5**2))
    window = np.outer(bell, bell) / bell.sum() ** 2
    found = ssim_map(noise, other)
    for row, column in ((5, 5), (20, 30), (34, 44)):
        scores = []
        for channel in range(3):
            around = (slice(row - 5, row + 6), slice(column - 5, column + 6), channel)
            x, y = noise[around].astype(float), other[around].astype(float)
            mx, my = (window * x).sum(), (window * y).sum()
            vx, vy = (window * (x - mx) ** 2).sum(), (window * (y - my) ** 2).sum()
            cov = (window * (x - mx) * (y - my)).sum()
            scores.append((2 * mx * my + 6.5025) * (2 * cov + 58.5225)
                          / ((mx**2 + my**2 + 6.5025) * (vx + vy + 58.5225)))  # fmt: skip
        assert found[row, column] == pytest.approx(np.mean(scores), abs=1e-9)


def test_blur_and_noise_lower_ssim_in_order(noise: np.ndarray, rng: np.random.Generator) -> None:
    import cv2

    soft = cv2.GaussianBlur(noise, (0, 0), 0.6)
    softer = cv2.GaussianBlur(noise, (0, 0), 1.5)
    assert 1 > ssim(noise, soft) > ssim(noise, softer) > ssim(noise, 255 - noise)


def test_a_region_is_judged_by_itself(noise: np.ndarray) -> None:
    spoiled = noise.copy()
    spoiled[:, 25:] = 0
    clean = np.zeros(noise.shape[:2], bool)
    clean[:, :18] = True
    assert ssim(noise, spoiled, clean) == pytest.approx(1)
    assert ssim(noise, spoiled, ~clean) < 0.5


def test_an_empty_region_is_an_error(noise: np.ndarray) -> None:
    with pytest.raises(ValueError, match="no pixel"):
        psnr(noise, noise, np.zeros(noise.shape[:2], bool))


def test_garment_colour_error_sees_what_the_median_misses(rng: np.random.Generator) -> None:
    striped = np.where(rng.random((4000, 1)) < 0.4, [250, 250, 250], [30, 40, 120]).astype(np.uint8)
    same = garment_colour_error(striped, rng.permutation(striped)[:1000])
    assert same.median == 0
    assert same.quantile < 0.5
    greyed = striped.copy()
    greyed[striped[:, 0] == 250] = 180
    washed = garment_colour_error(striped, greyed)
    assert washed.median == 0
    darker = garment_colour_error(striped, (striped * 0.7).astype(np.uint8))
    assert darker.median > 6
    assert darker.quantile > 6
    with pytest.raises(ValueError, match="at least 64"):
        garment_colour_error(striped[:10], striped)

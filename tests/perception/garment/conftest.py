from collections.abc import Callable
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from fitting_room.domain.arrays import RgbImage
from fitting_room.domain.garment import Category, Garment
from fitting_room.perception.garment import understand_garment

DEMO = Path(__file__).resolve().parents[3] / "assets" / "demo" / "garments"


def read(path: Path) -> RgbImage:
    picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert picture is not None, path
    return np.ascontiguousarray(picture[..., ::-1])


@cache
def _understood(name: str) -> Garment:
    (path,) = DEMO.glob(f"*/{name}.png")
    return understand_garment(read(path), name, Category(path.parent.name))


@pytest.fixture(scope="session")
def demo() -> Callable[[str], Garment]:
    """A bundled garment by name, understood once for all tests."""
    return _understood


@pytest.fixture(scope="session")
def demo_picture() -> Callable[[str], RgbImage]:
    """The picture of a bundled garment by name."""

    def picture(name: str) -> RgbImage:
        (path,) = DEMO.glob(f"*/{name}.png")
        return read(path)

    return picture


@pytest.fixture(scope="session")
def picture_of() -> Callable[[Path], RgbImage]:
    """A picture file as RGB."""
    return read

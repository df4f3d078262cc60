"""What every test can rely on: no display, no noise from chance, and the shared pictures where they exist."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The build machines are shared: a slow example is not a failing one, and a failing one must fail again tomorrow.
settings.register_profile("fitting_room", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("fitting_room")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and rendered pictures beside the repository; tests that need it skip without it."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the shared pictures are not on this machine")
    return folder


@pytest.fixture
def rng() -> np.random.Generator:
    """Chance that falls the same way every time."""
    return np.random.default_rng(0)


@pytest.fixture(autouse=True)
def _seed_opencv() -> None:
    """GrabCut and k-means draw from OpenCV's own generator."""
    cv2.setRNGSeed(0)


@pytest.fixture(autouse=True)
def _windows_end_with_their_test() -> Iterator[None]:
    """Deleting later happens in a running event loop, which tests have none of: windows would live on, and listen."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        widgets.QApplication.sendPostedEvents(None, sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete)

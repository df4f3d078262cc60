"""All stories once more on a real X server, where windows are mapped, placed and given the keys by somebody else."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fitting_room import system

ROOT = Path(__file__).resolve().parents[2]
SCREEN = "1400x1000x24"
LONGEST_SECONDS = 900
"""Alone on two cores the stories take a tenth of it; a story that hangs must not hang the rest of the tests."""


@pytest.fixture
def display() -> Iterator[str]:
    """Name of a display that nobody else uses."""
    missing = system.missing_for_virtual_display()
    if missing:
        command = system.install_command(missing)
        advice = f"; install them with: sudo {' '.join(command)}" if command else ""
        sentence = f"these are missing for a window under Xvfb: {', '.join(missing)}{advice}"
        # Whoever develops on a machine without X may go on; a check that left out half of itself may not be green.
        if os.environ.get("CI"):
            pytest.fail(sentence)
        pytest.skip(sentence)
    reading, writing = os.pipe()
    # The server chooses a display that is free and writes its number down when it is ready.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="windows have no X server here")
def test_the_stories_are_the_same_under_x(display: str) -> None:
    stories = [sys.executable, "-m", "pytest", "tests/stories", f"--ignore={Path(__file__).relative_to(ROOT)}"]
    told = subprocess.run(
        [*stories, "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )
    assert told.returncode == 0, told.stdout + told.stderr

"""Two of the stories once more on a real X server, where there is one to be had."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fitting_room.system import missing_libraries

ROOT = Path(__file__).resolve().parents[2]
STORIES = "shopper or stopped"


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb on this machine")
def test_stories_are_the_same_under_x(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")  # What Qt needs for X is asked for only where there is a display.
    if missing_libraries():
        pytest.skip(f"missing for Qt under X: {', '.join(missing_libraries())}")
    reading, writing = os.pipe()
    # The server chooses a free display and writes its number down.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as file:
            display = f":{file.readline().strip()}"
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "tests/stories/test_stories.py", "-k", STORIES],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    finally:
        server.terminate()
        server.wait()
    assert ran.returncode == 0, ran.stdout + ran.stderr

"""Benchmarks of photoreal engines run everywhere at tiny size, so that they are ready when a graphics card is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_still_benchmark_runs_without_a_card() -> None:
    ran = subprocess.run(
        [sys.executable, "benchmarks/gpu_still.py", "--tiny", "--presets", "draft", "--repeats", "1", "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    figures = json.loads(ran.stdout.splitlines()[-1])
    assert figures["steps"] == 2
    assert 0 < figures["network_seconds"] <= figures["seconds"] * 5
    assert 0 <= figures["outside_share"] < 1

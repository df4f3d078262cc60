"""Benchmarks run: those of photoreal engines at tiny size, so that they are ready when a graphics card is there."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import gpu_clip
import gpu_still
import numpy as np
import pytest
import random_models
import still
import torch
from catvton_reference import Reference
from gpu_still import LEVERS, NOT_FOR, REFERENCE, make_task, reference_inputs

from fitting_room.device import Kind, Plan, Rung
from fitting_room.engines import painting
from fitting_room.engines.catvton.painter import CatvtonPainter
from fitting_room.engines.catvton.weights import WeightsFiles
from fitting_room.engines.framing import place_person
from fitting_room.engines.levers import PUBLISHED
from fitting_room.engines.painting import Task


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_the_still_benchmark_measures_every_engine_and_lever_without_a_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    levers = [lever for lever in [*LEVERS, REFERENCE] if lever != "compiled"]  # That takes minutes on a processor.
    options = ["--tiny", "--presets", "draft", "--repeats", "1", "--json", "--levers", ",".join(levers)]
    monkeypatch.setattr(sys, "argv", ["gpu_still.py", *options])
    monkeypatch.setattr(painting, "find_alarms", painting.find_alarms)  # The benchmark replaces it: put it back after.
    gpu_still.main()
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    wanted = {(name, lever) for name in NOT_FOR for lever in levers if lever not in NOT_FOR[name]}
    wanted -= {(name, REFERENCE) for name in NOT_FOR if name != "catvton"}
    assert {(row["engine"], row["lever"]) for row in rows} == wanted
    for row in rows:
        assert row["steps"] == 2
        assert 0 < row["network_seconds"] <= row["seconds"] * 5
        assert 0 <= row["outside_share"] < 1


def test_the_clip_benchmark_measures_every_animator_without_a_card(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--tiny", "--presets", "draft", "--tiers", "smaller", "--seconds", "0.5", "--json"]
    monkeypatch.setattr(sys, "argv", ["gpu_clip.py", *options])
    gpu_clip.main()
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert {(row["animator"], row["tier"]) for row in rows} == {(each, "smaller") for each in gpu_clip.MANNERS}
    for row in rows:
        assert row["frames"] == 4
        assert 0 < row["first_seconds"] <= row["clip_seconds"]
        assert row["planned_gigabytes"] > 0


def test_the_reference_of_catvton_paints_what_our_engine_paints(tmp_path: Path) -> None:
    canvas = random_models.TINY_CANVASES["catvton"]
    folders = random_models.write_catvton(tmp_path, tiny=True)
    agnostic, outfit = make_task(tiny=True)
    plan = Plan(Rung.PROCESSOR, Kind.CPU, short_numbers=False, scale=1.0, notice="")
    ours: CatvtonPainter = WeightsFiles.look_into(folders, canvas).load(plan, str, PUBLISHED)
    person, garment, mask = reference_inputs(canvas, agnostic, outfit)
    task = Task((person,), (5,), place_person(agnostic.person, canvas), agnostic, outfit.garments, 4)
    (painted,) = ours.paint(task, lambda _: None)
    theirs = Reference.load(folders, torch.device("cpu"), torch.float32).paint(person, garment, mask, 5, 4)
    assert np.abs(painted.astype(int) - theirs).max() <= 1


def test_the_benchmark_of_stills_times_every_stage() -> None:
    measured = still.measure_stages(1)
    assert set(measured["person"]) == set(still.PERSON_STAGES)
    for stages in measured["garment"].values():
        assert all(wall > 0 for wall, _ in stages.values())
        assert set(stages) == set(still.GARMENT_STAGES)

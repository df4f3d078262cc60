"""One trainer for all recipes: it learns, shows, judges, stops, and goes on as if nothing had happened."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tiny_courses import PROCESSOR, shrink_daflow, tiny_daflow, write_viton_hd

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import CannotTrain
from fitting_room.domain.job import Cancelled
from fitting_room.training import checkpoints
from fitting_room.training.course import Pace, Progress
from fitting_room.training.loop import Loop
from fitting_room.training.order import Order, divided

TESTS = Path(__file__).resolve().parents[1]
PACE = Pace(2, epochs=1, steps=20, held_out=0.2, judge_every=5, save_every=7, keep=2, sheet_every=10)


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    shrink_daflow(monkeypatch)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_viton_hd(tmp_path_factory.mktemp("data") / "train")


def loop(data: Path, out: Path, pace: Pace = PACE, resume: bool = False) -> Loop:
    return Loop(*tiny_daflow(data), pace, out, PROCESSOR, resume)


def log(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / "log.jsonl").read_text().splitlines()]


def test_twenty_steps_teach_something_and_leave_weights_sheets_and_the_last_checkpoints(
    data: Path, tmp_path: Path
) -> None:
    told: list[Progress] = []
    learned = loop(data, tmp_path).run(tell=told.append)
    assert learned.steps == 20
    assert not learned.gave_up
    losses = [each.losses["L1"] for each in told]
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])
    assert told[-1].left == 0
    assert told[9].left > 0
    assert [path.name for path in checkpoints.found(tmp_path)] == ["000014", "000020"]
    judged = [line["held out"] for line in log(tmp_path) if "held out" in line]
    assert len(judged) == 4
    assert learned.best == min(judged)
    assert (learned.weights / "daflow.safetensors").is_file()
    assert not list(tmp_path.rglob("*.part"))
    assert open_picture(tmp_path / "sheets/000020.png", least=200).shape[1] > 300


def test_a_course_that_was_killed_goes_on_with_the_very_next_step(data: Path, tmp_path: Path) -> None:
    """A process that trains is killed at a moment of its own; what follows is what would have followed."""
    out = tmp_path / "killed"
    script = [sys.executable, str(TESTS / "tiny_courses.py"), str(data), str(out)]
    with subprocess.Popen(script, env=_environment()) as process:
        while len(checkpoints.found(out)) < 2 and process.poll() is None:
            time.sleep(0.05)
        process.kill()
    reached = int(checkpoints.found(out)[-1].name)
    pace = replace(PACE, steps=reached + 2, sheet_every=0, save_every=10_000)
    loop(data, out, pace, resume=True).run()
    whole = tmp_path / "whole"
    loop(data, whole, pace).run()
    assert log(out) == log(whole)
    ours, theirs = (checkpoints.found(each)[-1] for each in (out, whole))
    for name in ("daflow.safetensors", "of-daflow.safetensors"):
        assert (ours / name).read_bytes() == (theirs / name).read_bytes()


def test_stopping_writes_a_checkpoint_first(data: Path, tmp_path: Path) -> None:
    def report(stage: str, fraction: float) -> None:
        if fraction >= 0.15:
            raise Cancelled

    with pytest.raises(Cancelled):
        loop(data, tmp_path).run(report)
    assert [path.name for path in checkpoints.found(tmp_path)] == ["000003"]
    assert loop(data, tmp_path, resume=True).step == 3


def test_it_stops_when_it_no_longer_gets_better(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pace = replace(PACE, judge_every=1, patience=2, sheet_every=0)
    trained = loop(data, tmp_path, pace)
    monkeypatch.setattr(trained, "judge", iter([1.0, 0.5, 0.7, 0.6, 0.1]).__next__)
    learned = trained.run()
    assert (learned.steps, learned.best, learned.gave_up) == (4, 0.5, True)
    assert loop(data, tmp_path, pace, resume=True).run().steps == 4


def test_several_batches_make_one_step(data: Path, tmp_path: Path) -> None:
    """Two batches of one lesson each learn what one batch of two does, where no layer looks across lessons."""
    steps = []
    for batch, accumulation in ((2, 1), (1, 2)):
        pace = Pace(batch, 1, steps=1, accumulation=accumulation, sheet_every=0)
        trained = loop(data, tmp_path / str(batch), pace)
        for module in trained.course.networks["daflow"].modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.forward = lambda picture: picture  # type: ignore[method-assign]
        steps.append(trained.run())
        weights = dict(trained.course.networks["daflow"].named_parameters())
        steps[-1] = weights["dafnet.lights_decoder.0.weight"].detach().clone()
    assert torch.allclose(*steps, atol=1e-4)


def test_shorter_numbers_learn_too(data: Path, tmp_path: Path) -> None:
    from accelerate.state import AcceleratorState

    AcceleratorState._reset_state(reset_partial_state=True)
    try:
        pace = replace(PACE, precision="bf16", steps=2, sheet_every=0)
        trained = loop(data, tmp_path, pace)
        trained.run()
        assert all(each.dtype == torch.float32 for each in trained.course.networks["daflow"].parameters())
    finally:
        AcceleratorState._reset_state(reset_partial_state=True)


def test_it_does_not_go_on_as_another_course_nor_over_one(data: Path, tmp_path: Path) -> None:
    loop(data, tmp_path, replace(PACE, steps=2, sheet_every=0)).run()
    with pytest.raises(CannotTrain, match="reached step 2"):
        loop(data, tmp_path)
    with pytest.raises(CannotTrain, match="another batch: 2, not 1"):
        loop(data, tmp_path, replace(PACE, batch=1), resume=True)
    (checkpoints.found(tmp_path)[0] / "daflow.safetensors").write_bytes(b"damaged")
    with pytest.raises(CannotTrain, match="damaged"):
        loop(data, tmp_path, resume=True)


def test_a_loss_that_is_no_number_stops_before_a_checkpoint_is_spoilt(data: Path, tmp_path: Path) -> None:
    trained = loop(data, tmp_path)
    with torch.no_grad():
        trained.course.networks["daflow"].get_parameter("dafnet.lights_decoder.0.bias").fill_(float("nan"))
    with pytest.raises(CannotTrain, match="no number"):
        trained.run()
    assert checkpoints.found(tmp_path) == []


def test_every_epoch_shows_every_lesson_once_from_wherever_it_begins() -> None:
    stream = iter(Order(range(7), 2, seed=3))
    batches = [next(stream) for _ in range(9)]
    for epoch in range(3):
        seen = [number for batch in batches[3 * epoch : 3 * epoch + 3] for number, _ in batch]
        assert len(set(seen)) == 6
    assert batches[:3] != batches[3:6]
    late = iter(Order(range(7), 2, seed=3, start=4))
    assert [next(late) for _ in range(5)] == batches[4:]
    learned, held = divided(10, 0.2, seed=0)
    assert (len(learned), len(held)) == (8, 2)
    assert sorted(learned + held) == list(range(10))
    assert divided(3, 0.0, seed=0) == ([0, 1, 2], [])


def _environment() -> dict[str, str]:
    import os

    paths = os.pathsep.join([str(TESTS.parent), str(TESTS)])
    return {**os.environ, "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}

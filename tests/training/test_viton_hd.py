"""VITON-HD's parts learn, compete with their judges, and go on as if nothing had happened."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tiny_courses import PROCESSOR, shrink_viton_hd, tiny_viton_hd, write_viton_hd
from torch.utils.data import default_collate

from fitting_room.domain.errors import BadDataSet, NotInstalled
from fitting_room.engines.viton_hd.bending import POINTS
from fitting_room.training.course import Course, Pace
from fitting_room.training.data_sets import find_entries
from fitting_room.training.discriminator import (
    Discriminator,
    features_apart,
    hinge_for_judge,
    hinge_for_painter,
    squares,
)
from fitting_room.training.loop import Loop
from fitting_room.training.viton_hd import Part, folding, make_course
from fitting_room.training.viton_lessons import VitonLessons

PACE = Pace(2, epochs=1, steps=20, save_every=19, keep=2, sheet_every=0)
SIZE = (128, 256)


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    shrink_viton_hd(monkeypatch)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def lessons(tmp_path_factory: pytest.TempPathFactory) -> VitonLessons:
    data = write_viton_hd(tmp_path_factory.mktemp("data") / "train", count=2)
    return VitonLessons(find_entries(data), SIZE)


def judged(course: Course, lessons: VitonLessons) -> float:
    batch = default_collate([lessons[number, 0] for number in range(len(lessons))])
    for network in course.networks.values():
        network.train()  # Twenty steps are too few for the means that layers keep.
    with torch.no_grad():
        torch.manual_seed(0)
        return float(course.judged(batch, torch.Generator().manual_seed(0)))


@pytest.mark.parametrize("part", list(Part))
def test_twenty_steps_of_a_part_teach_something_and_the_next_step_is_the_same_after_a_stop(
    part: Part, lessons: VitonLessons, tmp_path: Path
) -> None:
    course = tiny_viton_hd(part)
    pace = replace(PACE, batch=1) if part is Part.PICTURE else PACE  # The largest pictures of all.
    loop = Loop(course, lessons, pace, tmp_path / "out", PROCESSOR)
    before = judged(course, lessons)
    loop.run()
    assert judged(course, lessons) < 0.95 * before
    (tmp_path / "out/checkpoints/000020").rename(tmp_path / "whole")
    again = Loop(tiny_viton_hd(part), lessons, pace, tmp_path / "out", PROCESSOR, resume=True)
    assert again.step == 19
    again.run()
    written = list((tmp_path / "whole").glob("*.safetensors"))
    assert len(written) == len(course.networks) + len(course.teachers)
    for path in written:
        assert path.read_bytes() == (tmp_path / "out/checkpoints/000020" / path.name).read_bytes()
    assert again.draw().is_file()


def test_a_lesson_hides_the_top_and_wants_it_back(lessons: VitonLessons) -> None:
    lesson = lessons[0, 0]
    assert {name: tuple(each.shape) for name, each in lesson.items()} == {
        "agnostic": (3, 256, 128),
        "pose": (3, 256, 128),
        "garment": (3, 256, 128),
        "garment_mask": (1, 256, 128),
        "parts": (13, 256, 128),
        "person": (3, 256, 128),
        "classes": (256, 128),
        "groups": (7, 256, 128),
        "worn": (3, 256, 128),
        "upper": (1, 256, 128),
    }
    upper = lesson["upper"][0] > 0
    assert upper.any()
    assert not lesson["parts"][3][upper].any()
    assert (lesson["classes"][upper] == 3).all()
    assert (lesson["worn"][:, ~upper] == 1).all()
    assert (lesson["agnostic"][:, upper] - 1 / 255).abs().max() < 0.01
    assert torch.equal(lesson["groups"].sum(dim=0), torch.ones(256, 128))


def test_a_spline_that_does_not_fold_costs_nothing() -> None:
    still = torch.zeros(1, 2 * POINTS**2)
    assert float(folding(still)) < 1e-5
    moved = still + 0.3
    assert float(folding(moved)) < 1e-5
    folded = still.clone()
    folded[0, 12] = 0.4
    assert float(folding(folded)) > 0.02


def test_judge_and_painter_want_opposite_things() -> None:
    torch.manual_seed(0)
    judge = Discriminator(3, width=8)
    real, made = (judge(torch.randn(1, 3, 64, 64)) for _ in range(2))
    assert [len(scale) for scale in real] == [5, 5]
    assert real[1][-1].shape[2] < real[0][-1].shape[2]
    assert features_apart(real, real).item() == 0
    assert features_apart(real, made).item() > 0
    sure = [[torch.full((1, 1, 4, 4), 3.0)]]
    unsure = [[torch.full((1, 1, 4, 4), -3.0)]]
    assert hinge_for_judge(sure, unsure).item() == 0
    assert hinge_for_judge(unsure, sure).item() == 8
    assert hinge_for_painter(sure).item() < hinge_for_painter(unsure).item()
    assert (squares(sure, 1).item(), squares(unsure, 0).item()) == (4, 9)


def test_the_picture_needs_a_network_that_bends_and_joints_that_it_is_shown(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match="has bent"):
        make_course(Part.PICTURE, None, None, None)
    data = write_viton_hd(tmp_path / "train", count=1)
    old = '{"people": [{"pose_keypoints": ' + str([1.0] * 54) + "}]}"
    (data / "openpose_json/00000_00_keypoints.json").write_text(old)
    with pytest.raises(BadDataSet, match="18 joints"):
        VitonLessons(find_entries(data), SIZE)[0, 0]


def test_step_width_falls_to_nothing_at_the_end(lessons: VitonLessons, tmp_path: Path) -> None:
    loop = Loop(tiny_viton_hd(Part.BENDING), lessons, replace(PACE, steps=4, fades=0.5), tmp_path, PROCESSOR)
    shares = []
    for loop.step in range(5):
        shares.append(loop.share_of_rate)
    assert shares == [1, 1, 1, 0.5, 0]

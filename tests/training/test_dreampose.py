"""DreamPose's phases learn, and go on as if nothing had happened."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from tiny_courses import PROCESSOR, shrink_dreampose, tiny_dreampose, tiny_unet, write_frames

from fitting_room.domain.errors import BadDataSet, CannotTrain, NotInstalled
from fitting_room.training import checkpoints, dreampose
from fitting_room.training.course import Pace
from fitting_room.training.dreampose import PACES, RATES, Phase, make_course
from fitting_room.training.frames import FrameLessons, check, find_clips
from fitting_room.training.loop import Loop

PACE = Pace(2, epochs=1, steps=20, save_every=19, keep=2, sheet_every=0)


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    shrink_dreampose(monkeypatch)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("phase", list(Phase))
def test_twenty_steps_of_a_phase_teach_something_and_the_next_step_is_the_same_after_a_stop(
    phase: Phase, tmp_path: Path
) -> None:
    clips = find_clips(write_frames(tmp_path / "data", clips=2 if phase is Phase.FULL else 1))
    lessons = FrameLessons(clips, (64, 64), crops=phase is not Phase.FULL)
    course, losses = tiny_dreampose(phase), []
    loop = Loop(course, lessons, PACE, tmp_path / "out", PROCESSOR)
    loop.run(tell=lambda progress: losses.append(sum(progress.losses.values())))
    assert np.mean(losses[-5:]) < 0.9 * np.mean(losses[:5])
    # The last checkpoint never came: from the one before, the twentieth step is made again.
    (tmp_path / "out/checkpoints/000020").rename(tmp_path / "whole")
    again = Loop(tiny_dreampose(phase), lessons, PACE, tmp_path / "out", PROCESSOR, resume=True)
    assert again.step == 19
    again.run()
    assert len(list((tmp_path / "whole").glob("*.safetensors"))) == len(course.networks) + 1
    for path in (tmp_path / "whole").glob("*.safetensors"):
        assert path.read_bytes() == (tmp_path / "out/checkpoints/000020" / path.name).read_bytes()


def test_the_second_phase_learns_the_decoder_alone(tmp_path: Path) -> None:
    course = tiny_dreampose(Phase.DECODER)
    before = {name: each.clone() for name, each in course.networks["vae"].state_dict().items()}
    lessons = FrameLessons(find_clips(write_frames(tmp_path / "data", clips=1)), (64, 64), crops=True)
    Loop(course, lessons, replace(PACE, steps=1), tmp_path / "out", PROCESSOR).run()
    changed = {
        name for name, each in course.networks["vae"].state_dict().items() if not torch.equal(each, before[name])
    }
    assert changed
    assert all(name.startswith("decoder.") for name in changed)


def test_the_published_numbers_are_the_recipes() -> None:
    assert RATES == {Phase.FULL: 5e-6, Phase.SUBJECT: 1e-5, Phase.DECODER: 5e-5}
    assert PACES[Phase.FULL].batch == 16
    assert (PACES[Phase.SUBJECT].steps, PACES[Phase.DECODER].steps) == (500, 1500)
    assert (PACES[Phase.DECODER].batch, PACES[Phase.DECODER].accumulation) == (4, 4)


def test_a_lesson_shows_five_consecutive_poses_and_a_photo_of_the_same_person(tmp_path: Path) -> None:
    lessons = FrameLessons(find_clips(write_frames(tmp_path / "data", count=5)), (64, 64))
    assert len(lessons) == 10
    middle = lessons[2, 0]
    assert {name: tuple(each.shape) for name, each in middle.items()} == {
        "frame": (3, 64, 64),
        "photo": (3, 64, 64),
        "poses": (10, 64, 64),
        "seen": (3, 224, 224),
    }
    lefts = [int((middle["poses"][2 * number] > -0.9).any(dim=0).nonzero().min()) for number in range(5)]
    assert np.allclose(np.diff(lefts), 5, atol=1)
    assert middle["poses"].min() == -1
    first = lessons[0, 0]["poses"]
    assert torch.equal(first[0:2], first[4:6])
    blues = {round(float(lessons[7, seed]["photo"][0, 30, 37]), 1) for seed in range(6)}
    assert len(blues) <= 2


def test_few_pictures_are_cropped_in_other_ways_each_time(tmp_path: Path) -> None:
    lessons = FrameLessons(find_clips(write_frames(tmp_path / "data", clips=1, count=1)), (64, 64), crops=True)
    frames = [lessons[0, seed]["frame"] for seed in range(10)]
    assert len({float(frame.mean()) for frame in frames}) > 3
    assert torch.equal(frames[3], lessons[0, 3]["frame"])


def test_a_sheet_shows_what_is_made_of_a_photo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dreampose, "SHEET_STEPS", 1)
    lessons = FrameLessons(find_clips(write_frames(tmp_path / "data", clips=1, count=2)), (64, 64))
    for phase in (Phase.FULL, Phase.DECODER):
        loop = Loop(tiny_dreampose(phase), lessons, replace(PACE, steps=1), tmp_path / phase, PROCESSOR)
        assert loop.draw().is_file()


def without_surfaces(home: Path) -> Path:
    (home / "0001_densepose.npy").unlink()
    return home / "0001_densepose.npy"


def with_other_numbers(home: Path) -> Path:
    np.save(home / "0001_densepose.npy", np.full((2, 8, 8), 7.0))
    return home / "0001_densepose.npy"


def with_a_pickle(home: Path) -> Path:
    np.save(home / "0001_densepose.npy", np.array([{"a": 1}]), allow_pickle=True)
    return home / "0001_densepose.npy"


def with_a_broken_picture(home: Path) -> Path:
    (home / "0001.png").write_bytes((home / "0001.png").read_bytes()[:200])
    return home / "0001.png"


@pytest.mark.parametrize("spoil", [without_surfaces, with_other_numbers, with_a_pickle, with_a_broken_picture])
def test_a_file_that_is_missing_or_wrong_is_named(tmp_path: Path, spoil: Callable[[Path], Path]) -> None:
    guilty = spoil(write_frames(tmp_path / "data", clips=1))
    with pytest.raises(BadDataSet) as caught:
        check(find_clips(tmp_path / "data"))
    assert str(guilty) in caught.value.what


def test_a_phase_begins_with_the_files_that_people_have(tmp_path: Path) -> None:
    made = tiny_dreampose(Phase.FULL)
    base, encoder, begin = tmp_path / "sd", tmp_path / "clip", tmp_path / "begin"
    made.autoencoder.save_pretrained(base / "vae")
    tiny_unet().save_pretrained(base / "unet")
    made.encoder.save_pretrained(encoder)
    with pytest.raises(NotInstalled, match="Stable Diffusion"):
        make_course(Phase.FULL, None, encoder, None)
    with pytest.raises(CannotTrain, match="goes on from the first"):
        make_course(Phase.SUBJECT, base, encoder, None)
    begin.mkdir()
    with pytest.raises(NotInstalled, match="no weights of UNet"):
        make_course(Phase.SUBJECT, base, encoder, begin)
    loud = {name: each + 1 for name, each in made.adapter.state_dict().items()}
    save_file({name: each.contiguous() for name, each in made.unet.state_dict().items()}, begin / "unet.safetensors")
    save_file(loud, begin / "adapter.safetensors")
    course = make_course(Phase.SUBJECT, base, encoder, begin)
    assert torch.equal(course.networks["adapter"].state_dict()["linear1.bias"], loud["linear1.bias"])
    assert isinstance(make_course(Phase.DECODER, base, None, None), dreampose.DecoderCourse)
    assert checkpoints.found(tmp_path) == []

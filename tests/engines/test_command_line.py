"""Samples from the command line to files, through perception, a photoreal engine at tiny size, and the composite."""

from pathlib import Path

import numpy as np
import pytest

from fitting_room import cli
from fitting_room.domain.decoding import open_photo
from fitting_room.engines import painting
from fitting_room.engines.alarms import Alarm
from fitting_room.resources import assets
from fitting_room.studio import pipeline


def test_every_sample_is_written_and_what_was_found_is_said(
    make_tiny, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = iter([(Alarm.IDENTITY_DRIFT,), ()])
    monkeypatch.setattr(painting, "find_alarms", lambda *_: next(said))
    honest = pipeline.make_engine
    monkeypatch.setattr(pipeline, "make_engine", lambda name: make_tiny(name) if name == "klein" else honest(name))
    photo, changed = assets() / "demo/people/mei.png", tmp_path / "changed.png"
    top = assets() / "demo/garments/tops/tee_bolt.png"
    asked = ["try", str(photo), "--top", str(top), "--engine", "klein", "--preset", "draft", "--seed", "5"]
    asked += ["--samples", "2", "-o", str(tmp_path / "look.png"), "--changed", str(changed)]
    assert cli.main(asked, lambda _: 0) == cli.DONE

    out, err = capfd.readouterr()
    written = [tmp_path / "look.png", tmp_path / "look-seed5.png", changed]
    assert out.split() == [str(path) for path in written]
    assert "Of 2 pictures, the one with seed 6 was chosen." in err
    assert "With seed 5, the person came out changed." in err
    before, chosen, other = (open_photo(path).pixels for path in (photo, *written[:2]))
    assert not np.array_equal(chosen, other)
    for picture in (chosen, other):
        moved = np.any(picture != before, axis=2)
        assert 0 < moved.mean() < 0.5
        assert not moved[: len(moved) // 10].any()  # Her hair is as it was.


@pytest.mark.parametrize("wrong", ["0", "5", "many"])
def test_other_numbers_of_samples_are_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["try", "me.jpg", "--top", "tee.png", "--samples", wrong], lambda _: 0)
    assert "--samples" in capsys.readouterr().err

"""Pictures and clips against the true ones, by the numbers of the papers, with the weights that people bring."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from fitting_room.domain.errors import DamagedModel
from fitting_room.evaluation import tryon, video
from fitting_room.evaluation.__main__ import main
from fitting_room.evaluation.distances import distance
from fitting_room.evaluation.inception import Inception, enlarged, read_inception
from fitting_room.evaluation.metrics import ssim
from fitting_room.training.perceptual import AlexFeatures


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def write(folder: Path, names: str, seed: int, size: tuple[int, int] = (48, 64), rough: float = 0.0) -> Path:
    """Smooth pictures; rough ones have noise on them."""
    folder.mkdir(parents=True)
    for number, name in enumerate(names.split()):
        chance = np.random.default_rng(seed + number)
        small = Image.fromarray(chance.integers(0, 256, (6, 4, 3), np.uint8))
        pixels = np.asarray(small.resize(size, Image.Resampling.BICUBIC), np.float64)
        noisy = pixels + np.random.default_rng(number).normal(0, 1, pixels.shape) * rough
        Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(folder / f"{name}.png")
    return folder


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of new weights, named as the published ones are."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("networks")
    inception = {name: each for name, each in Inception().state_dict().items() if "tracked" not in name}
    save_file(inception, folder / "weights-inception-2015-12-05-6726825d.safetensors")
    save_file(AlexFeatures().state_dict(), folder / "alexnet-owt-7be5be79.safetensors")
    return folder


def test_equal_pictures_get_the_best_numbers_and_rough_ones_worse(tmp_path: Path, networks: Path) -> None:
    truth = write(tmp_path / "truth", "a b", 0)
    same = tryon.score_pairs(tryon.pairs_of(truth, truth), None, networks)
    assert (same.pictures, same.ssim, same.lpips, same.notes) == (2, pytest.approx(1), 0, ())
    assert same.psnr == np.inf
    assert same.fid == pytest.approx(0, abs=1e-3)
    rough = tryon.score_pairs(tryon.pairs_of(write(tmp_path / "rough", "a b", 0, rough=40), truth), None, networks)
    assert rough.ssim < 0.8
    assert 10 < rough.psnr < 25
    assert rough.lpips > 0.01
    assert rough.fid > same.fid
    assert rough.kid is not None


def test_without_weights_it_says_what_was_not_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = write(tmp_path / "truth", "a b", 0)
    assert main(["tryon", str(truth), str(truth)]) == 0
    said = capsys.readouterr().out
    assert "SSIM            1.0000" in said
    assert "LPIPS needs" in said
    assert "FID and KID need" in said
    empty = tmp_path / "networks"
    empty.mkdir()
    assert main(["tryon", str(truth), str(truth), "--networks", str(empty), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert (scores["lpips"], scores["fid"]) == (None, None)
    assert "no file of alexnet" in scores["notes"][0]
    assert "no file of weights-inception" in scores["notes"][1]


def test_pairs_are_compared_at_the_size_of_the_paper(tmp_path: Path) -> None:
    truth = write(tmp_path / "truth", "a", 0, (96, 128))
    made = write(tmp_path / "made", "a", 0, (48, 64))
    at_small = tryon.score_pairs(tryon.pairs_of(made, truth), (48, 64), None)
    at_large = tryon.score_pairs(tryon.pairs_of(made, truth), None, None)
    assert at_small.ssim > 0.95
    assert at_large.ssim != at_small.ssim
    assert tryon.resized(np.zeros((64, 48, 3), np.uint8), (20, 40)).shape == (40, 20, 3)


def test_sets_are_compared_where_people_wear_something_else(tmp_path: Path, networks: Path) -> None:
    truth, others = write(tmp_path / "truth", "a b", 0), write(tmp_path / "others", "x y", 0)
    scores = tryon.score_sets(others, truth, None, networks)
    assert (scores.ssim, scores.psnr, scores.lpips) == (None, None, None)
    assert scores.fid == pytest.approx(0, abs=1e-3)
    assert main(["tryon", str(others), str(truth)]) == 3


def test_distances_are_those_of_two_bells() -> None:
    """In one dimension the Fréchet distance is the squared difference of means and of deviations."""
    chance = torch.Generator().manual_seed(0)
    ours = torch.randn(4000, 1, generator=chance).double()
    theirs = 3 + 2 * torch.randn(4000, 1, generator=chance).double()
    exact = (ours.mean() - theirs.mean()) ** 2 + (ours.std() - theirs.std()) ** 2
    found = distance(ours, theirs)
    assert found.frechet == pytest.approx(float(exact), rel=1e-3)
    assert found.kernel > 0
    assert distance(ours, theirs) == found


def test_inception_reads_the_published_file_and_takes_pictures_as_tensorflow_did(
    networks: Path, tmp_path: Path
) -> None:
    network = read_inception(networks / "weights-inception-2015-12-05-6726825d.safetensors")
    with torch.inference_mode():
        assert network(torch.zeros(1, 3, 40, 30, dtype=torch.uint8)).shape == (1, 2048)
    assert len(network.state_dict()) == 566
    ramp = torch.arange(4.0).expand(1, 1, 4, 4)
    large = enlarged(ramp)
    assert large.shape == (1, 1, 299, 299)
    # The first pixels lie on each other; what lies beyond the last repeats it.
    assert large[0, 0, 0, 0] == 0
    assert large[0, 0, 0, 150] == pytest.approx(150 * 4 / 299)
    assert large[0, 0, 0, -1] == 3
    save_file({"fc.weight": torch.zeros(2, 2)}, tmp_path / "other.safetensors")
    with pytest.raises(DamagedModel):
        read_inception(tmp_path / "other.safetensors")


def write_clip(folder: Path, flicker: int = 0, frames: int = 4) -> Path:
    """A block that walks through a room whose light may flicker."""
    folder.mkdir(parents=True)
    for number in range(frames):
        pixels = np.full((48, 64, 3), 120 + flicker * (number % 2), np.uint8)
        pixels[10:40, 5 + 4 * number : 20 + 4 * number] = (30, 60, 160)
        Image.fromarray(pixels).save(folder / f"{number:03d}.png")
    return folder


def test_what_rests_in_the_true_clip_must_not_flicker(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_clip(tmp_path / "truth" / name)
        write_clip(tmp_path / "made" / name, flicker=6)
    report = video.evaluate(video.pairs_of(tmp_path / "made", tmp_path / "truth"), None, None)
    assert [each.name for each in report.clips] == ["one", "two"]
    assert report.clips[0].flicker == pytest.approx(6, abs=0.4)
    assert report.clips[0].frames == 4
    assert report.distance is None
    assert "VideoMAE" in report.note
    best = video.evaluate(video.pairs_of(tmp_path / "truth", tmp_path / "truth"), None, None)
    assert (best.clips[0].flicker, best.clips[0].ssim) == (0, pytest.approx(1))


def test_sets_of_clips_are_compared_by_a_network_that_people_bring(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from transformers import VideoMAEConfig, VideoMAEModel

    torch.manual_seed(0)
    sizes = {"image_size": 32, "patch_size": 16, "num_frames": 4, "hidden_size": 16, "intermediate_size": 16}
    VideoMAEModel(VideoMAEConfig(**sizes, num_hidden_layers=1, num_attention_heads=2)).save_pretrained(tmp_path / "mae")
    for name, shift in (("one", 0), ("two", 40)):
        write_clip(tmp_path / "truth" / name, shift)
        write_clip(tmp_path / "made" / name, 90)
    words = ["video", str(tmp_path / "made"), str(tmp_path / "truth"), "--network", str(tmp_path / "mae"), "--json"]
    capsys.readouterr()
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["distance"] > 0
    (tmp_path / "mae/config.json").unlink()
    assert main(words) == 0
    assert "no VideoMAE" in json.loads(capsys.readouterr().out)["note"]


def test_a_clip_without_counterpart_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_clip(tmp_path / "truth/one")
    (tmp_path / "made").mkdir()
    assert main(["video", str(tmp_path / "made"), str(tmp_path / "truth")]) == 3
    assert "“one” has no counterpart" in capsys.readouterr().err


def test_films_are_read_too(tmp_path: Path) -> None:
    from fitting_room.studio.clip_export import save_clip

    frames = [np.full((64, 48, 3), 40 * number, np.uint8) for number in range(5)]
    read = video.read_clip(save_clip(frames, tmp_path / "film.mp4", 8))
    assert len(read) == 5
    assert ssim(read[3], frames[3]) > 0.9

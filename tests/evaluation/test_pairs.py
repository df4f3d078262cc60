"""Evaluation of pairs: a better picture scores better, and refusals are counted, not hidden."""

import json
from pathlib import Path

import numpy as np
import pytest

from fitting_room.domain.body import BodyLabel, Parsing, Person, Photo, Pose
from fitting_room.domain.decoding import open_picture
from fitting_room.domain.errors import NobodyFound
from fitting_room.domain.garment import Category, Garment, HemLength, Neckline, PhotoType, SleeveLength
from fitting_room.domain.tryon import AgnosticPerson, Layer, LayeredImage, LayerKind
from fitting_room.evaluation.__main__ import main as evaluation_main
from fitting_room.evaluation.dressing import Attempt, Pair, changed_region, hide_worn, visible_garment
from fitting_room.evaluation.pairs import evaluate, paste_garment, read_pairs, score_pair, table_rows
from fitting_room.evaluation.report import TILE, contact_sheet, format_table
from fitting_room.studio.export import save_picture

HEIGHT, WIDTH = 320, 260
BOX = (slice(100, 200), slice(80, 180))


def stripes(height: int, width: int, period: int) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    on = (y // period) % 2 == 0
    return np.where(on[..., None], [200, 40, 60], np.stack([x % 90, x * 0 + 60, y % 200], axis=-1)).astype(np.uint8)


@pytest.fixture
def pair() -> Pair:
    """A grey wall with a plain square on it, which has to become striped."""
    person = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    truth = person.copy()
    person[BOX] = (30, 90, 30)
    truth[BOX] = stripes(100, 100, 8)
    garment = np.full((300, 300, 3), 255, np.uint8)
    garment[50:250, 50:250] = stripes(200, 200, 16)
    return Pair("square", Category.TOPS, person, garment, garment[..., 1] < 250, truth, already_worn=False)


def understood(pair: Pair) -> Garment:
    assert pair.garment_mask is not None
    return Garment(
        name=pair.name,
        category=pair.category,
        image=pair.garment.copy(),
        matte=pair.garment_mask.astype(np.float32),
        parts=pair.garment_mask.astype(np.uint8),
        landmarks={},
        photo_type=PhotoType.FLAT,
        sleeve_length=SleeveLength.NONE,
        hem_length=HemLength.HIP,
        neckline=Neckline.CREW,
        confidence=1.0,
    )


def attempt_of(pair: Pair, image: np.ndarray) -> Attempt:
    region = changed_region(pair.person, pair.truth)
    visible = np.zeros(region.shape, bool)
    visible[BOX] = True
    return Attempt(image, pair.person, region, understood(pair), visible, 0.25)


def test_the_changed_region_is_the_square_and_a_little_more(pair: Pair) -> None:
    region = changed_region(pair.person, pair.truth)
    assert region[BOX].all()
    outside = region.copy()
    outside[BOX] = False
    assert 0 < outside.sum() < 0.35 * region[BOX].sum()
    assert not region[:80].any()


def test_noise_and_specks_are_no_change(pair: Pair, rng: np.random.Generator) -> None:
    noisy = np.clip(pair.person + rng.normal(0, 2, pair.person.shape), 0, 255).astype(np.uint8)
    noisy[20:24, 20:24] = 255
    assert not changed_region(pair.person, pair.person).any()
    noisy[BOX] = pair.truth[BOX]
    assert not changed_region(pair.person, noisy)[:60].any()


def test_the_truth_scores_best_and_paste_beats_nothing(pair: Pair) -> None:
    result = score_pair(pair, attempt_of(pair, pair.truth))
    assert result.ours is not None
    assert result.unchanged is not None
    assert result.pasted is not None
    assert result.ours.psnr == np.inf
    assert result.ours.ssim_inside == pytest.approx(1)
    assert result.pasted.psnr_inside > result.unchanged.psnr_inside
    assert result.unchanged.ssim > result.unchanged.ssim_inside
    assert result.colour is not None
    assert result.colour.quantile < 6


def test_paste_fills_the_bounding_box_and_nothing_else(pair: Pair) -> None:
    attempt = attempt_of(pair, pair.person)
    pasted = paste_garment(attempt, pair)
    ys, xs = np.nonzero(attempt.region)
    box = np.zeros(attempt.region.shape, bool)
    box[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1] = True
    assert np.array_equal(pasted[~box], pair.person[~box])
    assert (
        np.abs(pasted[BOX].astype(int) - pair.truth[BOX]).mean()
        < np.abs(pair.person[BOX].astype(int) - pair.truth[BOX]).mean()
    )


def test_a_refusal_is_a_row_and_not_a_crash(pair: Pair) -> None:
    def refuse(_: Pair) -> Attempt:
        raise NobodyFound("Nobody is in the picture.", "Use another one.")

    results, pictures = evaluate([pair], refuse)
    assert results[0].refusal == "Nobody is in the picture. Use another one."
    assert pictures == [(pair, None)]
    assert "Nobody is in the picture" in format_table(table_rows(results))


def test_the_table_has_a_row_per_pair_category_and_all(pair: Pair) -> None:
    results, _ = evaluate([pair, pair], lambda pair: attempt_of(pair, pair.person))
    lines = format_table(table_rows(results)).splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["square", "square", "mean", "mean"]
    assert lines[-1].split()[:4] == ["mean", "of", "2", "all"]
    assert len({len(line) for line in lines[1:]}) == 1


def test_only_uncovered_pixels_of_the_new_garment_are_visible() -> None:
    def layer(name: str, kind: LayerKind, alpha: np.ndarray, corner: tuple[int, int] = (0, 0)) -> Layer:
        return Layer(name, kind, np.zeros((*alpha.shape, 3), np.uint8), alpha.astype(np.uint8), corner)

    half = np.zeros((10, 12))
    half[:, :6] = 255
    half[:, 6] = 100
    visible = visible_garment(
        LayeredImage(
            (
                layer("background", LayerKind.BACKGROUND, np.full((10, 12), 255)),
                layer("kept bottoms", LayerKind.GARMENT, np.full((10, 12), 255)),
                layer("torso of tops", LayerKind.GARMENT, half),
                layer("left arm", LayerKind.BODY, np.full((10, 2), 255), (2, 0)),
            )
        ),
        Category.TOPS,
    )
    assert visible[:, [0, 1, 4, 5]].all()
    assert not visible[:, [2, 3, 6, 7]].any()


def test_hiding_leaves_nothing_of_the_old_clothes_and_all_of_the_rest(rng: np.random.Generator) -> None:
    pixels = rng.integers(0, 120, (HEIGHT, WIDTH, 3), np.uint8)
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    labels[60:100, 100:160] = BodyLabel.FACE
    labels[100:220, 80:180] = BodyLabel.UPPER_CLOTHES
    labels[100:220, 60:80] = BodyLabel.RIGHT_ARM
    person = Person(
        Photo(pixels), Pose(np.zeros((18, 3), np.float32), (WIDTH, HEIGHT)),
        (labels > 0).astype(np.float32), Parsing(labels),
    )  # fmt: skip
    mask = np.zeros(labels.shape, bool)
    mask[95:240, 20:240] = True
    mask[labels == BodyLabel.FACE] = False
    hidden = hide_worn(AgnosticPerson(person, (Category.TOPS,), mask, labels == BodyLabel.FACE))
    worn = (labels == BodyLabel.UPPER_CLOTHES) | (labels == BodyLabel.RIGHT_ARM)
    assert (hidden.photo.pixels[worn] == 127).all()
    assert (hidden.parsing.labels[worn] == BodyLabel.UPPER_CLOTHES).all()
    assert np.array_equal(hidden.photo.pixels[~mask], pixels[~mask])
    assert np.array_equal(hidden.photo.pixels[150, 20:50], pixels[150, 20:50])


def test_sheets_hold_every_picture(pair: Pair) -> None:
    sheet = contact_sheet([("first", (pair.person, pair.garment, None, pair.truth))] * 3)
    assert sheet.shape[1] == TILE[0] * 8
    assert sheet.dtype == np.uint8


def test_both_layouts_are_read(tmp_path: Path, pair: Pair) -> None:
    rendered, real = tmp_path / "a_rendered", tmp_path / "b_real"
    rendered.mkdir()
    real.mkdir()
    for name, pixels in (("person", pair.person), ("garment", pair.garment), ("truth", pair.truth)):
        save_picture(pixels, rendered / f"{name}.png")
    (rendered / "meta.json").write_text(json.dumps({"category": "dresses"}))
    for name, pixels in (("person", pair.truth), ("cloth", pair.garment)):
        save_picture(pixels, real / f"{name}.jpg")
    first, second = read_pairs(tmp_path)
    assert (first.name, first.category, first.already_worn) == ("a_rendered", Category.DRESSES, False)
    assert np.array_equal(first.truth, pair.truth)
    assert (second.name, second.category, second.already_worn) == ("b_real", Category.TOPS, True)
    assert np.array_equal(second.person, second.truth)
    assert [chosen.name for chosen in read_pairs(tmp_path, ["b_real"])] == ["b_real"]
    with pytest.raises(FileNotFoundError):
        read_pairs(tmp_path, ["absent"])


def test_the_shared_pairs_are_read(shared: Path) -> None:
    pairs = read_pairs(shared / "forge" / "pairs", ["m1_tee_sun", "w1_dress_dots"])
    assert [pair.category for pair in pairs] == [Category.TOPS, Category.DRESSES]
    assert all(pair.garment_mask is not None and pair.garment_mask.any() for pair in pairs)


def test_the_command_names_what_it_can_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluation_main(["--help"]) == 0
    assert evaluation_main([]) == 2
    assert "pairs" in capsys.readouterr().err


def test_the_command_dresses_a_rendered_pair(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheet = tmp_path / "sheet.png"
    folder = str(shared / "forge" / "pairs")
    assert evaluation_main(["pairs", folder, "--only", "m1_shirt_plaid", "--json", "--sheet", str(sheet)]) == 0
    result = json.loads(capsys.readouterr().out)[0]
    assert result["ours"]["psnr_inside"] > result["unchanged"]["psnr_inside"]
    assert result["ours"]["ssim"] > 0.85
    assert open_picture(sheet).shape[1] == TILE[0] * 8

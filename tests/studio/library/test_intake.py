"""Garments are brought in once each, whatever is thrown at the import: bad files, repeats, cancelling, and SIGKILL."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from killed_import import POINTS, understand

from fitting_room.domain.errors import CannotSave, DiskFull
from fitting_room.domain.garment import Category, Colour, HemLength, PhotoType, SleeveLength
from fitting_room.domain.job import Cancelled, silent
from fitting_room.resources import assets
from fitting_room.studio.export import save_picture
from fitting_room.studio.library import intake
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.imports import Imports, State
from fitting_room.studio.library.intake import KEPT_SIDE, MOST_ATTEMPTS, bring_in
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.messages import Imported, ImportGarments, View
from fitting_room.studio.worker import Studio

ROOT = Path(__file__).resolve().parents[3]
needs_sigkill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")


@pytest.fixture
def wardrobe(tmp_path: Path) -> Iterator[Wardrobe]:
    with Database.open(tmp_path / "library.sqlite") as database:
        yield Wardrobe(database, tmp_path / "garments")


@pytest.fixture
def imports(wardrobe: Wardrobe) -> Imports:
    return Imports(wardrobe.database)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Perception at once: these tests are about storing."""
    monkeypatch.setattr(intake, "_understand", understand)


def picture(path: Path, grey: int = 128, size: tuple[int, int] = (300, 280)) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return save_picture(np.full((size[1], size[0], 3), grey, np.uint8), path)


def run(wardrobe: Wardrobe) -> tuple[Imported, list[View]]:
    views: list[View] = []
    return bring_in(wardrobe, silent, views.append), views


def files_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def assert_whole(wardrobe: Wardrobe, count: int) -> None:
    """Every garment is there once, with its files, and nothing else lies about."""
    garments = wardrobe.get(wardrobe.find())
    assert len(garments) == count
    pictures = {garment.picture for garment in garments}
    assert len(pictures) == count
    assert files_in(wardrobe.folder) == pictures | {garment.thumbnail for garment in garments}
    assert Imports(wardrobe.database).next() is None
    assert [tuple(row) for row in wardrobe.database.rows("PRAGMA integrity_check")] == [("ok",)]


@pytest.mark.usefixtures("quick")
def test_files_and_folders_come_in_with_a_preview_each(wardrobe: Wardrobe, imports: Imports, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    files = [picture(shop / "red shirt.png", 90), picture(shop / "deep" / "er" / "IMG_1.jpg", 110)]
    picture(shop / ".hidden" / "no.png", 50)
    picture(shop / ".no.png", 60)
    (shop / "notes.txt").write_text("no picture")
    imports.add([picture(tmp_path / "single.webp", 130), shop])
    imported, views = run(wardrobe)
    assert imported == Imported(added=3, unsuitable=0, known=0)
    assert [view.image.shape for view in views] == [(360, 270, 3)] * 3
    assert {garment.name for garment in wardrobe.get(wardrobe.find())} == {"single", "red shirt", ""}
    assert imports.progress() == (3, 3)
    assert all(file.exists() for file in files), "what belongs to the user is left where it is"
    assert_whole(wardrobe, 3)


@pytest.mark.usefixtures("quick")
def test_a_picture_is_kept_at_moderate_size_without_its_metadata(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010E] = "somebody’s bedroom"
    source = tmp_path / "photo.jpg"
    Image.new("RGB", (4000, 3000), "grey").save(source, exif=exif)
    imports.add([source])
    run(wardrobe)
    (garment,) = wardrobe.get(wardrobe.find())
    assert garment.picture is not None
    with Image.open(garment.picture) as kept:
        assert kept.size == (KEPT_SIDE * 3 // 4, KEPT_SIDE)
        assert not kept.getexif()
    assert b"bedroom" not in garment.picture.read_bytes()
    assert "photo" not in garment.picture.name


@pytest.mark.usefixtures("quick")
def test_the_same_picture_comes_in_once_and_brings_a_removed_garment_back(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    source = picture(tmp_path / "a.png")
    (tmp_path / "copy.png").write_bytes(source.read_bytes())
    imports.add([source, tmp_path / "copy.png"])
    assert run(wardrobe)[0] == Imported(added=1, unsuitable=0, known=1)
    (garment,) = wardrobe.find()
    wardrobe.remove([garment])
    imports.add([source])
    assert run(wardrobe)[0] == Imported(added=1, unsuitable=0, known=0)
    assert wardrobe.find() == [garment]
    assert_whole(wardrobe, 1)


@pytest.mark.usefixtures("quick")
def test_what_will_not_work_is_kept_by_name_with_its_reason_and_stops_nobody(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    (tmp_path / "letter.png").write_text("dear me")
    black, good = picture(tmp_path / "black cat.png", 0), picture(tmp_path / "good.png")
    imports.add([tmp_path / "letter.png", tmp_path / "gone.png", black, good])
    assert run(wardrobe)[0] == Imported(added=1, unsuitable=3, known=0)
    reasons = {each.name: each.problem.what if each.problem else "" for each in wardrobe.get(wardrobe.find())}
    assert reasons == {
        "letter": "“letter.png” is not a picture.",
        "gone": "There is no file “gone.png”.",
        "black cat": "The garment could not be told from its background.",
        "good": "",
    }
    assert [entry.state for entry in imports.findings()] == [State.UNSUITABLE] * 3 + [State.DONE]


@pytest.mark.usefixtures("quick")
def test_what_did_not_work_can_be_tried_again(wardrobe: Wardrobe, imports: Imports, tmp_path: Path) -> None:
    source = tmp_path / "shirt.png"
    source.write_text("not yet")
    imports.add([source])
    run(wardrobe)
    (garment,) = wardrobe.find()
    picture(source)
    imports.again(garment, source)
    imports.again(garment, source)
    assert run(wardrobe)[0] == Imported(added=1, unsuitable=0, known=0)
    (on_file,) = wardrobe.get([garment])
    assert on_file.wearable
    assert [entry.state for entry in imports.findings()] == [State.DONE]
    assert_whole(wardrobe, 1)


@pytest.mark.usefixtures("quick")
def test_a_bug_in_one_picture_costs_that_picture(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add([picture(tmp_path / f"{number}.png", 50 + number) for number in range(3)])
    calls = iter((False, True, False))

    def fragile(*arguments: object) -> object:
        if next(calls):
            raise IndexError("deep inside")
        return understand(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(intake, "_understand", fragile)
    assert run(wardrobe)[0] == Imported(added=2, unsuitable=1, known=0)


@pytest.mark.usefixtures("quick")
def test_cancelling_keeps_what_is_in_and_going_on_needs_no_repeats(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    imports.add([picture(tmp_path / f"{number}.png", 50 + number) for number in range(4)])

    def stop_at_half(stage: str, fraction: float) -> None:
        if fraction >= 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring_in(wardrobe, stop_at_half, lambda view: None)
    assert len(wardrobe.find()) == 2
    assert imports.progress() == (2, 4)
    assert run(wardrobe)[0].added == 2
    imports.add([picture(tmp_path / "9.png", 99)])
    imports.forget_waiting()
    assert run(wardrobe)[0].added == 0
    assert_whole(wardrobe, 4)


@pytest.mark.usefixtures("quick")
def test_a_full_disk_is_not_the_pictures_fault(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add([picture(tmp_path / "a.png")])

    def full(*_: object) -> None:
        raise DiskFull("There is no room left.", "Free some space.")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(intake, "save_picture", full)
        for _ in range(MOST_ATTEMPTS + 1):
            with pytest.raises(CannotSave):
                run(wardrobe)
    assert run(wardrobe)[0].added == 1


@pytest.mark.usefixtures("quick")
def test_a_picture_that_always_ends_the_program_is_given_up(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    imports.add([picture(tmp_path / "evil.png")])
    for _ in range(MOST_ATTEMPTS):
        entry = imports.next()
        assert entry is not None
        imports.begin(entry)  # ... and the program ends.
    assert run(wardrobe)[0] == Imported(added=0, unsuitable=1, known=0)
    (garment,) = wardrobe.get(wardrobe.find())
    assert garment.problem is not None
    assert "stopped the program" in garment.problem.what


@pytest.mark.usefixtures("quick")
def test_a_damaged_library_costs_no_picture(tmp_path: Path) -> None:
    path, folder = tmp_path / "library.sqlite", tmp_path / "garments"
    with Database.open(path) as database:
        Imports(database).add([picture(tmp_path / f"{name}.png", grey) for name, grey in (("a", 90), ("b", 120))])
        run(Wardrobe(database, folder))
        before = files_in(folder / "pictures")
    path.write_bytes(b"rubbish" * 1000)
    with Database.open(path) as database:
        wardrobe = Wardrobe(database, folder)
        assert run(wardrobe)[0].added == 2
        assert files_in(folder / "pictures") == before
        assert_whole(wardrobe, 2)


@pytest.mark.usefixtures("quick")
def test_what_was_removed_long_ago_takes_its_files_along(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.add([picture(tmp_path / "a.png", 90), picture(tmp_path / "b.png", 120)])
    run(wardrobe)
    wardrobe.remove(wardrobe.find()[:1])
    run(wardrobe)
    assert len(files_in(wardrobe.folder)) == 4, "it can still be brought back"
    monkeypatch.setattr("fitting_room.studio.library.wardrobe.KEPT_SECONDS", -1.0)
    run(wardrobe)
    assert_whole(wardrobe, 1)


@pytest.mark.usefixtures("quick")
def test_a_pasted_picture_is_taken_over_and_a_forgotten_one_swept_away(wardrobe: Wardrobe, imports: Imports) -> None:
    pasted = picture(wardrobe.folder / "incoming" / "a1b2c3.png")
    forgotten, fresh = (picture(wardrobe.folder / "incoming" / name, 70) for name in ("old.png", "fresh.png"))
    os.utime(forgotten, (time.time() - 7200,) * 2)
    imports.add([pasted])
    run(wardrobe)
    assert files_in(wardrobe.folder / "incoming") == {fresh}
    assert len(wardrobe.find()) == 1


@pytest.mark.usefixtures("quick")
def test_a_back_view_joins_its_garment(wardrobe: Wardrobe, imports: Imports, tmp_path: Path) -> None:
    imports.add([picture(tmp_path / "front.png", 100)])
    run(wardrobe)
    (garment,) = wardrobe.find()
    imports.add_back(garment, picture(tmp_path / "back.png", 120))
    run(wardrobe)
    (on_file,) = wardrobe.get(wardrobe.find())
    assert on_file.back is not None
    assert on_file.back.is_file()
    assert on_file.back != on_file.picture
    run(wardrobe)
    assert on_file.back.is_file(), "the sweep knows backs"


@pytest.mark.usefixtures("quick")
def test_a_back_view_that_is_no_picture_is_explained_and_changes_nothing_else(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path
) -> None:
    imports.add([picture(tmp_path / "front.png", 100)])
    run(wardrobe)
    imports.dismiss()
    (garment,) = wardrobe.find()
    (tmp_path / "back.png").write_text("dear me")
    imports.add_back(garment, tmp_path / "back.png")
    run(wardrobe)
    (on_file,) = wardrobe.get([garment])
    assert on_file.wearable
    assert on_file.back is None
    assert on_file.reading.notices == ("The picture of the back cannot be used. “back.png” is not a picture.",)
    assert [entry.state for entry in imports.findings()] == [State.UNSUITABLE]


@pytest.mark.usefixtures("quick")
def test_a_second_look_is_no_new_finding(wardrobe: Wardrobe, imports: Imports, tmp_path: Path) -> None:
    imports.add([picture(tmp_path / "front.png", 100)])
    run(wardrobe)
    imports.dismiss()
    (garment,) = wardrobe.get(wardrobe.find())
    assert garment.picture is not None
    imports.again(garment.id, garment.picture)
    assert imports.progress() == (0, 1)
    assert run(wardrobe)[0].added == 1
    assert imports.findings() == []


def test_what_perception_finds_is_on_file(wardrobe: Wardrobe, imports: Imports) -> None:
    imports.add(
        [assets() / "demo/garments/tops/longsleeve_zigzag.png", assets() / "demo/garments/bottoms/jeans_blue.png"]
    )
    order = ImportGarments(wardrobe.database.path, wardrobe.folder)
    assert Studio().carry_out(order, silent, lambda view: None) == Imported(2, 0, 0)
    jeans, top = wardrobe.get(wardrobe.find())
    assert (jeans.name, jeans.category, jeans.reading.hem_length) == ("jeans blue", Category.BOTTOMS, HemLength.ANKLE)
    assert jeans.reading.colours == (Colour.BLUE,)
    assert (top.category, top.reading.sleeve_length) == (Category.TOPS, SleeveLength.LONG)
    assert top.reading.photo_type is PhotoType.GHOST


def test_home_shots_are_understood_or_explained(wardrobe: Wardrobe, imports: Imports, shared: Path) -> None:
    folder = shared / "photos" / "garments"
    chosen = [sorted((folder / category).glob("*.jpg"))[0] for category in Category]
    imports.add(chosen)
    imported, _ = run(wardrobe)
    assert imported.added + imported.unsuitable == 3
    for garment in wardrobe.get(wardrobe.find()):
        assert garment.problem is not None or garment.reading.colours


@needs_sigkill
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(("point", "garments"), [*((point, 1) for point in POINTS), ("after the copy", 0)])
def test_a_kill_at_any_point_loses_nothing_and_repeats_nothing(
    wardrobe: Wardrobe, imports: Imports, tmp_path: Path, point: str, garments: int
) -> None:
    imports.add([picture(tmp_path / f"shirt {letter}.png", 80 + 20 * place) for place, letter in enumerate("abc")])
    script = ROOT / "tests" / "killed_import.py"
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    killed = subprocess.run(
        [sys.executable, script, tmp_path, point, str(garments)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert len(wardrobe.find()) == garments + (point == "after it is stored")
    run(wardrobe)
    assert {garment.name for garment in wardrobe.get(wardrobe.find())} == {"shirt a", "shirt b", "shirt c"}
    assert_whole(wardrobe, 3)


@needs_sigkill
def test_the_real_import_survives_a_kill(wardrobe: Wardrobe, imports: Imports, tmp_path: Path) -> None:
    sources = sorted((assets() / "demo/garments/tops").glob("*.png"))[:4]
    imports.add(sources)
    script = (
        "import sys; from pathlib import Path; from fitting_room.studio.worker import Studio;"
        "from fitting_room.studio.messages import ImportGarments;"
        "Studio().carry_out(ImportGarments(*map(Path, sys.argv[1:])), lambda *_: None, lambda _: None)"
    )
    command = [sys.executable, "-c", script, wardrobe.database.path, wardrobe.folder]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as child:
        deadline = time.monotonic() + 120
        while not wardrobe.find() and time.monotonic() < deadline:
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
    before = wardrobe.find()
    assert 1 <= len(before) < 4
    run(wardrobe)
    assert set(before) <= set(wardrobe.find())
    assert_whole(wardrobe, 4)

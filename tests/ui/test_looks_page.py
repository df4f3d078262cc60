"""The page of looks: kept, found, marked, removed and brought back, worn again, put on paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from doubles import LOOK_GREY, PHOTO_GREY, ScriptedWorkroom, grey
from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.tryon import RenderOptions
from fitting_room.settings import JpegQuality, Places
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.clips import Clips
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.lookbook import Paper
from fitting_room.studio.library.looks import Looks, LookState
from fitting_room.studio.messages import CopyPicture, SaveLook
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.look_paper import LookbookDialog
from fitting_room.ui.looks_page import LooksPage
from fitting_room.ui.printing import Post, PrintRun
from fitting_room.ui.saving import Saving

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = ["Evening", "Office", "Holiday"]
"""As they are listed: the newest first."""


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def keeper(qtbot: QtBot, workroom: ScriptedWorkroom, tmp_path: Path) -> Iterator[LookKeeper]:
    with Database.open(tmp_path / "library.sqlite") as database:
        yield LookKeeper(Looks(database, tmp_path / "looks"), Jobs(JobQueue(InlineRunner(workroom))))


@pytest.fixture
def page(qtbot: QtBot, keeper: LookKeeper, tmp_path: Path) -> LooksPage:
    for number, name in enumerate(reversed(NAMES)):
        keeper.keep(recipe(tmp_path, number), "Anna", name)
    settings = KeptSettings(tmp_path / "settings.json")
    made = LooksPage(
        keeper, Saving(settings, Places.inside(tmp_path)), Clips(keeper.looks._database, tmp_path / "clips")
    )
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: all(look.state is LookState.READY for look in made.model.looks))
    return made


def recipe(folder: Path, number: int, stem: str = "me") -> Recipe:
    for name in (f"{stem}.png", "tee.png"):
        save_picture(grey(PHOTO_GREY), folder / name)
    return Recipe(folder / f"{stem}.png", (GarmentFile(folder / "tee.png", "Tee"),), RenderOptions(seed=number))


def shown(page: LooksPage) -> list[str]:
    return [str(page.model.index(row).data()) for row in range(page.model.rowCount())]


def choose(page: LooksPage, *rows: int) -> None:
    page.grid.setCurrentIndex(page.model.index(rows[0]))
    for row in rows[1:]:
        page.grid.selectionModel().select(page.model.index(row), page.grid.selectionModel().SelectionFlag.Select)


def control(page: LooksPage, name: str) -> QAbstractButton:
    (found,) = [each for each in page.findChildren(QAbstractButton) if each.accessibleName() == name]
    return found


def test_a_look_that_is_kept_is_listed_and_its_picture_comes_from_the_worker(page: LooksPage) -> None:
    assert shown(page) == NAMES
    assert open_picture(page.model.looks[0].picture)[0, 0, 0] == LOOK_GREY


def test_the_same_look_is_drawn_once(
    qtbot: QtBot, page: LooksPage, keeper: LookKeeper, workroom: ScriptedWorkroom, tmp_path: Path
) -> None:
    keeper.keep(recipe(tmp_path, 2), "Anna", "Evening")
    for _ in range(2):
        keeper.record(recipe(tmp_path, 9), "Anna")
    qtbot.waitUntil(lambda: page.model.looks[0].state is LookState.READY)
    assert shown(page) == ["Tee", *NAMES]
    assert sum(isinstance(order, SaveLook) for order in workroom.orders) == 4


def test_a_picture_that_cannot_be_made_is_said_and_the_look_stays(
    qtbot: QtBot, page: LooksPage, keeper: LookKeeper, tmp_path: Path
) -> None:
    keeper.keep(recipe(tmp_path, 0, "damaged"), "Anna", "Broken")
    assert "on its way" in str(page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    qtbot.waitUntil(lambda: page.message.text != "")
    assert page.message.text == "“damaged.jpg” is damaged or incomplete. Copy or download it again."
    assert "can be made again" in str(page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_looks_are_found_by_typing(qtbot: QtBot, page: LooksPage) -> None:
    qtbot.keyClick(page.grid, Qt.Key.Key_F, CONTROL)
    search = page.findChild(QLineEdit)
    assert search is not None
    assert search.accessibleName() == "Search looks"
    qtbot.keyClicks(search, "anna holi")
    assert shown(page) == ["Holiday"]
    qtbot.keyClicks(search, "x")
    assert shown(page) == []
    search.clear()
    assert shown(page) == NAMES


def test_f_marks_favourites_and_the_selection_stays(qtbot: QtBot, page: LooksPage) -> None:
    choose(page, 0, 2)
    qtbot.keyClick(page.grid, Qt.Key.Key_F)
    assert [look.favourite for look in page.model.looks] == [True, False, True]
    assert [look.name for look in page.chosen] == ["Evening", "Holiday"]
    qtbot.mouseClick(control(page, "Show favourites only"), LEFT)
    assert shown(page) == ["Evening", "Holiday"]
    choose(page, 0)
    qtbot.mouseClick(control(page, "Mark as favourite"), LEFT)
    assert shown(page) == ["Holiday"]


@pytest.mark.parametrize("by_key", [True, False])
def test_delete_removes_and_can_be_undone(qtbot: QtBot, page: LooksPage, by_key: bool) -> None:
    choose(page, 0, 1)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert shown(page) == ["Holiday"]
    assert page.can_undo
    if by_key:
        qtbot.keyClick(page.grid, Qt.Key.Key_Z, CONTROL)
    else:
        qtbot.mouseClick(control(page, "Undo"), LEFT)
    assert shown(page) == NAMES
    assert page.message.text == ""
    assert not page.can_undo


def test_enter_wears_a_look_again(qtbot: QtBot, page: LooksPage, tmp_path: Path) -> None:
    choose(page, 1)
    with qtbot.waitSignal(page.open_requested) as opened:
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0].recipe == recipe(tmp_path, 1)


def test_a_look_whose_photo_is_gone_says_so_and_keeps_its_picture(
    qtbot: QtBot, page: LooksPage, tmp_path: Path
) -> None:
    (tmp_path / "me.png").unlink()
    choose(page, 0)
    with qtbot.assertNotEmitted(page.open_requested):
        qtbot.keyClick(page.grid, Qt.Key.Key_Return)
    assert "“me.png” is gone" in page.message.text
    assert page.chosen[0].state is LookState.READY


def test_a_picture_that_is_gone_can_be_made_again(qtbot: QtBot, page: LooksPage) -> None:
    page.model.looks[0].picture.unlink()
    choose(page, 0)
    menu = page.make_menu()
    (again,) = [action for action in menu.actions() if action.text().startswith("Make the picture again")]
    assert again.isEnabled()
    again.trigger()
    qtbot.waitUntil(lambda: page.model.looks[0].state is LookState.READY)


def test_a_look_gets_another_name_where_it_stands(qtbot: QtBot, page: LooksPage) -> None:
    choose(page, 1)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    editor = page.grid.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Office"
    editor.setText("Court")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page) == ["Evening", "Court", "Holiday"])
    assert not page.model.setData(page.model.index(0), "  ")
    assert shown(page)[0] == "Evening"


def test_a_look_is_dragged_out_as_a_file(page: LooksPage) -> None:
    urls = page.model.mimeData([page.model.index(0)]).urls()
    assert [Path(url.toLocalFile()) for url in urls] == [page.model.looks[0].picture]
    page.model.looks[1].picture.unlink()
    assert not page.model.flags(page.model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled


def test_the_chosen_looks_become_a_lookbook(
    qtbot: QtBot, page: LooksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LookbookDialog, "exec", lambda _: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    choose(page, 0, 1)
    qtbot.keyClick(page.grid, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: page.message.text == "Saved as “mine.pdf”.")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")


def paper(file: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def test_all_looks_are_printed_where_none_is_chosen(qtbot: QtBot, page: LooksPage, tmp_path: Path) -> None:
    looks = [*page.model.looks, *page.model.looks]
    with qtbot.waitSignal(page.paper.printing.printed, timeout=20_000):
        page.paper.print(looks, paper(tmp_path / "printed.pdf"))
    assert len(re.findall(rb"/Type /Page\b(?!s)", (tmp_path / "printed.pdf").read_bytes())) == 2
    assert list((tmp_path / "looks" / "passing").iterdir()) == [], "no picture of anybody is left beside"


def test_the_window_lives_while_large_pages_are_printed(
    qtbot: QtBot, page: LooksPage, keeper: LookKeeper, tmp_path: Path
) -> None:
    """Its event loop turns while pages of 300 dpi are decoded and drawn."""
    pages = keeper.looks.passing_folder()
    noise = np.random.default_rng(0).integers(0, 255, (439, 310, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    for number in range(2):
        save_picture(noise, pages / f"page-{number}.png")
    ended: list[bool] = []
    post = Post()
    post.ended.connect(ended.append)
    QThreadPool.globalInstance().start(PrintRun(pages, paper(tmp_path / "printed.pdf"), post))
    turns: list[int] = []
    beat = QTimer()
    beat.timeout.connect(lambda: turns.append(len(ended)))
    beat.start(0)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert turns.count(0) > 3
    assert ended == [True]
    assert (tmp_path / "printed.pdf").stat().st_size > 100_000


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_answer_is_told(qtbot: QtBot, page: LooksPage, tmp_path: Path) -> None:
    page.paper.print(page.model.looks, paper(tmp_path / "missing" / "printed.pdf"))
    qtbot.waitUntil(lambda: page.message.text.startswith("The printer does not answer."))


def save_as(monkeypatch: pytest.MonkeyPatch, file: Path, kind: str = "") -> list[str]:
    """Answer the file dialog with a file and a kind; returns what is proposed."""
    proposed: list[str] = []

    def ask(_window: QWidget, _title: str, proposal: str, kinds: str, usual: str) -> tuple[str, str]:
        proposed.extend((Path(proposal).name, usual))
        return str(file), next(each for each in kinds.split(";;") if each.startswith(kind)) if kind else usual

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposed


@pytest.mark.parametrize(
    ("typed", "kind", "saved"),
    [
        ("mine.png", "", "mine.png"),
        ("mine.jpg", "", "mine.jpg"),
        ("mine", "JPEG, small", "mine.jpg"),
        ("mine.png", "JPEG, good", "mine.jpg"),
        ("mine.webp", "", "mine.webp"),
    ],
)
def test_a_copy_is_saved_in_the_format_that_was_meant(
    qtbot: QtBot, page: LooksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, saved: str
) -> None:
    proposed = save_as(monkeypatch, tmp_path / typed, kind)
    choose(page, 0)
    qtbot.keyClick(page.grid, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: page.message.text == f"Saved as “{saved}”.")
    assert proposed == ["Anna, Evening.png", "PNG, every pixel as it is (*.png)"]
    assert open_picture(tmp_path / saved)[0, 0, 0] == pytest.approx(LOOK_GREY, abs=1)
    formats = {".png": b"\x89PNG", ".jpg": b"\xff\xd8", ".webp": b"RIFF"}
    assert (tmp_path / saved).read_bytes().startswith(formats[Path(saved).suffix])


def test_format_and_quality_are_remembered(
    qtbot: QtBot, page: LooksPage, workroom: ScriptedWorkroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(monkeypatch, tmp_path / "mine.jpg", "JPEG, small")
    choose(page, 0)
    qtbot.mouseClick(control(page, "Save copies of the chosen looks"), LEFT)
    qtbot.waitUntil(lambda: (tmp_path / "mine.jpg").exists())
    order = workroom.orders[-1]
    assert isinstance(order, CopyPicture)
    assert order.quality == JpegQuality.SMALL
    proposed = save_as(monkeypatch, tmp_path / "again.jpg")
    qtbot.keyClick(page.grid, Qt.Key.Key_S, CONTROL)
    assert proposed == ["Anna, Evening.jpg", "JPEG, small file (*.jpg)"]


def test_several_looks_are_saved_into_a_folder_and_overwrite_nothing(
    qtbot: QtBot, page: LooksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "summer"
    folder.mkdir()
    (folder / "Anna, Office.png").write_bytes(b"something else")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    choose(page, 0, 1)
    qtbot.keyClick(page.grid, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: page.message.text == "2 look(s) saved into “summer”.")
    assert sorted(path.name for path in folder.iterdir()) == [
        "Anna, Evening.png", "Anna, Office 2.png", "Anna, Office.png",
    ]  # fmt: skip
    assert (folder / "Anna, Office.png").read_bytes() == b"something else"


def test_there_is_nothing_to_print_without_a_picture(qtbot: QtBot, page: LooksPage) -> None:
    for look in page.model.looks:
        look.picture.unlink()
    qtbot.keyClick(page.grid, Qt.Key.Key_P, CONTROL)
    assert page.message.text == "There is no picture to put on paper. Make the pictures again first."


def test_the_dialog_knows_paper_and_kind(qtbot: QtBot) -> None:
    dialog = LookbookDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    for name in ("Paper: Letter", "As: One picture"):
        (button,) = [each for each in dialog.findChildren(QAbstractButton) if each.accessibleName() == name]
        qtbot.mouseClick(button, LEFT)
    assert (dialog.paper, dialog.suffix, dialog.title) == (Paper.LETTER, ".png", "My looks")


def test_every_control_has_an_accessible_name(page: LooksPage) -> None:
    focusable = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(focusable) > 7
    assert [each for each in focusable if not each.accessibleName()] == []

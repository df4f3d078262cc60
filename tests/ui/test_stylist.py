"""The stylist's table, by clicks and keys, over a real library and the scripted worker."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from doubles import ScriptedWorkroom
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.errors import BodyCutOff, DiskFull
from fitting_room.domain.garment import Category
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.studio import demo
from fitting_room.studio.grid import CELL_SIDE, MOST_CELLS, CellState
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.looks import Looks, LookState
from fitting_room.studio.library.people import People
from fitting_room.studio.messages import Dress, MakeLookbook, SaveLook
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.runner import InlineRunner
from fitting_room.studio.session import Scene
from fitting_room.ui.garment_mime import pack_garment
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.look_keeping import LookKeeping
from fitting_room.ui.stylist import StylistPage
from fitting_room.ui.stylist_grid import heart_place, picture_frame
from fitting_room.ui.stylist_model import Shown

LEFT, COPY, PLAIN = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
TOP = GarmentFile(Path("top.png"), "Breton", Category.TOPS)
BOTTOM = GarmentFile(Path("jeans.png"), "Blue jeans", Category.BOTTOMS)
DRESS = GarmentFile(Path("dress.png"), "Wine-red dress", Category.DRESSES)


class Workroom(ScriptedWorkroom):
    """Dresses everybody but Mei."""

    def carry_out(self, order, report, preview, enough):  # type: ignore[no-untyped-def]
        if isinstance(order, Dress) and order.recipe.photo.stem == "mei":
            raise BodyCutOff("The legs are outside the picture.", "Step back, or try a top.")
        return super().carry_out(order, report, preview, enough)


def load_blue(garment: GarmentFile, size: QSize, deliver: object) -> None:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.blue)
    deliver(picture)  # type: ignore[operator]


@pytest.fixture
def workroom() -> Workroom:
    return Workroom()


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    with Database.open(tmp_path / "library.sqlite") as database:
        made = People(database, tmp_path / "people")
        made.seed([(person.path.stem, person.name, person.path) for person in demo.people()[:3]])
        yield made


@pytest.fixture
def jobs(workroom: Workroom) -> Iterator[Jobs]:
    made = Jobs(JobQueue(InlineRunner(workroom)))
    yield made
    made.close()


@pytest.fixture
def looks(tmp_path: Path) -> Iterator[Looks]:
    with Database.open(tmp_path / "looks.sqlite") as database:
        yield Looks(database, tmp_path / "looks")


@pytest.fixture
def page(qtbot: QtBot, people: People, jobs: Jobs, looks: Looks) -> StylistPage:
    made = StylistPage(people, jobs, LookKeeping(looks, jobs), load_blue, rack=QWidget())
    qtbot.addWidget(made)
    made.resize(1220, 760)
    made.show()
    qtbot.waitExposed(made)
    return made


def control(page: StylistPage, name: str) -> QAbstractButton:
    found = [button for button in page.findChildren(QAbstractButton) if button.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} controls are called “{name}”"
    return found[0]


def choose(qtbot: QtBot, page: StylistPage, *names: str) -> None:
    who = page._who
    for name in names:
        model = who.model()
        index = next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == name)
        who.scrollTo(index)
        qtbot.mouseClick(who.viewport(), LEFT, pos=who.visualRect(index).center())


def make(qtbot: QtBot, page: StylistPage) -> None:
    qtbot.mouseClick(control(page, "Make the pictures"), LEFT)
    qtbot.waitUntil(lambda: not page._jobs_of)


def index(page: StylistPage, row: int, column: int) -> QModelIndex:
    return page._view.model().index(row, column)


def told(page: StylistPage) -> list[str]:
    """What a screen reader says about each cell."""
    model = page._view.model()
    return [
        model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def words(page: StylistPage) -> str:
    return " / ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def click_cell(qtbot: QtBot, page: StylistPage, row: int, column: int, on_heart: bool = False) -> None:
    view = page._view
    area = view.visualRect(index(page, row, column))
    place = heart_place(picture_frame(area.toRectF())).center().toPoint() if on_heart else area.center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)


def test_an_empty_table_says_what_to_do(page: StylistPage) -> None:
    assert "Choose people, and add what they shall wear." in words(page)
    assert not control(page, "Make the pictures").isEnabled()
    assert not control(page, "Add what is worn").isEnabled()


def test_one_outfit_on_many_people(qtbot: QtBot, page: StylistPage, workroom: Workroom) -> None:
    page.show_worn(Scene(Path("me.jpg")).wearing(TOP).wearing(BOTTOM))
    qtbot.mouseClick(control(page, "Add what is worn"), LEFT)
    choose(qtbot, page, "Anna", "Imani", "Mei")
    assert "3 picture" in words(page)
    make(qtbot, page)
    assert told(page) == [
        "Anna in Breton + Blue jeans: made",
        "Imani in Breton + Blue jeans: made",
        "Mei in Breton + Blue jeans: The legs are outside the picture. Step back, or try a top.",
    ]
    assert [order.side for order in workroom.orders if isinstance(order, Dress)] == [CELL_SIDE] * 2
    assert "1 picture" in words(page)


def test_many_outfits_on_one_person(qtbot: QtBot, page: StylistPage) -> None:
    choose(qtbot, page, "Anna")
    for garment in (TOP, DRESS):
        page.add_garment(garment)
    page._outfits.setCurrentIndex(page._ensembles.index(0))
    page.add_garment(BOTTOM)
    make(qtbot, page)
    assert told(page) == ["Anna in Breton + Blue jeans: made", "Anna in Wine-red dress: made"]


def test_a_dropped_garment_is_a_new_column(qtbot: QtBot, page: StylistPage) -> None:
    choose(qtbot, page, "Anna")
    for garment, target in ((DRESS, page._outfits.viewport()), (TOP, page._view.viewport())):
        data = pack_garment(garment)
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, PLAIN))
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), COPY, data, LEFT, PLAIN))
    assert told(page) == ["Anna in Wine-red dress: not made yet", "Anna in Breton: not made yet"]


def test_too_many_pictures_are_refused(qtbot: QtBot, page: StylistPage) -> None:
    choose(qtbot, page, "Anna", "Mei")
    for number in range(MOST_CELLS // 2):
        page.add_garment(GarmentFile(Path(f"{number}.png"), f"Dress {number}", Category.DRESSES))
    assert control(page, "Make the pictures").isEnabled()
    page.add_garment(DRESS)
    assert not control(page, "Make the pictures").isEnabled()
    assert f"{MOST_CELLS + 2} pictures are too many" in words(page)


def test_a_click_puts_a_look_on_the_stage(qtbot: QtBot, page: StylistPage, people: People) -> None:
    people.remember_mask_edit("demo-anna", (Category.DRESSES,), MaskEdit(hem=0.2))
    choose(qtbot, page, "Anna")
    page.add_garment(DRESS)
    make(qtbot, page)
    with qtbot.waitSignal(page.opened) as opened:
        click_cell(qtbot, page, 0, 0)
    scene = opened.args[0]
    assert (scene.person, scene.garments, scene.mask_edit) == ("demo-anna", (DRESS,), MaskEdit(hem=0.2))
    page._view.setCurrentIndex(index(page, 0, 0))
    with qtbot.waitSignal(page.opened):
        qtbot.keyClick(page._view, Qt.Key.Key_Return)


def test_a_click_on_a_failure_tells_the_reason_and_opens_nothing(qtbot: QtBot, page: StylistPage) -> None:
    choose(qtbot, page, "Mei")
    page.add_garment(DRESS)
    make(qtbot, page)
    with qtbot.assertNotEmitted(page.opened):
        click_cell(qtbot, page, 0, 0)
    assert "Mei in Wine-red dress: The legs are outside the picture." in words(page)


def test_chosen_looks_are_kept_at_full_size(qtbot: QtBot, page: StylistPage, looks: Looks, workroom: Workroom) -> None:
    choose(qtbot, page, "Anna", "Imani")
    page.add_garment(DRESS)
    make(qtbot, page)
    with qtbot.assertNotEmitted(page.opened):
        click_cell(qtbot, page, 1, 0, on_heart=True)
    assert told(page)[1] == "Imani in Wine-red dress: kept"
    qtbot.mouseClick(control(page, "Keep the chosen looks"), LEFT)
    qtbot.waitUntil(lambda: [look.state for look in looks.all()] == [LookState.READY])
    (look,) = looks.all()
    assert (look.recipe, look.name, look.person) == (page._grid.recipe(1, 0), "", "Imani")
    assert workroom.orders[-1] == SaveLook(look.recipe, look.picture, look.thumbnail)
    page._view.setCurrentIndex(index(page, 1, 0))
    qtbot.keyClick(page._view, Qt.Key.Key_Space)
    assert not control(page, "Keep the chosen looks").isEnabled()


def test_the_table_is_exported_without_the_looks_that_could_not_be_made(
    qtbot: QtBot, page: StylistPage, workroom: Workroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, "Anna", "Mei", "Imani")
    page.add_garment(DRESS)
    make(qtbot, page)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet"), ""))
    qtbot.mouseClick(control(page, "Export as a contact sheet"), LEFT)
    qtbot.waitUntil(lambda: "Saved as “sheet.png”." in words(page))
    order = workroom.orders[-1]
    assert isinstance(order, MakeLookbook)
    assert order.path == tmp_path / "sheet.png"
    assert [(entry.name, entry.caption) for entry in order.book.entries] == [
        ("Wine-red dress", "Anna"),
        ("Wine-red dress", "Imani"),
    ]


def test_a_look_that_cannot_be_kept_says_so(
    qtbot: QtBot, page: StylistPage, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull("There is no room left to remember this.", "Free some space.")

    choose(qtbot, page, "Anna")
    page.add_garment(DRESS)
    make(qtbot, page)
    click_cell(qtbot, page, 0, 0, on_heart=True)
    monkeypatch.setattr(looks, "add", refuse)
    qtbot.mouseClick(control(page, "Keep the chosen looks"), LEFT)
    assert "There is no room left to remember this. Free some space." in words(page)


def test_stopping_keeps_what_was_made_and_the_rest_can_be_made_later(
    qtbot: QtBot, page: StylistPage, jobs: Jobs
) -> None:
    choose(qtbot, page, "Anna", "Imani")
    page.add_garment(DRESS)
    page.add_garment(TOP)
    stop = control(page, "Stop making pictures")

    def stop_after_the_first() -> None:
        if page._grid.count(CellState.DONE) == 1 and stop.isVisible():
            qtbot.mouseClick(stop, LEFT)

    page._cells.dataChanged.connect(stop_after_the_first)
    make(qtbot, page)
    made = page._grid.count(CellState.DONE)
    assert made == 1
    assert page._grid.count(CellState.BLANK) == 3
    page._cells.dataChanged.disconnect(stop_after_the_first)
    make(qtbot, page)
    assert page._grid.count(CellState.DONE) == 4


def test_it_is_background_work_that_gives_way(page: StylistPage, qtbot: QtBot, jobs: Jobs) -> None:
    choose(qtbot, page, "Anna", "Imani")
    page.add_garment(DRESS)
    qtbot.mouseClick(control(page, "Make the pictures"), LEFT)
    assert [job.background for job in jobs.queue.jobs] == [True, True]
    assert {job.title for job in jobs.queue.jobs} == {"Wine-red dress"}


def test_outfits_are_removed_by_button_and_key(qtbot: QtBot, page: StylistPage) -> None:
    choose(qtbot, page, "Anna")
    for garment in (TOP, BOTTOM, DRESS):
        page.add_garment(garment)
    page._outfits.setFocus()
    page._outfits.setCurrentIndex(page._ensembles.index(1))
    qtbot.keyClick(page._outfits, Qt.Key.Key_Delete)
    page._outfits.setCurrentIndex(page._ensembles.index(0))
    qtbot.mouseClick(control(page, "Remove the outfit"), LEFT)
    assert told(page) == ["Anna in Wine-red dress: not made yet"]


def test_who_is_removed_from_the_file_leaves_the_table(qtbot: QtBot, page: StylistPage, people: People) -> None:
    choose(qtbot, page, "Anna", "Imani")
    page.add_garment(DRESS)
    page.hide()
    people.remove("demo-anna")
    page.show()
    assert told(page) == ["Imani in Wine-red dress: not made yet"]


def test_a_second_click_on_a_person_takes_their_row_away(qtbot: QtBot, page: StylistPage) -> None:
    page.add_garment(DRESS)
    choose(qtbot, page, "Anna", "Imani", "Anna")
    assert told(page) == ["Imani in Wine-red dress: not made yet"]


def test_nobody_is_removed_from_the_file_here(qtbot: QtBot, page: StylistPage, people: People) -> None:
    choose(qtbot, page, "Anna")
    with qtbot.assertNotEmitted(page._who.removed):
        qtbot.keyClick(page._who, Qt.Key.Key_Delete)


def test_the_wardrobe_takes_the_place_of_the_lists_while_garments_are_chosen(qtbot: QtBot, page: StylistPage) -> None:
    qtbot.mouseClick(control(page, "Choose from the wardrobe…"), LEFT)
    assert not page._who.isVisible()
    qtbot.mouseClick(control(page, "Done choosing"), LEFT)
    assert page._who.isVisible()


def test_cells_show_their_own_picture(qtbot: QtBot, page: StylistPage, workroom: Workroom) -> None:
    choose(qtbot, page, "Anna", "Mei")
    page.add_garment(DRESS)
    make(qtbot, page)
    made, failed = index(page, 0, 0), index(page, 1, 0)
    shown = page._view.viewport().grab().toImage()
    assert shown.pixelColor(page._view.visualRect(made).center()).red() == 200  # `doubles.LOOK_GREY`
    assert made.data(Shown.CELL).picture is not None
    assert np.all(made.data(Shown.CELL).picture == 200)
    assert failed.data(Shown.CELL).picture is None


def test_everything_has_an_accessible_name(page: StylistPage) -> None:
    focusable = [
        widget
        for widget in page.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [widget for widget in focusable if widget.isVisible() and not widget.accessibleName()] == []

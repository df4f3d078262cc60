"""The wardrobe panel, driven by clicks and keys, with a real library and the real import; only perception is played."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from killed_import import understand
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.garment import Category, SleeveLength
from fitting_room.studio import demo
from fitting_room.studio.export import save_picture
from fitting_room.studio.library import intake
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.imports import Imports
from fitting_room.studio.library.wardrobe import Wardrobe
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.garment_mime import unpack_garment
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.wardrobe import WardrobePanel

LEFT, COPY, PLAIN = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def wardrobe(tmp_path: Path) -> Iterator[Wardrobe]:
    with Database.open(tmp_path / "library.sqlite") as database:
        made = Wardrobe(database, tmp_path / "garments")
        made.seed([(file, demo.colours(file)) for file in demo.wardrobe()])
        yield made


@pytest.fixture
def panel(qtbot: QtBot, wardrobe: Wardrobe, monkeypatch: pytest.MonkeyPatch) -> Iterator[WardrobePanel]:
    monkeypatch.setattr(intake, "_understand", understand)
    yield from open_panel(qtbot, wardrobe)


def open_panel(qtbot: QtBot, wardrobe: Wardrobe) -> Iterator[WardrobePanel]:
    jobs = Jobs(JobQueue(InlineRunner()))
    panel = WardrobePanel(wardrobe, jobs)
    qtbot.addWidget(panel)
    panel.resize(340, 900)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(lambda: panel.grid.model().rowCount() > 0)
    settle(qtbot, panel)
    yield panel
    panel.close_wardrobe()
    jobs.close()


def settle(qtbot: QtBot, panel: WardrobePanel) -> None:
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not panel.importer.busy, timeout=20_000)


def listed(view: QListView) -> list[str]:
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def index_of(panel: WardrobePanel, name: str) -> QModelIndex:
    model = panel.grid.model()
    return next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == name)


def spoken(panel: WardrobePanel, name: str) -> str:
    return str(index_of(panel, name).data(Qt.ItemDataRole.AccessibleTextRole))


def focus(panel: WardrobePanel, *names: str) -> None:
    panel.grid.setFocus()
    panel.grid.setCurrentIndex(index_of(panel, names[0]))
    for name in names[1:]:
        panel.grid.selectionModel().select(index_of(panel, name), panel.grid.selectionModel().SelectionFlag.Select)


def press(qtbot: QtBot, panel: WardrobePanel, key: Qt.Key) -> None:
    qtbot.keyClick(panel.grid, key)


def find(panel: QWidget, kind: type[QWidget], name: str):  # type: ignore[no-untyped-def]
    found = [each for each in panel.findChildren(kind) if each.accessibleName() == name and each.isVisible()]
    assert len(found) == 1, f"{len(found)} visible controls are called “{name}”"
    return found[0]


def click(qtbot: QtBot, panel: WardrobePanel, name: str) -> None:
    qtbot.mouseClick(find(panel, QAbstractButton, name), LEFT)


def write(qtbot: QtBot, panel: WardrobePanel, name: str, text: str) -> None:
    field = find(panel, QLineEdit, name)
    field.selectAll()
    qtbot.keyClicks(field, text) if text else qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def picture(path: Path, grey: int = 128) -> Path:
    return save_picture(np.full((280, 300, 3), grey, np.uint8), path)


def drop(panel: WardrobePanel, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = QDragEnterEvent(QPoint(50, 300), COPY, data, LEFT, PLAIN)
    panel.dragEnterEvent(entering)
    assert entering.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(50, 300), COPY, data, LEFT, PLAIN))


# --- wearing ----------------------------------------------------------------------------------------------------------


def test_a_click_wears_a_garment(qtbot: QtBot, panel: WardrobePanel) -> None:
    place = panel.grid.visualRect(index_of(panel, "Sunset T-shirt")).center()
    with qtbot.waitSignal(panel.toggled) as toggled:
        qtbot.mouseClick(panel.grid.viewport(), LEFT, pos=place)
    assert toggled.args == [demo.wardrobe()[1]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_keys_wear_a_garment(qtbot: QtBot, panel: WardrobePanel, key: Qt.Key) -> None:
    focus(panel, "Breton T-shirt")
    press(qtbot, panel, Qt.Key.Key_Right)
    with qtbot.waitSignal(panel.toggled) as toggled:
        press(qtbot, panel, key)
    assert toggled.args[0].name == "Sunset T-shirt"


def test_what_is_worn_is_marked_and_said(panel: WardrobePanel) -> None:
    before = panel.grid.grab().toImage()
    panel.show_worn([demo.wardrobe()[0]])
    assert spoken(panel, "Breton T-shirt") == "Breton T-shirt, top, white, blue, worn"
    assert "worn" not in spoken(panel, "Sunset T-shirt")
    assert panel.grid.grab().toImage() != before
    panel.show_worn([])
    assert "worn" not in spoken(panel, "Breton T-shirt")


def test_a_garment_is_dragged_as_what_the_engine_gets(panel: WardrobePanel, wardrobe: Wardrobe) -> None:
    index = index_of(panel, "Breton T-shirt")
    assert unpack_garment(panel.grid.model().mimeData([index])) == demo.wardrobe()[0]
    assert index.flags() & Qt.ItemFlag.ItemIsDragEnabled


def test_letters_that_mean_nothing_here_are_left_to_the_window(qtbot: QtBot, panel: WardrobePanel) -> None:
    focus(panel, "Breton T-shirt")
    press(qtbot, panel, Qt.Key.Key_B)
    assert panel.grid.currentIndex().data() == "Breton T-shirt"


# --- finding ----------------------------------------------------------------------------------------------------------


def test_typing_searches(qtbot: QtBot, panel: WardrobePanel) -> None:
    panel.filters.focus_search()
    qtbot.keyClicks(find(panel, QLineEdit, "Search the wardrobe"), "blue dre")
    qtbot.waitUntil(lambda: listed(panel.grid) == ["Ditsy dress"])
    qtbot.keyClick(find(panel, QLineEdit, "Search the wardrobe"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(panel.grid)) == 19)


def test_category_colour_and_favourites_narrow_it_down(qtbot: QtBot, panel: WardrobePanel) -> None:
    click(qtbot, panel, "Show: Bottoms")
    assert len(listed(panel.grid)) == 5
    click(qtbot, panel, "green")
    assert listed(panel.grid) == ["Olive chinos", "Plaid skirt"]
    click(qtbot, panel, "blue")
    assert listed(panel.grid) == ["Blue jeans"]
    click(qtbot, panel, "blue")
    assert len(listed(panel.grid)) == 5
    click(qtbot, panel, "Favourites only")
    assert listed(panel.grid) == []
    click(qtbot, panel, "Show everything")
    assert len(listed(panel.grid)) == 19


def test_f_marks_favourites(qtbot: QtBot, panel: WardrobePanel) -> None:
    focus(panel, "Breton T-shirt", "Blue jeans")
    press(qtbot, panel, Qt.Key.Key_F)
    assert "favourite" in spoken(panel, "Blue jeans")
    click(qtbot, panel, "Favourites only")
    assert listed(panel.grid) == ["Breton T-shirt", "Blue jeans"]
    focus(panel, "Breton T-shirt")
    press(qtbot, panel, Qt.Key.Key_F)
    assert listed(panel.grid) == ["Blue jeans"]


def test_tags_are_edited_and_filtered_by(qtbot: QtBot, panel: WardrobePanel) -> None:
    focus(panel, "Breton T-shirt")
    press(qtbot, panel, Qt.Key.Key_T)
    assert find(panel, QLineEdit, "Tags").hasFocus()
    write(qtbot, panel, "Tags", "sailing, summer")
    tags = find(panel, QComboBox, "Tag")
    tags.setCurrentIndex(tags.findText("sailing"))
    assert listed(panel.grid) == ["Breton T-shirt"]


# --- changing ---------------------------------------------------------------------------------------------------------


def test_f2_renames(qtbot: QtBot, panel: WardrobePanel) -> None:
    focus(panel, "Breton T-shirt")
    press(qtbot, panel, Qt.Key.Key_F2)
    write(qtbot, panel, "Name", "Sailor shirt")
    assert listed(panel.grid)[0] == "Sailor shirt"


def test_delete_removes_and_undo_brings_back(qtbot: QtBot, panel: WardrobePanel) -> None:
    focus(panel, "Breton T-shirt", "Blue jeans")
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert len(listed(panel.grid)) == 17
    assert panel.grid.currentIndex().data() == "Sunset T-shirt"
    click(qtbot, panel, "Bring back what was removed")
    assert len(listed(panel.grid)) == 19
    assert panel.grid.hasFocus()


def test_a_corrected_category_reaches_the_window_and_is_looked_at_again(
    qtbot: QtBot, panel: WardrobePanel, wardrobe: Wardrobe, monkeypatch: pytest.MonkeyPatch
) -> None:
    focus(panel, "Breton T-shirt")
    choose(panel, "Correct…", monkeypatch)
    with qtbot.waitSignal(panel.corrected) as corrected:
        click(qtbot, panel, "Kind: Dresses")
    file = corrected.args[0]
    assert file == GarmentFile(demo.wardrobe()[0].path, "Breton T-shirt", Category.DRESSES)
    settle(qtbot, panel)
    garment = wardrobe.get(wardrobe.find())[0]
    assert garment.category is Category.DRESSES
    assert garment.thumbnail != garment.picture, "it has been cut out"
    assert find(panel, QComboBox, "Sleeves").isVisible()


def test_corrected_sleeves_reach_the_window(
    qtbot: QtBot, panel: WardrobePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    focus(panel, "Breton T-shirt")
    choose(panel, "Correct…", monkeypatch)
    sleeves = find(panel, QComboBox, "Sleeves")
    sleeves.setFocus()
    with qtbot.waitSignal(panel.corrected) as corrected:
        qtbot.keyClicks(sleeves, "Long")
        sleeves.activated.emit(sleeves.currentIndex())
    assert corrected.args[0].sleeve_length is SleeveLength.LONG


def choose(panel: WardrobePanel, action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the menu of the garment that has the focus. The menu itself needs a screen."""
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)
    place = panel.grid.visualRect(panel.grid.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, panel.grid.viewport().mapToGlobal(place))
    QApplication.sendEvent(panel.grid.viewport(), event)
    menu = panel.grid.findChildren(QMenu)[-1]
    next(each for each in menu.actions() if each.text() == action).trigger()


# --- importing --------------------------------------------------------------------------------------------------------


def test_dropped_pictures_are_added_and_shown_for_review(qtbot: QtBot, panel: WardrobePanel, tmp_path: Path) -> None:
    (tmp_path / "letter.png").write_text("dear me")
    folder = tmp_path / "new"
    folder.mkdir()
    picture(folder / "grey shirt.png")
    drop(panel, folder, tmp_path / "letter.png")
    settle(qtbot, panel)
    assert listed(panel.grid)[:2] == ["grey shirt", "letter"]
    assert "is not a picture" in spoken(panel, "letter")
    assert listed(find(panel, QListView, "What was found")) == ["letter", "grey shirt"], "the problem comes first"
    assert "1 added · 1 will not work" in words_of(panel.review)
    assert "“letter.png” is not a picture." in words_of(panel.review)


def test_in_the_review_each_garment_is_corrected_with_one_click(
    qtbot: QtBot, panel: WardrobePanel, tmp_path: Path, wardrobe: Wardrobe
) -> None:
    drop(panel, picture(tmp_path / "skirt.png", 90), picture(tmp_path / "shirt.png", 120))
    settle(qtbot, panel)
    strip = find(panel, QListView, "What was found")
    strip.setFocus()
    assert not panel.review.editor.isVisible(), "all went well: the wardrobe keeps its room"
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert find(panel, QLineEdit, "Name").text() == "skirt"
    click(qtbot, panel, "Kind: Bottoms")
    settle(qtbot, panel)
    click(qtbot, panel, "Close the review")
    click(qtbot, panel, "Show: Bottoms")
    assert listed(panel.grid)[0] == "skirt"
    assert not panel.review.isVisible()
    assert Imports(wardrobe.database).findings() == []


def test_what_will_not_work_is_tried_again_or_removed(
    qtbot: QtBot, panel: WardrobePanel, tmp_path: Path, wardrobe: Wardrobe
) -> None:
    (tmp_path / "one.png").write_text("dear me")
    (tmp_path / "two.png").write_text("dear you")
    drop(panel, tmp_path / "one.png", tmp_path / "two.png")
    settle(qtbot, panel)
    picture(tmp_path / "one.png")
    click(qtbot, panel, "Try again")
    settle(qtbot, panel)
    assert wardrobe.counts()[Category.TOPS] == 11
    focus(panel, "two")
    press(qtbot, panel, Qt.Key.Key_Space)
    click(qtbot, panel, "Remove")
    assert "two" not in listed(panel.grid)


def test_a_pasted_picture_is_added(qtbot: QtBot, panel: WardrobePanel) -> None:
    image = QImage(400, 500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.gray)
    QGuiApplication.clipboard().setImage(image)
    assert panel.paste()
    qtbot.waitUntil(lambda: len(listed(panel.grid)) == 20, timeout=20_000)
    settle(qtbot, panel)
    assert listed(panel.grid)[0] == "Grey top"
    QGuiApplication.clipboard().setText("only words")
    assert not panel.paste()


def test_stopping_an_import_keeps_what_is_in_and_forgets_the_rest(
    qtbot: QtBot, panel: WardrobePanel, tmp_path: Path, wardrobe: Wardrobe
) -> None:
    drop(panel, picture(tmp_path / "a.png", 100))
    settle(qtbot, panel)
    drop(panel, picture(tmp_path / "b.png", 110))
    click(qtbot, panel, "Stop adding garments")
    settle(qtbot, panel)
    assert len(listed(panel.grid)) == 20
    assert Imports(wardrobe.database).next() is None


def test_an_import_that_was_cut_short_goes_on_at_the_next_start(
    qtbot: QtBot, wardrobe: Wardrobe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_understand", understand)
    Imports(wardrobe.database).add([picture(tmp_path / "left over.png")])
    for panel in open_panel(qtbot, wardrobe):
        assert listed(panel.grid)[0] == "left over"
        assert panel.review.isVisible()


def words_of(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# --- how it is built --------------------------------------------------------------------------------------------------


def test_pictures_come_from_threads(qtbot: QtBot, panel: WardrobePanel) -> None:
    path = demo.wardrobe()[0].path
    qtbot.waitUntil(lambda: not panel.grid.thumbnails.find(path).isNull(), timeout=10_000)
    assert panel.grid.thumbnails.find(path).size().width() == 90
    missing = Path("/no/such/picture.png")
    panel.grid.thumbnails.find(missing)
    qtbot.waitUntil(lambda: not panel.grid.thumbnails.find(missing).isNull(), timeout=10_000)


def test_a_new_list_keeps_the_selection(qtbot: QtBot, panel: WardrobePanel, wardrobe: Wardrobe) -> None:
    focus(panel, "Olive chinos")
    wardrobe.add({"name": "new", "category": "tops", "picture": "x.jpg"})
    panel.show_wardrobe()
    assert listed(panel.grid)[0] == "new"
    assert panel.grid.currentIndex().data() == "Olive chinos"
    click(qtbot, panel, "Show: Bottoms")
    assert panel.grid.currentIndex().data() == "Olive chinos"


def test_every_control_has_an_accessible_name(panel: WardrobePanel) -> None:
    panel.review.edit(panel.grid.selected()[0] if panel.grid.selected() else _first(panel), "name")
    controls = [
        widget
        for widget in panel.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QListView)
        and not isinstance(widget.parent(), QComboBox | QLineEdit)
        and widget.window() is panel.window()
    ]
    assert len(controls) > 30
    assert [widget for widget in controls if not widget.accessibleName()] == []


def _first(panel: WardrobePanel):  # type: ignore[no-untyped-def]
    panel.grid.setCurrentIndex(panel.grid.model().index(0, 0))
    return panel.grid.selected()[0]

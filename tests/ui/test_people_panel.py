"""The people's column, by clicks, keys, drops and the clipboard, over a real library and the scripted worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from doubles import PHOTO_GREY, ScriptedWorkroom, grey, photo
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fitting_room.domain.errors import DiskFull
from fitting_room.studio import demo
from fitting_room.studio.export import save_picture
from fitting_room.studio.library.database import Database
from fitting_room.studio.library.looks import Looks
from fitting_room.studio.library.people import ME, Kind, People
from fitting_room.studio.messages import KeepPhoto
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import Recipe
from fitting_room.studio.runner import InlineRunner
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.people_bars import RemovalBar
from fitting_room.ui.people_panel import PeoplePanel
from fitting_room.ui.photo_intake import PhotoIntake

LEFT, COPY, PLAIN = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def workroom() -> ScriptedWorkroom:
    return ScriptedWorkroom()


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    with Database.open(tmp_path / "library.sqlite") as database:
        made = People(database, tmp_path / "people")
        made.seed([(person.path.stem, person.name, person.path) for person in demo.people()[:3]])
        yield made


@pytest.fixture
def jobs(workroom: ScriptedWorkroom) -> Iterator[Jobs]:
    made = Jobs(JobQueue(InlineRunner(workroom)))
    yield made
    made.close()


@pytest.fixture
def intake(people: People, jobs: Jobs) -> PhotoIntake:
    return PhotoIntake(people, jobs)


@pytest.fixture
def looks(people: People, tmp_path: Path) -> Iterator[Looks]:
    with Database.open(tmp_path / "library.sqlite") as database:
        yield Looks(database, tmp_path / "looks")


@pytest.fixture
def panel(qtbot: QtBot, people: People, intake: PhotoIntake, looks: Looks, jobs: Jobs) -> PeoplePanel:
    made = PeoplePanel(people, intake, LookKeeper(looks, jobs))
    qtbot.addWidget(made)
    made.resize(260, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def labels(panel: PeoplePanel) -> list[str]:
    model = panel.photos.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def told(panel: PeoplePanel, label: str) -> str:
    """What a screen reader says about a photo."""
    return str(panel.photos.model().index(labels(panel).index(label), 0).data(Qt.ItemDataRole.AccessibleTextRole))


def click_photo(qtbot: QtBot, panel: PeoplePanel, label: str) -> None:
    index = panel.photos.model().index(labels(panel).index(label), 0)
    panel.photos.scrollTo(index)
    qtbot.mouseClick(panel.photos.viewport(), LEFT, pos=panel.photos.visualRect(index).center())


def press(qtbot: QtBot, panel: PeoplePanel, key: Qt.Key) -> None:
    qtbot.keyClick(panel.photos, key)


def control(panel: PeoplePanel, name: str) -> QAbstractButton:
    found = [
        button
        for button in panel.findChildren(QAbstractButton)
        if button.accessibleName() == name and button.isVisible()
    ]
    assert len(found) == 1, f"{len(found)} controls are called “{name}”"
    return found[0]


def type_name(qtbot: QtBot, panel: PeoplePanel, question: str, text: str) -> None:
    line = next(line for line in panel.findChildren(QLineEdit) if line.accessibleName() == question)
    assert line.isVisible()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def serve_new(qtbot: QtBot, panel: PeoplePanel, name: str) -> None:
    qtbot.mouseClick(control(panel, "New client"), LEFT)
    type_name(qtbot, panel, "What is the new client called?", name)


def files(*stems: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo(stem))) for stem in stems])
    return data


def drop(widget: QWidget, data: QMimeData) -> None:
    entering = QDragEnterEvent(QPoint(9, 9), COPY, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), COPY, data, LEFT, PLAIN))


def test_at_home_it_shows_the_bundled_people_and_asks_for_a_photo(panel: PeoplePanel) -> None:
    assert labels(panel) == ["Anna", "Imani", "Mei"]
    assert panel._invitation.isVisible()


def test_a_click_chooses_and_the_chosen_one_is_told(qtbot: QtBot, panel: PeoplePanel) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        click_photo(qtbot, panel, "Mei")
    assert chosen.args[0].person == "demo-mei"
    panel.show_chosen(chosen.args[0].path)
    assert told(panel, "Mei") == "Mei, chosen"
    assert told(panel, "Anna") == "Anna"
    model = panel.photos.model()
    marked = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)]
    assert marked == [Qt.CheckState.Unchecked, Qt.CheckState.Unchecked, Qt.CheckState.Checked]


def test_the_keyboard_walks_and_chooses(qtbot: QtBot, panel: PeoplePanel) -> None:
    click_photo(qtbot, panel, "Anna")
    press(qtbot, panel, Qt.Key.Key_Right)
    with qtbot.waitSignal(panel.chosen) as chosen:
        press(qtbot, panel, Qt.Key.Key_Space)
    assert chosen.args[0].person == "demo-imani"


def test_a_dropped_photo_is_copied_comes_first_and_is_dressed(
    qtbot: QtBot, panel: PeoplePanel, people: People, workroom: ScriptedWorkroom
) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        drop(panel, files("my_garden"))
    assert labels(panel) == ["my garden", "Anna", "Imani", "Mei"]
    assert not panel._invitation.isVisible()
    kept = chosen.args[0]
    assert (kept.person, people.photos(ME)) == (ME, (kept,)) or people.photos(ME)[0].id == kept.id
    assert workroom.orders == [KeepPhoto(photo("my_garden"), kept.path)]
    assert kept.path.is_file()
    assert told(panel, "my garden") == "Me, my garden"


def test_every_photo_gets_its_picture_though_several_come_and_the_panel_was_hidden(
    qtbot: QtBot, panel: PeoplePanel, people: People
) -> None:
    panel.hide()
    panel.show()
    drop(panel, files("one", "two"))
    qtbot.waitUntil(lambda: labels(panel)[:2] == ["two", "one"])
    panel.photos.viewport().grab()

    def have_pictures() -> bool:
        shown = [panel.photos.thumbnails.find(photo.thumbnail) for photo in people.photos(ME)]
        return not any(picture.isNull() for picture in shown) and all(
            picture.toImage().pixelColor(5, 5).red() == PHOTO_GREY for picture in shown
        )

    qtbot.waitUntil(have_pictures)


def test_a_photo_on_file_is_not_copied_again(
    qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake, workroom: ScriptedWorkroom
) -> None:
    with qtbot.waitSignal(panel.chosen):
        intake.open(photo("me"))
    kept = workroom.orders[-1]
    assert isinstance(kept, KeepPhoto)
    with qtbot.waitSignal(panel.chosen) as chosen:
        intake.open(kept.path)
    assert chosen.args[0].path == kept.path
    assert len(workroom.orders) == 1


@pytest.mark.parametrize("stem", ["damaged", "bug"])
def test_a_photo_that_cannot_be_opened_leaves_a_sentence_and_nothing_else(
    qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake, people: People, stem: str, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(intake.refused) as refused, qtbot.assertNotEmitted(panel.chosen):
        intake.open(photo(stem))
    assert all(refused.args)
    assert people.photos(ME) == ()


def test_a_pasted_picture_is_written_kept_and_its_passing_file_deleted(
    qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake, people: People, workroom: ScriptedWorkroom
) -> None:
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    QGuiApplication.clipboard().setImage(image)
    written: list[QImage] = []
    carry_out = workroom.carry_out

    def look(order, report, preview, enough):  # type: ignore[no-untyped-def]
        written.append(QImage(str(order.source)))
        return carry_out(order, report, preview, enough)

    workroom.carry_out = look  # type: ignore[method-assign]
    with qtbot.waitSignal(panel.chosen) as chosen:
        intake.paste()
    assert written[0].pixelColor(5, 5) == Qt.GlobalColor.green
    assert labels(panel)[0] == "Pasted"
    assert chosen.args[0].path.is_file()
    order = workroom.orders[-1]
    assert isinstance(order, KeepPhoto)
    qtbot.waitUntil(lambda: not order.source.exists())


def test_pasting_text_is_explained(qtbot: QtBot, intake: PhotoIntake) -> None:
    QGuiApplication.clipboard().setText("hello")
    with qtbot.waitSignal(intake.refused) as refused:
        intake.paste()
    assert refused.args[0] == "There is no picture on the clipboard."


def test_recent_photos_come_back_from_the_menu(qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake) -> None:
    with qtbot.waitSignal(panel.chosen):
        intake.open(photo("beach"))
    qtbot.mouseClick(control(panel, "More ways to add a photo"), LEFT)
    entry = next(action for action in panel.menu.actions() if action.text() == "Me, beach")
    panel.menu.hide()
    with qtbot.waitSignal(panel.chosen) as chosen:
        entry.trigger()
    assert chosen.args[0].caption == "beach"


def test_a_photo_is_renamed_in_place(qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake) -> None:
    with qtbot.waitSignal(panel.chosen):
        intake.open(photo("img_1"))
    click_photo(qtbot, panel, "img 1")
    press(qtbot, panel, Qt.Key.Key_F2)
    type_name(qtbot, panel, "What is this photo called?", "Garden party")
    assert labels(panel)[0] == "Garden party"
    click_photo(qtbot, panel, "Mei")
    press(qtbot, panel, Qt.Key.Key_F2)
    line = next(line for line in panel.findChildren(QLineEdit) if line.isVisible())
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert "Mei" in labels(panel)


def test_a_removed_photo_leaves_every_scene_and_comes_back(
    qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake, people: People
) -> None:
    with qtbot.waitSignal(panel.chosen) as chosen:
        intake.open(photo("me"))
    path = chosen.args[0].path
    click_photo(qtbot, panel, "me")
    with qtbot.waitSignal(panel.gone) as gone:
        press(qtbot, panel, Qt.Key.Key_Delete)
    assert gone.args == [[path]]
    assert labels(panel) == ["Anna", "Imani", "Mei"]
    assert not path.exists()
    qtbot.mouseClick(control(panel, "Bring back who was removed"), LEFT)
    assert labels(panel)[0] == "me"
    assert path.exists()


def test_a_bundled_person_can_be_removed_too(qtbot: QtBot, panel: PeoplePanel) -> None:
    click_photo(qtbot, panel, "Imani")
    press(qtbot, panel, Qt.Key.Key_Delete)
    assert labels(panel) == ["Anna", "Mei"]
    qtbot.mouseClick(control(panel, "Bring back who was removed"), LEFT)
    assert labels(panel) == ["Anna", "Imani", "Mei"]


def test_a_stylist_makes_a_client_who_gets_the_photos_that_come_in(
    qtbot: QtBot, panel: PeoplePanel, intake: PhotoIntake, people: People
) -> None:
    panel.set_stylist(True)
    serve_new(qtbot, panel, "Ada Lovelace")
    assert labels(panel) == []
    with qtbot.waitSignal(panel.chosen) as chosen:
        drop(panel, files("portrait", "street"))
    qtbot.waitUntil(lambda: len(labels(panel)) == 2)
    (ada,) = people.all(Kind.CLIENT)
    assert chosen.args[0].person == ada.id
    assert set(labels(panel)) == {"portrait", "street"}
    panel.set_stylist(False)
    assert labels(panel) == ["Anna", "Imani", "Mei"]
    assert intake.person == ME


def test_clients_are_found_by_typing(qtbot: QtBot, panel: PeoplePanel, people: People) -> None:
    for name in ("Ada Lovelace", "Grace Hopper", "Hedy Lamarr"):
        people.add(name)
    panel.set_stylist(True)
    line = next(line for line in panel.findChildren(QLineEdit) if line.accessibleName() == "Client")
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "hopp")
    popup = panel.clients.findChildren(QLineEdit)[0].completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == ["Grace Hopper"]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert panel._served == next(person.id for person in people.all() if person.name == "Grace Hopper")


def test_a_client_is_renamed_annotated_removed_and_brought_back(
    qtbot: QtBot, panel: PeoplePanel, people: People
) -> None:
    panel.set_stylist(True)
    serve_new(qtbot, panel, "Ada")
    rename, annotate, _, remove = panel.clients.menu.actions()
    rename.trigger()
    type_name(qtbot, panel, "What is this person called?", "Ada Lovelace")
    annotate.trigger()
    type_name(qtbot, panel, "What should you remember?", "no yellow")
    assert [(person.name, person.note) for person in people.all(Kind.CLIENT)] == [("Ada Lovelace", "no yellow")]
    remove.trigger()
    assert people.all(Kind.CLIENT) == ()
    qtbot.mouseClick(control(panel, "Bring back who was removed"), LEFT)
    assert panel._served == people.all(Kind.CLIENT)[0].id


def remove_ada(qtbot: QtBot, panel: PeoplePanel, people: People, looks: Looks) -> None:
    """Put a client and two looks of hers on file beside one of Anna, and ask to remove her."""
    panel.set_stylist(True)
    serve_new(qtbot, panel, "Ada")
    ada = people.all(Kind.CLIENT)[0]
    picture = people.expect_photo(ada.id, "")
    picture.path.write_bytes(b"her face")
    shirts = [garment for garment in demo.wardrobe() if "Shirt" in garment.name or "shirt" in garment.name]
    for path, garment in ((picture.path, shirts[0]), (picture.path, shirts[1]), (demo.people()[0].path, shirts[0])):
        look = looks.add(Recipe(path, (garment,)), "", "Ada")
        look.picture.write_bytes(b"her face, too")
    panel.clients.menu.actions()[-1].trigger()


def test_what_becomes_of_a_clients_looks_is_asked_in_words(
    qtbot: QtBot, panel: PeoplePanel, people: People, looks: Looks
) -> None:
    remove_ada(qtbot, panel, people, looks)
    (bar,) = panel.findChildren(RemovalBar)
    assert bar.text == "Remove “Ada” with all photos? 2 look(s) of this client are on file, too."
    assert people.all(Kind.CLIENT) != (), "nothing happens before the answer"
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Remove the looks too"
    qtbot.keyClick(focused, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert (len(people.all(Kind.CLIENT)), len(looks.all())) == (1, 3)


def test_the_looks_of_a_client_go_too_and_come_back_until_the_program_ends(
    qtbot: QtBot, panel: PeoplePanel, people: People, looks: Looks, tmp_path: Path
) -> None:
    remove_ada(qtbot, panel, people, looks)
    qtbot.mouseClick(control(panel, "Remove the looks too"), LEFT)
    assert (len(people.all(Kind.CLIENT)), len(looks.all())) == (0, 1)
    qtbot.mouseClick(control(panel, "Bring back who was removed"), LEFT)
    assert (len(people.all(Kind.CLIENT)), len(looks.all())) == (1, 3)
    panel.clients.menu.actions()[-1].trigger()
    qtbot.mouseClick(control(panel, "Remove the looks too"), LEFT)
    people.empty_trash()
    looks.empty_trash()
    assert len([path for path in tmp_path.rglob("*") if path.is_file() and b"her face" in path.read_bytes()]) == 1


def test_the_looks_of_a_client_can_be_kept(qtbot: QtBot, panel: PeoplePanel, people: People, looks: Looks) -> None:
    remove_ada(qtbot, panel, people, looks)
    qtbot.mouseClick(control(panel, "Keep the looks"), LEFT)
    people.empty_trash()
    assert (len(people.all(Kind.CLIENT)), len(looks.all())) == (0, 3)


@pytest.mark.parametrize(("stem", "on_file"), [("photo-2026-11-24-120000", 1), ("damaged", 0)])
def test_a_shot_of_the_mirror_does_not_stay_where_the_mirror_put_it(
    qtbot: QtBot, panel: PeoplePanel, people: People, intake: PhotoIntake, stem: str, on_file: int
) -> None:
    shot = people.incoming / f"{stem}.png"
    shot.parent.mkdir(parents=True)
    save_picture(grey(PHOTO_GREY), shot)
    intake.open_shot(shot)
    assert shot.exists(), "it is still to be copied"
    qtbot.waitUntil(lambda: not shot.exists())
    assert len(people.recent(10)) == on_file
    assert "2026 11 24" not in labels(panel)[0], "it is called by day and hour, not by its file"


def test_a_client_without_a_name_is_not_made(qtbot: QtBot, panel: PeoplePanel, people: People) -> None:
    panel.set_stylist(True)
    serve_new(qtbot, panel, "   ")
    assert people.all(Kind.CLIENT) == ()


def test_photos_are_not_given_to_bundled_people(panel: PeoplePanel, intake: PhotoIntake) -> None:
    panel.set_stylist(True)
    panel.serve("demo-anna")
    assert labels(panel) == ["Anna"]
    assert intake.person == ME
    assert not control(panel, "More about this client").isEnabled()


def test_a_full_disk_is_told(qtbot: QtBot, panel: PeoplePanel, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull("There is no room left to remember this.", "Free some space.")

    monkeypatch.setattr(people, "remove", refuse)
    click_photo(qtbot, panel, "Anna")
    with qtbot.waitSignal(panel.said) as said, qtbot.assertNotEmitted(panel.gone):
        press(qtbot, panel, Qt.Key.Key_Delete)
    assert said.args == ["There is no room left to remember this.", "Free some space."]
    assert "Anna" in labels(panel)


def test_everything_has_an_accessible_name(panel: PeoplePanel) -> None:
    panel.set_stylist(True)
    focusable = [
        widget
        for widget in panel.findChildren(QWidget)
        if isinstance(widget, QAbstractButton) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [widget for widget in focusable if widget.isVisible() and not widget.accessibleName()] == []

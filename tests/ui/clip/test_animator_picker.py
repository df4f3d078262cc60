"""Who makes the clip: what may not be used says why, what is missing leads to the shelf."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from fitting_room.domain.licence import Profile
from fitting_room.studio.animators import ANIMATORS
from fitting_room.ui.clip.animator_picker import AnimatorPicker
from fitting_room.ui.shelf.desk import ModelDesk

PUPPET = ANIMATORS[0]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ModelDesk]:
    made = ModelDesk(tmp_path / "models")
    yield made
    made.close()


@pytest.fixture
def picker(qtbot: QtBot, desk: ModelDesk) -> AnimatorPicker:
    """The puppet, and an animator that runs a model for research only."""
    model = next(card for card in desk.cards if card.licence_class == "research")
    other = replace(PUPPET, id="other", title="Other", licence="research", needs="A graphics card.", model=model.id)
    widget = AnimatorPicker(desk, (PUPPET, other))
    qtbot.addWidget(widget)
    widget.show()
    return widget


def panel_of(picker: AnimatorPicker) -> dict[str, QRadioButton]:
    return {radio.text(): radio for radio in picker.findChildren(QRadioButton)}


def test_the_puppet_is_there_for_everybody(picker: AnimatorPicker) -> None:
    for profile in Profile:
        picker.set_profile(profile)
        assert panel_of(picker)["Puppet"].isEnabled()
    assert picker.accessibleName() == "Made by: Puppet"


def test_what_the_licence_forbids_cannot_be_chosen_and_says_why(qtbot: QtBot, picker: AnimatorPicker) -> None:
    picker.set_profile(Profile.SHOP)
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton)
    other = panel_of(picker)["Other"]
    assert not other.isEnabled()
    assert other.accessibleDescription().startswith("This installation is for a shop")
    install = next(button for button in picker.findChildren(QPushButton) if button.text() == "Install…")
    assert not install.isVisible()
    picker.choose("other")
    assert picker.animator == "puppet"


def test_what_is_not_installed_leads_to_the_shelf(qtbot: QtBot, picker: AnimatorPicker) -> None:
    picker.set_profile(Profile.RESEARCH)
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton)
    assert "Not installed. A graphics card." in [label.text() for label in picker.findChildren(QLabel)]
    install = next(button for button in picker.findChildren(QPushButton) if button.text() == "Install…")
    assert install.accessibleName() == "Install Other"
    with qtbot.waitSignal(picker.shelf_wanted):
        qtbot.mouseClick(install, Qt.MouseButton.LeftButton)


def test_an_animator_is_let_go_with_its_permission(
    qtbot: QtBot, picker: AnimatorPicker, desk: ModelDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "is_ready", lambda model, profile: True)
    picker.set_profile(Profile.RESEARCH)
    qtbot.mouseClick(picker, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(picker.chosen) as told:
        panel_of(picker)["Other"].click()
    assert told.args == ["other"]
    picker.set_profile(Profile.SHOP)
    assert picker.animator == "puppet"


def test_each_says_who_may_use_it(picker: AnimatorPicker) -> None:
    badges = [label.text() for label in picker.findChildren(QLabel) if label.objectName() == "badge"]
    assert badges == ["Home and shop", "Research only"]

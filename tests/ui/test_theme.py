"""Colours can be read, follow the system and the user, and grow with the size of text."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from fitting_room.settings import Theme
from fitting_room.ui import theme
from fitting_room.ui.theme import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    Appearance,
    Colours,
    colours_of,
    motion_is_wanted,
    palette_of,
)

SCHEMES = {"light": LIGHT, "dark": DARK, "high contrast": HIGH_CONTRAST}
GROUNDS = ("ground", "panel", "raised")


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                 for part in QColor(colour).getRgbF()[:3]]  # fmt: skip
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """One for all tests, as one for all windows."""
    made = Appearance(qapp)
    yield made
    made.set(Theme.SYSTEM, 1.0, False)
    qapp.setStyleSheet("")


@pytest.mark.parametrize("name", SCHEMES)
def test_words_can_be_read(name: str) -> None:
    colours = SCHEMES[name]
    least = 7.0 if colours is HIGH_CONTRAST else 4.5
    pairs = [(words, ground) for words in ("text", "quiet") for ground in GROUNDS]
    pairs += [("on_accent", "accent"), ("panel", "text")]
    weak = {pair: contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_focus_rings_can_be_seen(name: str) -> None:
    """WCAG 1.4.11: 3 to 1 for what shows the state of a control."""
    colours = SCHEMES[name]
    assert min(contrast(colours.accent, getattr(colours, ground)) for ground in GROUNDS) >= 3.0


@pytest.mark.parametrize("name", SCHEMES)
def test_words_can_be_read_on_whatever_a_rule_paints_behind_them(name: str) -> None:
    rules = re.findall(r"([^{}]+)\{\{(.*?)\}\}", theme._SHEET, re.DOTALL)
    painted = 0
    for selector, body in rules:
        names = dict(re.findall(r"(?<![-\w])(background|color): \{(\w+)\}", body))
        if len(names) == 2:
            painted += 1
            behind, words = (getattr(SCHEMES[name], each) for each in (names["background"], names["color"]))
            assert contrast(words, behind) >= 4.5, selector.strip()
    assert painted > 8


@pytest.mark.parametrize("colours", SCHEMES.values(), ids=SCHEMES)
def test_widgets_that_paint_find_their_scheme_in_the_palette(colours: Colours) -> None:
    assert colours_of(palette_of(colours)) is colours


def test_the_user_decides_over_the_system(appearance: Appearance) -> None:
    for wish, colours in ((Theme.LIGHT, LIGHT), (Theme.DARK, DARK), (Theme.HIGH_CONTRAST, HIGH_CONTRAST)):
        appearance.set(wish, 1.0, False)
        assert appearance.colours is colours
        assert colours_of(QApplication.palette()) is colours
        assert colours.ground in QGuiApplication.instance().styleSheet()


def test_it_follows_the_system_and_its_changes(appearance: Appearance, monkeypatch: pytest.MonkeyPatch) -> None:
    appearance.set(Theme.SYSTEM, 1.0, False)
    hints = QGuiApplication.styleHints()
    more_contrast = hints.accessibility().contrastPreferenceChanged
    # What the system would say; the offscreen platform has no opinion of its own.
    for announce, colours in (
        (lambda: hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark), DARK),
        (lambda: more_contrast.emit(Qt.ContrastPreference.HighContrast), HIGH_CONTRAST),
        (lambda: hints.colorSchemeChanged.emit(Qt.ColorScheme.Light), LIGHT),
    ):  # fmt: skip
        monkeypatch.setattr(theme, "colours_of_system", lambda colours=colours: colours)
        announce()
        assert colours_of(QApplication.palette()) is colours


def test_text_and_its_surroundings_grow_and_lines_stay_fine(appearance: Appearance) -> None:
    appearance.set(Theme.LIGHT, 1.0, False)
    usual = QApplication.font().pointSizeF()
    appearance.set(Theme.LIGHT, 2.0, False)
    assert QApplication.font().pointSizeF() == pytest.approx(2 * usual)
    assert theme.scaled("a {font-size: 17px; border: 2px solid; padding: 0}", 2.0) == (
        "a {font-size: 34px; border: 2px solid; padding: 0}"
    )
    appearance.set(Theme.LIGHT, 1.0, False)
    assert QApplication.font().pointSizeF() == pytest.approx(usual)


def test_nothing_moves_for_those_who_do_not_want_it(appearance: Appearance) -> None:
    assert motion_is_wanted()
    appearance.set(Theme.LIGHT, 1.0, True)
    assert not motion_is_wanted()


def test_every_control_that_takes_the_focus_shows_it() -> None:
    focused = set(re.findall(r"(Q\w+):focus", theme._SHEET))
    assert {"QPushButton", "QLineEdit", "QComboBox", "QCheckBox", "QSlider", "QListView", "QPlainTextEdit"} <= focused

"""Colours and shapes of the window, light and dark. Follows the system and changes with it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True)
class Colours:
    """One scheme. Text on its ground keeps a contrast of at least 4.5 to 1 (WCAG AA)."""

    ground: str
    panel: str
    raised: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str


LIGHT = Colours(
    ground="#efede9",
    panel="#faf9f7",
    raised="#ffffff",
    line="#dedbd5",
    text="#201f22",
    quiet="#66636b",
    accent="#ad4128",
    on_accent="#ffffff",
)
DARK = Colours(
    ground="#161618",
    panel="#1f1f22",
    raised="#2b2b2f",
    line="#3a3a40",
    text="#efedf0",
    quiet="#a9a6ae",
    accent="#f0937a",
    on_accent="#24100a",
)

RADIUS = 10
"""Corners of panels and pictures, in pixels."""

_SHEET = """
QMainWindow, QWidget#room {{ background: {ground}; }}
QFrame#panel {{ background: {panel}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QLabel#title {{ font-size: 17px; font-weight: 600; }}
QLabel#heading {{ color: {quiet}; font-size: 12px; font-weight: 600; }}
QPushButton {{
    background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 8px; padding: 7px 14px;
}}
QPushButton:hover {{ border-color: {quiet}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 6px 13px; }}
QPushButton:disabled {{ color: {quiet}; background: transparent; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#primary:disabled {{ background: {line}; color: {quiet}; border-color: {line}; }}
QPushButton#choice {{ padding: 5px 6px; }}
QPushButton#choice:focus {{ padding: 4px 5px; }}
QPushButton#choice:checked {{ background: {text}; color: {panel}; border-color: {text}; }}
QPushButton#choice:checked:focus {{ border: 2px solid {accent}; }}
QPushButton#quiet {{ background: transparent; border-color: transparent; color: {quiet}; padding: 4px 8px; }}
QFrame#message {{ background: {raised}; border: 1px solid {line}; border-radius: {radius}px; }}
QLabel#what {{ font-weight: 600; }}
QProgressBar {{ background: {line}; border: none; border-radius: 2px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; height: 0;
}}
"""


def follow_system(application: QApplication) -> None:
    """Dress the application in the system's colour scheme, now and whenever it changes."""
    application.setStyle("Fusion")
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(lambda scheme: apply_scheme(application, scheme))
    apply_scheme(application, hints.colorScheme())


def apply_scheme(application: QApplication, scheme: Qt.ColorScheme) -> None:
    """Dress the application in a colour scheme; one that is unknown counts as light."""
    colours = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, colours.ground),
        (role.Base, colours.raised),
        (role.AlternateBase, colours.panel),
        (role.Button, colours.raised),
        (role.Mid, colours.line),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.ToolTipText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.PlaceholderText, colours.quiet),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
    ):
        palette.setColor(where, QColor(colour))
    application.setPalette(palette)
    application.setStyleSheet(_SHEET.format(radius=RADIUS, **vars(colours)))


def colours_of(palette: QPalette) -> Colours:
    """The scheme that a palette was made from."""
    return DARK if palette.color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT

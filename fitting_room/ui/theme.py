"""Colours, shapes and sizes of the window: light, dark and high contrast. Follows the system and changes with it."""

import re
from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from fitting_room.settings import Theme


@dataclass(frozen=True)
class Colours:
    """One scheme. Text keeps a contrast of at least 4.5 to 1 on its ground (WCAG AA), 7 to 1 in high contrast (AAA).

    Attributes:
        ground: Behind everything.
        panel: Columns beside the picture.
        raised: Buttons, fields, lists.
        line: What divides and frames.
        text: Words.
        quiet: Words of less weight.
        accent: The one thing to look at; focus.
        on_accent: Words on it.
    """

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
HIGH_CONTRAST = Colours(
    ground="#000000",
    panel="#000000",
    raised="#0d0d0d",
    line="#ffffff",
    text="#ffffff",
    quiet="#e6e6e6",
    accent="#ffd84d",
    on_accent="#000000",
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
QPushButton:pressed {{ background: {quiet}; color: {panel}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 6px 13px; }}
QPushButton:checked {{ background: {text}; color: {panel}; border-color: {text}; }}
QPushButton:disabled {{ color: {quiet}; background: transparent; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton#primary:focus {{ border: 2px solid {text}; }}
QPushButton#primary:disabled {{ background: transparent; color: {quiet}; border-color: {line}; }}
QPushButton#choice {{ padding: 5px 6px; }}
QPushButton#choice:focus {{ padding: 4px 5px; }}
QPushButton#choice:checked {{ background: {text}; color: {panel}; border-color: {text}; }}
QPushButton#choice:checked:focus {{ border: 2px solid {accent}; }}
QPushButton#quiet {{ background: transparent; border-color: transparent; color: {quiet}; padding: 4px 8px; }}
QToolButton#tool {{ background: transparent; border: 1px solid transparent; border-radius: 8px; }}
QToolButton#tool:hover {{ border-color: {quiet}; }}
QToolButton#tool:checked {{ background: {text}; border-color: {text}; }}
QToolButton#tool:focus {{ border: 2px solid {accent}; }}
QToolButton#step {{ background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 4px; }}
QToolButton#step:hover {{ background: {raised}; }}
QToolButton#step:checked {{ border-color: {text}; }}
QToolButton#step:focus {{ border-color: {accent}; }}
QToolButton#onpicture {{ background: rgba(0, 0, 0, 170); border: none; border-radius: 13px; margin: 2px; }}
QToolButton#onpicture:hover {{ background: black; }}
QToolButton#onpicture:focus {{ border: 2px solid {accent}; }}
QFrame#card {{ background: {panel}; border: 1px solid {line}; border-radius: {radius}px; }}
QLabel#fact {{ color: {quiet}; }}
QLabel#badge {{
    border: 1px solid {line}; border-radius: 9px; padding: 2px 9px; font-size: 12px; font-weight: 600;
}}
QLabel#badge[licence="home"] {{ border-color: {accent}; color: {accent}; }}
QLabel#badge[licence="research"] {{ background: {accent}; border-color: {accent}; color: {on_accent}; }}
QFrame#message {{ background: {raised}; border: 1px solid {line}; border-radius: {radius}px; }}
QLabel#what {{ font-weight: 600; }}
QProgressBar {{ background: {line}; border: none; border-radius: 2px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}
QWidget#header {{ background: {panel}; border: none; border-bottom: 1px solid {line}; }}
QPushButton#page {{ background: transparent; border: 2px solid transparent; color: {quiet}; font-weight: 600; }}
QPushButton#page:hover {{ color: {text}; }}
QPushButton#page:checked {{ color: {text}; border-bottom: 2px solid {accent}; border-radius: 0; }}
QPushButton#page:focus {{ border: 2px solid {accent}; border-radius: 8px; }}
QLabel#key {{ background: {raised}; border: 1px solid {line}; border-radius: 5px; padding: 2px 8px; }}
QLineEdit, QComboBox, QSpinBox, QPlainTextEdit, QTextEdit, QListView, QTableView, QTreeView {{
    background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 8px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QLineEdit, QComboBox, QSpinBox {{ padding: 6px 10px; }}
QLineEdit {{ placeholder-text-color: {quiet}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {{ border: 2px solid {accent}; padding: 5px 9px; }}
QListView#cards, QListView#cards:focus {{ background: transparent; border: none; }}
QPlainTextEdit:focus, QTextEdit:focus, QListView:focus, QTableView:focus, QTreeView:focus {{
    border: 2px solid {accent};
}}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{
    width: 0; height: 0; margin-right: 8px;
    border-left: 4px solid {raised}; border-right: 4px solid {raised}; border-top: 5px solid {quiet};
}}
QComboBox QAbstractItemView {{ border: 1px solid {line}; border-radius: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ padding: 0; border: none; background: transparent; }}
QCheckBox, QRadioButton {{ padding: 4px; border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus, QSlider:focus {{ border: 2px solid {accent}; border-radius: 6px; }}
QMenuBar {{ background: {panel}; color: {text}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 6px; }}
QMenuBar::item:selected {{ background: {raised}; color: {text}; }}
QMenu {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 5px; }}
QMenu::item {{ padding: 6px 24px; border-radius: 5px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QMenu::item:disabled {{ color: {quiet}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 5px 8px; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {line}; }}
QDialog {{ background: {panel}; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {line}; border-radius: 4px; min-height: 32px; }}
QScrollBar::handle:vertical:hover {{ background: {quiet}; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {line}; border-radius: 4px; min-width: 32px; }}
QScrollBar::handle:horizontal:hover {{ background: {quiet}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; height: 0; width: 0;
}}
"""

_CONTRAST_SHEET = """
QCheckBox::indicator, QRadioButton::indicator {{
    width: 10px; height: 10px; padding: 3px; background-clip: content; border: 2px solid {text};
}}
QRadioButton::indicator {{ border-radius: 10px; }}
QCheckBox::indicator:checked, QRadioButton::indicator:checked {{ background-color: {accent}; }}
QSlider::groove:horizontal {{ height: 4px; background: {quiet}; }}
QSlider::sub-page:horizontal {{ background: {accent}; }}
QSlider::handle:horizontal {{
    width: 14px; margin: -7px 0; border: 2px solid {text}; border-radius: 9px; background: {raised};
}}
"""
"""What Fusion frames with a darker shade of the ground, of which black has none."""


class Appearance(QObject):
    """Dresses the application, and dresses it again when the system or the user changes their mind.

    Args:
        application: Everything it shows.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theme = Theme.SYSTEM
        self._text_scale = 1.0
        self._font = QFont(application.font())
        application.setStyle("Fusion")
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._dress)
        hints.accessibility().contrastPreferenceChanged.connect(self._dress)
        self._dress()

    def set(self, theme: Theme, text_scale: float, reduced_motion: bool) -> None:
        """Look as the user wishes."""
        self._theme, self._text_scale = theme, text_scale
        self._application.setProperty(_STILL, reduced_motion)
        # The frame that the system draws around the window shall match.
        scheme = {
            Theme.SYSTEM: Qt.ColorScheme.Unknown,
            Theme.LIGHT: Qt.ColorScheme.Light,
        }.get(theme, Qt.ColorScheme.Dark)
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._dress()

    @property
    def colours(self) -> Colours:
        """What the user's wish and the system's add up to."""
        if self._theme is Theme.SYSTEM:
            return colours_of_system()
        return {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.HIGH_CONTRAST: HIGH_CONTRAST}[self._theme]

    def _dress(self) -> None:
        colours = self.colours
        font = QFont(self._font)
        font.setPointSizeF(self._font.pointSizeF() * self._text_scale)
        self._application.setFont(font)
        self._application.setPalette(palette_of(colours))
        sheet = _SHEET + (_CONTRAST_SHEET if colours is HIGH_CONTRAST else "")
        self._application.setStyleSheet(scaled(sheet.format(radius=RADIUS, **asdict(colours)), self._text_scale))


def colours_of_system() -> Colours:
    """What the system asks for now; one that says nothing counts as light."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def motion_is_wanted() -> bool:
    """Whether things may move that need not; ask before every animation."""
    application = QApplication.instance()
    return application is None or not application.property(_STILL)


def palette_of(colours: Colours) -> QPalette:
    """A scheme in Qt's words."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
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
        (role.Link, colours.accent),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, where, QColor(colours.quiet))
    return palette


def colours_of(palette: QPalette) -> Colours:
    """The scheme that a palette was made from."""
    ground = palette.color(QPalette.ColorRole.Window)
    if ground.lightness() >= 128:
        return LIGHT
    return HIGH_CONTRAST if ground == QColor(HIGH_CONTRAST.ground) else DARK


def scaled(sheet: str, scale: float) -> str:
    """A style sheet with every measure larger, but for lines, which stay as fine as they are."""

    def enlarge(measure: re.Match[str]) -> str:
        pixels = int(measure[1])
        return f"{round(pixels * scale) if pixels > 3 else pixels}px"

    return re.sub(r"(\d+)px", enlarge, sheet)


_STILL = "fitting_room_still"
"""Dynamic property of the application: nothing moves that need not."""

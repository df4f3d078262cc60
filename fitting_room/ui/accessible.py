"""What screen readers are told of widgets that paint themselves: what they are, beside the name that they have.

Qt knows its own controls. A plain widget with a `paintEvent` of its own is nothing to a screen reader, so it derives
from `Painted` and says whether it is a picture or words.
"""

from typing import ClassVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Painted(QWidget):
    """A widget that paints itself; name and description are the widget's own."""

    spoken_role: ClassVar = QAccessible.Role.Graphic
    """What it is."""

    @property
    def spoken_value(self) -> str:
        """What is said after the name, such as how large a picture is shown; mostly nothing."""
        return ""


class PaintedInterface(QAccessibleWidget):
    """A painted widget as screen readers meet it.

    Args:
        painted: The widget.
    """

    def __init__(self, painted: Painted) -> None:
        super().__init__(painted, painted.spoken_role)
        self._painted = painted

    def text(self, kind: QAccessible.Text) -> str:
        """Its value; the rest is the widget's."""
        return self._painted.spoken_value if kind is QAccessible.Text.Value else super().text(kind)


def explain_painted() -> None:
    """Tell Qt how to explain painted widgets; doing it again changes nothing."""
    QAccessible.installFactory(_explain)


def _explain(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    return PaintedInterface(thing) if isinstance(thing, Painted) else None

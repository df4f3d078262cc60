"""What screen readers are told of canvases: that they are pictures, of what, and how large they are shown."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from fitting_room.ui.stage.canvas import Canvas


class CanvasInterface(QAccessibleWidget):
    """A canvas as a graphic with a value.

    Args:
        canvas: The canvas.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Graphic)
        self._canvas = canvas

    def text(self, kind: QAccessible.Text) -> str:
        """Its value is how large the picture is shown; name and description are the widget's."""
        return self._canvas.spoken_value if kind is QAccessible.Text.Value else super().text(kind)


def explain_canvases() -> None:
    """Tell Qt how to explain canvases; doing it again changes nothing."""
    QAccessible.installFactory(_explain)


def _explain(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
    return CanvasInterface(thing) if isinstance(thing, Canvas) else None

"""The mask editor: the photo with its mask, the tools that change it, and the way back."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSlider, QToolButton, QVBoxLayout, QWidget

from fitting_room.domain.mask_edit import Handle, MaskEdit, Outline, Protection, Region, Stroke, Tool
from fitting_room.studio.messages import MaskView
from fitting_room.ui.stage.edit_history import EditHistory
from fitting_room.ui.stage.flow import FlowLayout
from fitting_room.ui.stage.icons import Glyph
from fitting_room.ui.stage.mask_canvas import FIRST, LARGEST, SMALLEST, MaskCanvas
from fitting_room.ui.stage.mask_pointer import Place
from fitting_room.ui.stage.tools import heading, tool_button
from fitting_room.ui.stage.viewport import Viewport

TELL_MILLISECONDS = 60
"""A movement is told of at most this often: each time the worker makes a mask."""
SIZE_STEP = 1.25
_SIZES = 100


class MaskEditor(QWidget):
    """Changes an edit. Whoever opens it answers `edited` with `set_mask`, and keeps what was `applied`.

    Args:
        viewport: Shared with the rest of the stage, so that the photo stays where it is.
    """

    edited = Signal(MaskEdit)
    thing_wanted = Signal(tuple, bool)
    """Somebody points at (x, y), in shares of the longer side, and means it or only looks: `set_thing` answers."""
    applied = Signal(MaskEdit)
    cancelled = Signal()

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.canvas = MaskCanvas(viewport)
        self._history = EditHistory(MaskEdit())
        self._start = MaskEdit()
        self._tell = QTimer(self)
        self._tell.setSingleShot(True)
        self._tell.setInterval(TELL_MILLISECONDS)
        self._tell.timeout.connect(lambda: self.edited.emit(self.edit))
        self._tools: dict[Tool | None, QToolButton] = {}
        self._meant: dict[Place, Tool] = {}  # What was clicked and is not known yet.
        self._point = tool_button(
            Glyph.POINT,
            self.tr("Point at things"),
            self.tr("Click a thing to open it; with the right button or Alt, to close it"),
        )
        self._protections: dict[Protection, QPushButton] = {}
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._undo = tool_button(Glyph.UNDO, self.tr("Undo the last change"), self.tr("Undo (Ctrl+Z)"))
        self._redo = tool_button(Glyph.REDO, self.tr("Redo the change"), self.tr("Redo (Ctrl+Shift+Z)"))
        self._reset = QPushButton(self.tr("Reset"))
        self._build()
        self._connect()
        self._show()

    @property
    def edit(self) -> MaskEdit:
        """The edit now."""
        return self._history.edit

    @property
    def has_changes(self) -> bool:
        """Whether something would be lost if the editor were left now."""
        return self.edit != self._start

    def begin(self, photo: QPixmap, edit: MaskEdit) -> None:
        """Open the editor.

        Args:
            photo: What the mask lies on.
            edit: What is remembered for this person and category, or the edit of the look.
        """
        self._start = edit
        self._history = EditHistory(edit)
        self._meant.clear()
        self.canvas.set_picture(photo)
        self.canvas.forget_mask()
        self._show()
        self.edited.emit(edit)

    def set_photo(self, photo: QPixmap) -> None:
        """A sharper copy of the same photo."""
        self.canvas.set_picture(photo)

    def set_mask(self, mask: MaskView, edit: MaskEdit) -> None:
        """Show the mask that was made of an edit."""
        self.canvas.set_mask(mask, edit, self.edit)

    def undo(self) -> None:
        """Take the last change back."""
        if self._history.undo():
            self._follow()

    def redo(self) -> None:
        """Make it again."""
        if self._history.redo():
            self._follow()

    def reset(self) -> None:
        """Back to the mask that the program found by itself; can be undone."""
        self._change(MaskEdit())

    def apply(self) -> None:
        """Keep the edit."""
        self._tell.stop()
        self._start = self.edit
        self.applied.emit(self.edit)

    def cancel(self) -> None:
        """Forget what was changed since the editor was opened."""
        self._tell.stop()
        self._history = EditHistory(self._start)
        self._show()
        self.cancelled.emit()

    def set_tool(self, tool: Tool | None) -> None:
        """Take up the brush or the eraser, or neither."""
        self.canvas.set_tool(tool)
        self._tools[tool].setChecked(True)
        self._size.setEnabled(tool is not None)

    def point(self) -> None:
        """Point at things."""
        self.canvas.point()
        self._point.setChecked(True)
        self._size.setEnabled(False)

    def set_thing(self, place: Place, outlines: Sequence[Outline]) -> None:
        """What is at a place that was asked about; nothing where nothing can be made out."""
        self.canvas.pointer.show_thing(place, outlines)
        tool = self._meant.pop(place, None)
        if tool is not None and outlines:
            self._change(self.edit.painted(Region(tool, tuple(outlines))))

    def change_size(self, factor: float) -> None:
        """A wider or finer brush."""
        self.canvas.set_radius(self.canvas.radius * factor)
        self._size.setValue(_to_slider(self.canvas.radius))

    # --- changes ------------------------------------------------------------------------------------------------------

    def _change(self, edit: MaskEdit, goes_on: bool = False) -> None:
        if self._history.change(edit, goes_on=goes_on):
            self._follow()

    def _move(self, handle: Handle, offset: float) -> None:
        self._change(self.edit.moved(handle, offset), goes_on=True)

    def _paint(self, stroke: Stroke) -> None:
        self._change(self.edit.painted(stroke))

    def _mean(self, place: Place, tool: Tool) -> None:
        """Something was clicked: it is known if it has been looked at."""
        self._meant[place] = tool
        if self.canvas.pointer.thing:
            self.set_thing(place, self.canvas.pointer.thing)
        else:
            self.thing_wanted.emit(place, True)

    def _settle(self) -> None:
        self._history.settle()

    def _follow(self) -> None:
        self._show()
        if not self._tell.isActive():
            self._tell.start()

    def _show(self) -> None:
        self.canvas.show_edit(self.edit)
        for protection, button in self._protections.items():
            button.setChecked(self.edit.protects(protection))
        self._undo.setEnabled(self._history.can_undo)
        self._redo.setEnabled(self._history.can_redo)
        self._reset.setEnabled(not self.edit.is_neutral)

    # --- keys ---------------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The editor's own keys come before the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, redo, the size of the brush, and Escape."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
        elif event.key() == Qt.Key.Key_BracketLeft:
            self.change_size(1 / SIZE_STEP)
        elif event.key() == Qt.Key.Key_BracketRight:
            self.change_size(SIZE_STEP)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() != Qt.Key.Key_Space:  # With which the canvas pans: it has seen it, and nobody else shall.
            super().keyPressEvent(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_Escape, Qt.Key.Key_Space)
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return undoes or event.key() in keys

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.canvas, 1)
        column.addLayout(self._build_tools())
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addLayout(self._build_protections(), 1)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAccessibleName(self.tr("Cancel the changes to the mask"))
        cancel.clicked.connect(self.cancel)
        apply = QPushButton(self.tr("Apply"))
        apply.setObjectName("primary")
        apply.setAccessibleName(self.tr("Apply the mask"))
        apply.clicked.connect(self.apply)
        row.addWidget(cancel)
        row.addWidget(apply)
        column.addLayout(row)

    def _build_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        group = QButtonGroup(self)
        for tool, glyph, name, tip in (
            (None, Glyph.MASK, self.tr("Move handles"), self.tr("Drag the handles; a hem takes the garment along")),
            (Tool.BRUSH, Glyph.BRUSH, self.tr("Brush"), self.tr("Paint what may change")),
            (Tool.ERASER, Glyph.ERASER, self.tr("Eraser"), self.tr("Paint what must stay")),
        ):
            choice = tool_button(glyph, name, tip)
            choice.setCheckable(True)
            choice.clicked.connect(lambda _checked, tool=tool: self.set_tool(tool))
            group.addButton(choice)
            self._tools[tool] = choice
            row.addWidget(choice)
        self._point.setCheckable(True)
        self._point.clicked.connect(self.point)
        group.addButton(self._point)
        row.addWidget(self._point)
        self._size.setRange(0, _SIZES)
        self._size.setValue(_to_slider(FIRST))
        self._size.setAccessibleName(self.tr("Size of the brush"))
        self._size.setToolTip(self.tr("Size of the brush ([ and ])"))
        self._size.setMaximumWidth(180)
        self._size.valueChanged.connect(lambda value: self.canvas.set_radius(_from_slider(value)))
        row.addSpacing(8)
        row.addWidget(heading(self.tr("Size")))
        row.addWidget(self._size, 1)
        row.addStretch(1)
        for button in (self._undo, self._redo, self._reset):
            row.addWidget(button)
        self.set_tool(None)
        return row

    def _build_protections(self) -> FlowLayout:
        row = FlowLayout(spacing=4)
        row.addWidget(heading(self.tr("Protect")))
        for protection, text in (
            (Protection.FACE, self.tr("Face")),
            (Protection.HAIR, self.tr("Hair")),
            (Protection.HANDS, self.tr("Hands")),
            (Protection.HELD, self.tr("Held things")),
            (Protection.OTHER_GARMENT, self.tr("Other clothes")),
        ):
            button = QPushButton(text)
            button.setObjectName("choice")
            button.setCheckable(True)
            button.setAccessibleName(self.tr("Protect: {part}").format(part=text))
            button.clicked.connect(
                lambda checked, protection=protection: self._change(self.edit.protecting(protection, checked))
            )
            self._protections[protection] = button
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.canvas.handle_moved.connect(self._move)
        self.canvas.painted.connect(self._paint)
        self.canvas.settled.connect(self._settle)
        self.canvas.pointer.looked.connect(lambda place: self.thing_wanted.emit(place, False))
        self.canvas.pointer.meant.connect(self._mean)
        self._undo.clicked.connect(self.undo)
        self._redo.clicked.connect(self.redo)
        self._reset.setAccessibleName(self.tr("Reset the mask"))
        self._reset.clicked.connect(self.reset)


def _to_slider(radius: float) -> int:
    """Equal steps of the slider multiply the size."""
    return round(_SIZES * math.log(radius / SMALLEST) / math.log(LARGEST / SMALLEST))


def _from_slider(value: int) -> float:
    return SMALLEST * (LARGEST / SMALLEST) ** (value / _SIZES)

"""The stage: the picture and its tools; and what is going on, in words."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from fitting_room.ui.controls import Message
from fitting_room.ui.stage.canvas import Canvas
from fitting_room.ui.stage.look_canvas import LookCanvas, Showing
from fitting_room.ui.stage.tools import StageTools
from fitting_room.ui.stage.viewport import STEP, Viewport
from fitting_room.ui.stage.views import StageView

_SHOWN_ON_LOOK = {StageView.LOOK: Showing.LOOK, StageView.SPLIT: Showing.SPLIT, StageView.CHANGED: Showing.CHANGED}


class Stage(QWidget):
    """Shows the photo, the look and everything made of them, with progress and messages below."""

    view_changed = Signal(StageView)
    """Another view is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.message = Message()
        self.viewport = Viewport(self)
        self._canvas = LookCanvas(self.viewport)
        self._view = StageView.LOOK
        self._pages = QStackedWidget()
        self._pages.addWidget(self._canvas)
        self.tools = StageTools()
        self._words = QLabel()
        self._words.setObjectName("heading")
        self._progress = QProgressBar()
        self._build()
        self._connect()
        self.set_idle()

    # --- what is on it ------------------------------------------------------------------------------------------------

    @property
    def shown(self) -> QPixmap:
        """The picture that is shown now."""
        return self._canvas.shown

    @property
    def words(self) -> str:
        """What is going on."""
        return self._words.text()

    @property
    def view(self) -> StageView:
        """How it is shown."""
        return self._view

    def set_before(self, photo: QPixmap) -> None:
        """The photo as it was taken."""
        self._canvas.set_before(photo)
        self._show_tools()

    def set_after(self, look: QPixmap | None, changed: QImage | None = None) -> None:
        """The person in the outfit; None while nothing is worn.

        A sharper picture of the same look takes its place where it stands: zoom and view stay.

        Args:
            look: The picture.
            changed: Grey picture, white where the look may differ from the photo.
        """
        self._canvas.set_after(look, changed)
        self._show_tools()

    def hold_before(self, held: bool) -> None:
        """Show the photo while held."""
        self._canvas.hold_before(held)

    def describe(self, description: str) -> None:
        """Tell screen readers what the picture shows."""
        self._canvas.setAccessibleDescription(description)

    def set_progress(self, words: str, fraction: float) -> None:
        """Say what is being done and how far it is."""
        self._words.setText(words)
        self._progress.setValue(round(fraction * 1000))
        self._progress.show()

    def set_idle(self, words: str = "") -> None:
        """Nothing is being done; `words` may say what can be."""
        self._words.setText(words)
        self._progress.hide()

    # --- how it is shown ----------------------------------------------------------------------------------------------

    def show_view(self, view: StageView) -> None:
        """Show it another way."""
        if view is self._view:
            return
        self._view = view
        if view in _SHOWN_ON_LOOK:
            self._canvas.show_as(_SHOWN_ON_LOOK[view])
            self._pages.setCurrentWidget(self._canvas)
        self._show_tools()
        self.view_changed.emit(view)

    def toggle_view(self, view: StageView) -> None:
        """Show it this way, or as the look again."""
        self.show_view(StageView.LOOK if view is self._view else view)

    def toggle_split(self) -> None:
        """A line between before and after, or not."""
        self.toggle_view(StageView.SPLIT)

    def toggle_changed(self) -> None:
        """Only what changed in colour, or everything."""
        self.toggle_view(StageView.CHANGED)

    def zoom_in(self) -> None:
        """Closer."""
        self._shown_canvas.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Farther away."""
        self._shown_canvas.zoom_by(1 / STEP)

    def show_whole(self) -> None:
        """The whole picture."""
        self.viewport.show_whole()

    def zoom_to_pixels(self) -> None:
        """One pixel of the picture for each pixel of the screen."""
        self._shown_canvas.zoom_by(1 / self._shown_canvas.scale)

    @property
    def _shown_canvas(self) -> Canvas:
        return self._canvas

    def _show_tools(self) -> None:
        has_look = self._canvas.after is not None
        self.tools.enable(StageView.SPLIT, has_look)
        self.tools.enable(StageView.CHANGED, has_look)
        self.tools.show_view(self._view)
        self._show_percent()

    def _show_percent(self) -> None:
        self.tools.show_percent(round(100 * self._shown_canvas.scale))

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._progress.setRange(0, 1000)
        keep_place = self._progress.sizePolicy()
        keep_place.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(keep_place)
        self._progress.setAccessibleName(self.tr("Progress"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._pages, 1)
        column.addWidget(self.message)
        column.addWidget(self.tools)
        column.addWidget(self._words)
        column.addWidget(self._progress)

    def _connect(self) -> None:
        self.viewport.changed.connect(self._show_percent)
        self._canvas.resized.connect(self._show_percent)
        self.tools.view_asked.connect(self.toggle_view)
        self.tools.zoom_in_asked.connect(self.zoom_in)
        self.tools.zoom_out_asked.connect(self.zoom_out)
        self.tools.whole_asked.connect(self.show_whole)

"""The stage: the picture and its tools; and what is going on, in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from fitting_room.domain.arrays import Mask
from fitting_room.domain.mask_edit import MaskEdit
from fitting_room.studio.messages import MaskView, StepsView
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.accessible import explain_painted
from fitting_room.ui.controls import Message
from fitting_room.ui.garment_mime import GarmentDrop
from fitting_room.ui.pixmap import to_pixmap
from fitting_room.ui.stage.canvas import Canvas
from fitting_room.ui.stage.compare import ComparePage
from fitting_room.ui.stage.drop_veil import DropVeil
from fitting_room.ui.stage.look_canvas import LookCanvas, Showing
from fitting_room.ui.stage.mask_editor import MaskEditor
from fitting_room.ui.stage.sample_strip import SampleStrip
from fitting_room.ui.stage.steps_page import StepsPage
from fitting_room.ui.stage.tools import StageTools
from fitting_room.ui.stage.viewport import STEP, Viewport
from fitting_room.ui.stage.views import StageView

_NEED_LOOK = (StageView.SPLIT, StageView.CHANGED, StageView.STEPS, StageView.MASK)
_SHOWN_ON_LOOK = {StageView.LOOK: Showing.LOOK, StageView.SPLIT: Showing.SPLIT, StageView.CHANGED: Showing.CHANGED}


class Stage(QWidget):
    """Shows the photo, the look and everything made of them, with progress and messages below."""

    view_changed = Signal(StageView)
    """Another view is shown; what it needs beyond photo and look is asked for now."""
    mask_edited = Signal(MaskEdit)
    """The mask of this edit is wanted: `set_mask` shows it."""
    thing_wanted = Signal(tuple, bool)
    """Somebody points at a place of the photo, and means it or only looks: `mask_editor.set_thing` answers."""
    mask_applied = Signal(MaskEdit)
    """The look shall be made with this edit, and the edit remembered."""
    garment_dropped = Signal(GarmentFile)
    """A garment was dropped on the person."""

    def __init__(self) -> None:
        super().__init__()
        explain_painted()
        self.message = Message()
        self.viewport = Viewport(self)
        self._canvas = LookCanvas(self.viewport)
        self._view = StageView.LOOK
        self.compare = ComparePage(self.viewport)
        self.steps = StepsPage(self.viewport)
        self.mask_editor = MaskEditor(self.viewport)
        self._pages = QStackedWidget()
        for page in (self._canvas, self.compare, self.steps, self.mask_editor):
            self._pages.addWidget(page)
        self._veil = DropVeil(self._pages)
        self._drop = GarmentDrop(self._pages)
        self.samples = SampleStrip()
        self.tools = StageTools()
        self._words = self.tools.words
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
        self.mask_editor.set_photo(photo)
        self._show_tools()

    def set_after(self, look: QPixmap | None) -> None:
        """The person in the outfit; None while nothing is worn.

        A sharper picture of the same look takes its place where it stands: zoom and view stay.
        """
        self._canvas.set_after(look)
        if self._canvas.after is None and self._view in (StageView.STEPS, StageView.MASK):
            self.show_view(StageView.LOOK)
        self._show_tools()

    def set_changed(self, changed: Mask) -> None:
        """Where the look may differ from the photo: (h, w) bool, of any size."""
        self._canvas.set_changed(changed)
        self._show_tools()

    def open_mask(self, edit: MaskEdit) -> None:
        """Begin to edit the mask, from what is remembered."""
        self.mask_editor.begin(self._canvas.before, edit)

    def set_mask(self, mask: MaskView, edit: MaskEdit) -> None:
        """The mask that was made of an edit."""
        self.mask_editor.set_mask(mask, edit)

    def set_steps(self, steps: StepsView) -> None:
        """The steps from the photo to the look."""
        self.steps.set_steps([(step, to_pixmap(picture)) for step, picture in steps.pictures])

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
        left, self._view = self._view, view
        if view in _SHOWN_ON_LOOK:
            self._canvas.show_as(_SHOWN_ON_LOOK[view])
        self._pages.setCurrentWidget(self._page(view))
        if view not in _SHOWN_ON_LOOK:
            self._shown_canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_tools()
        self.view_changed.emit(view)
        if left is StageView.MASK and self.mask_editor.has_changes and self._canvas.after is not None:
            self.mask_editor.apply()  # Nothing is lost by looking elsewhere; Escape is the way to forget.

    def toggle_view(self, view: StageView) -> None:
        """Show it this way, or as the look again."""
        self.show_view(StageView.LOOK if view is self._view else view)

    def toggle_split(self) -> None:
        """A line between before and after, or not."""
        self.toggle_view(StageView.SPLIT)

    def toggle_changed(self) -> None:
        """Only what changed in colour, or everything."""
        self.toggle_view(StageView.CHANGED)

    def toggle_compare(self) -> None:
        """Looks side by side, or not."""
        self.toggle_view(StageView.COMPARE)

    def toggle_steps(self) -> None:
        """How the look was made, or not."""
        self.toggle_view(StageView.STEPS)

    def toggle_mask(self) -> None:
        """The mask editor, or not; what was changed is applied."""
        self.toggle_view(StageView.MASK)

    def zoom_in(self) -> None:
        """Closer."""
        self._shown_canvas.zoom_by(STEP)

    def zoom_out(self) -> None:
        """Farther away."""
        self._shown_canvas.zoom_by(1 / STEP)

    def show_whole(self) -> None:
        """The whole picture."""
        self.viewport.show_whole()

    def _page(self, view: StageView) -> QWidget:
        pages = {StageView.COMPARE: self.compare, StageView.STEPS: self.steps, StageView.MASK: self.mask_editor}
        return pages.get(view, self._canvas)

    @property
    def _shown_canvas(self) -> Canvas:
        """The canvas that zooms and has the focus."""
        match self._view:
            case StageView.COMPARE if self.compare.panes:
                return self.compare.panes[0]
            case StageView.STEPS:
                return self.steps.canvas
            case StageView.MASK:
                return self.mask_editor.canvas
        return self._canvas

    def _show_tools(self) -> None:
        has_look = self._canvas.after is not None
        for view in _NEED_LOOK:
            self.tools.enable(view, has_look)
        self.tools.enable(StageView.CHANGED, self._canvas.knows_changed)
        self.tools.show_view(self._view)
        self.samples.set_wanted(self._view in _SHOWN_ON_LOOK)
        self._show_percent()

    def _show_percent(self) -> None:
        self.tools.show_percent(round(100 * self._shown_canvas.scale))

    def _apply_mask(self, edit: MaskEdit) -> None:
        if self._view is StageView.MASK:
            self.show_view(StageView.LOOK)
        self.mask_applied.emit(edit)

    def _show_veil(self, hovered: bool) -> None:
        if hovered:
            self._veil.lower_with(self.tr("Drop it to wear it"))
        else:
            self._veil.hide()

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
        column.addWidget(self.samples)
        column.addWidget(self.message)
        column.addWidget(self.tools)
        column.addWidget(self._progress)

    def _connect(self) -> None:
        self.viewport.changed.connect(self._show_percent)
        self._canvas.resized.connect(self._show_percent)
        self.compare.changed.connect(self._show_percent)
        self.mask_editor.edited.connect(self.mask_edited)
        self.mask_editor.thing_wanted.connect(self.thing_wanted)
        self.mask_editor.applied.connect(self._apply_mask)
        self.mask_editor.cancelled.connect(lambda: self.show_view(StageView.LOOK))
        self._drop.hovered.connect(self._show_veil)
        self._drop.dropped.connect(self.garment_dropped)
        self.tools.view_asked.connect(self.toggle_view)
        self.tools.zoom_in_asked.connect(self.zoom_in)
        self.tools.zoom_out_asked.connect(self.zoom_out)
        self.tools.whole_asked.connect(self.show_whole)

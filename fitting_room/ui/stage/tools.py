"""The row below the picture: how it is looked at, what is going on, and how large it is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from fitting_room.ui.stage.icons import Glyph, icon
from fitting_room.ui.stage.views import StageView
from fitting_room.ui.stage.words import Words

_ICON = QSize(20, 20)


class StageTools(QWidget):
    """Buttons for views and zoom. The stage decides; the row shows what it decided."""

    view_asked = Signal(StageView)
    """The view whose button was clicked, whether or not it is shown already."""
    zoom_in_asked = Signal()
    zoom_out_asked = Signal()
    whole_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.words = Words()
        self._views: dict[StageView, QToolButton] = {}
        for view, glyph, name, tip in (
            (StageView.SPLIT, Glyph.SPLIT, self.tr("Before and after"), self.tr("A line between photo and look (S)")),
            (StageView.COMPARE, Glyph.COMPARE, self.tr("Compare"), self.tr("Put looks side by side (C)")),
            (StageView.CHANGED, Glyph.CHANGED, self.tr("Changed pixels"), self.tr("Show what has changed (X)")),
            (StageView.STEPS, Glyph.STEPS, self.tr("Steps"), self.tr("Show how the picture was made (I)")),
            (StageView.MASK, Glyph.MASK, self.tr("Mask"), self.tr("Decide what may change (M)")),
        ):
            button = tool_button(glyph, name, tip)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked, view=view: self._ask(view))
            self._views[view] = button
            row.addWidget(button)
        row.addWidget(self.words, 1)
        out = tool_button(Glyph.ZOOM_OUT, self.tr("Zoom out"), self.tr("Zoom out (−)"))
        out.clicked.connect(self.zoom_out_asked)
        self._percent = QPushButton()
        self._percent.setObjectName("quiet")
        self._percent.setToolTip(self.tr("Show the whole picture (0)"))
        self._percent.clicked.connect(self.whole_asked)
        closer = tool_button(Glyph.ZOOM_IN, self.tr("Zoom in"), self.tr("Zoom in (+)"))
        closer.clicked.connect(self.zoom_in_asked)
        row.addWidget(out)
        row.addWidget(self._percent)
        row.addWidget(closer)
        self.show_percent(100)

    def show_view(self, view: StageView) -> None:
        """Mark the view that is shown."""
        for each, button in self._views.items():
            button.setChecked(each is view)

    def enable(self, view: StageView, enabled: bool) -> None:
        """Whether there is something to show in a view."""
        self._views[view].setEnabled(enabled)

    def show_percent(self, percent: int) -> None:
        """Say how large the picture is shown."""
        self._percent.setText(f"{percent} %")
        self._percent.setAccessibleName(self.tr("Zoom: {percent} %. Show the whole picture").format(percent=percent))
        # Wide enough for four figures, so that the buttons beside it stay where they are.
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("8888 %") + 20)

    def _ask(self, view: StageView) -> None:
        # A button shows what the stage shows, not what was clicked.
        self._views[view].setChecked(not self._views[view].isChecked())
        self.view_asked.emit(view)


def tool_button(glyph: Glyph, name: str, tip: str) -> QToolButton:
    """A button with an icon and a name for those who do not see it."""
    button = QToolButton()
    button.setIcon(icon(glyph))
    button.setIconSize(_ICON)
    button.setObjectName("tool")
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setFixedSize(36, 32)
    return button


def heading(text: str) -> QLabel:
    """A quiet label."""
    label = QLabel(text)
    label.setObjectName("heading")
    return label

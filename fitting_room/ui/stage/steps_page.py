"""How a look was made: a strip of steps, one of them large."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from fitting_room.studio.messages import Step
from fitting_room.ui.stage.picture_canvas import PictureCanvas
from fitting_room.ui.stage.viewport import Viewport

_THUMBNAIL = QSize(60, 80)
_AROUND = 38
"""Of a thumbnail and its words: margins, and the bar that scrolls, in logical pixels."""


class StepsPage(QWidget):
    """Shows the steps from the photo to the look.

    Args:
        viewport: Shared with the rest of the stage.
    """

    def __init__(self, viewport: Viewport) -> None:
        super().__init__()
        self.canvas = PictureCanvas(viewport)
        self._pictures: dict[Step, QPixmap] = {}
        self._step = Step.PARSING
        self._group = QButtonGroup(self)
        self._explanation = QLabel()
        self._explanation.setObjectName("heading")
        self._explanation.setWordWrap(True)
        self._strip = QWidget()
        self._row = QHBoxLayout(self._strip)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        scroll = QScrollArea()
        scroll.setWidget(self._strip)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedHeight(_THUMBNAIL.height() + self.fontMetrics().height() + _AROUND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.canvas, 1)
        column.addWidget(self._explanation)
        column.addWidget(scroll)

    @property
    def step(self) -> Step:
        """The step that is shown large."""
        return self._step

    def set_steps(self, steps: Sequence[tuple[Step, QPixmap]]) -> None:
        """Show the steps of a look."""
        self.clear()
        self._pictures = dict(steps)
        for step, picture in steps:
            button = QToolButton()
            button.setObjectName("step")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setText(self._title(step))
            button.setAccessibleName(self.tr("Step: {name}").format(name=self._title(step)))
            button.setIconSize(_THUMBNAIL)
            ratio = self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            small = picture.scaled(_THUMBNAIL * ratio, keep, smooth)
            small.setDevicePixelRatio(ratio)
            button.setIcon(QIcon(small))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _checked, step=step: self.show_step(step))
            self._group.addButton(button, list(Step).index(step))
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.show_step(self._step if self._step in self._pictures else next(iter(self._pictures)))

    def clear(self) -> None:
        """Another look: its steps are not known yet."""
        self._pictures = {}
        while (item := self._row.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        self.canvas.set_picture(QPixmap())
        self._explanation.clear()

    def show_step(self, step: Step) -> None:
        """Show a step large."""
        self._step = step
        self._group.button(list(Step).index(step)).setChecked(True)
        self.canvas.set_picture(self._pictures[step], self._title(step))
        self.canvas.setAccessibleName(self._title(step))
        self._explanation.setText(self._explain(step))

    def _title(self, step: Step) -> str:
        return {
            Step.PHOTO: self.tr("Photo"),
            Step.POSE: self.tr("Pose"),
            Step.MATTE: self.tr("Cut-out"),
            Step.PARSING: self.tr("Body parts"),
            Step.AGNOSTIC: self.tr("May change"),
            Step.WARPED: self.tr("Fitted clothes"),
            Step.RESULT: self.tr("Look"),
        }[step]

    def _explain(self, step: Step) -> str:
        return {
            Step.PHOTO: self.tr("The photo as it was taken."),
            Step.POSE: self.tr("Where the joints are. The person's own left is orange, the right is blue."),
            Step.MATTE: self.tr("The person without the room."),
            Step.PARSING: self.tr("What each part of the picture was taken for."),
            Step.AGNOSTIC: self.tr("Grey may change. Blue is protected. You can correct it with the mask (M)."),
            Step.WARPED: self.tr("The new clothes, fitted to the body."),
            Step.RESULT: self.tr("Everything put together."),
        }[step]

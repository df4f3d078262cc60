"""The controls of the mirror: camera, coach or shots, shutter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.camera.camera import Source
from fitting_room.ui.mirror.coach_list import CoachList
from fitting_room.ui.mirror.shots import ShotStrip
from fitting_room.ui.mirror.words import source_words


class MirrorPanel(QFrame):
    """Everything beside the picture.

    Args:
        mirrored: Whether the live picture is shown as in a mirror at first.
    """

    camera_chosen = Signal(object)
    """A `Source`."""
    turn = Signal()
    mirrored = Signal(bool)
    coach_wanted = Signal()
    shutter = Signal()
    done = Signal()

    def __init__(self, mirrored: bool) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.coach = CoachList()
        self.shots = ShotStrip()
        self._sources: tuple[Source, ...] = ()
        self._usable = False
        self._worn = QLabel()
        self._worn.setObjectName("heading")
        self._worn.setWordWrap(True)
        self._coaching = QCheckBox(self.tr("Help me take a good photo"))
        self._coaching.setAccessibleName(self._coaching.text())
        self._coaching.setChecked(True)
        self._coaching.toggled.connect(self._toggle_coach)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._coach_side())
        self._middle.addWidget(self.shots)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(20, 20, 20, 20)
        self._row.setSpacing(18)
        self._row.addWidget(self._camera_side(mirrored))
        self._row.addWidget(self._middle, 1)

    @property
    def wants_coach(self) -> bool:
        """Whether the coach shall help."""
        return self._coaching.isChecked()

    def set_cameras(self, sources: Sequence[Source], current: Source | None) -> None:
        """Offer these cameras; the one in use stays chosen while others come and go."""
        offered = tuple(sources)
        if current is not None and current not in offered:
            offered = (*offered, current)
        self._cameras.blockSignals(True)
        if offered != self._sources:
            self._sources = offered
            self._cameras.clear()
            self._cameras.addItems([source_words(source) for source in offered])
        self._cameras.setCurrentIndex(offered.index(current) if current is not None else -1)
        self._cameras.blockSignals(False)
        self._cameras.setEnabled(bool(offered))

    def set_usable(self, usable: bool) -> None:
        """Whether there is a picture to be photographed and turned."""
        self._usable = usable
        self._shutter.setEnabled(usable)
        self._turn.setEnabled(usable)

    def set_busy(self, busy: bool) -> None:
        """Whether shots are being taken."""
        self._shutter.setEnabled(self._usable and not busy)

    @property
    def worn(self) -> str:
        """What is said to be worn."""
        return self._worn.text()

    def set_worn(self, words: str) -> None:
        """Say what is worn."""
        self._worn.setText(words)
        self._worn.setVisible(bool(words))

    def ask(self, previews: Sequence[RgbImage], best: int) -> None:
        """Ask which of the shots to keep."""
        self._middle.setCurrentWidget(self.shots)
        self.shots.ask(previews, best)

    def show_coach(self) -> None:
        """Back to the coach."""
        self._middle.setCurrentIndex(0)

    def set_upright(self, upright: bool, width: int) -> None:
        """Below the picture, side by side; or beside it, one below the other."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if upright else directions.TopToBottom)
        needed = max(width, self.minimumSizeHint().width())  # Large letters need more.
        self.setMinimumWidth(0 if upright else needed)
        self.setMaximumWidth(16_777_215 if upright else needed)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum if upright else policy.Preferred)

    def _camera_side(self, mirrored: bool) -> QWidget:
        side = QWidget()
        title = QLabel(self.tr("Live mirror"))
        title.setObjectName("title")
        self._cameras = QComboBox()
        self._cameras.setAccessibleName(self.tr("Camera"))
        self._cameras.view().setAccessibleName(self.tr("Cameras"))
        self._cameras.setPlaceholderText(self.tr("No camera yet"))
        self._cameras.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._cameras.setMinimumContentsLength(10)
        self._cameras.activated.connect(lambda index: self.camera_chosen.emit(self._sources[index]))
        self._turn = QPushButton(self.tr("Turn"))
        self._turn.setAccessibleName(self.tr("Turn the picture by a quarter"))
        self._turn.setToolTip(self.tr("For a camera that stands on its side"))
        self._turn.clicked.connect(self.turn)
        as_mirror = QCheckBox(self.tr("Show me as in a mirror"))
        as_mirror.setAccessibleName(as_mirror.text())
        as_mirror.setToolTip(self.tr("Photos are always kept as others see you."))
        as_mirror.setChecked(mirrored)
        as_mirror.toggled.connect(self.mirrored)
        chooser = QHBoxLayout()
        chooser.setSpacing(8)
        chooser.addWidget(self._cameras, 1)
        chooser.addWidget(self._turn)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(title)
        column.addLayout(chooser)
        column.addWidget(as_mirror)
        column.addWidget(self._coaching)
        column.addWidget(self._worn)
        column.addStretch(1)
        self._worn.hide()
        return side

    def _coach_side(self) -> QWidget:
        side = QWidget()
        self._heading = QLabel(self.tr("For a good photo"))
        self._heading.setObjectName("heading")
        self._promise = QLabel(self.tr("When all is green, the photo is taken by itself."))
        self._promise.setWordWrap(True)
        self._shutter = QPushButton(self.tr("Take the photo"))
        self._shutter.setObjectName("primary")
        self._shutter.setAccessibleName(self._shutter.text())
        self._shutter.setToolTip(self.tr("Take the photo now (Space)"))
        self._shutter.setMinimumHeight(max(48, self._shutter.sizeHint().height()))
        self._shutter.setEnabled(False)
        self._shutter.clicked.connect(self.shutter)
        done = QPushButton(self.tr("Done"))
        done.setAccessibleName(done.text())
        done.setMinimumHeight(max(40, done.sizeHint().height()))
        done.clicked.connect(self.done)
        advice = QWidget()
        lines = QVBoxLayout(advice)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self._heading)
        lines.addWidget(self.coach)
        lines.addWidget(self._promise)
        lines.addStretch(1)
        # In a low window, or with large letters, the advice scrolls and the buttons stay.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(advice)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(scroll, 1)
        column.addWidget(self._shutter)
        column.addWidget(done)
        return side

    def _toggle_coach(self, wanted: bool) -> None:
        for widget in (self._heading, self.coach, self._promise):
            widget.setVisible(wanted)
        self.coach_wanted.emit()

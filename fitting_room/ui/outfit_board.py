"""The outfit as a small board: a top and bottoms, or a dress; how they are worn and which is in front.

In: a `Scene` by `show_scene`. Out: the scene that the user wants, by `changed`. The board never builds an outfit that
cannot be worn: places that are in the way of each other say so and refuse what is dropped on them.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fitting_room.domain.garment import Category
from fitting_room.domain.tryon import Fit
from fitting_room.studio.recipe import GarmentFile
from fitting_room.studio.session import SEPARATES, Scene
from fitting_room.ui.controls import Choice
from fitting_room.ui.garment_mime import GarmentDrop, pack_garment, unpack_garment
from fitting_room.ui.names import say_name
from fitting_room.ui.outfit_slot import OutfitSlot

LoadThumbnail = Callable[[GarmentFile, QSize, Callable[[QPixmap], None]], None]
"""Finds the small picture of a garment, makes it cover a size in device pixels, and hands it over, now or later."""

_BESIDE, _NARROWEST = 560, 290
"""Widths in pixels: below the first, the controls stand below the garments; below the second, nothing fits."""


class OutfitBoard(QWidget):
    """Shows and changes what is worn.

    Args:
        load_thumbnail: Where pictures of garments come from.
    """

    changed = Signal(Scene)
    choice_wanted = Signal(Category)
    """A place was clicked: the user wants to see what could be worn there."""

    def __init__(self, load_thumbnail: LoadThumbnail) -> None:
        super().__init__()
        self._load_thumbnail = load_thumbnail
        self._scene = Scene()
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Outfit"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._slots = {
            category: self._make_slot(category, title)
            for category, title in (
                (Category.TOPS, self.tr("Top")),
                (Category.BOTTOMS, self.tr("Bottoms")),
                (Category.DRESSES, self.tr("Dress")),
            )
        }
        self._layers = QPushButton()
        self._layers.setObjectName("quiet")
        self._layers.clicked.connect(self._swap_layers)
        self._clear = QPushButton(self.tr("Take all off"))
        self._clear.setAccessibleName(self._clear.text())
        self._clear.clicked.connect(lambda: self._go(self._scene.undressed()))
        self._fit = Choice(
            self.tr("Fit"),
            [(Fit.TIGHT, self.tr("Tight")), (Fit.REGULAR, self.tr("Regular")), (Fit.LOOSE, self.tr("Loose"))],
        )
        self._fit.chosen.connect(lambda fit: self._go(self._with_options(fit=fit)))
        self._tuck = Choice(
            self.tr("Top"), [(None, self.tr("Auto")), (True, self.tr("Tucked in")), (False, self.tr("Over"))]
        )
        self._tuck.chosen.connect(lambda tuck: self._go(self._with_options(tuck=tuck)))
        self._reason = QLabel()
        self._reason.setObjectName("heading")
        self._reason.setWordWrap(True)
        for sometimes in (self._tuck, self._layers):
            policy = sometimes.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # Nothing jumps when an outfit changes.
            sometimes.setSizePolicy(policy)
        self._lay_out()
        self.show_scene(self._scene)

    @property
    def reason(self) -> str:
        """Why something could not be put on, or nothing."""
        return self._reason.text()

    def show_scene(self, scene: Scene) -> None:
        """Show what is worn, and what can be."""
        self._scene = scene
        for category, slot in self._slots.items():
            self._show_slot(slot, scene.piece(category), scene.obstacles(category))
        self._fit.set_value(scene.options.fit)
        self._tuck.set_value(scene.options.tuck)
        self._clear.setEnabled(bool(scene.garments))
        self._tuck.setVisible(scene.piece(Category.DRESSES) is None)
        self._show_layers()
        self._explain("")

    # --- what the user does -------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A garment comes: show where it belongs."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """As entering."""
        self._consider(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The garment is elsewhere. Why it was refused stays to be read."""
        self._invite(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the garment on."""
        garment = self._consider(event)
        self._invite(None)
        if garment is not None:
            self._go(self._scene.wearing(garment))

    def _consider(self, event: QDropEvent) -> GarmentFile | None:
        """Take a garment that can be worn now; refuse one that cannot, with the reason."""
        garment = unpack_garment(event.mimeData())
        refusal = "" if garment is None else self._refusal(garment)
        self._explain(refusal)
        if garment is None or refusal:
            self._invite(None)
            event.ignore()
            return None
        self._invite(garment.category)
        event.acceptProposedAction()
        return garment

    def _refusal(self, garment: GarmentFile) -> str:
        if garment.category is None:
            sentence = self.tr("It is not known where “%1” is worn. Choose its category in the wardrobe.")
            return sentence.replace("%1", say_name(garment.name, garment.path))
        return self._reason_against(garment.category)

    def _reason_against(self, category: Category) -> str:
        """Why nothing of a category can be put on now, or nothing."""
        obstacles = self._scene.obstacles(category)
        if not obstacles:
            return ""
        names = _listed(obstacles)
        if category is Category.DRESSES:
            sentence = self.tr("A dress is worn alone. Take off %1 first, or drop the dress on the person.")
        else:
            sentence = self.tr("Nothing goes with a dress. Take off %1 first, or drop the garment on the person.")
        return sentence.replace("%1", names)

    def _click(self, slot: OutfitSlot) -> None:
        if slot.blocked:
            self._explain(self._reason_against(slot.category))
        else:
            self.choice_wanted.emit(slot.category)

    def _drag_out(self, category: Category) -> None:
        """Let a garment be dragged away: dropped anywhere else in the window, it comes off."""
        piece = self._scene.piece(category)
        if piece is None:
            return
        drag = QDrag(self)
        drag.setMimeData(pack_garment(piece))
        drag.setPixmap(self._slots[category].picture)
        elsewhere = GarmentDrop(self.window())
        elsewhere.dropped.connect(lambda _: self._go(self._scene.without(category)))
        drag.exec(Qt.DropAction.CopyAction)
        elsewhere.stop()

    def _swap_layers(self) -> None:
        behind = Category.TOPS if self._scene.in_front is Category.BOTTOMS else Category.BOTTOMS
        self._go(self._scene.with_in_front(behind))

    def _with_options(self, **values: object) -> Scene:
        return replace(self._scene, options=replace(self._scene.options, **values))  # type: ignore[arg-type]

    def _go(self, scene: Scene) -> None:
        if scene != self._scene:
            self.show_scene(scene)
            self.changed.emit(scene)

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show_slot(self, slot: OutfitSlot, piece: GarmentFile | None, obstacles: tuple[GarmentFile, ...]) -> None:
        if piece is not None:
            slot.show_garment(say_name(piece.name, piece.path))

            def deliver(picture: QPixmap) -> None:
                if self._scene.piece(slot.category) == piece:  # Something else may be worn by now.
                    slot.set_picture(picture)

            if slot.picture.isNull():
                self._load_thumbnail(piece, slot.picture_size, deliver)
        elif obstacles:
            slot.show_blocked(_listed(obstacles), self._reason_against(slot.category))
        else:
            slot.show_empty()

    def _show_layers(self) -> None:
        both = set(self._scene.worn) == set(SEPARATES)
        words = {
            Category.TOPS: self.tr("Top in front"),
            Category.BOTTOMS: self.tr("Bottoms in front"),
            None: self.tr("Swap layers"),
        }[self._scene.in_front]
        self._layers.setText(f"⇄ {words}")
        self._layers.setAccessibleName(self.tr("Layer order: %1").replace("%1", words))
        self._layers.setToolTip(self.tr("Wear the other piece in front where top and bottoms meet"))
        self._layers.setVisible(both)

    def _explain(self, reason: str) -> None:
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _invite(self, category: Category | None) -> None:
        for each, slot in self._slots.items():
            slot.invite(each is category)

    # --- building -----------------------------------------------------------------------------------------------------

    def _make_slot(self, category: Category, title: str) -> OutfitSlot:
        slot = OutfitSlot(category, title)
        slot.clicked.connect(lambda: self._click(slot))
        slot.removal_wanted.connect(lambda: self._go(self._scene.without(category)))
        slot.drag_started.connect(lambda: self._drag_out(category))
        return slot

    def _lay_out(self) -> None:
        pieces = QHBoxLayout()
        pieces.setSpacing(8)
        for slot in self._slots.values():
            pieces.addWidget(slot, 0, Qt.AlignmentFlag.AlignTop)
        pieces.addStretch(1)
        width = max(self._fit.caption_width, self._tuck.caption_width)
        controls = QVBoxLayout()
        controls.setSpacing(6)
        for choice in (self._fit, self._tuck):
            choice.set_caption_width(width)
            controls.addWidget(choice)
        buttons = QHBoxLayout()
        buttons.addWidget(self._layers)
        buttons.addStretch(1)
        buttons.addWidget(self._clear)
        controls.addLayout(buttons)
        controls.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(14)
        self._row.addLayout(pieces)
        self._row.addLayout(controls, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._row)
        column.addWidget(self._reason)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the controls below, even while they are beside."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls beside the garments where there is room, else below."""
        beside = self.width() >= _BESIDE
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)


def _listed(garments: tuple[GarmentFile, ...]) -> str:
    return " + ".join(f"“{say_name(garment.name, garment.path)}”" for garment in garments)

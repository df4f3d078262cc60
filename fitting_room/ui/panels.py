"""The people on the left and the wardrobe on the right."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fitting_room.domain.garment import Category
from fitting_room.studio.demo import PersonFile
from fitting_room.studio.recipe import GarmentFile
from fitting_room.ui.cards import CardGrid, PictureCard
from fitting_room.ui.controls import Choice
from fitting_room.ui.pixmap import ThumbnailLoader, cover

PERSON_SIZE = QSize(96, 128)
GARMENT_SIZE = QSize(90, 120)


class Panel(QFrame):
    """A titled column that scrolls."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(width)
        self.title = QLabel()
        self.title.setObjectName("title")
        self._content = QWidget()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(16, 0, 12, 16)
        self.column.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        self.head = QVBoxLayout()
        self.head.setContentsMargins(16, 16, 16, 8)
        self.head.setSpacing(10)
        self.head.addWidget(self.title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.head)
        outer.addWidget(scroll, 1)
        self.foot = QVBoxLayout()
        outer.addLayout(self.foot)


class PeoplePanel(Panel):
    """Who can be dressed."""

    chosen = Signal(Path)
    open_requested = Signal()

    def __init__(self, people: Iterable[PersonFile], thumbnails: ThumbnailLoader) -> None:
        super().__init__(PERSON_SIZE.width() + 36)
        self.title.setText(self.tr("People"))
        button = QPushButton(self.tr("Open…"))
        button.setAccessibleName(self.tr("Open a photo"))
        button.setToolTip(self.tr("Open a photo of a person (Ctrl+O)"))
        button.clicked.connect(self.open_requested)
        self.head.addWidget(button)
        self._grid = CardGrid(columns=1)
        self._cards: dict[Path, PictureCard] = {}
        self.column.addWidget(self._grid)
        self.column.addStretch(1)
        self._bundled = {person.path for person in people}
        for person in people:
            card = self._add(person.path, person.name, first=False)
            thumbnails.load(person.path, card.picture_size, card.set_picture)

    def name_of(self, path: Path) -> str:
        """What the person of a photo is called."""
        return self._cards[path].text() if path in self._cards else path.stem

    def is_bundled(self, path: Path) -> bool:
        """Whether the photo is one of ours."""
        return path in self._bundled

    def add_photo(self, path: Path, picture: QPixmap) -> None:
        """Put the user's own photo first."""
        card = self._cards.get(path) or self._add(path, path.stem, first=True)
        card.set_picture(cover(picture, card.picture_size))

    def show_chosen(self, path: Path | None) -> None:
        """Mark whose photo it is."""
        for each, card in self._cards.items():
            card.setChecked(each == path)

    def _add(self, path: Path, name: str, first: bool) -> PictureCard:
        card = PictureCard(name, PERSON_SIZE)
        card.clicked.connect(lambda: self.chosen.emit(path))
        self._cards[path] = card
        if first:
            self._grid.add_first(card)
        else:
            self._grid.add(card)
        return card


class WardrobePanel(Panel):
    """What can be worn, by category."""

    toggled = Signal(GarmentFile)

    def __init__(self, wardrobe: Sequence[GarmentFile], thumbnails: ThumbnailLoader) -> None:
        super().__init__(3 * GARMENT_SIZE.width() + 2 * 6 + 36)
        self.title.setText(self.tr("Wardrobe"))
        self._cards: dict[GarmentFile, PictureCard] = {}
        titles = {
            Category.TOPS: self.tr("Tops"),
            Category.BOTTOMS: self.tr("Bottoms"),
            Category.DRESSES: self.tr("Dresses"),
        }
        for category, title in titles.items():
            heading = QLabel(title)
            heading.setObjectName("heading")
            grid = CardGrid(columns=3)
            self.column.addWidget(heading)
            self.column.addWidget(grid)
            self.column.addSpacing(8)
            for garment in wardrobe:
                if garment.category is category:
                    grid.add(self._make_card(garment, thumbnails))
        self.column.addStretch(1)

    def add_choices(self, *choices: Choice) -> None:
        """Put how the garments are worn below them."""
        self.foot.setContentsMargins(16, 10, 16, 14)
        self.foot.setSpacing(6)
        width = max(choice.caption_width for choice in choices)
        for choice in choices:
            choice.set_caption_width(width)
            self.foot.addWidget(choice)

    def show_worn(self, worn: Sequence[GarmentFile]) -> None:
        """Mark what is worn."""
        for garment, card in self._cards.items():
            card.setChecked(garment in worn)

    def _make_card(self, garment: GarmentFile, thumbnails: ThumbnailLoader) -> PictureCard:
        card = PictureCard(garment.name, GARMENT_SIZE)
        card.clicked.connect(lambda: self.toggled.emit(garment))
        self._cards[garment] = card
        thumbnails.load(garment.path, card.picture_size, card.set_picture)
        return card

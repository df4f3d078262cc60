"""Everything that can be done in the window, in one table. Menus, keys, the palette and the shortcut sheet read it.

The table holds what is said, in English; `tools/translations.py` collects it for the translation files. What is done
comes from the window, by id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QToolButton, QWidget

Role = QAction.MenuRole


class Menu(Enum):
    """The menus, in their order. The value is the English title."""

    FILE = "&File"
    EDIT = "&Edit"
    LOOK = "&Look"
    VIEW = "&View"
    HELP = "&Help"

    @property
    def title(self) -> str:
        """In the language of the window, with the letter for Alt marked."""
        return QCoreApplication.translate("actions", self.value)

    @property
    def plain_title(self) -> str:
        """The title without that mark."""
        # Languages without Latin letters put the letter behind the word: "파일(&F)".
        return self.title.split("(&")[0].replace("&", "")


@dataclass(frozen=True)
class Entry:
    """One thing that can be done.

    Attributes:
        id: Under which the window says how.
        words: In English.
        menu: Where it stands.
        keys: That do it, in Qt's portable form; the first is the one shown.
        begins_group: Whether a line divides it from the entry above.
        held: Whether the first key works for as long as it is held, which the window sees to.
        unclaimed: Whether the key works where no control wants it for itself, as buttons and fields want Space.
        role: Where macOS wants it.
    """

    id: str
    words: str
    menu: Menu
    keys: tuple[str, ...] = ()
    begins_group: bool = False
    held: bool = False
    unclaimed: bool = False
    role: Role = Role.NoRole

    @property
    def title(self) -> str:
        """In the language of the window."""
        return QCoreApplication.translate("actions", self.words)

    @property
    def shown_keys(self) -> str:
        """The first key as this system writes it."""
        if not self.keys:
            return ""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


ENTRIES = (
    Entry("open", "Open a photo…", Menu.FILE, ("Ctrl+O",)),
    Entry("import", "Add garments…", Menu.FILE, ("Ctrl+I",)),
    Entry("import_folder", "Add a folder of garments…", Menu.FILE, ("Ctrl+Shift+I",)),
    Entry("save", "Save the look…", Menu.FILE, ("Ctrl+S",), begins_group=True),
    Entry("keep", "Keep the look", Menu.FILE, ("Ctrl+D",)),
    Entry("lookbook", "Export a lookbook…", Menu.FILE, ("Ctrl+E",)),
    Entry("print", "Print the look…", Menu.FILE, ("Ctrl+P",)),
    Entry("preferences", "Preferences…", Menu.FILE, ("Ctrl+,",), begins_group=True, role=Role.PreferencesRole),
    Entry("quit", "Quit", Menu.FILE, ("Ctrl+Q",), begins_group=True, role=Role.QuitRole),
    Entry("undo", "Undo", Menu.EDIT, ("Ctrl+Z",)),
    Entry("redo", "Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y")),
    Entry("paste", "Paste a picture", Menu.EDIT, ("Ctrl+V",), begins_group=True),
    Entry("find", "Search the wardrobe", Menu.EDIT, ("Ctrl+F",)),
    Entry("palette", "Find anything…", Menu.EDIT, ("Ctrl+K",)),
    Entry("render", "Make the look", Menu.LOOK, ("Ctrl+Return", "Ctrl+Enter")),
    Entry("engine", "Choose who makes the pictures…", Menu.LOOK, ("E",)),
    Entry("cancel", "Stop what is being done", Menu.LOOK, ("Esc",)),
    Entry("undress", "Take everything off", Menu.LOOK, ("Ctrl+Backspace",)),
    Entry("capture", "Take a picture in the mirror", Menu.LOOK, ("Space",), begins_group=True, unclaimed=True),
    Entry("next_sample", "Next picture of this look", Menu.LOOK, ("N",), begins_group=True),
    Entry("last_sample", "Picture of this look before", Menu.LOOK, ("Shift+N",)),
    Entry("move", "Move the look", Menu.LOOK, ("V",), begins_group=True),
    Entry("before", "Before and after", Menu.LOOK, ("B",), begins_group=True, held=True),
    Entry("split", "A line between before and after", Menu.LOOK, ("S",)),
    Entry("compare", "Compare looks", Menu.LOOK, ("C",)),
    Entry("mask", "Correct the mask", Menu.LOOK, ("M",)),
    Entry("changed", "Show the changed pixels", Menu.LOOK, ("X",)),
    Entry("steps", "Show the steps", Menu.LOOK, ("I",)),
    Entry("page_fitting", "Fitting room", Menu.VIEW, ("1",)),
    Entry("page_mirror", "Live mirror", Menu.VIEW, ("2",)),
    Entry("page_looks", "Looks", Menu.VIEW, ("3",)),
    Entry("page_stylist", "Stylist", Menu.VIEW, ("4",)),
    Entry("page_models", "Models", Menu.VIEW, ("5",)),
    Entry("queue", "Show the queue", Menu.VIEW, ("Ctrl+J",), begins_group=True),
    Entry("zoom_in", "Zoom in", Menu.VIEW, ("Ctrl++", "Ctrl+="), begins_group=True),
    Entry("zoom_out", "Zoom out", Menu.VIEW, ("Ctrl+-",)),
    Entry("zoom_fit", "Show the whole picture", Menu.VIEW, ("Ctrl+0",)),
    Entry("full_screen", "Full screen", Menu.VIEW, ("F11",), begins_group=True),
    Entry("present", "Show on a second screen", Menu.VIEW, ("F5",)),
    # Some systems count the Shift that many keyboards need for a question mark, some do not.
    Entry("sheet", "Keyboard shortcuts", Menu.HELP, ("?", "Shift+?", "F1")),
    Entry("diagnostics", "Copy diagnostics…", Menu.HELP),
    Entry("about", "About Fitting Room", Menu.HELP, begins_group=True, role=Role.AboutRole),
)
"""Every action, in the order of the menus."""


class Actions(QObject):
    """The table come alive: one `QAction` per entry.

    Args:
        window: In which the keys work.
        handlers: What each id does; every entry has one.
    """

    def __init__(self, window: QWidget, handlers: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for entry in ENTRIES:
            action = QAction(entry.title, self)
            action.setMenuRole(entry.role)
            action.triggered.connect(_without_arguments(handlers[entry.id]))
            if entry.held or entry.unclaimed:
                # Shown, but no shortcut: that has no release, and comes before the control that has the focus.
                action.setText(f"{entry.title}\t{entry.shown_keys}")
            else:
                action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            window.addAction(action)
            self._actions[entry.id] = action

    def __getitem__(self, identifier: str) -> QAction:
        """The action of an id."""
        return self._actions[identifier]

    def enable(self, **states: bool) -> None:
        """Say which actions can be done now."""
        for identifier, enabled in states.items():
            self._actions[identifier].setEnabled(enabled)

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into the menus of a bar."""
        for menu in Menu:
            opened = QMenu(menu.title, bar)
            opened.setAccessibleName(menu.plain_title)
            for entry in ENTRIES:
                if entry.menu is menu:
                    if entry.begins_group:
                        opened.addSeparator()
                    opened.addAction(self._actions[entry.id])
            bar.addMenu(opened)
        more = bar.findChild(QToolButton)
        if more is not None:
            more.setAccessibleName(self.tr("More menus"))  # In a window that is too narrow for all of them.

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key stands for that no control wanted, if it stands for anything; returns whether it did."""
        pressed = QKeySequence(event.keyCombination())
        for entry in ENTRIES:
            if entry.unclaimed and pressed == QKeySequence(entry.keys[0]):
                if not event.isAutoRepeat():
                    self._actions[entry.id].trigger()
                return True
        return False


def _without_arguments(handler: Callable[[], None]) -> Callable[[], None]:
    """Qt passes whether the action is checked to whoever takes arguments; handlers with defaults would."""
    return lambda: handler()

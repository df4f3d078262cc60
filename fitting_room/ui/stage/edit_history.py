"""The edits of one mask, with undo and redo."""

from fitting_room.domain.mask_edit import MaskEdit


class EditHistory:
    """The edit now, those before it, and those that were undone.

    Args:
        start: What the editor was opened with.
    """

    def __init__(self, start: MaskEdit) -> None:
        self.edit = start
        self._past: list[MaskEdit] = []
        self._future: list[MaskEdit] = []
        self._is_open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to go back to."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self._future)

    def change(self, edit: MaskEdit, *, goes_on: bool = False) -> bool:
        """Go to another edit.

        Args:
            edit: The next one.
            goes_on: Whether more of the same movement follows: until `settle` all of it is undone at once.

        Returns:
            Whether it differs from the edit now.
        """
        if edit == self.edit:
            return False
        if not self._is_open:
            self._past.append(self.edit)
        self._future.clear()
        self._is_open = goes_on
        self.edit = edit
        return True

    def settle(self) -> None:
        """A movement has ended."""
        self._is_open = False

    def undo(self) -> bool:
        """Go back; returns whether there was somewhere to go."""
        self.settle()
        if not self._past:
            return False
        self._future.append(self.edit)
        self.edit = self._past.pop()
        return True

    def redo(self) -> bool:
        """Do again what was undone; returns whether there was something."""
        self.settle()
        if not self._future:
            return False
        self._past.append(self.edit)
        self.edit = self._future.pop()
        return True

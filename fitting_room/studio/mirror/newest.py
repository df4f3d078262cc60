"""Hands the newest value from one thread to another; older ones are dropped, nothing queues."""

import threading
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Newest(Generic[Value]):
    """One place for one value."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._value: Value | None = None

    def put(self, value: Value) -> None:
        """Replace whatever is there."""
        with self._changed:
            self._value = value
            self._changed.notify()

    def take(self, seconds: float) -> Value | None:
        """Take the value, waiting so long for one; None where none comes."""
        with self._changed:
            if self._value is None:
                self._changed.wait(seconds)
            value, self._value = self._value, None
            return value

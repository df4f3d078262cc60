"""A mirror that follows a script, in place of its process."""

import numpy as np
from PySide6.QtWidgets import QAbstractButton, QWidget

from fitting_room.studio.camera.camera import Webcam
from fitting_room.studio.mirror.frames import Frame
from fitting_room.studio.mirror.messages import Event, Keep, Kept, Listed, Look, Opened, Order, Taken

FRONT, SIDE = Webcam(0, "Front camera"), Webcam(1, "Side camera")


class ScriptedMirror:
    """Answers orders like the process would, at once; tests add events and frames."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.events: list[Event] = [Listed((FRONT, SIDE))]
        self.webcams = [FRONT, SIDE]
        self.dismissed = self.closed = False
        self._frames: list[Frame] = []
        self._number = 0

    def send(self, order: Order) -> None:
        self.orders.append(order)
        match order:
            case Look(source, turn):
                width, height = (640, 480) if turn % 180 == 0 else (480, 640)
                self.events.append(Opened(source or FRONT, (width, height)))
                self.show(picture(width, height))
            case Keep(shot, folder):
                self.events.append(Kept(folder / f"photo-{shot}.png"))

    def poll(self) -> list[Event]:
        events, self.events = self.events, []
        return events

    def frame(self) -> Frame | None:
        return self._frames.pop() if self._frames else None

    def dismiss(self) -> None:
        self.dismissed = True

    def close(self) -> None:
        self.closed = True

    def show(self, pixels: np.ndarray) -> None:
        self._number += 1
        self._frames = [Frame(self._number, 0.0, pixels)]

    def take(self, best: int = 1) -> None:
        previews = tuple(np.full((160, 120, 3), 60 + 60 * number, np.uint8) for number in range(3))
        self.events.append(Taken(previews, best))

    def last(self, kind: type) -> Order:
        return [order for order in self.orders if isinstance(order, kind)][-1]


def picture(width: int = 640, height: int = 480) -> np.ndarray:
    """Dark on the left, light on the right."""
    pixels = np.full((height, width, 3), 40, np.uint8)
    pixels[:, width // 2 :] = 220
    return pixels


def control(page: QWidget, name: str) -> QAbstractButton:
    """The button that a screen reader calls by this name."""
    found = [button for button in page.findChildren(QAbstractButton) if button.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} controls are called “{name}”"
    return found[0]

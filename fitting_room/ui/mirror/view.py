"""The mirror's glass: paints the newest frame straight from shared memory, and over it what the coach shows."""

import math
import time

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent

from fitting_room.domain.arrays import RgbImage
from fitting_room.studio.mirror.frames import Frame
from fitting_room.ui.accessible import Painted
from fitting_room.ui.mirror.guide import PERIOD_SECONDS, READY, draw_guide
from fitting_room.ui.theme import RADIUS, motion_is_wanted

SCRIM = QColor(12, 12, 14, 190)
"""Behind white words on the picture: at least 7 to 1 on any frame."""
EMPTY = QColor("#1b1b1e")


class MirrorView(Painted):
    """Shows frames, or one of the shots; captions, countdown and silhouette lie over them."""

    def __init__(self) -> None:
        super().__init__()
        self.mirrored = True
        self.guide: bool | None = None
        """The silhouette: whole body, or head to hips; None for none."""
        self.ready = False
        """Whether all is well for the photo."""
        self._frame: Frame | None = None
        self._image = QImage()
        self._shot = QImage()
        self._caption = self._tag = ""
        self._countdown: int | None = None
        self.setMinimumSize(240, 240)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Live mirror"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, False)

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to see."""
        return not self._image.isNull()

    @property
    def image(self) -> QImage:
        """What is shown now, before it is mirrored: a shot, or the newest frame."""
        return self._image if self._shot.isNull() else self._shot

    @property
    def caption(self) -> str:
        """What the coach says."""
        return self._caption

    @property
    def countdown(self) -> int | None:
        """Seconds until the shutter."""
        return self._countdown

    def show_frame(self, frame: Frame) -> None:
        """Show a frame; its memory is painted from until the next one."""
        self._frame = frame  # Keeps the memory in place.
        self._image = _over(frame.pixels)
        if self._shot.isNull():
            self.update()

    def show_shot(self, picture: RgbImage | None) -> None:
        """Hold one of the shots still, as others see it; None goes back to the live picture."""
        self._shot = QImage() if picture is None else _over(picture).copy()
        self.update()

    def clear(self) -> None:
        """Show no live picture: the camera is off."""
        self._frame, self._image = None, QImage()
        self.update()

    def say(self, caption: str, tag: str = "") -> None:
        """Say what to do, in large letters, and in small ones what is shown."""
        if (caption, tag) == (self._caption, self._tag):
            return
        self._caption, self._tag = caption, tag
        self.setAccessibleDescription(" ".join(text for text in (caption, tag) if text))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def count(self, seconds: int | None) -> None:
        """Show the countdown."""
        self._countdown = seconds
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture and what lies over it."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._picture_rect()
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS, RADIUS)
        painter.setClipPath(outline)
        if self.image.isNull():
            painter.fillRect(frame, EMPTY)
            return
        live = self._shot.isNull()
        if live and self.mirrored:
            painter.save()
            painter.translate(frame.left() + frame.right(), 0)
            painter.scale(-1, 1)
            painter.drawImage(frame, self.image)
            painter.restore()
        else:
            painter.drawImage(frame, self.image)
        if live and self.guide is not None:
            # An upright picture has room for the whole body, whatever it is for.
            whole = self.guide or frame.height() > frame.width()
            draw_guide(painter, frame, whole, self._arms_out(), self.ready)
        if live and self._countdown is not None:
            self._draw_countdown(painter, frame, self._countdown)
        self._draw_words(painter, frame)

    def _picture_rect(self) -> QRectF:
        """Where the picture is: as large as it fits, in the middle; everything where there is none."""
        whole = QRectF(self.rect())
        if self.image.isNull():
            return whole
        scale = min(whole.width() / self.image.width(), whole.height() / self.image.height())
        width, height = self.image.width() * scale, self.image.height() * scale
        return QRectF((whole.width() - width) / 2, (whole.height() - height) / 2, width, height)

    def _arms_out(self) -> float:
        """How far the silhouette's arms are out now: they stay where they should be for half of the time."""
        if self.ready or not motion_is_wanted():
            return 0.75
        phase = time.monotonic() / PERIOD_SECONDS % 1.0
        return 0.75 * min(1.0, 2.2 * math.sin(math.pi * phase))

    def _draw_countdown(self, painter: QPainter, frame: QRectF, seconds: int) -> None:
        side = min(frame.width(), frame.height()) * 0.22
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(frame.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        painter.drawEllipse(disc)
        font = QFont(self.font())
        font.setPixelSize(max(12, round(side * 0.6)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(READY)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(seconds))

    def _draw_words(self, painter: QPainter, frame: QRectF) -> None:
        """Below the person's face: what to do, large enough to be read from two metres; what is shown, smaller."""
        if self._caption:
            self._draw_pill(painter, frame, self._caption, round(min(max(18.0, frame.height() * 0.042), 40.0)))
        elif self._tag:
            self._draw_pill(painter, frame, self._tag, 15)

    def _draw_pill(self, painter: QPainter, frame: QRectF, text: str, size: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        room = QRectF(0, 0, frame.width() - 3 * size, frame.height())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = painter.boundingRect(room, flags, text)
        pill = QRectF(0, 0, words.width() + 1.8 * size, words.height() + 0.9 * size)
        pill.moveCenter(frame.center())
        pill.moveBottom(frame.bottom() - 0.6 * size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SCRIM)
        radius = min(pill.height() / 2, 1.2 * size)
        painter.drawRoundedRect(pill, radius, radius)
        painter.setPen(QColor("white"))
        painter.drawText(pill, flags, text)


def _over(pixels: RgbImage) -> QImage:
    """An image that reads these pixels where they are, without a copy."""
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888)

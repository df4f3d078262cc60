"""What the coach and the mirror say, in the language of the window."""

from PySide6.QtCore import QCoreApplication

from fitting_room.studio.camera.camera import Source, Webcam
from fitting_room.studio.mirror.coach import Advice, Check


def check_words(check: Check) -> str:
    """A thing that a good photo needs, as a short line beside its tick."""
    words = {
        Check.ONE_PERSON: QCoreApplication.translate("mirror", "One person"),
        Check.DISTANCE: QCoreApplication.translate("mirror", "Right distance"),
        Check.IN_FRAME: QCoreApplication.translate("mirror", "Everything in the picture"),
        Check.FACING: QCoreApplication.translate("mirror", "Facing the camera"),
        Check.ARMS: QCoreApplication.translate("mirror", "Arms a little out"),
        Check.LIGHT: QCoreApplication.translate("mirror", "Enough light"),
        Check.STILL: QCoreApplication.translate("mirror", "Standing still"),
    }
    return words[check]


def advice_words(advice: Advice) -> str:
    """What to do, as a person beside the camera would say it."""
    words = {
        Advice.STEP_IN: QCoreApplication.translate("mirror", "Step in front of the camera."),
        Advice.ONE_AT_A_TIME: QCoreApplication.translate("mirror", "One person at a time, please."),
        Advice.STEP_BACK: QCoreApplication.translate("mirror", "Step back a little."),
        Advice.COME_CLOSER: QCoreApplication.translate("mirror", "Come a little closer."),
        Advice.TO_THE_MIDDLE: QCoreApplication.translate("mirror", "Move to the middle."),
        Advice.SHOW_HEAD: QCoreApplication.translate("mirror", "Your head should be in the picture."),
        Advice.SHOW_LEGS: QCoreApplication.translate("mirror", "Step back until your feet are in the picture."),
        Advice.FACE_CAMERA: QCoreApplication.translate("mirror", "Face the camera."),
        Advice.ARMS_OUT: QCoreApplication.translate("mirror", "Hold your arms a little away from your body."),
        Advice.MORE_LIGHT: QCoreApplication.translate("mirror", "More light from the front, please."),
        Advice.LESS_BACKLIGHT: QCoreApplication.translate("mirror", "Turn away from the bright window behind you."),
        Advice.HOLD_STILL: QCoreApplication.translate("mirror", "Hold still."),
    }
    return words[advice]


def source_words(source: Source) -> str:
    """What a camera is called."""
    if source.name:
        return source.name
    number = source.number + 1 if isinstance(source, Webcam) else 1
    return QCoreApplication.translate("mirror", "Camera %1").replace("%1", str(number))

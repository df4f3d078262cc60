"""What is said about jobs: what they are called, where they stand, how long they will take."""

from PySide6.QtCore import QCoreApplication

from fitting_room.studio.messages import (
    CopyPicture,
    Dress,
    ExportClip,
    ImportGarments,
    KeepPhoto,
    MakeClip,
    MakeLookbook,
    OpenPhoto,
    SaveLook,
    SaveStrip,
)
from fitting_room.studio.queue import Job, JobState
from fitting_room.ui.translations import say, say_stage

_MINUTE = 60

translate = QCoreApplication.translate


def title_of(job: Job) -> str:
    """What a job is called: by whoever ordered it, else by what it is."""
    if job.title:
        return job.title
    match job.order:
        case OpenPhoto():
            return translate("jobs", "Opening a photo")
        case KeepPhoto():
            return translate("jobs", "Adding a photo")
        case Dress():
            return translate("jobs", "Making a look")
        case SaveLook() | CopyPicture():
            return translate("jobs", "Saving a look")
        case MakeClip():
            return translate("jobs", "Making a clip")
        case ExportClip() | SaveStrip():
            return translate("jobs", "Saving a clip")
        case ImportGarments():
            return translate("jobs", "Adding garments")
        case MakeLookbook():
            return translate("jobs", "Making a lookbook")
    return translate("jobs", "Working")


def status_of(job: Job, seconds_left: float | None) -> str:
    """Where a job stands, in a line.

    Args:
        job: The job.
        seconds_left: How long it will still take, where that is known.
    """
    match job.state:
        case JobState.RUNNING if job.stopping:
            return translate("jobs", "Stopping…")
        case JobState.RUNNING:
            # The time first: it is what people look for, and the end of a line may be cut off.
            return _joined(left(seconds_left), say_stage(job.stage or "opening"))
        case JobState.QUEUED:
            return _joined(translate("jobs", "Waiting"), takes(seconds_left))
        case JobState.PAUSED:
            return translate("jobs", "Paused")
        case JobState.FAILED if job.failure is not None:
            return f"{say(job.failure.what)} {say(job.failure.next_step)}"
        case JobState.FAILED:
            return translate("jobs", "Did not work")
        case JobState.CANCELLED:
            return translate("jobs", "Cancelled")
        case JobState.DONE:
            return translate("jobs", "Done")


def left(seconds: float | None) -> str:
    """How long something that is being done will still take; nothing where that is not known."""
    if seconds is None:
        return ""
    if seconds < 1:
        return translate("jobs", "Nearly done")
    if seconds < _MINUTE:
        return _filled(translate("jobs", "About %n s left"), _rounded(seconds))
    return _filled(translate("jobs", "About %n min left"), round(seconds / _MINUTE))


def takes(seconds: float | None) -> str:
    """How long something that has not begun will take; nothing where that is not known."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _filled(translate("jobs", "about %n s"), _rounded(seconds))
    return _filled(translate("jobs", "about %n min"), round(seconds / _MINUTE))


def _rounded(seconds: float) -> int:
    """As exact as an estimate is: 7, 15, 40."""
    return max(1, round(seconds)) if seconds < 10 else 5 * round(seconds / 5)


def _filled(words: str, number: int) -> str:
    return words.replace("%n", str(number))


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)

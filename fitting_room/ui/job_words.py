"""What is said about jobs: what they are called, where they stand, how long they will take."""

from PySide6.QtCore import QCoreApplication

from fitting_room.studio.messages import Dress, ImportGarments, KeepPhoto, MakeLookbook, OpenPhoto, SaveLook
from fitting_room.studio.queue import Job, JobState
from fitting_room.studio.stages import words_for
from fitting_room.ui.translations import say

_MINUTE = 60


def title_of(job: Job) -> str:
    """What a job is called: by whoever ordered it, else by what it is."""
    if job.title:
        return job.title
    match job.order:
        case OpenPhoto():
            return _tr("Opening a photo")
        case KeepPhoto():
            return _tr("Adding a photo")
        case Dress():
            return _tr("Making a look")
        case SaveLook():
            return _tr("Saving a look")
        case ImportGarments():
            return _tr("Adding garments")
        case MakeLookbook():
            return _tr("Making a lookbook")
    return _tr("Working")


def status_of(job: Job, seconds_left: float | None) -> str:
    """Where a job stands, in a line.

    Args:
        job: The job.
        seconds_left: How long it will still take, where that is known.
    """
    match job.state:
        case JobState.RUNNING if job.stopping:
            return _tr("Stopping…")
        case JobState.RUNNING:
            # The time first: it is what people look for, and the end of a line may be cut off.
            return _joined(left(seconds_left), QCoreApplication.translate("stages", words_for(job.stage or "opening")))
        case JobState.QUEUED:
            return _joined(_tr("Waiting"), takes(seconds_left))
        case JobState.PAUSED:
            return _tr("Paused")
        case JobState.FAILED if job.failure is not None:
            return f"{say(job.failure.what)} {say(job.failure.next_step)}"
        case JobState.FAILED:
            return _tr("Did not work")
        case JobState.CANCELLED:
            return _tr("Cancelled")
        case JobState.DONE:
            return _tr("Done")


def left(seconds: float | None) -> str:
    """How long something that is being done will still take; nothing where that is not known."""
    if seconds is None:
        return ""
    if seconds < 1:
        return _tr("Nearly done")
    if seconds < _MINUTE:
        return _tr("About %n s left", _rounded(seconds))
    return _tr("About %n min left", round(seconds / _MINUTE))


def takes(seconds: float | None) -> str:
    """How long something that has not begun will take; nothing where that is not known."""
    if seconds is None:
        return ""
    if seconds < _MINUTE:
        return _tr("about %n s", _rounded(seconds))
    return _tr("about %n min", round(seconds / _MINUTE))


def _rounded(seconds: float) -> int:
    """As exact as an estimate is: 7, 15, 40."""
    return max(1, round(seconds)) if seconds < 10 else 5 * round(seconds / 5)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)


def _tr(words: str, number: int = -1) -> str:
    # Without a translation file nothing fills the gap.
    return QCoreApplication.translate("jobs", words, None, number).replace("%n", str(number))

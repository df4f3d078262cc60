"""The errors a person can do something about.

    FittingRoomError
    ├── BadPicture          the file is not a picture we can open
    ├── UnsuitablePhoto     the picture is fine, but not for a try-on
    │   ├── NobodyFound
    │   ├── BackView
    │   ├── TooDark
    │   └── BodyCutOff      the part of the body that the garment needs is outside the frame
    ├── UnsuitableGarment   the garment picture cannot be cut out or understood
    ├── UnsuitableMotion    a film, a recording or a motion from which nobody can be made to move
    ├── ImpossibleOutfit    these pieces cannot be worn together
    ├── CameraLost          no camera, no permission, or it was unplugged
    ├── CannotSave          folder missing, no permission
    │   └── DiskFull        no room left
    ├── BadRecipe           the description of a look cannot be read
    ├── LibraryUnavailable  the library file is damaged, locked or too new
    ├── ModelUnavailable    a model cannot be used
    │   ├── NotInstalled        its files are not on this machine, or not all of them
    │   ├── NotAllowed          its licence does not allow what this installation is for
    │   ├── DownloadFailed      its files could not be fetched
    │   └── DamagedModel        a file is not the one that was published
    ├── CannotTrain         a course cannot begin or go on
    │   └── BadDataSet          a file of the data set is missing or not what it should be
    └── NotEnoughMemory     the graphics card, or the computer, cannot hold what is asked

Anything else that is raised is a bug. `Cancelled` (in `job`) is neither: the user asked for it.
"""


class FittingRoomError(Exception):
    """What happened in one sentence, and what to do next in another.

    Args:
        what: One sentence saying what is wrong, ending with a full stop.
        next_step: One sentence saying what the user can do about it.
    """

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(f"{what} {next_step}")
        self.what = what
        self.next_step = next_step

    def __reduce__(self) -> tuple[type["FittingRoomError"], tuple[str, ...]]:
        """Survive the trip through a process pipe."""
        return type(self), (self.what, self.next_step)


class BadPicture(FittingRoomError):
    """The file is not a picture that can be opened."""


class UnsuitablePhoto(FittingRoomError):
    """The photo opened, but nobody can be dressed in it."""


class NobodyFound(UnsuitablePhoto):
    """No person is visible."""


class BackView(UnsuitablePhoto):
    """The person is seen from behind."""


class TooDark(UnsuitablePhoto):
    """Too little light to tell cloth from skin."""


class BodyCutOff(UnsuitablePhoto):
    """The part of the body that the garment needs is outside the frame."""


class UnsuitableGarment(FittingRoomError):
    """The garment picture cannot be cut out or understood."""


class UnsuitableMotion(FittingRoomError):
    """Nobody can be made to move by this film, this recording or this motion."""


class ImpossibleOutfit(FittingRoomError):
    """These pieces cannot be worn together."""


class CameraLost(FittingRoomError):
    """The camera gives no more frames.

    Args:
        what: As for every error.
        next_step: As for every error.
        trouble: Why, as one word that the program understands (`studio.camera.camera.Trouble`).
    """

    def __init__(self, what: str, next_step: str, trouble: str = "unplugged") -> None:
        super().__init__(what, next_step)
        self.trouble = trouble

    def __reduce__(self) -> tuple[type["CameraLost"], tuple[str, ...]]:
        """Survive the trip through a process pipe."""
        return type(self), (self.what, self.next_step, self.trouble)


class CannotSave(FittingRoomError):
    """The result could not be written."""


class DiskFull(CannotSave):
    """There is no room left."""


class LibraryUnavailable(FittingRoomError):
    """The library file is damaged, locked by another program or written by a newer one."""


class BadRecipe(FittingRoomError):
    """The description of a look is damaged, or was written by a newer program."""


class ModelUnavailable(FittingRoomError):
    """A model cannot be used."""


class NotInstalled(ModelUnavailable):
    """The files of a model are not on this machine, or not all of them."""


class NotAllowed(ModelUnavailable):
    """The licence of a model does not allow what this installation is for."""


class DownloadFailed(ModelUnavailable):
    """The files of a model could not be fetched."""


class DamagedModel(ModelUnavailable):
    """A file of a model is not the one that was published."""


class CannotTrain(FittingRoomError):
    """A course of training cannot begin, or not go on."""


class BadDataSet(CannotTrain):
    """A file that a course learns from is missing, or is not what it should be."""


class NotEnoughMemory(FittingRoomError):
    """The graphics card, or the computer, cannot hold what is asked."""

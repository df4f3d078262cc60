"""What is said about models: their sort, who may use them, how much of them is here, how fast they arrive."""

from PySide6.QtCore import QCoreApplication, QLocale

from fitting_room.domain.licence import LicenceClass, Profile, allows
from fitting_room.shelf import ModelCard
from fitting_room.shelf.manifest import Kind
from fitting_room.shelf.shelf import State
from fitting_room.studio.messages import FindModels
from fitting_room.ui.job_words import left
from fitting_room.ui.shelf.desk import ModelDesk, Task
from fitting_room.ui.translations import say_stage

MEGABYTE = 1_000_000

translate = QCoreApplication.translate


def say_of_model(words: str) -> str:
    """Words of the manifest in the language of the window."""
    return translate("models", words) if words else ""


def kind_title(kind: Kind) -> str:
    """What a sort of models is called."""
    return {
        "try-on": translate("shelf", "Pictures like photographs"),
        "perception": translate("shelf", "Seeing people and garments"),
        "video": translate("shelf", "Moving pictures"),
        "part": translate("shelf", "Parts that other models need"),
    }[kind]


def badge(licence: LicenceClass) -> str:
    """Whom a licence is for, in a word or two."""
    return {
        "shop": translate("shelf", "Home and shop"),
        "home": translate("shelf", "Home only"),
        "research": translate("shelf", "Research only"),
    }[licence]


def who_may(licence: LicenceClass) -> str:
    """Whether a shop may use it."""
    return {
        "shop": translate("shelf", "A shop may use it."),
        "home": translate("shelf", "A shop may not use it: its licence is for private use."),
        "research": translate("shelf", "A shop may not use it: its licence is for research."),
    }[licence]


def forbidden(card: ModelCard, profile: Profile) -> str:
    """Why a model cannot be used in this installation; nothing where it can."""
    if allows(profile, card.licence_class):
        return ""
    return {
        Profile.SHOP: translate("shelf", "This installation is for a shop, which its licence does not allow."),
        Profile.HOME: translate("shelf", "This installation is for a home, which its licence does not allow."),
        Profile.RESEARCH: "",
    }[profile]


def size_of(megabytes: float) -> str:
    """How large something is."""
    return QLocale().formattedDataSize(
        round(megabytes * MEGABYTE), 1 if megabytes >= 1000 else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )


def state_of(card: ModelCard, desk: ModelDesk) -> str:
    """How much of a model is here, in a sentence."""
    match desk.shelf.state(card):
        case State.INSTALLED:
            return translate("shelf", "Installed.")
        case State.DAMAGED if card.brought:
            return translate("shelf", "A file is damaged. Import it again; nothing uses it before.")
        case State.DAMAGED:
            return translate("shelf", "A file is damaged. Nothing uses it before it is repaired.")
        case State.PARTIAL if card.brought:
            return translate("shelf", "Some of its files are still missing.")
        case State.PARTIAL:
            share = f"{desk.shelf.arrived(card):.0%}"
            return translate("shelf", "Stopped at %1. What has arrived is kept.").replace("%1", share)
    return translate("shelf", "Not installed.")


def progress_of(task: Task, megabytes: float) -> str:
    """Where a task stands, in a line.

    Args:
        task: What is being done.
        megabytes: About how much there is to do.
    """
    if task.stopping:
        return translate("shelf", "Stopping…")
    if isinstance(task.order, FindModels):
        return translate("shelf", "Looking into the folder")
    if not task.stage:
        return translate("shelf", "Waiting for its turn")
    if task.order.command == "remove":
        return translate("shelf", "Removing")
    words = [say_stage(task.stage), f"{task.fraction:.0%}"]
    if task.speed is not None and megabytes:
        words.append(translate("shelf", "%1 a second").replace("%1", size_of(task.speed * megabytes)))
    return " · ".join(word for word in (*words, left(task.seconds_left)) if word)

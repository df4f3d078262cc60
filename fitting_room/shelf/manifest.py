"""`models/manifest.toml` -> cards: every model the fitting room knows, what it is for and who may use it."""

import tomllib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args

from fitting_room.domain.errors import ModelUnavailable, NotAllowed
from fitting_room.domain.licence import LicenceClass, Profile, allows
from fitting_room.domain.sentence import Sentence

SAFE_ENDINGS = (".safetensors", ".onnx", ".json")
"""Formats that hold numbers and text only. A pickle can run a program when it is opened."""

Kind = Literal["try-on", "perception", "video", "part"]
"""Where a model stands on the shelf; a part is what another model is built on."""


@dataclass(frozen=True)
class ModelCard:
    """What is known of a model before anything is downloaded.

    Attributes:
        id: Name on the command line and of its folder.
        title: What people call it.
        task: What it does here, in a sentence.
        repo: "owner/name" on the hub; empty where the hub does not have it.
        revision: The commit that is used; None where it is not known yet, then the first fetch decides.
        files: Paths inside the repository; "*" stands for any text without a slash. Of a model that is brought, what
            its files are called here.
        megabytes: About how much is downloaded.
        licence: The licences of code, weights and base model, in words.
        licence_class: Who may use it.
        vram: Graphics memory it was measured to need, in words.
        limits: What it is known not to do.
        kind: Where it stands on the shelf.
        needs: Ids of models without which it does not run.
        brought: Where people get the files that they bring, in a sentence; empty where the hub has them.
    """

    id: str
    title: str
    task: str
    repo: str
    revision: str | None
    files: tuple[str, ...]
    megabytes: int
    licence: str
    licence_class: LicenceClass
    vram: str
    limits: tuple[str, ...]
    kind: Kind = "try-on"
    needs: tuple[str, ...] = ()
    brought: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.id}: “{self.kind}” is no kind of model")
        if self.licence_class not in get_args(LicenceClass):
            raise ValueError(f"{self.id}: “{self.licence_class}” is no licence class")
        if bool(self.repo) == bool(self.brought):
            raise ValueError(f"{self.id}: a model is either on the hub or brought")
        unsafe = [path for path in self.files if not is_safe(path)]
        if unsafe or not self.files:
            raise ValueError(f"{self.id}: files must be {', '.join(SAFE_ENDINGS)} inside the repository, not {unsafe}")

    def check_allowed(self, profile: Profile) -> None:
        """Make sure that the model may be used in a profile.

        Raises:
            NotAllowed: Its licence forbids it.
        """
        if not allows(profile, self.licence_class):
            raise NotAllowed(
                Sentence("The licence of “{model}” does not allow this use: {licence}", model=self.title,
                         licence=self.licence),
                "Choose another engine, or change what this installation is for in the preferences.",
            )  # fmt: skip


def is_safe(path: str) -> bool:
    """Whether a path from outside names a file of a safe format that stays inside its folder, on every system."""
    parts = PurePosixPath(path).parts
    inside = bool(parts) and not path.startswith("/") and ".." not in parts and not set(path) & set('\\:"<>|?')
    return inside and path.endswith(SAFE_ENDINGS)


def read_manifest(path: Path) -> tuple[ModelCard, ...]:
    """Every model of a manifest, in its order.

    Raises:
        ValueError: The manifest is not as it should be; it is part of the program, so that is a bug.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["model"]
    cards = tuple(_card(entry) for entry in entries)
    known = {card.id for card in cards}
    if len(known) < len(cards):
        raise ValueError("two models have one id")
    if lost := [name for card in cards for name in card.needs if name not in known]:
        raise ValueError(f"models that are needed are missing: {lost}")
    return cards


def find_card(cards: tuple[ModelCard, ...], name: str) -> ModelCard:
    """The card of a model by its id.

    Raises:
        ModelUnavailable: There is no such model.
    """
    for card in cards:
        if card.id == name:
            return card
    raise ModelUnavailable(
        Sentence("There is no model “{name}”.", name=name),
        Sentence("Choose one of: {models}.", models=", ".join(card.id for card in cards)),
    )


def _card(entry: dict[str, Any]) -> ModelCard:
    return ModelCard(
        id=entry["id"],
        title=entry["title"],
        task=entry["task"],
        repo=entry.get("repo", ""),
        revision=entry.get("revision"),
        files=tuple(entry["files"]),
        megabytes=entry["megabytes"],
        licence=entry["licence"],
        licence_class=entry["class"],
        vram=entry["vram"],
        limits=tuple(entry["limits"]),
        kind=entry["kind"],
        needs=tuple(entry.get("needs", ())),
        brought=entry.get("brought", ""),
    )

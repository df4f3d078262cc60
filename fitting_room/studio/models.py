"""What people do with models: look at them, install, verify, repair, remove, import and export them."""

from collections.abc import Sequence
from pathlib import Path

from fitting_room.domain.job import Report
from fitting_room.domain.sentence import Sentence
from fitting_room.shelf import ModelCard, ModelShelf
from fitting_room.shelf.installed import model_cards, model_shelf
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import LIST_NAME, State
from fitting_room.studio.brought import take_in
from fitting_room.studio.messages import Tended

LICENCE_WORDS = {"shop": "any use", "home": "private use", "research": "research only"}


def folder() -> Path:
    """Where the models of this user lie."""
    return model_shelf().folder


def rows() -> list[tuple[str, str, str, str, str]]:
    """A table of the models: id, title, who may use it, size, state."""
    ours = model_shelf()
    return [
        (card.id, card.title, LICENCE_WORDS[card.licence_class], f"{card.megabytes} MB", ours.state(card))
        for card in model_cards()
    ]


def carry_out(
    command: str,
    names: Sequence[str],
    folder: Path | None,
    with_files: bool,
    report: Report,
    shelf: ModelShelf | None = None,
) -> Tended:
    """Do what a command of `fitting-room models`, or a button on the page of models, says.

    Args:
        command: "install", "verify", "repair", "remove", "import" or "export".
        names: Ids of models; none with "export" means every installed one.
        folder: Where to import from or export to; of models that people bring also one of their files.
        with_files: Whether "export" copies the files, not only their list.
        report: Called at every step; raises to stop.
        shelf: Where the models are; None means this user's.

    Raises:
        ModelUnavailable: A model is unknown, or cannot be had.
        CannotSave: There is no room, or no permission to write.
    """
    ours, known = shelf or model_shelf(), model_cards()
    chosen = [find_card(known, name) for name in names]
    if command == "export" and folder is not None:
        chosen = chosen or [card for card in known if ours.state(card) is State.INSTALLED]
        return Tended(paths=(ours.export(chosen, folder, with_files, report),))
    answers = [_carry_out_one(ours, command, card, folder, report) for card in chosen]
    return Tended(
        tuple(sentence for answer in answers for sentence in answer.sentences),
        tuple(path for answer in answers for path in answer.paths),
        all(answer.fine for answer in answers),
    )


def _carry_out_one(ours: ModelShelf, command: str, card: ModelCard, folder: Path | None, report: Report) -> Tended:
    match command:
        case "install":
            return Tended((f"{card.title}: {card.licence}",), (ours.install(card, report),))
        case "import" if folder is not None and card.brought and not (folder / LIST_NAME).is_file():
            return take_in(ours, card, folder, report)
        case "import" if folder is not None:
            return Tended((f"{card.title}: {card.licence}",), (ours.bring(card, folder, report),))
        case "verify":
            broken = ours.verify(card, report)
            return Tended(tuple(_broken(card, path) for path in broken) or (_whole(card),), fine=not broken)
        case "repair":
            mended = ours.repair(card, report)
            return Tended(tuple(_mended(card, path) for path in mended) or (_whole(card),))
        case "remove":
            there = ours.remove(card)
            if there:
                return Tended((Sentence("The model “{model}” was removed.", model=card.title),))
            return Tended((Sentence("The model “{model}” was not installed.", model=card.title),))
    raise ValueError(f"no command: {command}")


def _whole(card: ModelCard) -> str:
    return Sentence("Every file of “{model}” is as it was published.", model=card.title)


def _broken(card: ModelCard, path: str) -> str:
    return Sentence("“{file}” of “{model}” is missing or damaged.", file=path, model=card.title)


def _mended(card: ModelCard, path: str) -> str:
    return Sentence("“{file}” of “{model}” was fetched again.", file=path, model=card.title)

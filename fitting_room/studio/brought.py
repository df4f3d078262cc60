"""Models whose files people bring, since their authors publish them as pickles: read, checked, kept as safetensors."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from fitting_room.domain.errors import CannotSave, DamagedModel, NotInstalled
from fitting_room.domain.job import Report
from fitting_room.domain.sentence import Sentence
from fitting_room.shelf import ModelCard, ModelShelf
from fitting_room.studio.messages import Tended

if TYPE_CHECKING:
    from torch import Tensor, nn

    from fitting_room.shelf.conversion import Shapes

NETWORKS: Mapping[str, str] = {
    "viton-hd": "fitting_room.engines.viton_hd.weights:NETWORKS",
    "daflow": "fitting_room.engines.daflow.weights:NETWORKS",
    "daflow-dresscode": "fitting_room.engines.daflow.weights:NETWORKS",
    "mv-vton": "fitting_room.engines.mv_vton.weights:NETWORKS",
    "dreampose": "fitting_room.motion.dreampose.weights:NETWORKS",
}
"""For each model "module:attribute" of a table: the name of a file on the shelf -> what makes its network."""
RENAMED: Mapping[str, str] = {
    "mv-vton": "fitting_room.engines.mv_vton.model:named",
    "dreampose": "fitting_room.motion.dreampose.weights:named",
}
"""For models whose tensors have other names here, "module:attribute" of what turns the published names into ours."""


def take_in(shelf: ModelShelf, card: ModelCard, source: Path, report: Report) -> Tended:
    """Convert what is published of a model; what a folder holds besides is passed over.

    Args:
        shelf: Where to keep it.
        card: The model.
        source: A folder, or one file.
        report: Called at every file; raises to stop.

    Raises:
        DamagedModel: Nothing there is a file of this model, or a file that was named is none.
        CannotSave: There is nothing to read, or it cannot be written.
        NotInstalled: The parts that run neural networks are missing: they know the networks.
        Cancelled: `report` raised it.
    """
    from fitting_room.shelf.conversion import checkpoints_in, file_of, read_checkpoint, write_tensors

    if not source.exists():
        raise CannotSave(Sentence("There is no “{path}”.", path=source), "Name a folder, or a file of weights.")
    shapes, rename = shapes_of_model(card.id), _renaming(card.id)
    found, refused = list(checkpoints_in(source)), None
    kept = {}
    for number, path in enumerate(found):
        report("converting", number / len(found))
        try:
            tensors = rename(read_checkpoint(path))
            name = file_of(tensors, shapes, path, card.title)
        except DamagedModel as error:
            refused = error
            continue
        kept[name] = shelf.keep(card, name, lambda part, read=tensors, path=path: write_tensors(read, path, part))  # type: ignore[misc]
    report("converting", 1.0)
    if not kept:
        raise refused if refused is not None and len(found) == 1 else _nothing(card, source)
    missing = [name for name in card.files if not (shelf.folder / card.id / name).is_file()]
    sentences = [f"{card.title}: {card.licence}"]
    if missing:
        sentences.append(
            Sentence("Of “{model}” these files are still missing: {files}.", model=card.title, files=", ".join(missing))
        )
    return Tended(tuple(sentences), tuple(kept.values()), not missing)


def _renaming(name: str) -> "Callable[[Mapping[str, Tensor]], Mapping[str, Tensor]]":
    """What gives the published tensors of a model the names that they have here."""
    if name not in RENAMED:
        return dict
    module, _, attribute = RENAMED[name].partition(":")
    return cast("Callable[[Mapping[str, Tensor]], Mapping[str, Tensor]]", getattr(import_module(module), attribute))


def shapes_of_model(name: str) -> "dict[str, Shapes]":
    """The names and shapes of all tensors of each file of a model.

    Raises:
        NotInstalled: The parts that run neural networks are missing.
    """
    module, _, attribute = NETWORKS[name].partition(":")
    try:
        from fitting_room.shelf.conversion import shapes_of

        makers = cast("Mapping[str, Callable[[], nn.Module]]", getattr(import_module(module), attribute))
        return {file: shapes_of(make()) for file, make in makers.items()}
    except ImportError as error:
        raise NotInstalled(
            "The parts that run neural networks are not installed.",
            "Install them with `pip install 'fitting-room[gpu]'`.",
        ) from error


def _nothing(card: ModelCard, source: Path) -> DamagedModel:
    return DamagedModel(
        Sentence("Nothing in “{folder}” is a file of “{model}”.", folder=source, model=card.title),
        "Bring the files as their authors publish them; the page of models says where that is.",
    )

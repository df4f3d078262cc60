"""Every photoreal engine at a thousandth of its size: real code, real files, random weights."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import random_models
import torch

from fitting_room.domain.tryon import Preset
from fitting_room.engines.catvton import CatvtonEngine
from fitting_room.engines.fashn import FashnEngine
from fitting_room.engines.klein import KleinEditEngine, KleinEngine
from fitting_room.engines.levers import PUBLISHED, Levers
from fitting_room.engines.photoreal import Machine, PhotorealEngine

TINY_STEPS = {Preset.DRAFT: 2, Preset.BALANCED: 3, Preset.FINAL: 4}
Make = Callable[..., PhotorealEngine]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    """Threads that wait for each other on a busy machine made tiny networks fifty times slower."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def make_tiny(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes an engine by its id, not loaded; its weights are written when they are first asked for."""
    written: dict[str, object] = {}

    def find(name: str) -> object:
        if name not in written:
            folder = tmp_path_factory.mktemp(name)
            written[name] = getattr(random_models, f"write_{name}")(folder, tiny=True)
        return written[name]

    def make(
        name: str, machine: Machine | None = None, levers: Levers = PUBLISHED, words: Path | None = None
    ) -> PhotorealEngine:
        canvas = random_models.TINY_CANVASES[name]
        match name:
            case "fashn":
                return FashnEngine(lambda: find("fashn"), machine, TINY_STEPS, levers)
            case "catvton":
                return CatvtonEngine(lambda: find("catvton"), machine, TINY_STEPS, canvas, levers)
        engine = KleinEditEngine if name == "klein-edit" else KleinEngine
        keep = words or tmp_path_factory.getbasetemp() / "words"
        return engine(lambda: find("klein"), machine, TINY_STEPS, canvas, levers, lambda: keep)

    return make

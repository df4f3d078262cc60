"""Wan's animators at a thousandth of their size: real code, real files, random weights."""

from collections.abc import Callable, Iterator
from pathlib import Path

import mannequin
import pytest
import random_wan
import torch

from fitting_room.domain.body import Person
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.wan.engine import (
    ANIMATE_MANNER,
    VACE_MANNER,
    WanAnimateEngine,
    WanAnimateWholeEngine,
    WanEngine,
    WanVaceEngine,
)

Make = Callable[..., WanEngine]


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The tiny models by their ids."""
    animate, vace, quick = (tmp_path_factory.mktemp(name) for name in ("animate", "vace", "quick"))
    return {
        "wan-animate": random_wan.write_wan_animate(animate, True),
        "wan-vace": random_wan.write_wan_vace(vace, True),
        "wan-quick": random_wan.write_wan_quick(quick),
    }


@pytest.fixture(scope="session")
def make(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Makes an animator by its id, not loaded."""
    words = tmp_path_factory.mktemp("words")

    def make(
        name: str, machine: Machine | None = None, folder: Path | None = None, few: Path | None = None
    ) -> WanEngine:
        if name == "wan-vace":
            manner = random_wan.tiny(VACE_MANNER)
            return WanVaceEngine(lambda: folder or folders[name], machine, manner, lambda: words)
        kind = WanAnimateWholeEngine if name == "wan-animate-whole" else WanAnimateEngine
        manner = random_wan.tiny(ANIMATE_MANNER)
        return kind(lambda: folder or folders["wan-animate"], machine, manner, lambda: words, lambda: few)

    return make


@pytest.fixture(scope="session")
def look() -> Person:
    return mannequin.stand()

"""Hub -> one finished file. Goes on where it stopped, survives every way a connection can break, checks what came."""

import os
import time
from collections.abc import Callable, Iterator
from io import BufferedWriter
from pathlib import Path

from fitting_room.domain.errors import DownloadFailed
from fitting_room.domain.sentence import Sentence
from fitting_room.shelf.hub import INTERRUPTED, Hub
from fitting_room.shelf.lock import BLOCK, LockedFile, settle
from fitting_room.shelf.manifest import ModelCard

PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds to wait after each try that brought nothing new; after the last the download is given up."""

Tick = Callable[[int], None]
"""Called with the number of bytes that have been dealt with since the last call (0: still waiting). Raises to stop."""


def part_of(target: Path) -> Path:
    """Where a file lies until it is complete and checked."""
    return target.with_name(target.name + ".part")


def fetch(hub: Hub, card: ModelCard, commit: str, file: LockedFile, target: Path, tick: Tick) -> None:
    """Download one file; under its own name it only ever appears complete and checked.

    Args:
        hub: Where from.
        card: The model it belongs to.
        commit: The commit of the repository.
        file: Its path, size and checksum.
        target: Where to; what a stopped download left beside it is used.
        tick: Hears of the progress.

    Raises:
        DownloadFailed: The connection cannot be kept up, or what comes is not the file.
    """
    part = part_of(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    # What was left by an earlier try may be damaged: a second, fresh try decides whether the hub's own file is.
    for _ in range(2):
        _complete(hub, card, commit, file, part, tick)
        if file.is_in(part):
            settle(part, target)
            return
        part.unlink()
    raise DownloadFailed(
        Sentence("What arrived for “{model}” is not what the hub announced.", model=card.title),
        "Try again later; a proxy or virus scanner may be changing downloads.",
    )


def _complete(hub: Hub, card: ModelCard, commit: str, file: LockedFile, part: Path, tick: Tick) -> None:
    """Append to a part until it is as long as the file, and on disk."""
    tries = 0
    with part.open("ab") as stream:
        if stream.tell() > file.size:
            _empty(stream)
        tick(stream.tell())
        while (had := stream.tell()) < file.size:
            for at, block in _arriving(hub, card, commit, file.path, had):
                if at != stream.tell():
                    tick(-stream.tell())
                    _empty(stream)
                    if at:
                        break
                kept = stream.write(block[: file.size - at])
                tick(kept)
                if stream.tell() == file.size:
                    break
            tries = 0 if stream.tell() > had else tries + 1
            _wait_before(tries, card, tick)
        stream.flush()
        os.fsync(stream.fileno())


def _arriving(hub: Hub, card: ModelCard, commit: str, path: str, start: int) -> Iterator[tuple[int, bytes]]:
    """Blocks of a file with their positions, until the connection ends, however it does."""
    try:
        with hub.open(card, commit, path, start) as answer:
            at = answer.start
            while block := answer.stream.read1(BLOCK):
                yield at, block
                at += len(block)
    except INTERRUPTED:
        return


def _empty(stream: BufferedWriter) -> None:
    stream.seek(0)
    stream.truncate()


def _wait_before(tries: int, card: ModelCard, tick: Tick) -> None:
    """Wait before the next try, longer each time.

    Raises:
        DownloadFailed: There were enough tries.
    """
    if not tries:
        return
    if tries > len(PAUSES):
        raise DownloadFailed(
            Sentence("The connection broke while “{model}” was downloaded.", model=card.title),
            "Check the network, then install it again: the download goes on where it stopped.",
        )
    until = time.monotonic() + PAUSES[tries - 1]
    while time.monotonic() < until:
        tick(0)
        time.sleep(0.05)

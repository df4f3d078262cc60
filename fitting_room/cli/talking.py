"""How the command line talks: exit codes, progress on stderr, tables and paths on stdout."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from fitting_room.domain.job import Report

if TYPE_CHECKING:
    from rich.table import Table

DONE, WRONG_USE, CANNOT, INTERRUPTED = 0, 2, 3, 130
"""Exit codes: done; the command was misspelt; it cannot be done and says what to do; stopped with Ctrl+C."""


@contextmanager
def progress(estimated: bool = False) -> Iterator[Report]:
    """A progress bar on stderr while a command works; plain lines where stderr is no terminal.

    Args:
        estimated: Whether the bar says how long it will still take, instead of how long it has taken.
    """
    from fitting_room.studio.stages import words_for

    with own_stderr() as stderr:
        if not stderr.isatty():
            told: set[str] = set()

            def report_line(stage: str, fraction: float) -> None:
                if stage not in told and stage != "done":
                    told.add(stage)
                    stderr.write(f"{words_for(stage)}...\n")

            yield report_line
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        time = TimeRemainingColumn() if estimated else TimeElapsedColumn()
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), time)
        with Progress(*columns, console=Console(file=stderr), transient=True) as bar:
            task = bar.add_task("", total=1.0)
            yield lambda stage, fraction: bar.update(task, description=words_for(stage), completed=fraction)


@contextmanager
def own_stderr() -> Iterator[TextIO]:
    """A way to stderr past a closed door: MediaPipe's C++ parts write warnings there that no setting turns off."""
    with os.fdopen(os.dup(2), "w", encoding="utf-8", buffering=1) as ours, Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
        try:
            yield ours
        finally:
            os.dup2(ours.fileno(), 2)


def tell(sentence: str, style: str = "") -> None:
    """Write a line to stderr. It is not read as markup: paths may hold square brackets."""
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, highlight=False, soft_wrap=True).print(Text(sentence, style))


def make_table(what: str, name: str) -> "Table":
    """A two-column table with a title."""
    from rich.table import Table
    from rich.text import Text

    return Table(title=Text(f"{what}: {name}"), title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))


def show(table: "Table") -> None:
    """Print a table to stdout."""
    from rich.console import Console

    Console(highlight=False).print(table)


def show_paths(paths: Sequence[Path]) -> None:
    """Print what was written, one path per line, so that scripts can read it."""
    for path in paths:
        sys.stdout.write(f"{path}\n")

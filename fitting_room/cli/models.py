"""The commands of `fitting-room models`."""

import argparse
from pathlib import Path

from fitting_room.cli.talking import CANNOT, DONE, make_table, progress, show, show_paths, tell

MODELS_COMMANDS = {
    "list": "Show which models there are, who may use them and which are installed.",
    "install": "Download models; a download that was stopped goes on.",
    "verify": "Read every file of installed models and compare it with what was published.",
    "repair": "Download damaged or missing files of installed models again.",
    "remove": "Delete models from this machine.",
    "import": "Take models from a folder instead of the network, or convert weights that their authors publish.",
    "export": "Copy installed models into a folder, for a machine without network.",
}


def add_models_commands(parser: argparse.ArgumentParser, formatter: type[argparse.HelpFormatter]) -> None:
    """The commands of `fitting-room models`."""
    commands = parser.add_subparsers(dest="models_command", metavar="COMMAND", required=True)
    for name, what in MODELS_COMMANDS.items():
        made = commands.add_parser(name, help=what, description=what, formatter_class=formatter)
        made.set_defaults(run=run_models, folder=None, list_only=False)
        if name in ("import", "export"):
            what_else = ", or a file of weights" if name == "import" else ""
            where = f"a folder, on a USB stick for example{what_else}"
            made.add_argument("folder", type=Path, metavar="FOLDER", help=where)
        if name != "list":
            several = "*" if name == "export" else "+"
            made.add_argument("models", nargs=several, metavar="MODEL", help="ids, as `models list` shows them")
        if name == "export":
            made.add_argument("--list-only", action="store_true", help="write the list of checksums without the files")


def run_models(asked: argparse.Namespace) -> int:
    """Show the models, or change what is installed; 3 when `verify` finds damage."""
    from fitting_room.studio import models

    if asked.models_command == "list":
        table = make_table("Models in", str(models.folder()))
        for name, title, licence, size, state in models.rows():
            table.add_row(name, title, licence, size, state)
        show(table)
        return DONE
    with progress() as report:
        said = models.carry_out(
            asked.models_command,
            asked.models,
            getattr(asked, "folder", None),
            not getattr(asked, "list_only", 0),
            report,
        )
        report("done", 1.0)
    for sentence in said.sentences:
        tell(sentence)
    show_paths(said.paths)
    return DONE if said.fine else CANNOT

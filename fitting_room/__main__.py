"""`fitting-room` and `python -m fitting_room`: the command line, which can open the window."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def main() -> int:
    """Run the command line; returns the exit code."""
    if getattr(sys, "frozen", False):
        # Without this, a frozen program would start itself again instead of its worker process.
        import multiprocessing

        multiprocessing.freeze_support()
    # MediaPipe and its parts write start-up chatter to stderr, where our progress stands.
    os.environ.setdefault("GLOG_minloglevel", "2")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from fitting_room import cli

    return cli.main(sys.argv[1:], open_window=_open_window)


def _open_window(asked: "argparse.Namespace") -> int:
    from fitting_room.settings import Mode
    from fitting_room.ui import app

    mode = None if asked.mode is None else Mode(asked.mode)
    return app.main(app.Start(tuple(asked.files), asked.camera, mode))


if __name__ == "__main__":
    sys.exit(main())

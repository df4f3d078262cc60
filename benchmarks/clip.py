"""How long a clip takes with the embedded animator, and how much memory it needs.

    python benchmarks/clip.py [--motions dance,walk] [--people anna] [--json]

Five seconds at 24 frames per second in the full size, from a finished look to a written MP4, for bundled people and
motions, each clip in a process of its own. `first` is the time from asking to the first frame, the look being
understood; `whole` includes encoding; `memory` is the peak of the process.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOTIONS = "walk,raise,dance,turn"
PEOPLE = "anna,imani_webcam"


def measure(person: str, motion: str) -> dict[str, float]:
    """One clip in this process."""
    from fitting_room.domain.body import Photo
    from fitting_room.domain.decoding import open_picture
    from fitting_room.domain.motion import ClipOptions, ClipRequest
    from fitting_room.motion.framing import frame_look
    from fitting_room.motion.library import bundled
    from fitting_room.motion.refine.stage import refine
    from fitting_room.perception.person import understand_person
    from fitting_room.resources import assets
    from fitting_room.studio.clip_export import ClipWriter
    from fitting_room.studio.clip_pipeline import ClipRoom

    understood = time.perf_counter()
    look = frame_look(understand_person(Photo(open_picture(assets() / f"demo/people/{person}.png"))))[0]
    asked = time.perf_counter()
    options = ClipOptions()
    first = 0.0
    with tempfile.TemporaryDirectory() as folder, ClipWriter(Path(folder) / "clip.mp4", options.fps) as writer:
        for frame in ClipRoom(refine).frames(ClipRequest(look, bundled(motion), options=options)):
            first = first or time.perf_counter() - asked
            writer.add(frame)
        size = writer.finish().stat().st_size
    return {
        "understand_s": asked - understood,
        "first_s": first,
        "whole_s": time.perf_counter() - asked,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file_mb": size / 1e6,
    }


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--motions", default=MOTIONS, help="ids, separated by commas (default: %(default)s)")
    parser.add_argument("--people", default=PEOPLE, help="bundled people (default: %(default)s)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--one", nargs=2, metavar=("PERSON", "MOTION"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(*asked.one)))
        return
    results: dict[str, dict[str, float]] = {}
    for person in asked.people.split(","):
        for motion in asked.motions.split(","):
            command = [sys.executable, __file__, "--one", person, motion]
            run = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
            results[f"{person} {motion}"] = json.loads(run.stdout)
    if asked.json:
        print(json.dumps({"load": os.getloadavg()[0], **results}))
        return
    print(f"load {os.getloadavg()[0]:.1f}\n{'':24}{'first':>8}{'whole':>8}{'memory':>9}{'file':>8}")
    for name, row in results.items():
        figures = f"{row['first_s']:6.2f} s{row['whole_s']:6.1f} s{row['memory_mb']:6.0f} MB{row['file_mb']:5.1f} MB"
        print(f"{name:24}{figures}")


if __name__ == "__main__":
    main()

"""How fast and how late the live mirror is, and whether its memory stays flat.

    python benchmarks/mirror.py [FILM] [--garments tee_breton,jeans_blue] [--minutes 1] [--json]

A film plays as a camera at 640x480, by default one made of a bundled person who sways, turns and comes closer. The
mirror runs in its own process with a garment worn; this process reads its frames like the window, every 4 ms.

- frames/s: dressed frames that arrived, and how many the camera gave.
- glass to glass: from the frame's capture to its arrival here. Screen and camera add their own.
- pose alone: the same film through the pose model and nothing else, in this process; the ratio is what of that speed
  the whole mirror keeps.
- memory: of the mirror's process at each minute; of a run under ten minutes, at each tenth of it.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from fitting_room.resources import assets
from fitting_room.studio import demo
from fitting_room.studio.camera.camera import Film
from fitting_room.studio.mirror.asking import MirrorProcess
from fitting_room.studio.mirror.messages import Look, Wear, Wearing

SIZE = (640, 480)
RATE = 30.0
POLL_SECONDS = 0.004


def make_film(folder: Path, person: str = "imani_webcam", seconds: float = 12.0) -> Path:
    """A bundled person who moves about, as a video of 640x480."""
    picture = cv2.imread(str(assets() / "demo/people" / f"{person}.png"))
    scale = SIZE[1] / picture.shape[0]
    path = folder / f"{person}.mp4"
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), RATE, SIZE)
    for number in range(round(seconds * RATE)):
        moment = 2 * np.pi * number / (seconds * RATE)
        centre = (picture.shape[1] / 2, picture.shape[0] / 2)
        matrix = cv2.getRotationMatrix2D(centre, 3 * np.sin(2 * moment), scale * (1.08 + 0.08 * np.sin(moment)))
        matrix[:, 2] += (SIZE[0] / 2 - centre[0] + 40 * np.sin(3 * moment), SIZE[1] / 2 - centre[1])
        video.write(cv2.warpAffine(picture, matrix, SIZE, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REFLECT))
    video.release()
    return path


def pose_alone(film: Path, frames: int = 120) -> float:
    """Frames per second of the pose model on its own."""
    from fitting_room.perception import graphs
    from fitting_room.perception.sighting import follow

    follower = graphs.make_follower()
    video = cv2.VideoCapture(str(film))
    pictures = []
    while len(pictures) < frames:
        there, picture = video.read()
        if not there:
            break
        pictures.append(cv2.cvtColor(cv2.resize(picture, SIZE), cv2.COLOR_BGR2RGB))
    for picture in pictures[:10]:
        follow(follower, picture)
    started = time.perf_counter()
    for picture in pictures:
        follow(follower, picture)
    return len(pictures) / (time.perf_counter() - started)


def memory_mb(process: int) -> float:
    """Resident memory of a process, where the system tells."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def watch(film: Path, garments: list[str], seconds: float) -> dict[str, Any]:
    """Run the mirror for so long with these garments worn."""
    wardrobe = {garment.path.stem: garment for garment in demo.wardrobe()}
    mirror = MirrorProcess()
    try:
        mirror.send(Look(Film(film)))
        mirror.send(Wear(tuple(wardrobe[stem] for stem in garments)))
        worn_at, deadline = float("inf"), time.monotonic() + 60
        while time.monotonic() < min(worn_at + 4, deadline):
            if any(isinstance(event, Wearing) for event in mirror.poll()):
                worn_at = time.monotonic()
            mirror.frame()
            time.sleep(POLL_SECONDS)
        late, memory = [], []
        between = min(60.0, seconds / 10)
        started = time.monotonic()
        while (now := time.monotonic()) < started + seconds:
            mirror.poll()
            frame = mirror.frame()
            if frame is not None:
                late.append(now - frame.captured)
            if now - started >= (len(memory) + 1) * between:
                memory.append(round(memory_mb(mirror.process_id)))
            time.sleep(POLL_SECONDS)
    finally:
        mirror.close()
    return {
        "frames_per_second": len(late) / seconds,
        "glass_to_glass_ms": {
            "median": 1000 * statistics.median(late),
            "p95": 1000 * statistics.quantiles(late, n=20)[-1],
            "worst": 1000 * max(late),
        },
        "memory_mb": memory,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", nargs="?", type=Path, help="a video; a bundled person who moves where left out")
    parser.add_argument("--garments", default="tee_breton", help="stems of bundled garments, joined by commas")
    parser.add_argument("--minutes", type=float, default=0.5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        film = arguments.film or make_film(Path(folder))
        alone = pose_alone(film)
        result = watch(film, arguments.garments.split(","), 60 * arguments.minutes)
    result |= {"pose_alone_per_second": alone, "ratio": result["frames_per_second"] / alone}
    result |= {"load_average": os.getloadavg()[0] if hasattr(os, "getloadavg") else None, "cores": os.cpu_count()}
    if arguments.json:
        print(json.dumps(result, indent=1))
        return
    lateness = result["glass_to_glass_ms"]
    print(f"frames/s        {result['frames_per_second']:.1f} with {arguments.garments} worn")
    print(f"pose alone      {alone:.1f} frames/s; the mirror keeps {result['ratio']:.2f} of it")
    print(
        f"glass to glass  median {lateness['median']:.0f} ms, 95 % {lateness['p95']:.0f}, worst {lateness['worst']:.0f}"
    )
    print(f"memory          {', '.join(str(value) for value in result['memory_mb'])} MB, evenly over the time")
    print(f"load average    {result['load_average']} on {result['cores']} cores")


if __name__ == "__main__":
    main()

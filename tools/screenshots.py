"""Take a picture of every page of the window, in every way it can look.

    python tools/screenshots.py [FOLDER] [--only NAME ...]     # python run.py screenshots

The real window, the real worker and the bundled demo, without a display; what is on file for the pictures is thrown
away afterwards. A Korean font has to be on the machine for the Korean ones.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QWidget  # noqa: E402

from fitting_room.domain.arrays import RgbImage  # noqa: E402
from fitting_room.domain.decoding import open_picture  # noqa: E402
from fitting_room.domain.tryon import Fit  # noqa: E402
from fitting_room.resources import assets  # noqa: E402
from fitting_room.settings import Language, Mode, Places, Settings, Theme  # noqa: E402
from fitting_room.studio import demo  # noqa: E402
from fitting_room.studio.export import save_picture  # noqa: E402
from fitting_room.studio.messages import Dress  # noqa: E402
from fitting_room.studio.recipe import GarmentFile, Recipe  # noqa: E402
from fitting_room.studio.runner import ProcessRunner  # noqa: E402
from fitting_room.studio.session import Scene  # noqa: E402
from fitting_room.ui.app import Running, Start  # noqa: E402
from fitting_room.ui.crash_log import CrashLog  # noqa: E402
from fitting_room.ui.mirror.page import MirrorPage  # noqa: E402
from fitting_room.ui.names import name_on_file, say_worn  # noqa: E402
from fitting_room.ui.photo_list import PhotoList  # noqa: E402
from fitting_room.ui.stylist import StylistPage  # noqa: E402

MORE_LOOKS = (
    ("mei", "blouse_chambray"),
    ("hal", "sweater_camel", "jeans_blue"),
    ("dalia", "dress_wine"),
    ("jun", "tee_sun", "shorts_khaki"),
    ("ruth", "longsleeve_zigzag", "skirt_pencil_black"),
    ("marco", "shirt_oxford"),
)
"""(person, garments) of looks on file beside those of the demo."""
LANDSCAPE, PORTRAIT = (1220, 820), (1080, 1920)
PATIENCE_SECONDS = 120.0
FITTING_SECONDS = 12.0
"""In this time the mirror has fitted the clothes to somebody, and the coach has looked at them."""


@dataclass(frozen=True)
class Shot:
    """One picture: what is shown, and how the window looks."""

    name: str
    show: str
    settings: Settings
    size: tuple[int, int] = LANDSCAPE


ENGLISH = Settings(language=Language.ENGLISH, theme=Theme.LIGHT)
DARK = replace(ENGLISH, theme=Theme.DARK)
CONTRAST = replace(ENGLISH, theme=Theme.HIGH_CONTRAST)
KOREAN = Settings(language=Language.KOREAN, theme=Theme.LIGHT)
LARGE = replace(ENGLISH, text_scale=2.0)
SHOTS = (
    Shot("fitting-room", "page_fitting", ENGLISH),
    Shot("fitting-room-dark", "page_fitting", DARK),
    Shot("fitting-room-contrast", "page_fitting", CONTRAST),
    Shot("fitting-room-korean", "page_fitting", KOREAN),
    Shot("fitting-room-200-percent", "page_fitting", LARGE),
    Shot("fitting-room-portrait", "page_fitting", DARK, PORTRAIT),
    Shot("compare", "compare", ENGLISH),
    Shot("mask", "mask", DARK),
    Shot("steps", "steps", ENGLISH),
    Shot("mirror", "page_mirror", ENGLISH),
    Shot("mirror-portrait-korean", "page_mirror", KOREAN, PORTRAIT),
    Shot("looks", "page_looks", DARK),
    Shot("looks-korean", "page_looks", KOREAN),
    Shot("stylist", "page_stylist", replace(ENGLISH, mode=Mode.STYLIST)),
    Shot("stylist-portrait", "page_stylist", replace(DARK, mode=Mode.STYLIST), PORTRAIT),
    Shot("models", "page_models", ENGLISH),
    Shot("models-dark-korean", "page_models", replace(KOREAN, theme=Theme.DARK)),
    Shot("queue", "queue", ENGLISH),
    Shot("palette", "palette", DARK),
    Shot("shortcuts", "sheet", CONTRAST),
    Shot("preferences", "preferences", ENGLISH),
    Shot("preferences-korean", "preferences", KOREAN),
    Shot("diagnostics", "diagnostics", ENGLISH),
)


class Photographer:
    """Walks through the window and takes the pictures."""

    def __init__(self, application: QApplication, home: Path) -> None:
        self._application = application
        self._filled: StylistPage | None = None
        film = home / "film"
        film.mkdir(parents=True)
        save_picture(_as_webcam(open_picture(assets() / "demo/people/imani.png")), film / "imani.png")
        places = Places.inside(home / "data")
        places.make()
        self.running = Running(application, places, CrashLog(places.log), ProcessRunner(), Start(camera=film))
        self.running.show()
        self._prepare()

    def take(self, shot: Shot) -> QWidget:
        """Bring the window into the state of a shot; returns what to photograph."""
        self.running.backroom.settings.set(shot.settings)
        # Preferences that were reopened in another language are not part of the picture.
        for dialog in iter(QApplication.activeModalWidget, None):
            dialog.close()
        self.running.refit()
        window = self.running.window
        for _ in range(2):  # A window that was upright gets lower only when its page has found its floors again.
            window.resize(*shot.size)
            self._wait(0.3)
        stays = shot.show.startswith("page_") or shot.show in ("compare", "mask", "steps", "queue")
        window.actions_[shot.show if shot.show.startswith("page_") else "page_fitting"].trigger()
        if not shot.show.startswith("page_"):
            window.actions_[shot.show].trigger()
        self._wait(1.2)
        if window.pages.stylist is not None and shot.show == "page_stylist":
            self._fill_table(window.pages.stylist)
        if window.pages.mirror is not None and window.pages.mirror.isVisible():
            self._stand_before(window.pages.mirror)
        if window.pages.looks is not None and window.pages.looks.isVisible():
            window.pages.looks.grid.setCurrentIndex(window.pages.looks.model.index(0))
        if shot.show == "queue":
            self._give_work()
        return window if stays else QApplication.activeModalWidget() or window

    def put_back(self, shot: Shot) -> None:
        """Undo what a shot opened."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            dialog.close()
        elif shot.show in ("compare", "mask", "steps", "queue"):
            self.running.window.actions_[shot.show].trigger()

    def leave(self) -> None:
        """End everything."""
        self.running.window.close()
        self.running.close()

    def _prepare(self) -> None:
        """Some looks on file, and an outfit on the stage."""
        self._wait(1.0)
        looks = [*demo.looks().values(), *(_look(person, *worn) for person, *worn in MORE_LOOKS)]
        for recipe in looks:
            self.running.backroom.keeper.keep(recipe, name_on_file(self.running.backroom.library.people, recipe.photo))
        self._wait(1.0)
        kept = self.running.backroom.library.looks.all()
        self.running.backroom.library.looks.set_favourite([look.id for look in kept[1:6:3]], True)
        for garment in _garments("tee_breton", "chinos_olive"):
            self.running.backroom.dressing.wear(garment)
        self._wait(1.0)

    def _stand_before(self, mirror: MirrorPage) -> None:
        """Wait until the clothes are on, and let the coach count; a moment later it would take the photo."""
        coaching = mirror.findChildren(QCheckBox)[1]
        coaching.setChecked(False)
        begun = time.monotonic()
        self._run(lambda: not mirror.view.has_picture and time.monotonic() - begun < PATIENCE_SECONDS)
        self._run(lambda: "…" in mirror.panel.worn and time.monotonic() - begun < PATIENCE_SECONDS)
        begun = time.monotonic()
        self._run(lambda: time.monotonic() - begun < FITTING_SECONDS)
        coaching.setChecked(True)
        begun = time.monotonic()
        self._run(lambda: not mirror.view.ready and time.monotonic() - begun < FITTING_SECONDS)
        begun = time.monotonic()
        self._run(lambda: time.monotonic() - begun < 0.5)

    def _give_work(self) -> None:
        """Some jobs that are not done yet."""
        jobs = self.running.backroom.jobs
        for person, *worn in MORE_LOOKS[:4]:
            recipe = _look(person, *worn)
            recipe = replace(recipe, options=replace(recipe.options, fit=Fit.LOOSE))
            jobs.submit(Dress(recipe), lambda _: None, say_worn(recipe.garments), background=True)
        begun = time.monotonic()
        self._run(lambda: time.monotonic() - begun < 0.7)

    def _fill_table(self, page: StylistPage) -> None:
        """Three people in two outfits."""
        people = page.findChildren(PhotoList)[0]
        if page is self._filled:
            return
        self._filled = page
        for row in range(3):
            people.opened.emit(people.model().row(people.model().index(row)))
        for garment in _garments("dress_wine", "shirt_oxford", "blouse_chambray"):
            page.add_outfit(Scene().wearing(garment))
        button = next(each for each in page.findChildren(QPushButton) if each.objectName() == "primary")
        button.click()
        self._wait(1.0)

    def _wait(self, seconds: float) -> None:
        """Let time pass, and everything be done that was asked for."""
        queue = self.running.backroom.jobs.queue
        begun = time.monotonic()
        self._run(lambda: time.monotonic() - begun < seconds)
        self._run(lambda: bool(queue.jobs) and time.monotonic() - begun < PATIENCE_SECONDS)
        begun = time.monotonic()
        self._run(lambda: time.monotonic() - begun < 0.3)

    def _run(self, while_: Callable[[], bool]) -> None:
        while while_():
            self._application.processEvents()
            time.sleep(0.005)


def _garments(*stems: str) -> list[GarmentFile]:
    bundled = {garment.path.stem: garment for garment in demo.wardrobe()}
    return [bundled[stem] for stem in stems]


def _look(person: str, *stems: str) -> Recipe:
    return Recipe(assets() / "demo/people" / f"{person}.png", tuple(_garments(*stems)))


def _as_webcam(portrait: RgbImage) -> RgbImage:
    """The upright photo in the proportions of a webcam; its studio is plain enough to go on at both sides."""
    height, width = portrait.shape[:2]
    side = max(0, (height * 16 // 9 - width) // 2)
    return np.pad(portrait, ((0, 0), (side, side), (0, 0)), mode="edge")


def main() -> int:
    """Take the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs/screenshots")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[shot.name for shot in SHOTS])
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        photographer = Photographer(application, Path(home))
        for shot in SHOTS:
            if not asked.only or shot.name in asked.only:
                photographer.take(shot).grab().toImage().save(str(asked.folder / f"{shot.name}.jpg"), None, 90)
                photographer.put_back(shot)
                sys.stdout.write(f"{asked.folder / shot.name}.jpg\n")
        photographer.leave()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

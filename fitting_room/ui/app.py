"""Builds everything once, in order, and runs the window."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from fitting_room.domain.tryon import Preset
from fitting_room.settings import Mode, Places, Settings
from fitting_room.studio import demo
from fitting_room.studio.camera.camera import Film
from fitting_room.studio.library.library import Library
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.runner import ProcessRunner, Runner
from fitting_room.studio.session import Session
from fitting_room.ui.backroom import Backroom
from fitting_room.ui.clip.desk import ClipDesk
from fitting_room.ui.clip.saving import ClipSaving
from fitting_room.ui.crash_log import CrashLog
from fitting_room.ui.dressing import Dressing
from fitting_room.ui.jobs import Jobs
from fitting_room.ui.kept_settings import KeptSettings
from fitting_room.ui.look_keeper import LookKeeper
from fitting_room.ui.photo_intake import PhotoIntake
from fitting_room.ui.saving import Saving
from fitting_room.ui.shelf.desk import ModelDesk
from fitting_room.ui.single_instance import SingleInstance
from fitting_room.ui.theme import Appearance
from fitting_room.ui.translations import Translations, say
from fitting_room.ui.window import FittingRoomWindow


@dataclass(frozen=True)
class Start:
    """What the window was started with.

    Attributes:
        files: A photo to open.
        camera: A film or a folder of pictures that plays the camera.
        mode: Whom the window serves from now on; None means as before.
    """

    files: tuple[Path, ...] = ()
    camera: Path | None = None
    mode: Mode | None = None


def main(start: Start = Start()) -> int:
    """Open the fitting room, or hand the files to the one that is open; returns the exit code."""
    # OpenCV points Qt to plugins and fonts of its own, which belong to another version of Qt.
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(name, None)
    places = Places.of_this_user()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Fitting Room")
    application.setDesktopFileName("fitting-room")
    places.make()
    instance = SingleInstance(places.data)
    if not instance.claim():
        instance.hand_over(start.files)
        return 0
    # The worker starts before the window is built: it gets ready meanwhile.
    runner = ProcessRunner()
    log = CrashLog(places.log)
    running = Running(application, places, log, runner, start)
    log.begin(running.tell_of_mistake)
    instance.asked.connect(running.open_files)

    def close(_signal: int, _frame: FrameType | None) -> None:
        running.window.close()

    # Qt's loop never returns to Python by itself; the timer of the jobs lets Ctrl+C through.
    signal.signal(signal.SIGINT, close)
    running.show()
    running.tell_of_last_time()
    try:
        return application.exec()
    finally:
        running.close()
        log.end()
        instance.release()


class Running(QObject):
    """The application while it runs: what stands behind the window, and the window.

    Args:
        application: Qt's.
        places: Where things are kept.
        log: What went wrong.
        runner: Carries out orders; closed here.
        start: What the program was started with.
    """

    def __init__(self, application: QApplication, places: Places, log: CrashLog, runner: Runner, start: Start) -> None:
        super().__init__()
        self._application = application
        self._translations = Translations(application)
        self._appearance = Appearance(application)
        settings = KeptSettings(places.settings)
        if start.mode is not None:
            settings.set(replace(settings.now, mode=start.mode))
        self._language = self._translations.speak(settings.now.language)
        library = Library.open(places.library, places.data)
        jobs = Jobs(JobQueue(runner, library.estimates))
        dressing = Dressing(Session(), jobs, [person.path for person in demo.people()])
        photos = PhotoIntake(library.people, jobs)
        keeper = LookKeeper(library.looks, jobs)
        saving = Saving(settings, places)
        film = None if start.camera is None else Film(start.camera)
        desk = ModelDesk(places.models)
        clips, clip_saving = ClipDesk(library.clips, jobs, keeper), ClipSaving(settings, places)
        self.backroom = Backroom(
            jobs, dressing, settings, places, log, library, photos, keeper, saving, desk, clips, clip_saving, film
        )
        self._dress(settings.now)
        settings.changed.connect(self._apply)
        self._built_scale = settings.now.text_scale
        self.window = self._open_window()
        self._begin(start)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    def tell_of_last_time(self) -> None:
        """Offer the log where the last run did not end by itself."""
        if self.backroom.log.last_words is not None:
            self.window.offer_diagnostics()

    def open_files(self, files: Sequence[Path]) -> None:
        """The program was started again with these files."""
        self.window.open_files(files)

    def close(self) -> None:
        """End the work; nothing outlives the window."""
        self.backroom.desk.close()
        self.backroom.jobs.close()
        self.backroom.library.close()
        self._translations.unload()
        self._appearance.deleteLater()

    def _begin(self, start: Start) -> None:
        """Put somebody in front of the mirror: the file that was given, who was there last, or the first one."""
        settings = self.backroom.settings.now
        self.backroom.dressing.make_with(settings.engine, Preset(settings.preset), settings.samples)
        people = self.backroom.library.people
        last = self.backroom.settings.now.window.person
        photo = None if last is None else people.photo_at(last)
        if photo is None or not photo.path.is_file():
            everybody = [each for person in people.all() for each in people.photos(person.id)]
            photo = next(iter(everybody), None)
        if photo is not None:
            self.backroom.dressing.begin(photo.path, photo.person, people.mask_edits(photo.person))
        if start.files:
            self.backroom.photos.open(start.files[0])
        for notice in (self.backroom.settings.notice, *self.backroom.library.database.notices):
            if notice:
                self.backroom.dressing.said.emit(say(notice), "")

    def _apply(self, before: Settings, now: Settings) -> None:
        """Look and speak as the user wishes."""
        self._dress(now)
        if now.profile is not before.profile:
            self.backroom.dressing.keep_to(now.profile)
        if now.language != before.language:
            language = self._translations.speak(now.language)
            if language != self._language:
                self._language = language
                self._build_again()
                self.window.open_preferences()

    def _build_again(self) -> None:
        """Build the window again: every word of it is said, and many a width is measured, when it is built.

        The new one stands where the old one stood; jobs, scene and pictures are behind it and go on.
        """
        old = self.window
        self.backroom.settings.remember(old.state)
        page = old.page
        backroom = self.backroom
        backroom.jobs.keep_receivers((backroom.dressing, backroom.photos, backroom.keeper, backroom.clips))
        self.window = self._open_window()
        self.window.show_page(page)
        self.window.show()
        old.close()
        old.deleteLater()

    def refit(self) -> None:
        """The preferences were closed; while they are open, the text grows under the slider and nothing else does."""
        if self.backroom.settings.now.text_scale != self._built_scale:
            self._built_scale = self.backroom.settings.now.text_scale
            self._build_again()

    def _open_window(self) -> FittingRoomWindow:
        window = FittingRoomWindow(self.backroom)
        window.preferences_closed.connect(self.refit)
        return window

    def _dress(self, settings: Settings) -> None:
        self._appearance.set(settings.theme, settings.text_scale, settings.reduced_motion)

    def tell_of_mistake(self) -> None:
        """Something unexpected happened."""
        self.backroom.dressing.said.emit(
            self.tr("Something went wrong inside the fitting room."),
            self.tr("Go on, or start it again; Help, Copy diagnostics has the details."),
        )

"""The mirror with a scripted camera: dressed frames, cameras that come and go, photos that are kept."""

from pathlib import Path

import cv2
import numpy as np

from fitting_room.domain.decoding import open_picture
from fitting_room.domain.garment import Category
from fitting_room.resources import assets
from fitting_room.studio import demo
from fitting_room.studio.camera.camera import Trouble, Turn, Webcam
from fitting_room.studio.mirror.coach import Advice, Check
from fitting_room.studio.mirror.messages import (
    CannotKeep,
    CannotWear,
    Coached,
    Guide,
    Keep,
    Kept,
    ListCameras,
    Listed,
    Look,
    Lost,
    Opened,
    Rest,
    Retake,
    Shoot,
    Taken,
    Wear,
    Wearing,
)
from fitting_room.studio.recipe import GarmentFile

PLAID = next(garment for garment in demo.wardrobe() if garment.path.stem == "shirt_plaid")
FRONT, SIDE = Webcam(0, "Front"), Webcam(1, "Side")


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(cv2.absdiff(one, other).mean())


def test_it_shows_what_the_camera_sees(running, kofi) -> None:
    running.mirror.obey(Look(SIDE))
    shown = running.picture()
    assert shown.shape == kofi.shape
    assert difference(shown, kofi) < 3
    assert running.heard(Opened) == [Opened(SIDE, (480, 640))]


def test_without_a_wish_it_takes_the_first_camera(running) -> None:
    running.mirror.obey(Look(None))
    running.until(lambda: running.heard(Opened))
    assert running.script.opened == [FRONT]


def test_a_camera_on_its_side_is_turned(running, kofi) -> None:
    running.mirror.obey(Look(FRONT, Turn.RIGHT))
    assert running.picture().shape == (480, 640, 3)
    assert running.heard(Opened) == [Opened(FRONT, (640, 480))]


def test_a_garment_is_put_on_and_taken_off(running, kofi) -> None:
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Wear((PLAID,)))
    running.until(lambda: running.heard(Wearing))
    running.until(lambda: difference(running.picture(), kofi) > 4)
    dressed = running.picture()
    assert difference(dressed[:90], kofi[:90]) < 3
    running.mirror.obey(Wear(()))
    assert difference(running.picture(), kofi) < 3


def test_a_picture_that_is_no_garment_is_refused_and_the_mirror_goes_on(running, kofi, tmp_path: Path) -> None:
    file = tmp_path / "broken.png"
    file.write_bytes(b"no picture")
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Wear((GarmentFile(file, "Broken", Category.TOPS),)))
    running.until(lambda: running.heard(CannotWear))
    assert difference(running.picture(), kofi) < 3


def test_unplugged_and_plugged_in_again_it_recovers_by_itself(running) -> None:
    running.mirror.obey(Look(FRONT))
    running.until(lambda: running.heard(Opened))
    running.script.plugged.remove(FRONT)
    running.until(lambda: running.heard(Lost))
    assert [event.trouble for event in running.heard(Lost)] == [Trouble.UNPLUGGED]
    assert running.script.closed == 1
    for _ in range(30):
        running.mirror.step()
    assert len(running.heard(Lost)) == 1  # said once, however often it is tried
    running.script.plugged.insert(0, FRONT)
    running.until(lambda: len(running.heard(Opened)) == 2)
    running.picture()


def test_without_a_camera_it_says_so_and_starts_when_one_comes(running) -> None:
    running.script.plugged.clear()
    running.mirror.obey(Look(None))
    running.until(lambda: running.heard(Lost))
    assert running.heard(Lost)[0].trouble is Trouble.NONE_FOUND
    running.script.plugged.append(SIDE)
    running.until(lambda: running.heard(Opened))
    assert running.script.opened == [SIDE]


def test_without_permission_it_says_so_and_starts_when_it_is_given(running) -> None:
    running.script.denied = True
    running.mirror.obey(Look(FRONT))
    running.until(lambda: running.heard(Lost))
    assert running.heard(Lost)[0].trouble is Trouble.DENIED
    assert "privacy" in running.heard(Lost)[0].next_step
    running.script.denied = False
    running.until(lambda: running.heard(Opened))


def test_at_rest_the_camera_is_off_and_comes_back_when_asked(running) -> None:
    running.mirror.obey(Look(FRONT))
    running.until(lambda: running.heard(Opened))
    running.mirror.obey(Rest())
    assert running.script.closed == 1
    running.mirror.step()
    assert running.script.opened == [FRONT]
    running.mirror.obey(Look(FRONT))
    running.until(lambda: len(running.heard(Opened)) == 2)


def test_cameras_are_listed_when_asked(running) -> None:
    running.mirror.obey(ListCameras())
    assert running.heard(Listed)[-1].webcams == (FRONT, SIDE)


def test_changing_the_camera_lets_go_of_the_old_one(running) -> None:
    running.mirror.obey(Look(FRONT))
    running.until(lambda: running.heard(Opened))
    running.mirror.obey(Look(SIDE))
    running.until(lambda: len(running.heard(Opened)) == 2)
    assert running.script.closed == 1


def test_the_coach_ticks_releases_the_shutter_and_the_chosen_shot_is_kept_as_it_was_seen(
    running, kofi, folder: Path
) -> None:
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Guide())
    running.until(lambda: running.heard(Taken))
    assert running.heard(Coached)[0].ticks < frozenset(Check)
    assert running.heard(Coached)[-1].ticks == frozenset(Check)
    counted = [event.seconds_left for event in running.heard(Coached) if event.seconds_left is not None]
    assert counted == sorted(counted, reverse=True)
    taken = running.heard(Taken)[0]
    assert len(taken.previews) == 3
    assert all(max(preview.shape) == 640 for preview in taken.previews)
    running.mirror.obey(Keep(taken.best, folder))
    kept = running.heard(Kept)[0].path
    assert [kept] == list(folder.iterdir())
    assert difference(open_picture(kept), kofi) < 3  # not mirrored, and without the garment


def test_the_shutter_can_be_pressed_and_the_shots_thrown_away(running, folder: Path) -> None:
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Shoot())
    running.until(lambda: running.heard(Taken))
    running.mirror.obey(Retake())
    running.mirror.obey(Keep(0, folder))
    assert running.heard(Kept) == []
    running.mirror.obey(Shoot())
    running.until(lambda: len(running.heard(Taken)) == 2)


def test_a_folder_that_cannot_be_written_keeps_the_shots(running, folder: Path) -> None:
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Shoot())
    running.until(lambda: running.heard(Taken))
    folder.write_text("a file where the folder should be")
    running.mirror.obey(Keep(0, folder))
    assert len(running.heard(CannotKeep)) == 1
    folder.unlink()
    running.mirror.obey(Keep(0, folder))
    assert len(running.heard(Kept)) == 1


def test_somebody_who_is_not_there_is_asked_to_step_in(running) -> None:
    running.script.picture = np.full((480, 640, 3), 120, np.uint8)
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Guide())
    running.until(lambda: running.heard(Coached))
    assert running.heard(Coached)[0].advice is Advice.STEP_IN


def test_two_people_are_one_too_many(running) -> None:
    people = [cv2.resize(open_picture(assets() / f"demo/people/{name}.png"), (360, 480)) for name in ("kofi", "jun")]
    running.script.picture = np.hstack(people)
    running.mirror.obey(Look(FRONT))
    running.mirror.obey(Guide())
    running.until(lambda: any(event.advice is Advice.ONE_AT_A_TIME for event in running.heard(Coached)))

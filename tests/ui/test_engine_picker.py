"""Who makes the pictures: chosen in the window, refused in words, stopped by step, and gone when the licence says so.

FASHN runs whole, at a thousandth of its size, with random weights that came onto the shelf from a folder.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from doubles import ScriptedWorkroom
from driver import Driver
from golden_data import weights
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QRadioButton
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from fitting_room import cli
from fitting_room.domain.errors import NotAllowed
from fitting_room.domain.garment import Category
from fitting_room.domain.job import Report, never, silent
from fitting_room.domain.licence import Profile
from fitting_room.domain.sentence import Sentence
from fitting_room.domain.tryon import Preset, RenderOptions
from fitting_room.engines.fashn import FashnEngine
from fitting_room.engines.fashn.network import NetworkConfig, TryOnNetwork
from fitting_room.resources import assets
from fitting_room.settings import HOME_VARIABLE, Places, Settings, read_settings, write_settings
from fitting_room.shelf import ModelShelf
from fitting_room.shelf.installed import model_cards
from fitting_room.shelf.lock import Lock, LockedFile, LockedModel
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import LIST_NAME
from fitting_room.studio.catalog import EMBEDDED, ENGINES, check_allowed
from fitting_room.studio.export import save_picture
from fitting_room.studio.messages import (
    Dress,
    Failed,
    KeepToLicences,
    LookAtEngines,
    Order,
    Outcome,
    Outlook,
    Progressed,
    SaveLook,
    ShowSteps,
    View,
)
from fitting_room.studio.pipeline import FittingRoom
from fitting_room.studio.queue import JobQueue
from fitting_room.studio.recipe import GarmentFile, Recipe
from fitting_room.studio.runner import InlineRunner, ProcessRunner
from fitting_room.studio.worker import Studio
from fitting_room.ui.engine_picker import EnginePicker
from fitting_room.ui.pages import LOOKS
from fitting_room.ui.shelf.desk import ModelDesk

FASHN = "FASHN VTON 1.5"
CONFIG = NetworkConfig(width=128, mixer_blocks=1, double_blocks=1, single_blocks=1)


class GatedWorkroom(ScriptedWorkroom):
    """Scripted pictures behind the real gate."""

    def carry_out(
        self,
        order: Order,
        report: Report,
        preview: Callable[[View], None],
        enough: Callable[[], bool] = never,
    ) -> Outcome:
        if isinstance(order, Dress | SaveLook):
            FittingRoom().check_allowed(order.recipe.engine)
        return super().carry_out(order, report, preview, enough)


@pytest.fixture(scope="session")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with tiny weights for FASHN, as `models export` would have written it."""
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("stick")
    with torch.device("meta"):
        entries = [(name, tuple(each.shape), "float32") for name, each in TryOnNetwork(CONFIG).state_dict().items()]
    state = {name: torch.from_numpy(array) for name, array in weights({"entries": entries}).items()}
    save_file(state, folder / "tiny.safetensors", {"canvas": "48x72"})
    content = (folder / "tiny.safetensors").read_bytes()
    file = LockedFile("model.safetensors", len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    card = find_card(model_cards(), "fashn")
    Lock({card.id: LockedModel(card.repo, card.revision or "c" * 40, (file,))}).write(folder / LIST_NAME)
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everything of this user, for this process and those that it starts."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return tmp_path / "home"


@pytest.fixture
def driver(qtbot: QtBot, home: Path) -> Iterator[Driver]:
    made = Driver(qtbot, home, ProcessRunner())
    yield made
    made.leave()


def test_from_a_folder_to_a_photoreal_picture_in_the_window(
    qtbot: QtBot, driver: Driver, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.click("Breton T-shirt")
    quick = picture(driver)
    driver.press("E")
    driver.begin_to_click(f"Install {FASHN}")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    driver.begin_to_click(f"Import: {FASHN}")
    driver.begin_to_click("Accept and install")
    driver.wait(lambda: "Installed." in driver.window.pages.models.cards["fashn"].state)

    shown: list[QImage] = []
    driver.running.backroom.dressing.look_shown.connect(lambda look: shown.append(look.toImage()))
    driver.begin_to_click("Fitting room")
    driver.begin_to_click("Made by: Instant")
    driver.wait(lambda: "Paints a picture like a photograph." in panel_words(driver))
    driver.begin_to_click("Engine: " + FASHN)
    driver.click("Detail: Draft")
    qtbot.keyClick(driver.focused, Qt.Key.Key_Escape)
    assert driver.button(f"Made by: {FASHN} · Draft").isVisible()
    painted = picture(driver)
    assert painted != quick
    assert painted.size() == quick.size()
    assert quick in shown  # At once, and then a picture for every step.
    assert len(shown) > 20
    assert driver.running.backroom.settings.now.engine == "fashn"


def test_a_slow_picture_is_stopped_by_step_and_the_instant_one_stays(
    qtbot: QtBot, driver: Driver, stick: Path, home: Path
) -> None:
    bring(stick, home)
    driver.click("Breton T-shirt")
    quick = picture(driver)
    dressing = driver.running.backroom.dressing
    painting: list[float] = []
    dressing.progressed.connect(lambda words, share: painting.append(share) if "Painting" in words else None)
    dressing.make_with("fashn", Preset.DRAFT, 1)
    driver.wait(lambda: len(painting) > 3)
    qtbot.keyClick(driver.window, Qt.Key.Key_Escape)
    driver.settle()
    assert max(painting) < 1
    assert picture(driver) == quick
    assert "Ctrl+Enter" in driver.message
    driver.press("Ctrl+Return")
    assert picture(driver) != quick


def test_what_was_chosen_is_there_the_next_time(qtbot: QtBot, driver: Driver, stick: Path, home: Path) -> None:
    bring(stick, home)
    driver.press("E")
    driver.begin_to_click("Engine: " + FASHN)
    driver.begin_to_click("Detail: Final")
    qtbot.keyClick(driver.focused, Qt.Key.Key_Escape)
    driver.leave()
    again = Driver(qtbot, home, InlineRunner(ScriptedWorkroom()))
    assert again.button(f"Made by: {FASHN} · Final").isVisible()
    again.leave()


def test_an_engine_that_this_machine_cannot_run_says_why(qtbot: QtBot, home: Path, stick: Path) -> None:
    bring(stick, home)
    driver = Driver(qtbot, home, InlineRunner(ScriptedWorkroom()))
    driver.press("E")
    reason = Sentence("“{model}” needs a graphics card, and none was found.", model=FASHN)
    driver.window.fitting.engine.show_outlooks((Outlook("fashn", False, reason, "Use the warp engine."),))
    assert not driver.button("Engine: " + FASHN).isEnabled()
    assert "needs a graphics card, and none was found. Use the warp engine." in panel_words(driver)
    driver.leave()


# --- licences ---------------------------------------------------------------------------------------------------------


def test_a_shop_cannot_choose_a_research_engine_and_loses_the_one_it_had(qtbot: QtBot, home: Path) -> None:
    Places.inside(home).make()
    write_settings(Settings(profile=Profile.RESEARCH, engine="catvton"), Places.inside(home).settings)
    driver = Driver(qtbot, home, InlineRunner(ScriptedWorkroom()))
    driver.click("Breton T-shirt")
    assert driver.running.backroom.dressing.scene.engine == "catvton"
    driver.running.backroom.settings.change(profile=Profile.SHOP)
    driver.settle()
    assert read_settings(Places.inside(home).settings)[0].profile is Profile.SHOP  # Before anything else happens.
    assert driver.running.backroom.dressing.scene.engine == EMBEDDED
    driver.press("E")
    offered = [radio.text() for radio in driver.window.fitting.engine.findChildren(QRadioButton) if radio.isVisible()]
    assert offered
    assert not any("CatVTON" in name for name in offered)
    driver.leave()


def test_a_shop_is_refused_on_the_command_line(home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Places.inside(home).make()
    write_settings(Settings(profile=Profile.SHOP), Places.inside(home).settings)
    photo, top = recipe_of("catvton", tmp_path).files
    asked = ["try", photo, "--top", top, "--engine", "catvton", "-o", tmp_path / "look.png"]
    assert cli.main([str(each) for each in asked], open_window=lambda _: 7) == cli.CANNOT
    assert "does not allow what this installation is for" in capfd.readouterr().err
    assert not (tmp_path / "look.png").exists()


def test_a_shop_is_refused_by_queue_and_by_an_old_look(qtbot: QtBot, home: Path, tmp_path: Path) -> None:
    Places.inside(home).make()
    write_settings(Settings(profile=Profile.SHOP), Places.inside(home).settings)
    queue = JobQueue(InlineRunner())
    recipe = recipe_of("catvton", tmp_path)
    for order in (Dress(recipe), SaveLook(recipe, tmp_path / "look.png"), ShowSteps(recipe)):
        queue.submit(order)
        [failure] = [event for event in [*queue.poll(), *queue.poll()] if not isinstance(event, Progressed)]
        assert isinstance(failure, Failed)
        assert "does not allow what this installation is for" in failure.what
    queue.close()
    driver = Driver(qtbot, home, InlineRunner(GatedWorkroom()))
    driver.running.backroom.library.looks.add(recipe, "Old", "Anna")
    driver.window.show_page(LOOKS)
    driver.click("Old")
    driver.press("Return")
    assert "does not allow what this installation is for" in driver.message
    assert driver.running.backroom.dressing.after is not None  # The instant picture, which everybody may see.
    driver.leave()


def test_another_profile_unloads_an_engine_and_its_remembered_looks(
    home: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A research model is played by FASHN's weights: no other is small enough to be run here."""
    bring(stick, home)
    narrowed = tuple(replace(card, licence="research") if card.id == "fashn" else card for card in ENGINES)
    monkeypatch.setattr("fitting_room.studio.catalog.ENGINES", narrowed)
    monkeypatch.setattr("fitting_room.studio.worker.open_photo", lambda _: mannequin.stand().photo)
    monkeypatch.setattr("fitting_room.perception.person.understand_person", lambda *_, **__: mannequin.stand())
    settings = Places.inside(home).settings
    write_settings(Settings(profile=Profile.RESEARCH), settings)
    studio, order = Studio(), Dress(recipe_of("fashn", tmp_path))
    assert isinstance(studio.carry_out(order, silent, lambda _: None), View)
    [seen] = studio.carry_out(LookAtEngines(("fashn",)), silent, lambda _: None).outlooks
    assert seen.runs
    loads: list[Path] = []
    monkeypatch.setattr(FashnEngine, "load", lambda _: loads.append(home))
    write_settings(Settings(profile=Profile.SHOP), settings)
    for again in (order, replace(order, side=300), Dress(replace(order.recipe, options=RenderOptions(seed=9)))):
        with pytest.raises(NotAllowed, match="does not allow"):
            studio.carry_out(again, silent, lambda _: None)
    [seen] = studio.carry_out(LookAtEngines(("fashn",)), silent, lambda _: None).outlooks
    assert not seen.runs
    write_settings(Settings(profile=Profile.RESEARCH), settings)
    studio.carry_out(KeepToLicences(), silent, lambda _: None)
    with pytest.raises(RuntimeError, match="load"):  # It was let go of: only a fresh one could paint.
        studio.carry_out(Dress(replace(order.recipe, options=RenderOptions(seed=9))), silent, lambda _: None)
    assert loads == [home]
    studio.close()


def test_a_shop_is_not_offered_what_it_may_never_use(qtbot: QtBot, tmp_path: Path) -> None:
    picker = EnginePicker(ModelDesk(tmp_path / "models"), lambda _: None)
    qtbot.addWidget(picker)
    research = {card.id for card in ENGINES if card.licence == "research"}
    assert {"viton-hd", "daflow", "daflow-dresscode"} <= research
    for profile in Profile:
        picker.set_profile(profile)
        hidden = {name for name, radio in picker._panel._radios.items() if radio.isHidden()}
        assert hidden == (research if profile is Profile.SHOP else set())
        for name in research:
            if profile is Profile.RESEARCH:
                check_allowed(name, profile)
            else:
                with pytest.raises(NotAllowed):
                    check_allowed(name, profile)


def test_every_engine_is_as_narrow_as_the_models_it_runs() -> None:
    cards = model_cards()
    for engine in ENGINES:
        if engine.model is not None:
            model = find_card(cards, engine.model)
            parts = [model, *(find_card(cards, name) for name in model.needs)]
            narrowest = max((part.licence_class for part in parts), key=["shop", "home", "research"].index)
            assert engine.licence == narrowest


def bring(stick: Path, home: Path) -> None:
    ModelShelf(home / "models").bring(find_card(model_cards(), "fashn"), stick)


def picture(driver: Driver) -> QImage:
    look = driver.running.backroom.dressing.after
    assert look is not None
    return look.toImage()


def panel_words(driver: Driver) -> str:
    return " ".join(label.text() for label in driver.window.fitting.engine.findChildren(QLabel))


def recipe_of(engine: str, folder: Path) -> Recipe:
    """A drawn person in a bundled T-shirt."""
    photo = folder / "me.png"
    if not photo.exists():
        save_picture(np.repeat(np.repeat(mannequin.stand().photo.pixels, 2, 0), 2, 1), photo)
    top = GarmentFile(assets() / "demo/garments/tops/tee_bolt.png", "Tee", Category.TOPS)
    return Recipe(photo, (top,), RenderOptions(Preset.DRAFT), engine)

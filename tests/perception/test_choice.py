"""What looks at people on a machine: networks only where they can run, may run and are whole."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from tiny_networks import write_detector, write_dot_finder, write_segformer, write_segment_anything, write_vitpose

from fitting_room.device import Hardware, Kind
from fitting_room.domain.body import Photo
from fitting_room.domain.errors import NotInstalled
from fitting_room.domain.licence import Profile
from fitting_room.perception.choice import NOT_INSTALLED, ROOM, Perception, choose_perception, or_else
from fitting_room.perception.clicks import Click, ColourSegmenter
from fitting_room.perception.networks.segformer import SegformerParser
from fitting_room.perception.networks.segment_anything import SegmentAnything
from fitting_room.perception.parsing import RuleParser
from fitting_room.perception.pose import find_people
from fitting_room.resources import assets
from fitting_room.settings import HOME_VARIABLE, Places, Settings, write_settings
from fitting_room.shelf.installed import model_cards, model_shelf
from fitting_room.shelf.lock import Lock, LockedFile, LockedModel
from fitting_room.shelf.manifest import find_card
from fitting_room.shelf.shelf import LIST_NAME
from fitting_room.studio.pipeline import FittingRoom

PERSON = mannequin.stand()


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every model, tiny."""
    torch.set_num_threads(1)
    from golden_data import manifest_of, weights

    pose = tmp_path_factory.mktemp("pose")
    write_detector(pose / "yolox_l.onnx", [])
    write_dot_finder(pose / "dw-ll_ucoco_384.onnx")
    state = {name: torch.from_numpy(array) for name, array in weights(manifest_of("segformer_b4_tiny")).items()}
    return {
        "dwpose": pose,
        "segformer-clothes": write_segformer(tmp_path_factory.mktemp("parser"), state),
        "sam2": write_segment_anything(tmp_path_factory.mktemp("sam")),
    }


def choose(folders: dict[str, Path], kind: Kind = Kind.CUDA, free: float = 8e9) -> Perception:
    """Choose on a card that the processor plays."""

    def open_folder(model: str) -> Path:
        if model not in folders:
            raise NotInstalled("Not here.", "Install it.")
        return folders[model]

    return choose_perception(open_folder, lambda: Hardware(kind, "Card", free, True), lambda _: "cpu")


def assert_usual(perception: Perception) -> None:
    assert perception.finder is find_people
    assert isinstance(perception.parser, RuleParser)
    assert isinstance(perception.clicks, ColourSegmenter)
    assert perception.cutter is None


def test_without_models_nobody_asks_for_the_hardware() -> None:
    def no_torch() -> Hardware:
        raise AssertionError("asked")

    def nothing(model: str) -> Path:
        raise NotInstalled("Not here.", "Install it.")

    assert_usual(choose_perception(nothing, no_torch))


@pytest.mark.parametrize(("kind", "free"), [(Kind.CPU, 0), (Kind.MPS, 8e9), (Kind.CUDA, ROOM - 1)])
def test_without_a_card_with_room_every_computer_s_own_looks(folders, kind: Kind, free: float) -> None:
    perception = choose(folders, kind, free)
    assert_usual(perception)
    assert perception.notices == ()


def test_on_a_card_each_network_that_is_installed_looks(folders) -> None:
    pytest.importorskip("onnxruntime")
    perception = choose(folders)
    assert perception.finder(np.zeros((64, 64, 3), np.uint8)) == ()
    assert perception.finder is not find_people
    assert isinstance(perception.parser.first, SegformerParser)
    assert isinstance(perception.cutter, SegmentAnything)
    assert perception.clicks.first is perception.cutter
    assert perception.notices == ()


@pytest.mark.parametrize("only", ["segformer-clothes", "sam2"])
def test_one_network_is_used_without_the_others(folders, only: str) -> None:
    perception = choose({only: folders[only]})
    assert perception.finder is find_people
    assert isinstance(perception.parser, RuleParser) == (only != "segformer-clothes")
    assert (perception.cutter is None) == (only != "sam2")


def test_rtmw_goes_before_dwpose_and_takes_its_detector(folders, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    write_dot_finder(tmp_path / "rtmw-x-384.onnx")
    perception = choose({**folders, "rtmw": tmp_path})
    assert perception.finder(np.zeros((64, 64, 3), np.uint8)) == ()
    assert perception.notices == ()
    (tmp_path / "rtmw-x-384.onnx").write_bytes(b"")
    spare = choose({**folders, "rtmw": tmp_path})
    assert spare.finder is not find_people, "DWPose looks where RTMW is damaged"
    assert any("rtmw" in notice for notice in spare.notices)
    assert choose({"rtmw": tmp_path}).finder is find_people, "without a detector it is left alone"


def test_where_memory_runs_out_colours_tell_what_was_clicked(folders, monkeypatch: pytest.MonkeyPatch) -> None:
    perception = choose({"sam2": folders["sam2"]})

    def full(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(SegmentAnything, "look", full)
    pixels = PERSON.photo.pixels
    assert np.array_equal(
        perception.clicks.look(pixels).mask([Click(9, 9)]), ColourSegmenter().look(pixels).mask([Click(9, 9)])
    )


def test_without_whole_body_weights_vitpose_looks_closer(tmp_path: Path) -> None:
    perception = choose({"vitpose": write_vitpose(tmp_path)})
    assert perception.finder is not find_people
    assert perception.finder(np.full((64, 64, 3), 200, np.uint8)) == ()
    assert perception.notices == ()


def test_what_is_damaged_is_said_and_replaced(folders, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{")
    perception = choose({**folders, "segformer-clothes": tmp_path, "sam2": tmp_path, "dwpose": tmp_path})
    assert_usual(perception)
    assert any("segformer-clothes" in notice for notice in perception.notices)
    assert any("sam2" in notice for notice in perception.notices)


def test_a_missing_library_is_said_and_replaced(folders) -> None:
    def no_torch() -> Hardware:
        raise ImportError("torch")

    perception = choose_perception(lambda _: folders["sam2"], no_torch)
    assert_usual(perception)
    assert perception.notices == (NOT_INSTALLED,)


def test_where_memory_runs_out_the_rules_parse(folders, monkeypatch: pytest.MonkeyPatch) -> None:
    perception = choose({"segformer-clothes": folders["segformer-clothes"]})

    def full(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    seen = (PERSON.photo.pixels, PERSON.pose, PERSON.matte)
    by_network = perception.parser.parse(*seen).labels
    monkeypatch.setattr(perception.parser.first, "probabilities", full)
    np.testing.assert_array_equal(perception.parser.parse(*seen).labels, RuleParser().parse(*seen).labels)
    assert not np.array_equal(by_network, RuleParser().parse(*seen).labels)


def test_any_other_error_is_not_hidden() -> None:
    def broken(_: int) -> int:
        raise ZeroDivisionError

    assert or_else(lambda x: x + 1, broken)(1) == 2
    with pytest.raises(ZeroDivisionError):
        or_else(broken, lambda x: x)(1)


def test_what_the_licence_forbids_is_not_used(folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    content = {path.name: path.read_bytes() for path in folders["segformer-clothes"].iterdir()}
    model = find_card(model_cards(), "segformer-clothes")
    (tmp_path / "stick").mkdir()
    for name, bytes_of in content.items():
        (tmp_path / "stick" / name).write_bytes(bytes_of)
    files = tuple(
        LockedFile(name, len(each), f"sha256:{hashlib.sha256(each).hexdigest()}") for name, each in content.items()
    )
    Lock({model.id: LockedModel(model.repo, model.revision or "c" * 40, files)}).write(tmp_path / "stick" / LIST_NAME)
    model_shelf().bring(model, tmp_path / "stick")

    def card() -> Hardware:
        return Hardware(Kind.CUDA, "Card", 8e9, True)

    assert_usual(choose_perception(look=card, place=lambda _: "cpu"))
    places = Places.of_this_user()
    write_settings(Settings(profile=Profile.RESEARCH), places.settings)
    allowed = choose_perception(look=card, place=lambda _: "cpu")
    assert isinstance(allowed.parser.first, SegformerParser)


def test_photos_are_understood_by_what_was_chosen(folders, monkeypatch: pytest.MonkeyPatch) -> None:
    from fitting_room.domain.decoding import open_photo
    from fitting_room.perception import choice

    asked: list[Callable] = []

    class Everything(RuleParser):
        def parse(self, *given: object):
            asked.append(self.parse)
            return super().parse(*given)

    monkeypatch.setattr(choice, "perception_here", lambda: Perception(parser=Everything(), notices=("A notice.",)))
    room = FittingRoom()
    person = room.understand(Photo(open_photo(assets() / "demo/people/anna.png").pixels))
    room.close()
    assert len(asked) == 1
    assert person.notices[-1] == "A notice."
    assert isinstance(choice.perception_here().clicks.look(person.photo.pixels).mask([Click(9, 9)]), np.ndarray)

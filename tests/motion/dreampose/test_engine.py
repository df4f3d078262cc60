"""The animator at tiny size: load, frames, stop, cancel, out of memory, unload, load again; and what it is shown."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import mannequin
import numpy as np
import pytest
import torch
from diffusers import UNet2DConditionModel
from golden_data import manifest_of, weights
from safetensors.torch import save_file

from fitting_room.device import Hardware, Kind
from fitting_room.domain.body import Joint
from fitting_room.domain.errors import DamagedModel, NotEnoughMemory, UnsuitableMotion
from fitting_room.domain.job import Cancelled, silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.engines.photoreal import Machine
from fitting_room.motion.dreampose import network
from fitting_room.motion.dreampose.engine import DreamPoseEngine, Pace
from fitting_room.motion.dreampose.network import Adapter
from fitting_room.motion.dreampose.surfaces import NOTHING, Surfaces
from fitting_room.motion.dreampose.weights import NETWORKS, Sizes, WeightsFiles, named
from fitting_room.motion.framing import frame_look
from fitting_room.motion.library import bundled
from fitting_room.motion.retarget import retarget

SIZE = (64, 80)
PACES = {preset: Pace(1, 2) for preset in Preset}
OPTIONS = ClipOptions(seconds=3, fps=1, size=(120, 192))
"""Three frames."""


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """An adapter that knows a size at which a test can wait for frames."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "LATENT_SIZE", (SIZE[1] // 8, SIZE[0] // 8))
        yield


def tensors(manifest: dict) -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array) for name, array in weights(manifest).items()}


@pytest.fixture(scope="module")
def sizes() -> Sizes:
    manifest = manifest_of("dreampose_pipeline_tiny")
    return Sizes(manifest["unet_config"], manifest["vae_config"], 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny weights under the names on the shelf, taken from files as they are published."""
    place = tmp_path_factory.mktemp("dreampose")
    manifest = manifest_of("dreampose_pipeline_tiny")
    for name, part in zip(NETWORKS, ("unet", "adapter", "vae", "clip"), strict=True):
        state = named(tensors(manifest[part])) if part != "adapter" else Adapter().state_dict()
        save_file(state, place / name)
    return place


@pytest.fixture(scope="module")
def request_() -> ClipRequest:
    look = frame_look(mannequin.stand(), OPTIONS.size)[0]
    return ClipRequest(look, bundled("raise"), "dreampose", OPTIONS)


def engine_on(folder: Path, sizes: Sizes, free: float = 1e12) -> DreamPoseEngine:
    """Loaded on a card that the processor plays."""
    card = Machine(lambda: Hardware(Kind.CUDA, "Card", free, False), lambda: None, lambda _: "cpu")
    engine = DreamPoseEngine(lambda: WeightsFiles.look_into(folder, sizes), card, PACES, SIZE)
    engine.load()
    return engine


def test_the_life_of_the_animator(
    folder: Path, sizes: Sizes, request_: ClipRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_on(folder, sizes)
    assert engine.base_fps(request_) == 1
    told: list[float] = []
    first, second, third = engine.animate(request_, lambda _, share: told.append(share))
    width, height = request_.look.photo.size
    assert first.shape[1] / first.shape[0] == pytest.approx(width / height, rel=0.01)
    assert first.shape == second.shape == third.shape
    assert not np.array_equal(second, third)
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 1

    kept = next(islice(engine.animate(request_, silent), 1, 2))
    assert np.array_equal(kept, second), "whoever stops early has the same frames"

    def stop(stage: str, share: float) -> None:
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(engine.animate(request_, stop))

    left, honest = [1], UNet2DConditionModel.forward

    def forward(self: UNet2DConditionModel, *arguments: object, **named: object) -> object:
        if left:
            left.pop()
            raise torch.OutOfMemoryError("CUDA out of memory")
        return honest(self, *arguments, **named)

    monkeypatch.setattr(UNet2DConditionModel, "forward", forward)
    lower = next(islice(engine.animate(request_, silent), 1, 2))
    assert np.array_equal(lower, second), "in pieces it paints the same"
    assert "wait in main memory" in engine.foresee()
    left += [1, 1]
    with pytest.raises(NotEnoughMemory):
        list(engine.animate(request_, silent))

    engine.unload()
    with pytest.raises(RuntimeError, match="load"):
        engine.animate(request_, silent)
    engine.load()
    assert np.array_equal(next(islice(engine.animate(request_, silent), 1, 2)), second)


def test_files_of_something_else_are_refused(folder: Path, sizes: Sizes, tmp_path: Path) -> None:
    with pytest.raises(DamagedModel):
        WeightsFiles.look_into(tmp_path, sizes)
    for name in NETWORKS:
        save_file({"weight": torch.zeros(2)}, tmp_path / name)
    with pytest.raises(DamagedModel):
        engine_on(tmp_path, sizes)


def test_somebody_without_hips_is_refused_before_any_work(
    folder: Path, sizes: Sizes, request_: ClipRequest
) -> None:  # fmt: skip
    keypoints = request_.look.pose.keypoints.copy()
    keypoints[[Joint.LEFT_HIP, Joint.RIGHT_HIP], 2] = 0
    hidden = replace(request_.look, pose=replace(request_.look.pose, keypoints=keypoints))
    with pytest.raises(UnsuitableMotion):
        engine_on(folder, sizes).animate(replace(request_, look=hidden), silent)


def test_the_surfaces_lie_on_the_body_and_change_along_and_across_it(request_: ClipRequest) -> None:
    look = request_.look
    poses = retarget(request_.motion, look, OPTIONS)
    surfaces = Surfaces.of(poses, 1.0, (0.0, 0.0), look.photo.size)
    u, v = surfaces.picture(0)
    body = (u != NOTHING) | (v != NOTHING)
    covered = look.matte > 0.5
    assert (body & covered).sum() / (body | covered).sum() > 0.5
    hip, knee = look.pose.at(Joint.RIGHT_HIP), look.pose.at(Joint.RIGHT_KNEE)
    (left, high), (right, low) = (np.rint(hip + share * (knee - hip)).astype(int) for share in (0.3, 0.6))
    assert v[high, left] < v[low, right], "V grows down the thigh"
    neck = look.pose.at(Joint.NECK)
    row, column = round(neck[1] + 12), round(neck[0])
    assert u[row, column - 8] != u[row, column + 8]
    assert surfaces.five(0).shape == (10, *look.matte.shape)
    assert np.array_equal(surfaces.five(0)[:2], surfaces.picture(0)), "what is missing is the frame itself"

"""Courses that take a second: small data sets in the layouts of the field, and narrow networks."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from golden_data import manifest_of
from PIL import Image
from transformers import CLIPVisionConfig, CLIPVisionModel

from fitting_room.device import Hardware, Kind
from fitting_room.engines.daflow import network as daflow_network
from fitting_room.engines.viton_hd import bending, generator, segmentation
from fitting_room.motion.dreampose import network as dreampose_network
from fitting_room.motion.dreampose.network import Adapter, widened
from fitting_room.studio.preparation import indexed_png
from fitting_room.training.course import Course, Lessons, Pace
from fitting_room.training.daflow import DaflowCourse, DaflowLessons
from fitting_room.training.data_sets import find_entries
from fitting_room.training.discriminator import Discriminator
from fitting_room.training.dreampose import DecoderCourse, DreamposeCourse, Phase
from fitting_room.training.loop import Loop
from fitting_room.training.viton_hd import BendingCourse, Part, PictureCourse, SegmentationCourse

PROCESSOR = Hardware(Kind.CPU, "The processor", 0, short_numbers=False)
SIZE = (96, 128)
BODY = {  # BODY_25 as shares of width and height
    0: (0.5, 0.1), 1: (0.5, 0.2), 2: (0.35, 0.22), 3: (0.3, 0.38), 4: (0.28, 0.52), 5: (0.65, 0.22), 6: (0.7, 0.38),
    7: (0.72, 0.52), 8: (0.5, 0.55), 9: (0.43, 0.55), 10: (0.42, 0.75), 11: (0.41, 0.94), 12: (0.57, 0.55),
    13: (0.58, 0.75), 14: (0.59, 0.94), 15: (0.47, 0.08), 16: (0.53, 0.08), 17: (0.44, 0.1), 18: (0.56, 0.1),
}  # fmt: skip


def write_viton_hd(root: Path, count: int = 6, size: tuple[int, int] = SIZE) -> Path:
    """People of three blocks of colour in tops of their own colour."""
    for folder in ("image", "cloth", "cloth-mask", "image-parse-v3", "openpose_json", "openpose_img"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (width, height), names = size, []
    for number in range(count):
        name, chance = f"{number:05d}_00", np.random.default_rng(number)
        names.append(name)
        shade = chance.integers(30, 220, 3)
        labels = np.zeros((height, width), np.uint8)
        labels[height // 20 : height // 6, width * 4 // 10 : width * 6 // 10] = 13
        labels[height // 6 : height * 55 // 100, width // 3 : width * 2 // 3] = 5
        labels[height * 55 // 100 : height * 95 // 100, width * 4 // 10 : width * 6 // 10] = 9
        labels[height // 4 : height // 2, width // 4 : width // 3] = 15
        labels[height // 4 : height // 2, width * 2 // 3 : width * 3 // 4] = 14
        person = np.full((height, width, 3), 200, np.uint8)
        for label, colour in ((13, (220, 180, 160)), (5, shade), (9, (40, 40, 90)), (14, (220, 180, 160))):
            person[labels == label] = colour
        person[labels == 15] = (220, 180, 160)
        cloth = np.full((height, width, 3), 255, np.uint8)
        cloth[height // 5 : height * 4 // 5, width // 5 : width * 4 // 5] = shade
        Image.fromarray(person).save(root / f"image/{name}.jpg", quality=95)
        Image.fromarray(cloth).save(root / f"cloth/{name}.jpg", quality=95)
        Image.fromarray(np.where(cloth.min(axis=2) < 250, 255, 0).astype(np.uint8)).save(
            root / f"cloth-mask/{name}.jpg"
        )
        (root / f"image-parse-v3/{name}.png").write_bytes(indexed_png(labels))
        points = np.zeros((25, 3))
        for joint, (x, y) in BODY.items():
            points[joint] = (x * width, y * height, 0.9)
        told = {"people": [{"pose_keypoints_2d": points.ravel().tolist()}]}
        (root / f"openpose_json/{name}_keypoints.json").write_text(json.dumps(told))
    root.with_name(f"{root.name}_pairs.txt").write_text("".join(f"{name}.jpg {name}.jpg\n" for name in names))
    return root


def shrink_daflow(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(daflow_network, "WIDTHS", (8, 8, 8, 8, 8))
    patch.setattr(daflow_network, "PYRAMID", 8)
    whole = daflow_network.Estimator
    patch.setattr(daflow_network, "Estimator", lambda made, kernel=3: whole(made, 3))


def tiny_daflow(data: Path) -> tuple[Course, Lessons]:
    """The real network with narrow layers."""
    torch.manual_seed(0)
    course = DaflowCourse(daflow_network.DaflowNetwork(heads=2), rate=2e-3)
    return course, DaflowLessons(find_entries(data), (64, 64))


def write_frames(root: Path, clips: int = 2, count: int = 3) -> Path:
    """Clips of a coloured block that walks, and its surfaces; one clip lies in the folder itself."""
    for clip in range(clips):
        home = root if clips == 1 else root / f"clip{clip}"
        home.mkdir(parents=True)
        for number in range(count):
            pixels = np.full((128, 128, 3), 190, np.uint8)
            surfaces = np.zeros((2, 64, 64), np.float16)
            pixels[30:110, 30 + 10 * number : 70 + 10 * number] = (40 + 90 * clip, 80, 150)
            surfaces[:, 15:55, 15 + 5 * number : 35 + 5 * number] = np.linspace(0.1, 0.9, 20)
            Image.fromarray(pixels).save(home / f"{number:04d}.png")
            np.save(home / f"{number:04d}_densepose.npy", surfaces)
    return root


def shrink_dreampose(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(dreampose_network, "LATENT_SIZE", (8, 8))


def tiny_autoencoder() -> AutoencoderKL:
    return AutoencoderKL.from_config(manifest_of("sd15_vae_tiny")["config"])


def tiny_unet() -> UNet2DConditionModel:
    config = {**manifest_of("dreampose_unet_tiny")["config"], "block_out_channels": [32, 32, 32, 32]}
    return UNet2DConditionModel.from_config({**config, "layers_per_block": 1})


def tiny_dreampose(phase: Phase) -> DreamposeCourse | DecoderCourse:
    """The real layers, few and narrow, with new weights."""
    torch.manual_seed(0)
    if phase is Phase.DECODER:
        return DecoderCourse(tiny_autoencoder(), rate=2e-3)
    encoder = CLIPVisionModel(CLIPVisionConfig(patch_size=32, num_hidden_layers=1, intermediate_size=64))
    return DreamposeCourse(widened(tiny_unet()), Adapter(), tiny_autoencoder(), encoder, phase, rate=2e-3)


def shrink_viton_hd(patch: pytest.MonkeyPatch) -> None:
    small = (64, 64)
    patch.setattr(bending, "SMALL", small)
    patch.setattr(generator, "HIDDEN", 4)
    patch.setattr(generator, "SAMPLES", 2)


def tiny_viton_hd(part: Part) -> Course:
    """The real layers, narrow, with new weights."""
    torch.manual_seed(0)
    if part is Part.BENDING:
        return BendingCourse(bending.BendingNetwork(), rate=5e-4)
    if part is Part.SEGMENTATION:
        judge = Discriminator(segmentation.INPUTS + segmentation.PARTS, width=8, layers=2)
        return SegmentationCourse(segmentation.PartsNetwork(4), judge, rate=2e-3)
    judge = Discriminator(generator.PARTS + 4, width=8, layers=2)
    network = generator.PictureNetwork(width=2)
    return PictureCourse(network, judge, bending.BendingNetwork(), None, rate=2e-3)


def main() -> None:
    """Train until somebody kills the process: DATA OUT."""
    with pytest.MonkeyPatch.context() as patch:
        shrink_daflow(patch)
        torch.set_num_threads(1)
        course, lessons = tiny_daflow(Path(sys.argv[1]))
        pace = Pace(2, epochs=1, steps=10_000, held_out=0.2, judge_every=5, save_every=3, keep=2, sheet_every=0)
        loop = Loop(course, lessons, pace, Path(sys.argv[2]), PROCESSOR, resume=True)
        loop.run()


if __name__ == "__main__":
    main()

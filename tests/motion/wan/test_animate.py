"""What is Animate's own: chaining as in the stock pipeline, its two ways, few steps, and the weights it takes."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import random_wan
import torch
from diffusers import AutoencoderKLWan, UniPCMultistepScheduler, WanAnimatePipeline, WanAnimateTransformer3DModel
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import UMT5EncoderModel

from fitting_room.device import Kind, Plan, Rung
from fitting_room.domain.body import Person
from fitting_room.domain.errors import DamagedModel
from fitting_room.domain.job import silent
from fitting_room.domain.motion import ClipOptions, ClipRequest
from fitting_room.domain.tryon import Preset
from fitting_room.motion.library import bundled
from fitting_room.motion.wan.animate import SHIFT, AnimateWeights, StretchPipeline, see
from fitting_room.motion.wan.engine import ANIMATE_MANNER
from fitting_room.motion.wan.weights import read_network, read_quick, read_transformer

SIZE = (32, 48)
LONG = Plan(Rung.PROCESSOR, Kind.CPU, short_numbers=False, scale=1.0, notice="")
SHORT = Plan(Rung.SHORT_NUMBERS, Kind.CUDA, short_numbers=True, scale=1.0, notice="")


@pytest.fixture(scope="module")
def parts(folders: dict[str, Path]) -> tuple[object, object, object]:
    folder = folders["wan-animate"]
    scheduler = UniPCMultistepScheduler.from_pretrained(folder / "scheduler", flow_shift=SHIFT)
    return (
        read_network(AutoencoderKLWan, folder / "vae"),
        scheduler,
        read_network(WanAnimateTransformer3DModel, folder / "transformer"),
    )


def noise_pictures(seed: int, count: int, side: tuple[int, int]) -> list[Image.Image]:
    random = np.random.default_rng(seed)
    return [Image.fromarray(random.integers(0, 256, (side[1], side[0], 3), dtype=np.uint8)) for _ in range(count)]


@pytest.mark.parametrize(("mode", "length", "overlap"), [("animate", 5, 1), ("replace", 13, 5)])
def test_stretches_are_those_of_the_stock_pipeline(
    parts: tuple[object, object, object], mode: str, length: int, overlap: int
) -> None:
    """Two segments: made at once by the stock pipeline, and the second by ours alone."""
    autoencoder, scheduler, transformer = parts
    total = 2 * length - overlap
    still, *_ = noise_pictures(0, 1, SIZE)
    poses, faces = noise_pictures(1, total, SIZE), noise_pictures(2, total, (16, 16))
    rooms, masks = noise_pictures(3, total, SIZE), [Image.new("L", SIZE, 255 * (each % 2)) for each in range(total)]
    seen, words = torch.randn(1, 5, 8), torch.randn(1, 6, 16)

    def run(pipeline: WanAnimatePipeline, frames: slice, generator: torch.Generator) -> np.ndarray:
        pipeline.set_progress_bar_config(disable=True)
        room = {"background_video": rooms[frames], "mask_video": masks[frames]} if mode == "replace" else {}
        return pipeline(
            image=still, pose_video=poses[frames], face_video=faces[frames], prompt_embeds=words, width=SIZE[0],
            height=SIZE[1], segment_frame_length=length, prev_segment_conditioning_frames=overlap,
            num_inference_steps=2, guidance_scale=1.0, mode=mode, generator=generator, output_type="np", **room,
        ).frames[0]  # fmt: skip

    class Seen(WanAnimatePipeline):
        def encode_image(self, *_: object) -> torch.Tensor:
            return seen

    stock = run(Seen(None, None, autoencoder, scheduler, None, None, transformer), slice(total), seeded())
    ours = StretchPipeline(None, None, autoencoder, scheduler, None, None, transformer)
    ours.seen = seen
    ours.before = torch.from_numpy(stock[length - overlap : length]).permute(3, 0, 1, 2)[None].float() * 2 - 1
    generator = seeded()
    latents = (length - 1) // 4 + 2
    torch.randn(1, 16, latents, SIZE[1] // 8, SIZE[0] // 8, generator=generator)  # The first segment's noise.
    second = run(ours, slice(length - overlap, total), generator)
    assert np.abs(second[overlap:] - stock[length:]).max() < 1e-4


def seeded() -> torch.Generator:
    return torch.Generator().manual_seed(3)


def test_the_other_way_paints_the_room_too(make, look: Person) -> None:
    request = ClipRequest(look, bundled("idle"), "wan-animate", ClipOptions(Preset.DRAFT, 0.5, 8))
    changed = []
    for name in ("wan-animate", "wan-animate-whole"):
        engine = make(name)
        engine.load()
        first, second, *_ = engine.animate(request, silent)
        changed.append(np.any(first != second, axis=-1))
    assert not changed[0].all()
    assert changed[1].mean() > 0.9


def test_few_steps_are_taken_where_the_weights_for_it_are_installed(make, folders, look: Person) -> None:
    request = ClipRequest(look, bundled("idle"), "wan-animate", ClipOptions(Preset.DRAFT, 0.5, 8))
    told: dict[bool, list[float]] = {True: [], False: []}
    for few, shares in told.items():
        engine = make("wan-animate", few=folders["wan-quick"] if few else None)
        engine.load()
        list(engine.animate(request, lambda _, share, shares=shares: shares.append(share)))
    assert told == {True: [0, 1], False: [0, 0.5, 1]}


def test_what_few_steps_need_is_added_to_the_weights(folders: dict[str, Path]) -> None:
    (file,) = folders["wan-quick"].rglob("*.safetensors")
    raw = load_file(file)
    name = "diffusion_model.blocks.1.cross_attn.k_img"
    wanted = raw[f"{name}.lora_up.weight"] @ raw[f"{name}.lora_down.weight"]
    plain, quick = (
        read_transformer(WanAnimateTransformer3DModel, folders["wan-animate"] / "transformer", torch.float32, added)
        for added in (None, read_quick(file))
    )
    for layer in ("weight", "bias"):
        before, after = (getattr(network.blocks[1].attn2.add_k_proj, layer) for network in (plain, quick))
        assert torch.allclose(after - before, wanted if layer == "weight" else raw[f"{name}.diff_b"], atol=1e-6)
    assert torch.equal(quick.proj_out.weight, plain.proj_out.weight)


@pytest.mark.parametrize("spoil", ["unknown", "size", "half"])
def test_additions_to_something_else_are_refused(make, folders, tmp_path: Path, spoil: str) -> None:
    (file,) = folders["wan-quick"].rglob("*.safetensors")
    state = load_file(file)
    match spoil:
        case "unknown":
            state |= {"diffusion_model.blocks.9.ffn.0.diff_b": torch.zeros(16)}
        case "size":
            state["diffusion_model.blocks.0.self_attn.q.diff_b"] = torch.zeros(7)
        case "half":
            del state["diffusion_model.blocks.0.self_attn.q.lora_down.weight"]
    save_file(state, tmp_path / "other.safetensors")
    with pytest.raises(DamagedModel):
        make("wan-animate", few=tmp_path).load()


@pytest.mark.parametrize("part", ["transformer", "vae", "image_encoder"])
def test_weights_that_are_not_exactly_the_published_ones_are_refused(folders, tmp_path: Path, part: str) -> None:
    spoilt = shutil.copytree(folders["wan-animate"], tmp_path / "spoilt")
    (path,) = (spoilt / part).glob("*.safetensors")
    state = load_file(path)
    first = sorted(state)[0]
    save_file({"other" if key == first else key: value for key, value in state.items()}, path, {"format": "pt"})
    with pytest.raises(DamagedModel, match="damaged"):
        AnimateWeights.look_into(spoilt, tmp_path / "words", random_wan.tiny(ANIMATE_MANNER)).load(LONG, str)


def test_what_is_loaded_is_what_was_published(folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = AnimateWeights.look_into(folders["wan-animate"], tmp_path, random_wan.tiny(ANIMATE_MANNER))
    painter = weights.load(SHORT, lambda _: "cpu")
    transformer = painter.pipeline.transformer
    assert transformer.dtype is torch.bfloat16
    assert transformer.blocks[0].attn1.to_q.weight.dtype is torch.bfloat16
    # What is sensitive stays long.
    assert transformer.condition_embedder.time_embedder.linear_1.weight.dtype is torch.float32
    assert transformer.blocks[0].scale_shift_table.dtype is torch.float32
    assert painter.pipeline.vae.dtype is torch.float32
    assert painter.said.shape == (1, 512, 16)
    assert not painter.said[0, 100:].any()

    tall = np.zeros((96, 32, 3), np.uint8)
    seen = see(painter.clip, tall)
    tall[:4] = 255  # A square cut from the middle would not hold the head.
    assert not torch.equal(see(painter.clip, tall), seen)

    def open_encoder(*_: object, **__: object) -> None:
        raise AssertionError("the text encoder was loaded again")

    monkeypatch.setattr(UMT5EncoderModel, "from_pretrained", open_encoder)
    assert torch.equal(weights.load(SHORT, lambda _: "cpu").said, painter.said)

"""DreamPose's arithmetic against the published code, number by number."""

from itertools import islice

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from golden_data import close, golden, noise, weights

from fitting_room.domain.errors import DamagedModel
from fitting_room.motion.dreampose.network import Adapter, make_adapter, make_image_encoder, make_unet, widened
from fitting_room.motion.dreampose.picture import show_to_encoder
from fitting_room.motion.dreampose.sampler import LATENT_SCALE, Condition, make_scheduler, sample


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def tensors(manifest: dict) -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array) for name, array in weights(manifest).items()}


@pytest.mark.parametrize("name", ["dreampose_unet_tiny", pytest.param("dreampose_unet", marks=pytest.mark.parity_full)])
def test_the_network_predicts_what_the_published_one_does(name: str) -> None:
    manifest, given, wanted = golden(name)
    unet = make_unet(manifest["config"], tensors(manifest))
    with torch.inference_mode():
        predicted = unet(torch.from_numpy(given["x"]), torch.from_numpy(given["t"]), torch.from_numpy(given["context"]))
    assert close(predicted.sample.numpy(), wanted["y"])


def test_the_adapter_is_the_published_one_also_from_several_cards() -> None:
    manifest, given, wanted = golden("dreampose_adapter")
    adapter = make_adapter({f"module.{name}": tensor for name, tensor in tensors(manifest).items()})
    with torch.inference_mode():
        joined = adapter(torch.from_numpy(given["clip"]), torch.from_numpy(given["vae"]))
    assert close(joined.numpy(), wanted["y"])


@pytest.mark.parametrize(
    ("name", "layers"), [("clip_vit_b32_2layers", 2), pytest.param("clip_vit_b32", 12, marks=pytest.mark.parity_full)]
)
def test_the_image_encoder_is_the_published_one(name: str, layers: int) -> None:
    manifest, given, wanted = golden(name)
    encoder = make_image_encoder(tensors(manifest), layers)
    with torch.inference_mode():
        seen = encoder(torch.from_numpy(given["x_div4"].repeat(4, axis=2).repeat(4, axis=3)))
    assert close(seen.last_hidden_state[:, :, ::4].numpy(), wanted["last_hidden_state_s4"])


def test_training_begins_with_what_the_network_knew() -> None:
    adapter = Adapter()
    tokens, latents = torch.randn(1, 50, 768), torch.randn(1, 4, 80, 64)
    with torch.no_grad():
        adapter.linear1.bias.zero_()
        assert torch.allclose(adapter(tokens, latents), tokens, atol=1e-6)
    manifest, _, _ = golden("dreampose_unet_tiny")
    unet = UNet2DConditionModel.from_config(manifest["config"])
    before = unet.conv_in.weight.clone()
    wider = widened(unet)
    assert not wider.conv_in.weight[:, 4:].any()
    assert torch.equal(wider.conv_in.weight[:, :4], before)


def test_weights_of_something_else_are_refused() -> None:
    with pytest.raises(DamagedModel):
        make_adapter({"linear1.weight": torch.zeros(50, 54)})


def test_the_schedule_is_the_published_one() -> None:
    _, _, wanted = golden("dreampose_pipeline_tiny")
    assert make_scheduler(100).timesteps.tolist() == wanted["timesteps100"].tolist()
    assert make_scheduler(6).timesteps.tolist() == wanted["timesteps6"].tolist()


@pytest.mark.parametrize("steps", [2, pytest.param(7, marks=pytest.mark.parity_full)])
def test_a_whole_frame_is_the_published_one(steps: int) -> None:
    manifest, given, wanted = golden("dreampose_pipeline_tiny")
    unet = make_unet(manifest["unet_config"], tensors(manifest["unet"]))
    autoencoder = AutoencoderKL.from_config(manifest["vae_config"])
    autoencoder.load_state_dict(tensors(manifest["vae"]), strict=True)
    encoder, adapter = make_image_encoder(tensors(manifest["clip"]), 2), make_adapter(tensors(manifest["adapter"]))
    photo = given["key_frame_div8"].repeat(8, axis=0).repeat(8, axis=1)
    pose = torch.from_numpy(given["pose_div8"].repeat(8, axis=2).repeat(8, axis=3))
    draws = [torch.from_numpy(noise(name, *shape)) for name, shape in manifest["noise_calls"]]

    def encode(pixels: torch.Tensor, draw: torch.Tensor) -> torch.Tensor:
        spread = autoencoder.encode(pixels).latent_dist
        return (spread.mean + spread.std * draw) * LATENT_SCALE

    with torch.inference_mode():
        raw = torch.from_numpy(photo.transpose(2, 0, 1)[None].astype(np.float32))
        black = torch.zeros(1, 3, 512, 640)
        known = [encoder(show_to_encoder(picture)).last_hidden_state for picture in (photo, np.zeros_like(photo))]
        tokens = adapter(known[0], encode(raw, draws[0]))
        nothing = adapter(known[1], encode(black, draws[1]))
        begun = encode(raw / 127.5 - 1, draws[2])
        assert close(torch.cat([nothing, tokens, tokens])[:, :, ::4].numpy(), wanted["embeddings_s4"], 1e-3)
        latents = list(islice(sample(unet, begun, draws[3][None], Condition(tokens, nothing, pose), 6), steps))
        few = torch.stack(latents)[..., ::4, ::4].numpy()
        assert close(few, wanted["latents_s4"][:steps], 1e-3)
        if steps < len(wanted["latents_s4"]):
            return
        decoded = (autoencoder.decode(latents[-1] / LATENT_SCALE).sample / 2 + 0.5).clamp(0, 1)
    assert close(decoded.permute(0, 2, 3, 1).numpy()[:, ::8, ::8], wanted["image_s8"], 1e-3)

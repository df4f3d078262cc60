"""CatVTON's arithmetic against the published code, number by number."""

from collections.abc import Callable

import numpy as np
import pytest
import torch
from golden_data import close, golden, manifest_of, noise, weights

from fitting_room.domain.errors import DamagedModel
from fitting_room.engines.catvton.latents import blacked_out, decode, encode, make_autoencoder, show_latents
from fitting_room.engines.catvton.network import attention_weights, make_unet
from fitting_room.engines.catvton.sampler import sample, signal_shares, timesteps


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def tensors(manifest: dict) -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(array) for name, array in weights(manifest).items()}


def replayed(calls: list) -> Callable[[tuple[int, ...]], torch.Tensor]:
    """Noise in the order in which the published code drew it."""
    left = list(calls)

    def draw(shape: tuple[int, ...]) -> torch.Tensor:
        name, wanted = left.pop(0)
        assert tuple(wanted) == shape
        return torch.from_numpy(noise(name, *shape))

    return draw


@pytest.mark.parametrize("name", ["catvton_unet_tiny", pytest.param("catvton_unet", marks=pytest.mark.parity_full)])
def test_the_network_predicts_what_the_published_one_does(name: str) -> None:
    manifest, given, wanted = golden(name)
    unet = make_unet(manifest["config"], tensors(manifest), None)
    with torch.inference_mode():
        predicted = unet(torch.from_numpy(given["x"]), torch.from_numpy(given["t"]), encoder_hidden_states=None).sample
    assert close(predicted.numpy(), wanted["y"])


@pytest.mark.parametrize("name", ["sd15_vae_tiny", pytest.param("sd15_vae", marks=pytest.mark.parity_full)])
def test_the_autoencoder_is_the_published_one(name: str) -> None:
    manifest, given, wanted = golden(name)
    autoencoder = make_autoencoder(manifest["config"], tensors(manifest))
    with torch.inference_mode():
        spread = autoencoder.encode(torch.from_numpy(given["x"])).latent_dist
        decoded = autoencoder.decode(torch.from_numpy(given["z"])).sample
    for key, ours in (("mean", spread.mean), ("logvar", spread.logvar), ("std", spread.std), ("decoded", decoded)):
        assert close(ours.numpy(), wanted[key]), key


@pytest.mark.parametrize("eta", [0, 1])
def test_the_whole_walk_is_the_published_one(eta: int) -> None:
    manifest, given, wanted = golden("catvton_pipeline_tiny")
    unet = make_unet(manifest["unet_config"], tensors(manifest["unet_manifest"]), None)
    autoencoder = make_autoencoder(manifest["vae_config"], tensors(manifest["vae_manifest"]))
    draw = replayed(manifest[f"noise_calls_eta{eta}"])
    person, mask, garment = (torch.from_numpy(given[name]) for name in ("image", "mask", "cloth"))
    shown, worn = encode(autoencoder, blacked_out(person, mask)), encode(autoencoder, garment)
    inputs = show_latents(shown, mask, worn, draw, len(person))
    steps = list(sample(unet, inputs, draw, 4, eta=float(eta)))
    for step, latents in zip(steps, wanted[f"latents_eta{eta}"], strict=True):
        assert close(step.latents.numpy(), latents)
    picture = (decode(autoencoder, steps[-1].person) + 1) / 2
    assert close(picture.permute(0, 2, 3, 1).numpy(), wanted[f"image_eta{eta}"])


def test_the_schedule_is_the_published_one() -> None:
    _, _, wanted = golden("catvton_pipeline_tiny")
    assert timesteps(50) == wanted["timesteps50"].tolist()
    assert timesteps(4) == wanted["timesteps4"].tolist()
    assert np.allclose(signal_shares().numpy()[::50], wanted["alphas_cumprod_s50"], rtol=1e-6)


@pytest.mark.parametrize("stride", [8, 7])
@pytest.mark.parametrize("kept", [0, -1])
def test_published_attention_is_found_under_any_of_its_names(stride: int, kept: int) -> None:
    manifest = manifest_of("catvton_unet_tiny")
    aliases: dict[str, list[str]] = {}
    for published, name in manifest["attention_keymap"]:
        number, _, rest = published.partition(".")
        moved = int(number) // 8 * stride + int(number) % 8
        aliases.setdefault(name, []).append(f"{moved}.{rest}")
    file = {names[kept]: torch.tensor(float(place)) for place, names in enumerate(aliases.values())}
    attentions = list(dict.fromkeys(name.partition(".attn1.")[0] + ".attn1" for name in aliases))
    found = attention_weights(file, attentions)
    assert {name: float(value) for name, value in found.items()} == {
        name: float(place) for place, name in enumerate(aliases)
    }
    file.pop(next(iter(file)))
    with pytest.raises(DamagedModel):
        attention_weights(file, attentions)


def test_published_attention_replaces_that_of_the_base_and_nothing_else() -> None:
    manifest = manifest_of("catvton_unet_tiny")
    base = tensors(manifest)
    file: dict[str, torch.Tensor] = {}
    for published, name in manifest["attention_keymap"]:
        if name not in [known for known, _ in file.values()]:
            file[published] = (name, torch.full_like(base[name], 0.5))
    unet = make_unet(manifest["config"], base, {name: tensor for name, (_, tensor) in file.items()})
    replaced = {name for name, _ in file.values()}
    assert len(replaced) == 16 * 5
    for name, tensor in unet.state_dict().items():
        assert torch.equal(tensor, torch.full_like(tensor, 0.5) if name in replaced else base[name]), name


def test_weights_of_something_else_are_refused() -> None:
    manifest = manifest_of("catvton_unet_tiny")
    base = tensors(manifest)
    base.pop("conv_in.bias")
    with pytest.raises(DamagedModel, match="do not belong together"):
        make_unet(manifest["config"], base, None)

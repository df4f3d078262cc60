"""MV-VTON's arithmetic against the published code, number by number."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, manifest_of, weights

from fitting_room.domain.errors import DamagedModel
from fitting_room.engines.mv_vton.details import DetailNetwork, PoseTokens, both_views
from fitting_room.engines.mv_vton.model import autoencoder_name, empty, make_autoencoder, name_here
from fitting_room.engines.mv_vton.sampler import Inputs, begin, sample, signal_shares, timesteps
from fitting_room.engines.mv_vton.unet import Unet, UnetConfig
from fitting_room.engines.mv_vton.whole import WIDTH, WholeGarment, our_names

SELECTED = 1e-3
"""Of the selection, which saturates: parity.md."""


def tensors(manifest: dict, prefix: str = "") -> dict[str, torch.Tensor]:
    found = {name: torch.from_numpy(array) for name, array in weights(manifest).items()}
    return {name.removeprefix(prefix): tensor for name, tensor in found.items() if name.startswith(prefix)}


def make_unet(name: str) -> Unet:
    manifest, _, _ = golden(name)
    asked = manifest["ctor"]
    with torch.device("meta"):
        unet = Unet(UnetConfig(asked["model_channels"], tuple(asked["channel_mult"]), asked["num_heads"]))
    unet.load_state_dict(tensors(manifest, "model.diffusion_model."), strict=True, assign=True)
    return unet.eval()


def make_details(name: str, selects: bool) -> tuple[DetailNetwork, PoseTokens]:
    manifest, _, _ = golden(name)
    widths, heads = manifest["config"]["block_out_channels"], manifest["config"]["attention_head_dim"]
    with torch.device("meta"):
        network, poses = DetailNetwork(widths, heads, selects), PoseTokens()
    network.load_state_dict(tensors(manifest, "local_controlnet."), strict=True, assign=True)
    if selects:
        poses.load_state_dict(tensors(manifest, "pose_model."), strict=True, assign=True)
    return network.eval(), poses


def large(array: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(array.repeat(16, axis=2).repeat(16, axis=3))


@pytest.mark.parametrize("name", ["mvvton_unet_tiny", pytest.param("mvvton_unet", marks=pytest.mark.parity_full)])
def test_the_network_predicts_what_the_published_one_does(name: str) -> None:
    _, given, wanted = golden(name)
    unet = make_unet(name)
    shown, whole, times = (torch.from_numpy(given[key]) for key in ("x", "c", "t"))
    details = [torch.from_numpy(given[f"ds{level}"]) for level in range(12)]
    with torch.inference_mode():
        assert close(unet(shown, times, whole, details).numpy(), wanted["y"])
        assert close(unet(shown, times, whole).numpy(), wanted["y_no_local"])


@pytest.mark.parametrize(
    ("name", "selects"),
    [
        ("mvvton_local_tiny", True),
        ("mvvton_frontal_local_tiny", False),
        pytest.param("mvvton_local", True, marks=pytest.mark.parity_full),
    ],
)
def test_details_are_seen_and_selected_as_published(name: str, selects: bool) -> None:
    _, given, wanted = golden(name)
    network, poses = make_details(name, selects)
    seen: list[torch.Tensor] = []
    with torch.inference_mode():
        if selects:
            seen = [poses(large(given[key])) for key in ("skel_c_div16", "skel_p_div16")]
            assert close(seen[0][:, ::16, ::4].numpy(), wanted["pose_tokens_c_s"])
        tokens = network(large(given["cond_div16"]), torch.tensor([999]), *seen)
    assert [tuple(each.shape) for each in tokens] == [tuple(shape) for shape in wanted["shapes"]]
    for level, each in enumerate(tokens):
        few = each[:, :: max(1, each.shape[1] // 16), ::8].numpy()
        assert close(few, wanted[f"tokens{level}_s"], SELECTED), level


def test_a_garment_becomes_the_published_token() -> None:
    manifest, given, wanted = golden("mvvton_clip_2layers")
    whole, last = WholeGarment(2), torch.nn.Linear(WIDTH, 768)
    state = tensors(manifest)
    named = {our_names(name.removeprefix("cond_stage_model.")): tensor for name, tensor in state.items()}
    last.load_state_dict({part: named.pop(f"proj_out.{part}") for part in ("weight", "bias")})
    whole.load_state_dict(named, strict=True)
    with torch.inference_mode():
        token = whole(torch.from_numpy(given["x_div4"].repeat(4, axis=2).repeat(4, axis=3)))
        assert close(token.numpy(), wanted["clip_tokens"])
        assert close(last(token).numpy(), wanted["c"])


def test_the_autoencoder_is_the_published_one_under_other_names() -> None:
    manifest, given, wanted = golden("mvvton_vae_tiny")
    asked = manifest["ddconfig"]
    widths = tuple(asked["ch"] * multiple for multiple in asked["ch_mult"])
    autoencoder = make_autoencoder(widths)
    state = {}
    for name, tensor in tensors(manifest).items():
        ours = autoencoder_name(name.removeprefix("first_stage_model."))
        state[ours] = tensor[..., 0, 0] if "attentions.0.to_" in ours and tensor.ndim == 4 else tensor
    autoencoder.load_state_dict(state, strict=True)
    with torch.inference_mode():
        spread = autoencoder.encode(torch.from_numpy(given["x"])).latent_dist
        decoded = autoencoder.decode(torch.from_numpy(given["z"])).sample
    for key, ours in (("mean", spread.mean), ("std", spread.std), ("decoded", decoded)):
        assert close(ours.numpy(), wanted[key]), key


def test_the_whole_walk_with_both_selections_is_the_published_one() -> None:
    _, given, wanted = golden("mvvton_sampler_tiny")
    unet = make_unet("mvvton_unet_tiny")
    network, poses = make_details("mvvton_local_tiny", True)
    with torch.inference_mode():
        person, front, back = (poses(large(given[f"skel_{key}_div16"])) for key in ("p", "cf", "cb"))
        times = torch.tensor([999])
        details = both_views(
            network(large(given["cond_f_div16"]), times, front, person),
            network(large(given["cond_b_div16"]), times, back, person),
        )
    warped, inpainted, kept, whole, noise = (
        torch.from_numpy(given[key]) for key in ("warp_latent", "inpaint_latent", "mask", "c", "noise")
    )
    start = begin(warped, noise)
    assert close(start.numpy(), wanted["x_T"])
    steps = list(sample(unet, start, Inputs(inpainted, kept, whole, details), 4))
    assert close(steps[-1].latents.numpy(), wanted["latent"], SELECTED)
    assert list(reversed(timesteps(50))) == sorted(wanted["ddim_timesteps50"].tolist())
    assert close(signal_shares()[sorted(timesteps(50))].numpy(), np.sort(wanted["ddim_alphas50"])[::-1])


@pytest.mark.parametrize(("name", "views"), [("mvvton_checkpoint", True), ("mvvton_frontal_checkpoint", False)])
def test_every_tensor_of_the_published_file_has_its_place(name: str, views: bool) -> None:
    model = empty(views=views)
    wanted = {ours: tuple(tensor.shape) for ours, tensor in model.state_dict().items()}
    found = {}
    for published, shape, _ in manifest_of(name)["entries"]:
        ours = name_here(published)
        if ours is None:
            assert published.startswith("vgg.") or published == "learnable_vector"
        else:
            found[ours] = tuple(shape[:2]) if "attentions.0.to_" in ours and "autoencoder" in ours else tuple(shape)
    assert found == wanted


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(DamagedModel):
        empty().load({"proj_out.weight": torch.zeros(768, 1024)})

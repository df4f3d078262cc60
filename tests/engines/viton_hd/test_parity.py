"""VITON-HD's three networks, and the walk through them, against the published code, number by number."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, noise, weights
from torch import nn

from fitting_room.engines.viton_hd.bending import BendingNetwork, bend
from fitting_room.engines.viton_hd.generator import PictureNetwork, folded
from fitting_room.engines.viton_hd.segmentation import PartsNetwork
from fitting_room.engines.viton_hd.walk import Maps, bend_garment, binary_noise, lay_out, paint

SIZE = (1024, 768)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def filled(network: nn.Module, manifest: dict) -> nn.Module:
    """The network with the weights of the vectors, which have to be its own name for name."""
    state = weights(manifest)
    assert set(network.state_dict()) == set(state)
    # The vectors of spectral normalisation follow from the weights: thirty rounds, as the recipe says.
    for name in [each.removesuffix("_orig") for each in state if each.endswith("_orig")]:
        matrix = state[f"{name}_orig"].astype(np.float64)
        matrix = matrix.reshape(len(matrix), -1)
        left = start_of(f"{name}_u", len(matrix))
        for _ in range(30):
            right = matrix.T @ left
            right /= np.linalg.norm(right)
            left = matrix @ right
            left /= np.linalg.norm(left)
        state[f"{name}_u"], state[f"{name}_v"] = left.astype(np.float32), right.astype(np.float32)
    network.load_state_dict({name: torch.from_numpy(array) for name, array in state.items()}, strict=True)
    return network.eval()


def start_of(name: str, count: int) -> np.ndarray:
    drawn = noise(name, count).astype(np.float64)
    return drawn / np.linalg.norm(drawn)


def replayed(shape: tuple[int, int, int, int]) -> torch.Tensor:
    """Noise as the published code was given it."""
    return torch.from_numpy(noise("noise:" + "x".join(str(side) for side in shape), *shape))


def test_the_parts_are_those_of_the_published_network() -> None:
    manifest, given, wanted = golden("vitonhd_seg")
    with torch.inference_mode():
        likely = filled(PartsNetwork(), manifest)(torch.from_numpy(given["x"]))
    assert close(likely.numpy(), wanted["y"])


def test_the_garment_is_bent_as_by_the_published_network() -> None:
    manifest, given, wanted = golden("vitonhd_gmm")
    network = filled(BendingNetwork(), manifest)
    person, garment = torch.from_numpy(given["inputA"]), torch.from_numpy(given["inputB"])
    cloth = torch.from_numpy(given["cloth_div8"]).repeat_interleave(8, 2).repeat_interleave(8, 3)
    with torch.inference_mode():
        shifts, places = network(person, garment, SIZE)
        assert close(network.extractionA(person)[:, ::8].numpy(), wanted["featA"])
        assert close(network.likeness(person, garment)[:, ::4].numpy(), wanted["corr_s"])
        bent = bend(cloth, places)
    assert close(shifts.numpy(), wanted["theta"])
    assert close(places[:, ::16, ::16].numpy(), wanted["grid_s16"])
    assert close(bent[:, :, ::16, ::16].numpy(), wanted["warped_s16"])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("vitonhd_alias_tiny", "y_noise"),
        pytest.param("vitonhd_alias", "y_noise_s2", marks=pytest.mark.parity_full),
        pytest.param("vitonhd_alias", "y_nonoise_s2", marks=pytest.mark.parity_full),
    ],
)
def test_the_picture_is_that_of_the_published_network(name: str, key: str) -> None:
    manifest, given, wanted = golden(name)
    network = filled(PictureNetwork(manifest.get("ngf", 64)), manifest)
    shown, parts, missing = (torch.from_numpy(given[each]).float() for each in ("x", "seg", "misalign"))
    with torch.inference_mode():
        picture = network(shown, parts, missing, torch.zeros if key == "y_nonoise_s2" else replayed)
        plain = PictureNetwork(manifest.get("ngf", 64), folded=True).eval()
        plain.load_state_dict(folded(network.state_dict()), strict=True)
        same = plain(shown, parts, missing, torch.zeros if key == "y_nonoise_s2" else replayed)
    assert close(picture[:, :, ::2, ::2].numpy(), wanted[key])
    assert torch.equal(picture, same)


@pytest.mark.parity_full
def test_the_whole_walk_is_that_of_the_published_program() -> None:
    _, given, wanted = golden("vitonhd_e2e")
    networks = [
        filled(network, golden(name)[0])
        for network, name in (
            (PartsNetwork(), "vitonhd_seg"), (BendingNetwork(), "vitonhd_gmm"), (PictureNetwork(), "vitonhd_alias"),
        )
    ]  # fmt: skip
    names = ("img_agnostic", "parse_agnostic", "pose", "cloth", "cloth_mask")
    large = [torch.from_numpy(given[name]).repeat_interleave(8, 2).repeat_interleave(8, 3) for name in names]
    with torch.inference_mode():
        maps = Maps(*large, torch.from_numpy(given["noise"]))
        layout = lay_out(networks[0], maps)
        bent = bend_garment(networks[1], maps, layout)
        picture = paint(networks[2], maps, layout, bent, replayed)
    assert close(layout.likely[:, :, ::4, ::4].numpy(), wanted["seg_down_s4"])
    counts = torch.bincount(layout.thirteen.flatten(), minlength=13).numpy()
    assert np.array_equal(counts, wanted["label_counts"])
    assert np.array_equal(layout.thirteen[:, None, ::8, ::8].numpy(), wanted["parse_pred_s8"])
    assert close(bent.shifts.numpy(), wanted["theta"])
    for ours, name in ((bent.garment, "warped_cloth_s8"), (bent.missing, "misalign_s8"), (picture, "output_s8")):
        assert close(ours[:, :, ::8, ::8].numpy(), wanted[name]), name


def test_one_pixel_in_six_of_the_noise_is_set() -> None:
    drawn = binary_noise(2, 0)
    assert set(drawn.unique().tolist()) == {0.0, 1.0}
    assert abs(float(drawn.mean()) - 0.159) < 0.01
    assert torch.equal(drawn, binary_noise(2, 0))

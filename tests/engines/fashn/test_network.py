"""Our network and sampler against the published ones, number by number."""

import numpy as np
import pytest
import torch
from golden_data import close, golden, manifest_of, weights

from fitting_room.engines.fashn.network import Condition, NetworkConfig, TryOnNetwork
from fitting_room.engines.fashn.sampler import sample, schedule, start_noise


def network_of(manifest: dict) -> TryOnNetwork:
    """The network with the recipe's weights; loading is strict."""
    state = {name: torch.from_numpy(weight) for name, weight in weights(manifest).items()}
    with torch.device("meta"):
        network = TryOnNetwork(NetworkConfig.of_weights({name: tuple(each.shape) for name, each in state.items()}))
    network.load_state_dict(state, strict=True, assign=True)
    return network


def condition_of(given: dict[str, np.ndarray]) -> Condition:
    names = ("ca_images", "person_poses", "garment_images", "garment_poses", "category")
    return Condition(*(torch.from_numpy(given[name]) for name in names))


@pytest.mark.parametrize("name", ["fashn_vton15_tiny", pytest.param("fashn_vton15", marks=pytest.mark.parity_full)])
def test_directions_are_those_of_the_published_network(name: str) -> None:
    manifest, given, wanted = golden(name)
    network, condition = network_of(manifest), condition_of(given)
    noisy, time = torch.from_numpy(given["x"]), torch.from_numpy(given["t"])
    with torch.inference_mode():
        both = network(torch.cat([noisy, noisy]), torch.cat([time, time]), condition.with_nothing()).numpy()
    assert close(both[:1], wanted["v_c"])
    assert close(both[1:], wanted["v_u"])


def test_four_steps_end_where_the_published_sampler_ends() -> None:
    manifest, given, wanted = golden("fashn_vton15_tiny")
    steps = list(sample(network_of(manifest), torch.from_numpy(given["x"]), condition_of(given), 4))
    assert [step.done for step in steps] == [1, 2, 3, 4]
    assert close(steps[-1].picture.numpy(), wanted["sample4_raw"])
    assert close(steps[-1].picture.clamp(-1, 1).numpy(), wanted["sample4"])
    assert torch.equal(steps[-1].guess, steps[-1].picture)


@pytest.mark.parametrize("steps", [4, 30])
def test_the_schedule_is_the_published_one(steps: int) -> None:
    _, _, wanted = golden("fashn_vton15_tiny")
    assert np.allclose(schedule(steps), wanted[f"schedule{steps}"], atol=1e-6)


def test_names_and_shapes_are_those_of_the_published_weights() -> None:
    with torch.device("meta"):
        ours = TryOnNetwork().state_dict()
    published = {name: tuple(shape) for name, shape, _ in manifest_of("fashn_vton15")["entries"]}
    assert {name: tuple(weight.shape) for name, weight in ours.items()} == published
    assert NetworkConfig.of_weights(published) == NetworkConfig()
    assert sum(weight.numel() for weight in ours.values()) == 971_814_240


def test_a_seed_makes_its_noise_whatever_it_is_batched_with() -> None:
    alone, batch = start_noise([7], 24, 12), start_noise([5, 7], 24, 12)
    assert torch.equal(alone[0], batch[1])
    assert not torch.equal(batch[0], batch[1])

"""What Wan asks of a graphics card, by the sizes of the published networks: files with sizes and no weights."""

import pytest
import random_wan
import torch
from diffusers import AutoencoderKLWan, WanAnimateTransformer3DModel, WanVACETransformer3DModel

from fitting_room.device import Hardware, Kind, ModelNeeds, Rung, plan
from fitting_room.domain.errors import NotEnoughMemory
from fitting_room.domain.tryon import Preset
from fitting_room.motion.wan.engine import ANIMATE_MANNER, VACE_MANNER
from fitting_room.motion.wan.weights import needs_of


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ModelNeeds]:
    found = {}
    for manner, kind, shape in (
        (ANIMATE_MANNER, WanAnimateTransformer3DModel, random_wan.ANIMATE),
        (VACE_MANNER, WanVACETransformer3DModel, random_wan.VACE),
    ):
        folder = tmp_path_factory.mktemp(manner.model)
        with torch.device("meta"):
            networks = {"transformer": kind(**shape), "vae": AutoencoderKLWan()}
        for part, network in networks.items():
            random_wan.write_sizes(folder / part, network)
        found[manner.model] = needs_of(folder, manner.paces[Preset.FINAL].area, manner.longest)
    return found


def test_networks_are_as_large_as_their_pages_say(needs: dict[str, ModelNeeds]) -> None:
    """Animate: 69.1 GB of transformer at four bytes a number. VACE: 7.15 GB, of which its own 0.73 billion at two.

    And 127 million numbers of autoencoder, which count twice.
    """
    autoencoder = 8 * 0.127e9
    assert needs["wan-animate"].weights == pytest.approx(69.1e9 + autoencoder, rel=0.01)
    assert needs["wan-vace"].weights == pytest.approx(7.15e9 + 2 * 0.733e9 + autoencoder, rel=0.01)


@pytest.mark.parametrize(
    ("model", "gigabytes", "rung"),
    [
        ("wan-animate", 80, Rung.SHORT_NUMBERS), ("wan-animate", 40, Rung.OFFLOAD), ("wan-animate", 24, Rung.OFFLOAD),
        ("wan-animate", 12, Rung.TILED), ("wan-animate", 8, Rung.SMALLER), ("wan-animate", 3, None),
        ("wan-vace", 24, Rung.SHORT_NUMBERS), ("wan-vace", 12, Rung.SHORT_NUMBERS), ("wan-vace", 5, Rung.OFFLOAD),
        ("wan-vace", 4, Rung.TILED), ("wan-vace", 0.9, None),
    ],
)  # fmt: skip
def test_the_tier_is_chosen_by_what_is_free(
    needs: dict[str, ModelNeeds], model: str, gigabytes: float, rung: Rung | None
) -> None:
    hardware = Hardware(Kind.CUDA, "Card", gigabytes * 1e9, True)
    if rung is None:
        with pytest.raises(NotEnoughMemory):
            plan(hardware, needs[model], "Wan")
    else:
        assert plan(hardware, needs[model], "Wan").rung is rung


def test_nobody_waits_for_a_processor(needs: dict[str, ModelNeeds]) -> None:
    for each in needs.values():
        with pytest.raises(NotEnoughMemory, match="needs a graphics card"):
            plan(Hardware(Kind.CPU, "The processor", 0, False), each, "Wan")

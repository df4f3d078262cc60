"""Every lever of every photoreal engine at tiny size: exact where it says so, near where it does not."""

import mannequin
import numpy as np
import pytest
import random_models
import torch
from diffusers import UNet2DConditionModel
from torch._dynamo.utils import counters
from torch.utils._python_dispatch import TorchDispatchMode

from fitting_room.device import Hardware, Kind
from fitting_room.domain.garment import Category, Outfit, SleeveLength
from fitting_room.domain.job import silent
from fitting_room.domain.tryon import AgnosticPerson, Preset, RenderOptions
from fitting_room.engines import painting
from fitting_room.engines.catvton import sampler as catvton_sampler
from fitting_room.engines.catvton.network import PassThrough
from fitting_room.engines.catvton.sampler import Inputs
from fitting_room.engines.fashn import sampler as fashn_sampler
from fitting_room.engines.fashn.network import Condition, NetworkConfig, TryOnNetwork
from fitting_room.engines.levers import Levers
from fitting_room.engines.photoreal import Machine
from fitting_room.perception.agnostic import make_agnostic

TOP = Outfit(top=mannequin.garment(Category.TOPS, SleeveLength.SHORT))
ENGINES = ("fashn", "catvton", "klein", "klein-edit")
GUIDED = {"fashn": TryOnNetwork, "catvton": UNet2DConditionModel}


@pytest.fixture(scope="module")
def agnostic() -> AgnosticPerson:
    return make_agnostic(mannequin.stand(), TOP)


@pytest.fixture
def paint(make_tiny, agnostic: AgnosticPerson, monkeypatch: pytest.MonkeyPatch):
    """Makes a picture with an engine and a lever; (H, W, 3) int."""
    monkeypatch.setattr(painting, "find_alarms", lambda *_: ())

    def make(name: str, levers: Levers, machine: Machine | None = None) -> np.ndarray:
        engine = make_tiny(name, machine, levers)
        engine.load()
        rendering = engine.render(agnostic, TOP, RenderOptions(Preset.FINAL), silent)
        assert rendering.changed.any()
        return rendering.image.astype(int)

    return make


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(
    "levers",
    [Levers(compiler="eager"), Levers(channels_last=True), Levers(remember=False)],
    ids=["compiled", "channels last", "forgetful"],
)
def test_levers_that_change_nothing_change_nothing(paint, name: str, levers: Levers) -> None:
    """Compiled without a back end: that every block can be traced whole is what is proven here, on any machine."""
    torch.compiler.reset()
    counters.clear()
    difference = np.abs(paint(name, levers) - paint(name, Levers()))
    assert (counters["stats"]["unique_graphs"] > 0) == (levers.compiler is not None)
    assert difference.max() <= 1  # Sums in another order round differently.


@pytest.mark.parametrize("name", ENGINES)
def test_half_length_numbers_are_near(paint, name: str) -> None:
    def card() -> Hardware:
        return Hardware(Kind.CUDA, "Card", 1e12, short_numbers=True)

    machine = Machine(card, lambda: None, lambda _: "cpu")
    long, short = (paint(name, Levers(short_numbers=usual), machine) for usual in (False, True))
    assert 0 < np.abs(long - short).mean() < 8  # Random weights paint noise, and noise spreads.


@pytest.mark.parametrize("name", GUIDED)
def test_guidance_that_is_used_again_saves_work(paint, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    network = GUIDED[name]
    honest, rows = network.forward, []

    def forward(self: torch.nn.Module, noisy: torch.Tensor, *arguments: object, **named: object) -> object:
        rows.append(len(noisy))
        return honest(self, noisy, *arguments, **named)

    monkeypatch.setattr(network, "forward", forward)
    fresh = paint(name, Levers())
    steps = len(rows)
    near = paint(name, Levers(guidance_every=2))
    assert sum(rows[steps:]) < sum(rows[:steps])
    assert rows[steps:][:2] == [2, 1]
    assert 0 < np.abs(near - fresh).mean() < 30


def test_no_step_of_fashn_waits_for_the_device() -> None:
    """On the "meta" device numbers do not exist: whoever looks at one, or copies it to the host, gets an error."""
    with torch.device("meta"):
        network = TryOnNetwork(NetworkConfig(width=128, mixer_blocks=1, double_blocks=1, single_blocks=1))
        picture = torch.zeros(2, 3, 24, 12)
        pose = torch.zeros(2, 1, 24, 12)
        told = Condition(picture, pose, picture, pose, torch.ones(2, dtype=torch.int64))
    steps = list(fashn_sampler.sample(network, picture, told, 4))
    assert steps[-1].guess.device.type == "meta"


def test_no_step_of_catvton_waits_for_the_device() -> None:
    with torch.device("meta"):
        unet = UNet2DConditionModel(**random_models.SD_UNET | random_models.TINY_UNET)
        latents, mask = torch.zeros(2, 4, 8, 6), torch.zeros(2, 1, 8, 6)
    for block in (name.removesuffix(".attn2") for name, _ in list(unet.named_modules()) if name.endswith(".attn2")):
        unet.get_submodule(block).attn2 = PassThrough()

    def draw(shape: tuple[int, ...]) -> torch.Tensor:
        return torch.zeros(shape, device="meta")

    steps = list(catvton_sampler.sample(unet, Inputs(latents, mask, latents), draw, 4))
    assert steps[-1].guess.device.type == "meta"


class Looks(TorchDispatchMode):
    """Counts how often a number of a tensor is looked at, for which a graphics card has to be waited."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def __torch_dispatch__(self, operation, kinds, arguments=(), named=None):
        self.count += operation in {torch.ops.aten._local_scalar_dense.default, torch.ops.aten.nonzero.default}
        return operation(*arguments, **(named or {}))


@pytest.mark.parametrize(("name", "most"), [("klein", 1), ("klein-edit", 0)])
def test_steps_of_the_stock_pipelines_hardly_wait(paint, agnostic, make_tiny, name: str, most: int) -> None:
    """What diffusers' own loops look at, per step: the inpainting pipeline wants to know the next time."""
    engine = make_tiny(name)
    engine.load()
    counts = []
    for preset in (Preset.DRAFT, Preset.FINAL):
        with Looks() as looks:
            engine.render(agnostic, TOP, RenderOptions(preset), silent)
        counts.append(looks.count)
    assert (counts[1] - counts[0]) / 2 <= most

"""What a network can run on, and how it is fitted into the memory that is free: chosen before loading, said in words.

`find_hardware` looks; `plan` is pure arithmetic over what was found and what a model needs; `with_retry` steps down
once when the arithmetic was too hopeful.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeVar

from fitting_room.domain.errors import NotEnoughMemory
from fitting_room.domain.sentence import Sentence

GIGABYTE = 1e9
HEADROOM = 0.6 * GIGABYTE
"""Graphics memory that is left alone: the driver's own, and what allocation wastes. A guess: not measured yet."""

Result = TypeVar("Result")


class Kind(StrEnum):
    """What runs networks, best first."""

    CUDA = "cuda"
    MPS = "mps"
    CPU = "cpu"


@dataclass(frozen=True)
class Hardware:
    """What this machine runs networks on, now.

    Attributes:
        kind: The sort of device.
        name: What people call it.
        free: Bytes of memory that are free on it; 0 where nobody can say.
        short_numbers: Whether it is good at bf16: half the memory. Many processors get slower by it.
    """

    kind: Kind
    name: str
    free: float
    short_numbers: bool


@dataclass(frozen=True)
class ModelNeeds:
    """What a model needs, in bytes at the usual length of numbers (fp32).

    Attributes:
        weights: All its weights.
        largest_block: The largest piece that has to be on the card at once if the others wait in main memory.
        work: Everything besides weights while a picture of full size is made.
        decoder: The share of `work` that goes away when latents become pixels in tiles.
        least_scale: How much smaller than full size a picture may be made; 1 where only one size works.
        patience: Whether it is small enough to be waited for on a processor.
        short: Whether it was published with short numbers (bf16): where the hardware is good at those, it begins with
            them, and nobody need be told.
    """

    weights: float
    largest_block: float
    work: float
    decoder: float = 0.0
    least_scale: float = 1.0
    patience: bool = False
    short: bool = False


class Rung(IntEnum):
    """The memory ladder, from the top. Each rung keeps the savings of those above it."""

    RESIDENT = 0
    SHORT_NUMBERS = 1
    OFFLOAD = 2
    TILED = 3
    SMALLER = 4
    PROCESSOR = 5


@dataclass(frozen=True)
class Plan:
    """How a model will be run.

    Attributes:
        rung: Where on the ladder.
        device: What it runs on.
        short_numbers: Whether weights and work are bf16.
        scale: Size of the picture against full size.
        notice: What to tell the user; empty where all is as it should be.
    """

    rung: Rung
    device: Kind
    short_numbers: bool
    scale: float
    notice: str

    @property
    def offload(self) -> bool:
        """Whether blocks wait in main memory."""
        return Rung.OFFLOAD <= self.rung <= Rung.SMALLER

    @property
    def tiled(self) -> bool:
        """Whether latents become pixels in tiles."""
        return Rung.TILED <= self.rung <= Rung.SMALLER


def find_hardware() -> Hardware:
    """What networks can run on here: CUDA, then MPS, then the processor. Loads torch."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
        free, _ = torch.cuda.mem_get_info()
        return Hardware(Kind.CUDA, torch.cuda.get_device_name(), free, torch.cuda.is_bf16_supported())
    if torch.backends.mps.is_available():
        free = torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
        return Hardware(Kind.MPS, "The graphics processor", free, short_numbers=True)
    return Hardware(Kind.CPU, "The processor", 0, short_numbers=False)


def release_memory() -> None:
    """Give back what torch keeps for later. Loads torch."""
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()


def plan(hardware: Hardware, needs: ModelNeeds, model: str, start: Rung = Rung.RESIDENT) -> Plan:
    """The highest rung of the ladder on which a model fits.

    Args:
        hardware: What there is.
        needs: What the model needs.
        model: What people call it.
        start: The highest rung to consider.

    Raises:
        NotEnoughMemory: None will do.
    """
    for rung in Rung:
        if rung >= start and _possible(rung, hardware, needs):
            short = rung > Rung.RESIDENT and hardware.short_numbers
            device = Kind.CPU if rung is Rung.PROCESSOR else hardware.kind
            scale = _scale(hardware, needs) if rung is Rung.SMALLER else 1.0
            usual = rung is Rung.SHORT_NUMBERS and needs.short
            notice = "" if usual else _notice(rung, hardware, model)
            return Plan(rung, device, short and device is not Kind.CPU, scale, notice)
    if hardware.kind is Kind.CPU:
        raise NotEnoughMemory(
            Sentence("“{model}” needs a graphics card, and none was found.", model=model),
            "Use the warp engine: it runs on any computer.",
        )
    raise NotEnoughMemory(
        Sentence("{device} has {free} GB free, too little for “{model}”.", device=hardware.name,
                 free=_gigabytes(hardware.free), model=model),
        "Close other programs that use the graphics card, or use the warp engine.",
    )  # fmt: skip


def pictures_at_once(hardware: Hardware, needs: ModelNeeds, chosen: Plan, wanted: int) -> int:
    """How many of some pictures can be made together by a model that is in memory.

    Args:
        hardware: What is free now, with the model loaded.
        needs: What one picture takes.
        chosen: How the model is run.
        wanted: How many there are to make.
    """
    if hardware.kind is Kind.CPU or chosen.device is Kind.CPU:
        return wanted
    each = needs.work * (0.5 if chosen.short_numbers else 1.0)
    return max(1, min(wanted, int((hardware.free - HEADROOM) / each))) if each else wanted


def with_retry(
    chosen: Plan, work: Callable[[Plan], Result], lower: Callable[[Rung], Plan], release: Callable[[], None]
) -> tuple[Result, Plan]:
    """Do something within a plan; if memory runs out, give everything back and do it once more, one step lower.

    Args:
        chosen: The plan.
        work: What to do.
        lower: Makes the plan that starts at a rung, from what is free by then.
        release: Gives memory back.

    Returns:
        What `work` returned, and the plan with which it did.

    Raises:
        NotEnoughMemory: It ran out again, or there is no lower step.
    """
    try:
        return work(chosen), chosen
    except Exception as error:
        if not is_out_of_memory(error):
            raise
    # Outside of the handler: the error holds on to the frames, and those to the tensors.
    release()
    if chosen.rung is Rung.PROCESSOR:
        raise _ran_out()
    try:
        second = lower(Rung(chosen.rung + 1))
        return work(second), second
    except Exception as error:
        if not is_out_of_memory(error):
            raise
    release()
    raise _ran_out()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory ran out: torch has a class for CUDA, and only words elsewhere."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    said = str(error).lower()
    return isinstance(error, RuntimeError) and ("out of memory" in said or "can't allocate memory" in said)


def _possible(rung: Rung, hardware: Hardware, needs: ModelNeeds) -> bool:
    if rung is Rung.PROCESSOR:
        return needs.patience
    if hardware.kind is Kind.CPU:
        return False
    if rung is Rung.RESIDENT and needs.short and hardware.short_numbers:
        return False
    if rung is Rung.SHORT_NUMBERS and not hardware.short_numbers:
        return False
    if rung is Rung.TILED and not needs.decoder:
        return False
    if rung is Rung.SMALLER:
        return needs.least_scale < 1 and _scale(hardware, needs) >= needs.least_scale
    return _bytes(rung, hardware, needs, needs.work) + HEADROOM <= hardware.free


def _bytes(rung: Rung, hardware: Hardware, needs: ModelNeeds, work: float) -> float:
    """Bytes on the card at a rung, with a given amount of work."""
    weights = needs.largest_block if rung >= Rung.OFFLOAD else needs.weights
    saved = needs.decoder if rung >= Rung.TILED else 0.0
    return (weights + work - saved) * (0.5 if rung > Rung.RESIDENT and hardware.short_numbers else 1.0)


def _scale(hardware: Hardware, needs: ModelNeeds) -> float:
    """How large a picture may be: work grows with its area."""
    fixed = _bytes(Rung.SMALLER, hardware, needs, needs.decoder)
    moving = _bytes(Rung.SMALLER, hardware, needs, needs.work) - fixed
    room = hardware.free - HEADROOM - fixed
    return min(1.0, max(room / moving, 0.0) ** 0.5) if moving > 0 else 0.0


def _notice(rung: Rung, hardware: Hardware, model: str) -> str:
    """What a step down is called in front of people."""
    device, free = hardware.name, _gigabytes(hardware.free)
    match rung:
        case Rung.SHORT_NUMBERS:
            return Sentence(
                "{device} has {free} GB free: “{model}” runs with shorter numbers to fit.",
                device=device, free=free, model=model,
            )  # fmt: skip
        case Rung.OFFLOAD:
            return Sentence(
                "{device} has {free} GB free: parts of “{model}” wait in main memory, which takes longer.",
                device=device, free=free, model=model,
            )  # fmt: skip
        case Rung.TILED:
            return Sentence(
                "{device} has {free} GB free: “{model}” makes the picture in tiles, which takes longer.",
                device=device, free=free, model=model,
            )  # fmt: skip
        case Rung.SMALLER:
            return Sentence(
                "{device} has {free} GB free: “{model}” makes a smaller picture, with less detail.",
                device=device, free=free, model=model,
            )  # fmt: skip
        case Rung.PROCESSOR if hardware.kind is not Kind.CPU:
            return Sentence("“{model}” runs on the processor, which takes long.", model=model)
    return ""


def _gigabytes(count: float) -> str:
    return f"{count / GIGABYTE:.1f}"


def _ran_out() -> NotEnoughMemory:
    return NotEnoughMemory(
        "Memory ran out, even with less to hold at once.",
        "Close other programs that use the graphics card, choose the draft preset, or use the warp engine.",
    )

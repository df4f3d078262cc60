"""What makes photoreal pictures come sooner, each of it to be switched on and off: `benchmarks/gpu_still.py` does."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Levers:
    """How a network is run. `docs/performance.md` has what each is worth, and how exact it is.

    Attributes:
        short_numbers: bf16 where the hardware is good at it, as the networks were published; else only where memory
            asks for it.
        compiler: Backend of `torch.compile` for the blocks that repeat; None compiles nothing. Blocks that wait in main
            memory are never compiled.
        channels_last: Pictures inside convolutions lie with their channels together, as graphics cards like them.
        remember: What depends on the garment alone is computed once for each garment. Exact.
        guidance_every: Guidance is computed at every so many steps, and that of the step before is used at the others.
            1 is as published; more is not exact, and not judged yet: no weights could be run.
    """

    short_numbers: bool = True
    compiler: str | None = None
    channels_last: bool = False
    remember: bool = True
    guidance_every: int = 1


PUBLISHED = Levers()
"""Everything that leaves the picture as its makers' own code makes it."""

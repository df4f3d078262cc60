"""What klein is told, and what its text encoder makes of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from torch import Tensor

from fitting_room.domain.garment import Category
from fitting_room.engines.words import remembered

Worn = tuple[Category, ...]
"""The categories of what is put on in one pass, in the order of the reference pictures."""

NAMES = {Category.TOPS: "top", Category.BOTTOMS: "bottoms", Category.DRESSES: "dress"}
ORDINALS = ("second", "third")
TOGETHER: tuple[Worn, ...] = (
    (Category.TOPS,),
    (Category.BOTTOMS,),
    (Category.DRESSES,),
    (Category.BOTTOMS, Category.TOPS),
)
"""Everything that can be put on in one pass."""


def prompt(worn: Worn) -> str:
    """What to tell the network. The first picture is the person; not tuned: no weights could be run."""
    shown = " and ".join(
        f"the {NAMES[category]} from the {ordinal} picture" for category, ordinal in zip(worn, ORDINALS, strict=False)
    )
    return (
        f"Dress the person in the first picture in {shown}, in place of what they wear there now. "
        "Keep the garment's colour, pattern, print, neckline, length and sleeves exactly; let it fit the body with "
        "natural folds and the light of the first picture. Keep the person's face, hair, skin, body, pose and hands, "
        "all other clothes and the background exactly as they are."
    )


def words_for(folder: Path, text_encoder: Path, encode: Callable[[list[str]], Tensor]) -> Mapping[Worn, Tensor]:
    """What the text encoder makes of every prompt, (1, N, D) for all of `TOGETHER`; see `remembered`."""
    made = remembered(folder, [prompt(worn) for worn in TOGETHER], text_encoder, encode)
    return {worn: made[number : number + 1] for number, worn in enumerate(TOGETHER)}

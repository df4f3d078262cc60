"""What a clip is made of, by name: a finished look, a motion and how it is animated; with it the same clip again."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fitting_room.domain.errors import BadRecipe
from fitting_room.domain.motion import ClipOptions
from fitting_room.domain.tryon import Preset
from fitting_room.studio.recipe import Recipe

FORMAT = 1
"""Version of a clip's recipe in writing. It grows whenever a field is added that shapes the clip."""


@dataclass(frozen=True)
class ClipRecipe:
    """Everything that shapes a clip.

    Attributes:
        look: The finished look: how it is made, or its picture.
        motion: Id of a bundled motion, or the path of a file of one.
        animator: Id in the table of animators.
        options: Length, speed, size, preset, seed.
    """

    look: Recipe | Path
    motion: str
    animator: str = "puppet"
    options: ClipOptions = ClipOptions()

    def to_text(self) -> str:
        """As JSON; equal recipes give equal text."""
        look = {"picture": str(self.look)} if isinstance(self.look, Path) else {"recipe": self.look.to_text()}
        options = self.options
        data = {
            "format": FORMAT,
            "look": look,
            "motion": self.motion,
            "animator": self.animator,
            "options": {
                "preset": options.preset,
                "seconds": options.seconds,
                "fps": options.fps,
                "size": options.size,
                "seed": options.seed,
            },
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, text: str) -> "ClipRecipe":
        """The recipe that `to_text` wrote.

        Raises:
            BadRecipe: Damaged, or written by a newer program.
        """
        try:
            data = json.loads(text)
            if data["format"] > FORMAT:
                raise BadRecipe(
                    "This clip was made by a newer version of Fitting Room.", "Install the newest version to open it."
                )
            return cls(_look(data["look"]), str(data["motion"]), str(data["animator"]), _options(data["options"]))
        except (KeyError, TypeError, ValueError) as error:
            raise BadRecipe("The description of this clip is damaged.", "Make the clip again.") from error


def _look(data: dict[str, str]) -> Recipe | Path:
    return Path(data["picture"]) if "picture" in data else Recipe.from_text(data["recipe"])


def _options(data: dict[str, Any]) -> ClipOptions:
    size = None if data["size"] is None else (int(data["size"][0]), int(data["size"][1]))
    return ClipOptions(Preset(data["preset"]), float(data["seconds"]), int(data["fps"]), size, int(data["seed"]))

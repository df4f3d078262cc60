"""The models of this user, by name: where engines find their weights."""

from pathlib import Path

from fitting_room.domain.licence import Profile
from fitting_room.resources import models
from fitting_room.settings import Places, read_settings
from fitting_room.shelf.manifest import ModelCard, find_card, read_manifest
from fitting_room.shelf.shelf import ModelShelf


def model_cards() -> tuple[ModelCard, ...]:
    """Every model there is."""
    return read_manifest(models() / "manifest.toml")


def model_shelf() -> ModelShelf:
    """The models of this user."""
    return ModelShelf(Places.of_this_user().models)


def profile_now() -> Profile:
    """What this user's installation is for, at this moment."""
    settings, _ = read_settings(Places.of_this_user().settings)
    return settings.profile


def open_model(name: str) -> Path:
    """The folder of an installed model that this installation may use.

    Raises:
        ModelUnavailable: There is no such model, it is not installed, or its licence forbids it.
    """
    return model_shelf().open(find_card(model_cards(), name), profile_now())

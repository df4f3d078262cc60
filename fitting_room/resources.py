"""Where the files that are not code lie: demo pictures, icons, models.

In a checkout they stand at the top level of the repository; an installed wheel carries them inside the package.
"""

from functools import cache
from pathlib import Path


def assets() -> Path:
    """The folder of demo pictures and icons."""
    return _root() / "assets"


def models() -> Path:
    """The folder of our own trained weights."""
    return _root() / "models"


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "pyproject.toml").is_file() and (checkout / "assets").is_dir() else package

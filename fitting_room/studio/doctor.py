"""Looks for what is wrong with this installation and says how to put it right."""

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from fitting_room import system
from fitting_room.resources import assets

_NEEDED = ("mediapipe", "numpy", "cv2", "PIL", "pillow_heif", "scipy", "PySide6.QtWidgets")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        subject: What was looked at.
        fine: Whether it is as it should be.
        says: What was found.
        remedy: What to do, where it is not fine.
    """

    subject: str
    fine: bool
    says: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Look at Python, system libraries, packages, the display and the GPU, one after the other."""
    yield Finding("Python", True, sys.version.split()[0])
    yield _system_libraries()
    for module in _NEEDED:
        yield _package(module)
    yield from _clashes()
    has_demo = assets().joinpath("demo").is_dir()
    yield Finding("Demo pictures", has_demo, str(assets()), "Install the fitting room again, or run it in a checkout.")
    display = "yes" if system.has_display() else "none: pictures can be made, the window cannot be shown"
    yield Finding("Display", True, display)
    yield Finding("NVIDIA GPU", True, system.nvidia_gpu() or "none: everything runs on the processor")


def _system_libraries() -> Finding:
    missing = system.missing_libraries()
    if not missing:
        return Finding("System libraries", True, "all there")
    command = system.install_command(missing)
    remedy = f"sudo {' '.join(command)}" if command else "Install the packages that provide them."
    return Finding("System libraries", False, f"missing: {', '.join(missing)}", remedy)


def _package(module: str) -> Finding:
    """Import it, because a package that is installed may still lack a system library."""
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        again = "Delete the folder .venv and run: python3 run.py"
        return Finding(module, False, str(error), "Install that system library." if ".so" in str(error) else again)
    version = getattr(found, "__version__", None) or getattr(sys.modules[module.split(".")[0]], "__version__", "there")
    return Finding(module, True, str(version))


def _clashes() -> Iterator[Finding]:
    """Packages that quietly break others when somebody installs them into the environment."""
    if _installed("opencv-python") or _installed("opencv-python-headless"):
        yield Finding(
            "OpenCV",
            False,
            "a second OpenCV package overwrites parts of opencv-contrib-python",
            "pip uninstall -y opencv-python opencv-python-headless && "
            "pip install --force-reinstall --no-deps opencv-contrib-python==4.11.0.86",
        )
    if _installed("torchvision"):
        try:
            importlib.import_module("torchvision")
        except Exception as error:  # noqa: BLE001 - built for another torch, it fails in whatever way it likes
            yield Finding("torchvision", False, f"does not fit torch: {error}", "pip uninstall -y torchvision")


def _installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True

"""Reference vectors: inputs and outputs of published code, and the recipe that made its weights.

Each weight is a function of its name and shape, so that 4 GB of them need not be kept. `tests/golden/` holds the small
sets; the large ones lie beside the repository (`shared/golden`), where that is there.
"""

import json
import math
import re
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

HERE = Path(__file__).resolve().parent / "golden"
SHARED = Path(__file__).resolve().parents[2] / "shared/golden"

Arrays = dict[str, np.ndarray]


def golden(name: str) -> tuple[dict[str, Any], Arrays, Arrays]:
    """Manifest, inputs and outputs of a set; the test is skipped where it is not on this machine."""
    folder = next((each / name for each in (HERE, SHARED) if (each / name / "outputs.npz").is_file()), None)
    if folder is None:
        pytest.skip(f"the vectors of {name} are not on this machine")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest, dict(np.load(folder / "inputs.npz")), dict(np.load(folder / "outputs.npz"))


def manifest_of(name: str) -> dict[str, Any]:
    return json.loads((HERE / name / "manifest.json").read_text("utf-8"))


def weights(manifest: Mapping[str, Any]) -> Arrays:
    """The weights that a manifest describes, by name."""
    gain, overrides = manifest.get("gain", 1.0), manifest.get("overrides", ())
    return {name: _weight(name, tuple(shape), kind, gain, overrides) for name, shape, kind in manifest["entries"]}


def noise(name: str, *shape: int) -> np.ndarray:
    """Uniform noise with unit variance."""
    return (_unit(name, math.prod(shape)) * math.sqrt(3.0)).astype(np.float32).reshape(shape)


def close(ours: np.ndarray, reference: np.ndarray, tolerance: float = 1e-4) -> bool:
    """Whether two arrays agree within a share of the reference's largest value, as the vectors' README suggests."""
    return (
        ours.shape == reference.shape and float(np.abs(ours - reference).max()) <= tolerance * np.abs(reference).max()
    )


def _unit(name: str, count: int) -> np.ndarray:
    return np.random.RandomState(zlib.crc32(name.encode()) & 0xFFFFFFFF).random_sample(count) * 2.0 - 1.0


def _weight(name: str, shape: tuple[int, ...], kind: str, gain: float, overrides: Any) -> np.ndarray:
    if kind != "float32":
        return np.zeros(shape, kind)
    spec = next((spec for pattern, spec in overrides if re.search(pattern, name)), None)
    if spec == "zeros":
        return np.zeros(shape, np.float32)
    last = name.rsplit(".", 1)[-1]
    values = _unit(name, math.prod(shape))
    if isinstance(spec, list):
        _, centre, half = spec
        values = centre + half * values
    elif last in ("running_mean", "running_var"):
        values = 0.2 * values if last == "running_mean" else 1.0 + 0.5 * values
    elif len(shape) >= 2:
        values *= math.sqrt(3.0 / math.prod(shape[1:])) * (float(spec) if isinstance(spec, int | float) else gain)
    elif "bias" in last:
        values *= 0.1
    else:
        values = 1.0 + 0.2 * values
    return values.astype(np.float32).reshape(shape)

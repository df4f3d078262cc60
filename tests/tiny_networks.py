"""Networks of perception at a hundredth of their size, written to disk as they are published."""

import json
from pathlib import Path

import numpy as np
import torch
from golden_data import manifest_of
from onnx_files import write_onnx
from safetensors.torch import save_file

ATR = (
    "Background",
    "Hat",
    "Hair",
    "Sunglasses",
    "Upper-clothes",
    "Skirt",
    "Pants",
    "Dress",
    "Belt",
    "Left-shoe",
    "Right-shoe",
    "Face",
    "Left-leg",
    "Right-leg",
    "Left-arm",
    "Right-arm",
    "Bag",
    "Scarf",
)


def write_segformer(folder: Path, state: dict[str, torch.Tensor], names: tuple[str, ...] = ATR) -> Path:
    config = {**manifest_of("segformer_b4_tiny")["config"], "model_type": "segformer"}
    config.pop("num_labels")
    config["id2label"] = {str(number): name for number, name in enumerate(names)}
    config["label2id"] = {name: number for number, name in enumerate(names)}
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "preprocessor_config.json").write_text(json.dumps({"size": {"width": 64, "height": 96}}))
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    return folder


def write_detector(path: Path, boxes: list[tuple[float, float, float, float]], side: int = 640) -> Path:
    """A YOLOX network, 640 x 640, that sees people in these boxes of its canvas whatever it is shown."""
    cells = [(side // stride) ** 2 for stride in (8, 16, 32)]
    answer = np.zeros((1, sum(cells), 85), np.float32)
    for number, (left, top, right, bottom) in enumerate(boxes):
        # One answer of the coarsest grid each, at its own place.
        row, column = divmod(number, side // 32)
        place = cells[0] + cells[1] + number
        middle = ((left + right) / 64 - column, (top + bottom) / 64 - row)
        answer[0, place, :6] = (
            *middle,
            np.log((right - left) / 32),
            np.log((bottom - top) / 32),
            1.0,
            0.9 - 0.1 * number,
        )
    nodes = [("Identity", ["answer"], "output", {})]
    return write_onnx(path, (1, 3, side, side), nodes, {"answer": answer}, ["output"])


def write_whole_body(path: Path, points: np.ndarray, size: tuple[int, int] = (288, 384)) -> Path:
    """A whole-body network that sees these (133, 3) points of its canvas whatever it is shown."""
    planes = {}
    for axis, name in enumerate(("simcc_x", "simcc_y")):
        planes[name] = np.zeros((1, len(points), 2 * size[axis]), np.float32)
        places = np.clip(np.round(2 * points[:, axis]), 0, 2 * size[axis] - 1).astype(int)
        planes[name][0, range(len(points)), places] = points[:, 2]
    nodes = [("Identity", [f"{name}_seen"], name, {}) for name in planes]
    constants = {f"{name}_seen": plane for name, plane in planes.items()}
    return write_onnx(path, (1, 3, size[1], size[0]), nodes, constants, list(planes))


def write_dot_finder(path: Path, size: tuple[int, int] = (288, 384)) -> Path:
    """A whole-body network that sees all 133 points where its canvas is brightest."""
    nodes, constants = [], {"everybody": np.full((1, 133, 1), 0.3, np.float32)}
    for name, length, other in (("simcc_x", size[0], 2), ("simcc_y", size[1], 3)):
        doubled = np.zeros((length, 2 * length), np.float32)
        doubled[range(length), range(0, 2 * length, 2)] = 1
        constants[f"{name}_doubled"] = doubled
        nodes += [
            ("ReduceMax", ["picture"], f"{name}_flat", {"axes": [1, other], "keepdims": 0}),
            ("MatMul", [f"{name}_flat", f"{name}_doubled"], f"{name}_line", {}),
            ("Mul", [f"{name}_line", "everybody"], name, {}),
        ]
    return write_onnx(path, (1, 3, size[1], size[0]), nodes, constants, ["simcc_x", "simcc_y"])

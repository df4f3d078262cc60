"""Networks of perception at a hundredth of their size, written to disk as they are published."""

import json
from pathlib import Path

import torch
from golden_data import manifest_of
from safetensors.torch import save_file

ATR = tuple(
    [
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
    ]
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

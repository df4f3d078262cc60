"""Networks of perception at a hundredth of their size, written to disk as they are published."""

import json
from pathlib import Path

import numpy as np
import torch
from golden_data import manifest_of, weights
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


def write_segment_anything(folder: Path) -> Path:
    """A Segment Anything 2.1 network for squares of 128 pixels, with the parts for video that are published with it."""
    from transformers import Sam2Config, Sam2Model

    backbone = {
        "model_type": "sam2_hiera_det_model",
        "hidden_size": 8,
        "image_size": [128, 128],
        "blocks_per_stage": [1, 1, 2, 1],
        "embed_dim_per_stage": [8, 16, 32, 64],
        "num_attention_heads_per_stage": [1, 1, 1, 1],
        "window_size_per_stage": [8, 4, 8, 4],
        "global_attention_blocks": [3],
        "window_positional_embedding_background_size": [4, 4],
    }
    config = Sam2Config(
        vision_config={
            "backbone_config": backbone,
            "backbone_channel_list": [64, 32, 16, 8],
            "backbone_feature_sizes": [[32, 32], [16, 16], [8, 8]],
            "fpn_hidden_size": 32,
        },
        prompt_encoder_config={"hidden_size": 32, "image_size": 128, "mask_input_channels": 4},
        mask_decoder_config={
            "hidden_size": 32,
            "mlp_dim": 32,
            "num_attention_heads": 2,
            "iou_head_hidden_dim": 16,
        },
    )
    with torch.device("meta"):
        shapes = {name: tuple(each.shape) for name, each in Sam2Model(config).state_dict().items()}
    state = weights({"entries": [(name, shape, "float32") for name, shape in shapes.items()]})
    tensors = {name: torch.from_numpy(array) for name, array in state.items()}
    tensors["memory_attention.layers.0.linear1.weight"] = torch.zeros(2, 2)
    save_file(tensors, folder / "model.safetensors", {"format": "pt"})
    written = config.to_dict()
    (folder / "config.json").write_text(json.dumps({**written, "model_type": "sam2_video"}, default=list))
    return folder


def write_vitpose(folder: Path, points: int = 17) -> Path:
    """A ViTPose network for canvases of 48 x 64 pixels."""
    from transformers import VitPoseConfig, VitPoseForPoseEstimation

    backbone = {
        "model_type": "vitpose_backbone",
        "image_size": [64, 48],
        "patch_size": [16, 16],
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "out_indices": [1],
    }
    config = VitPoseConfig(backbone_config=backbone, num_labels=points)
    with torch.device("meta"):
        shapes = {name: tuple(each.shape) for name, each in VitPoseForPoseEstimation(config).state_dict().items()}
    state = weights({"entries": [(name, shape, "float32") for name, shape in shapes.items()]})
    save_file(
        {name: torch.from_numpy(each) for name, each in state.items()}, folder / "model.safetensors", {"format": "pt"}
    )
    config.save_pretrained(folder)
    return folder

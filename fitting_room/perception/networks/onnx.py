"""An ONNX file -> a network that can be asked, on the graphics card where its runtime can use it."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from fitting_room.device import Kind
from fitting_room.perception.networks.pretrained import damaged

Array = npt.NDArray[np.float32]

PROVIDERS = {Kind.CUDA: "CUDAExecutionProvider", Kind.MPS: "CoreMLExecutionProvider"}
PROCESSOR = "CPUExecutionProvider"
OUT_OF_MEMORY = ("Failed to allocate memory", "smaller than requested bytes", "out of memory")
"""How onnxruntime says that there is too little."""
ONLY_ERRORS = 3
"""The level from which onnxruntime says something on its own."""


class OnnxNetwork:
    """A network with one picture as its input.

    Args:
        path: The file.
        device: What it should run on; the processor takes its place where the runtime cannot use it.
        model: Its id on the shelf.

    Raises:
        DamagedModel: The file is no such network.
        MemoryError: There is too little, then or when it is asked.
    """

    def __init__(self, path: Path, device: str, model: str) -> None:
        import onnxruntime

        wanted = PROVIDERS.get(Kind(device), PROCESSOR)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = ONLY_ERRORS
        usable = onnxruntime.get_available_providers()
        providers = [name for name in dict.fromkeys((wanted, PROCESSOR)) if name in usable]
        try:
            self._session: Any = onnxruntime.InferenceSession(str(path), options, providers=providers)
            (picture,) = self._session.get_inputs()
            _, channels, height, width = picture.shape
        except Exception as error:  # onnxruntime's own errors share no class.
            _raise_if_memory_ran_out(error)
            raise damaged(model) from error
        if channels != 3 or not isinstance(height, int) or not isinstance(width, int):
            raise damaged(model)
        self._name: str = picture.name
        self.size = (width, height)
        """(width, height) of the picture it wants."""

    def __call__(self, picture: Array) -> list[Array]:
        """All outputs for one (H, W, 3) float32 picture."""
        batch = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)
        try:
            outputs: list[Array] = self._session.run(None, {self._name: batch})
        except Exception as error:
            _raise_if_memory_ran_out(error)
            raise
        return outputs


def _raise_if_memory_ran_out(error: Exception) -> None:
    """Give the ways in which onnxruntime says it one name.

    Raises:
        MemoryError: It said so.
    """
    if any(words in str(error) for words in OUT_OF_MEMORY):
        raise MemoryError from error

"""ONNX files for tests, written by hand: a format of a few nested, numbered fields, for which no library is needed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

FLOAT, INT64 = 1, 7
KINDS = {np.dtype(np.float32): FLOAT, np.dtype(np.int64): INT64}
IR_VERSION, OPSET = 8, 17


def write_onnx(
    path: Path,
    shape: Sequence[int],
    nodes: Sequence[tuple[str, Sequence[str], str, Mapping[str, int | Sequence[int]]]],
    constants: Mapping[str, np.ndarray],
    outputs: Sequence[str],
) -> Path:
    """Write a network.

    Args:
        path: Where to.
        shape: Of its one input, `picture`.
        nodes: (operator, names of inputs, name of output, attributes, whole numbers or lists of them) in order.
        constants: By name.
        outputs: Names of what it answers.
    """
    graph = b"".join(_field(1, _node(*node)) for node in nodes) + _field(2, b"test")
    graph += b"".join(_field(5, _tensor(name, array)) for name, array in constants.items())
    graph += _field(11, _value("picture", shape)) + b"".join(_field(12, _value(name)) for name in outputs)
    path.write_bytes(_field(1, IR_VERSION) + _field(7, graph) + _field(8, _field(1, b"") + _field(2, OPSET)))
    return path


def _field(number: int, content: int | bytes) -> bytes:
    if isinstance(content, int):
        return _varint(number << 3) + _varint(content)
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def _node(operator: str, inputs: Sequence[str], output: str, attributes: Mapping[str, int | Sequence[int]]) -> bytes:
    node = b"".join(_field(1, name.encode()) for name in inputs) + _field(2, output.encode())
    return node + _field(4, operator.encode()) + b"".join(_field(5, _attribute(*item)) for item in attributes.items())


def _attribute(name: str, value: int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _field(1, name.encode()) + _field(3, value) + _field(20, 2)
    return _field(1, name.encode()) + b"".join(_field(8, each) for each in value) + _field(20, 7)


def _tensor(name: str, array: np.ndarray) -> bytes:
    dims = b"".join(_field(1, size) for size in array.shape)
    return dims + _field(2, KINDS[array.dtype]) + _field(8, name.encode()) + _field(9, array.tobytes())


def _value(name: str, shape: Sequence[int] | None = None) -> bytes:
    kind = _field(1, FLOAT)
    if shape is not None:
        kind += _field(2, b"".join(_field(1, _field(1, size)) for size in shape))
    return _field(1, name.encode()) + _field(2, _field(1, kind))

"""Perception by trained networks, behind the same protocols as the rest of `perception`.

`choice` decides what looks at people on this machine. torch, transformers and onnxruntime are imported when a network is
loaded, never with these modules.
"""

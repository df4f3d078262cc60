"""Perception by trained networks, behind the same protocols as the rest of `perception`.

torch, transformers and onnxruntime are imported when a network is loaded, never with these modules.
"""

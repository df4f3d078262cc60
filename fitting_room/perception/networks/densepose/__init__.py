"""DensePose R-CNN (R50-FPN): which surface of the body each pixel shows, and where on it (IUV).

For engines that were trained on it. Its code is Apache-2.0, its annotations are for research, and its weights are
published as a pickle: none is on the shelf and nothing here loads one. The arithmetic is proven against reference
vectors.
"""

"""The live mirror: a process of its own that owns the camera, dresses every frame and coaches the photo."""

"""Cameras: what they are called, how they are opened, and their frames, upright RGB, as they come."""

"""Wan 2.2 Animate and Wan 2.1 VACE: photoreal animators that are shown a look and a moving skeleton."""

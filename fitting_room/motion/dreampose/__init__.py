"""DreamPose: a photo and the surfaces of a moving body -> frames. For research only."""

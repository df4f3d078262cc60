"""Motion in the window: figures that show how a motion goes, and the player of finished clips."""

"""The embedded animator: one elastic sheet of the whole person, moved over the repaired room."""

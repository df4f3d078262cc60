"""The application without a window: what the command line, the window and Python call."""

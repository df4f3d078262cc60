"""The embedded engine: fits garments to a body by landmarks and body parts, on any CPU, with nothing to download."""

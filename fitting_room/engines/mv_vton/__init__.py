"""MV-VTON: try-on by diffusion that sees a garment from the front and from behind. For research only."""

"""VITON-HD: try-on of tops in three networks: what goes where, the garment bent, the picture. For research only."""

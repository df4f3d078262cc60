"""CatVTON: try-on with a mask, by painting person and garment as one picture. For research only."""

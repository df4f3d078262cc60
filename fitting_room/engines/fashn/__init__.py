"""FASHN VTON 1.5: photoreal try-on without a mask, one garment per pass."""

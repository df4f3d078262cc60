"""Measures results against ground truth. Nothing imports this but the command line."""

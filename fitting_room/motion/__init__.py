"""A finished look and a motion -> frames. Animators never import each other; `studio/catalog.py` lists them."""

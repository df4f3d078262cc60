"""Engines make pixels: a person and an outfit in, a dressed picture out. They never import each other."""

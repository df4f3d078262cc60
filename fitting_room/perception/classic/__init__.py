"""The maps that published try-on systems were trained with, as functions of labels and key points.

Exact as their authors drew them, because the networks have seen nothing else: reference vectors prove it. Sizes that
were written down for one picture size grow and shrink with the height of the picture.
"""

"""A box in a photo -> the canvas on which a top-down network is shown whoever is in it."""

from fitting_room.domain.geometry import Placement

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def around(box: Box, size: tuple[int, int], canvas: tuple[int, int], room: float) -> Placement:
    """A box of a picture in the middle of a canvas, undistorted; sizes are (width, height).

    Args:
        box: The box.
        size: Of the picture.
        canvas: Of the canvas.
        room: Side of what is shown over that of the box.
    """
    left, top, right, bottom = box
    wide, tall = max(right - left, 1.0) * room, max(bottom - top, 1.0) * room
    scale = min(canvas[0] / wide, canvas[1] / tall)
    middle = ((left + right) / 2, (top + bottom) / 2)
    offset = (canvas[0] / 2 - middle[0] * scale, canvas[1] / 2 - middle[1] * scale)
    return Placement(size, canvas, scale, offset)

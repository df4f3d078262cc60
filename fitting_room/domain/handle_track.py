"""The line over a photo along which a handle of the mask is dragged."""

from bisect import bisect_left
from dataclasses import dataclass

from fitting_room.domain.mask_edit import Handle

Place = tuple[float, float]


@dataclass(frozen=True)
class HandleTrack:
    """Where a handle stands for each of its offsets. Places are shares of the photo's longer side, as in a `Stroke`.

    Attributes:
        handle: Which one.
        offsets: Rising, in the unit of the handle; 0 is where the program put it.
        places: (x, y) for each of them.
        span: Half the length of the edge that it moves, in the same shares.
    """

    handle: Handle
    offsets: tuple[float, ...]
    places: tuple[Place, ...]
    span: float

    def __post_init__(self) -> None:
        rises = all(one < other for one, other in zip(self.offsets, self.offsets[1:], strict=False))
        if len(self.offsets) != len(self.places) or len(self.offsets) < 2 or not rises:
            raise ValueError("a HandleTrack needs at least two places, with rising offsets")

    def place(self, offset: float) -> Place:
        """Where the handle stands; beyond the ends of the track it stays at the end."""
        after = min(max(bisect_left(self.offsets, offset), 1), len(self.offsets) - 1)
        low, high = self.offsets[after - 1], self.offsets[after]
        share = min(max((offset - low) / (high - low), 0.0), 1.0)
        (x0, y0), (x1, y1) = self.places[after - 1], self.places[after]
        return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share

    def direction(self, offset: float) -> Place:
        """Unit vector in which the handle moves when its offset grows."""
        step = (self.offsets[-1] - self.offsets[0]) / 200
        (x0, y0), (x1, y1) = self.place(offset - step), self.place(offset + step)
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-9)
        return (x1 - x0) / length, (y1 - y0) / length

    def nearest_offset(self, place: Place) -> float:
        """The offset at which the handle is nearest to a place."""
        best, nearest = self.offsets[0], float("inf")
        for index in range(len(self.offsets) - 1):
            (x0, y0), (x1, y1) = self.places[index], self.places[index + 1]
            dx, dy = x1 - x0, y1 - y0
            squared = dx * dx + dy * dy
            share = 0.0 if squared == 0 else ((place[0] - x0) * dx + (place[1] - y0) * dy) / squared
            share = min(max(share, 0.0), 1.0)
            away = (x0 + dx * share - place[0]) ** 2 + (y0 + dy * share - place[1]) ** 2
            if away < nearest:
                nearest = away
                best = self.offsets[index] + (self.offsets[index + 1] - self.offsets[index]) * share
        return best

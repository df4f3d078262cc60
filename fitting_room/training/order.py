"""Which lessons come when: a function of the seed and the step alone, so that a course goes on exactly where it was."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch


def mixed(*numbers: int) -> int:
    """One seed of several numbers; near ones give seeds that have nothing to do with each other."""
    return int(np.random.SeedSequence(numbers).generate_state(1, np.uint64)[0] >> np.uint64(1))


def divided(count: int, share: float, seed: int) -> tuple[list[int], list[int]]:
    """The numbers of lessons to learn from, and of those to judge by: one at least where a share is asked for."""
    shuffled = torch.randperm(count, generator=torch.Generator().manual_seed(mixed(seed, 1))).tolist()
    held = min(max(1, round(count * share)), count - 1) if share else 0
    return sorted(shuffled[held:]), sorted(shuffled[:held])


class Order:
    """Batches without end: every epoch all lessons once in another order, those left over left out.

    Iterating begins at `start`, counted in batches from the beginning of the course.

    Args:
        numbers: Of the lessons.
        batch: How many side by side; all of them where there are fewer.
        seed: Of the course.
        start: The first batch that is wanted.
    """

    def __init__(self, numbers: Sequence[int], batch: int, seed: int, start: int = 0) -> None:
        self._numbers, self._seed, self._start = tuple(numbers), seed, start
        self._batch = min(batch, len(numbers))

    @property
    def per_epoch(self) -> int:
        """Batches of an epoch."""
        return len(self._numbers) // self._batch

    def __iter__(self) -> Iterator[list[tuple[int, int]]]:
        """Batches of (number of the lesson, seed of what is left to chance in it)."""
        epoch, place = divmod(self._start, self.per_epoch)
        while True:
            chance = torch.Generator().manual_seed(mixed(self._seed, 2, epoch))
            shuffled = torch.randperm(len(self._numbers), generator=chance).tolist()
            for number in range(place, self.per_epoch):
                chosen = shuffled[number * self._batch : (number + 1) * self._batch]
                yield [(self._numbers[each], mixed(self._seed, 3, epoch, each)) for each in chosen]
            epoch, place = epoch + 1, 0

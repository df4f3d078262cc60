"""One trainer for every recipe: a course and a pace go in, weights come out.

    OUT/weights/       what engines load: the best so far
    OUT/checkpoints/   the last few states, from which a course goes on
    OUT/sheets/        what the networks made of the same lessons, every so many steps
    OUT/log.jsonl      losses, a line a step

Whatever chance decides is decided by the seed and the number of the step, and nothing else: a course that was killed
goes on from its last checkpoint with the very step that it would have made. One process and one card; on a processor
too.
"""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from torch import Tensor
from torch.utils.data import DataLoader, default_collate

from fitting_room.device import Hardware, Kind
from fitting_room.domain.errors import CannotTrain
from fitting_room.domain.job import Cancelled, Report, silent
from fitting_room.studio.export import save_picture
from fitting_room.studio.sheet import THUMBNAILS, draw_sheet
from fitting_room.training import checkpoints
from fitting_room.training.course import Batch, Course, Learned, Lessons, Pace, Progress, Teacher
from fitting_room.training.order import Order, divided, mixed

SHEETS, LOG = "sheets", "log.jsonl"
SHOWN = 4
"""Lessons on a sheet, a row each."""
FREE = ("patience", "judge_every", "save_every", "keep", "sheet_every", "workers")
"""What may be another when a course goes on: it changes no step. The end may be moved too where nothing fades."""

Tell = Callable[[Progress], None]


def unheard(progress: Progress) -> None:
    """For callers who do not want to hear of every step."""


class Loop:
    """A course under way.

    Args:
        course: What is trained.
        lessons: What it learns from.
        pace: How long.
        out: Where everything goes.
        hardware: What it runs on.
        resume: Whether it goes on from the newest checkpoint in `out`, where there is one.

    Raises:
        CannotTrain: There is nothing to learn from, another course lies in `out`, or its checkpoint is damaged.
        CannotSave: `out` cannot be written.
    """

    def __init__(
        self, course: Course, lessons: Lessons, pace: Pace, out: Path, hardware: Hardware, resume: bool = False
    ) -> None:
        if not len(lessons):
            raise CannotTrain("There is nothing to learn from.", "Choose another data set or category.")
        self.course, self._lessons, self._pace, self._out = course, lessons, pace, out
        numbers, self._held = divided(len(lessons), pace.held_out, pace.seed)
        self._numbers = numbers
        self._per_epoch = max(1, Order(numbers, pace.batch, pace.seed).per_epoch // pace.accumulation)
        self.steps = pace.steps if pace.steps is not None else pace.epochs * self._per_epoch
        self._accelerator = Accelerator(
            mixed_precision=pace.precision,
            gradient_accumulation_steps=pace.accumulation,
            cpu=hardware.kind is Kind.CPU,
        )
        self._device = self._accelerator.device
        for network in (*course.networks.values(), *course.helpers):
            network.to(self._device)
        for helper in course.helpers:
            helper.eval().requires_grad_(False)
        self._optimisers = {teacher.name: self._optimiser(teacher) for teacher in course.teachers}
        self.step, self._waited = 0, 0
        self._best: float | None = None
        self._begin(resume)

    def run(self, report: Report = silent, tell: Tell = unheard) -> Learned:
        """Train to the end, or until it gets no better.

        Args:
            report: Called after every step; raises `Cancelled` to stop, after a checkpoint was written.
            tell: Hears of every step.

        Raises:
            CannotTrain: A loss is no number any more.
            CannotSave: The disk is full.
            Cancelled: `report` raised it.
        """
        batches = self._batches()
        started, first = time.monotonic(), self.step
        gave_up = self._gave_up
        while self.step < self.steps and not gave_up:
            losses = self.advance([next(batches) for _ in range(self._pace.accumulation)])
            gave_up = self._after_step(losses)
            each = (time.monotonic() - started) / (self.step - first)
            tell(Progress(self.step, self.steps, losses, each * (self.steps - self.step)))
            try:
                report("training", self.step / self.steps)
            except Cancelled:
                self.save()
                raise
        if self._checkpoint_is_old:
            self.save()
        if not self._held:
            checkpoints.publish(self._out, self.course.networks)
        return Learned(self._out / checkpoints.WEIGHTS, self.step, self._best, gave_up)

    def advance(self, batches: list[Batch]) -> dict[str, float]:
        """One step of every teacher; returns the losses by name.

        Raises:
            CannotTrain: A loss is no number any more.
        """
        torch.manual_seed(mixed(self._pace.seed, 4, self.step))
        chance = torch.Generator().manual_seed(mixed(self._pace.seed, 5, self.step))
        told: defaultdict[str, float] = defaultdict(float)
        self._learning(True)
        for teacher in self.course.teachers:
            optimiser = self._optimisers[teacher.name]
            optimiser.zero_grad()
            for batch in batches:
                with self._accelerator.autocast():
                    losses = teacher.loss(self._on_device(batch), chance)
                self._accelerator.backward(sum(losses.values()))
                for name, loss in losses.items():
                    told[name] += float(loss.detach()) / len(batches)
            self._make_step(teacher, optimiser)
        self.step += 1
        bad = [name for name, loss in told.items() if loss != loss or abs(loss) == float("inf")]
        if bad:
            raise CannotTrain(
                f"At step {self.step} the loss “{bad[0]}” is no number any more.",
                "Go on from the last checkpoint with a smaller step width, or without mixed precision.",
            )
        return dict(told)

    def save(self) -> Path:
        """Write a checkpoint; returns its folder."""
        scaler = self._accelerator.scaler
        state = {
            "course": self.course.name,
            "pace": asdict(self._pace),
            "lessons": len(self._lessons),
            "best": self._best,
            "waited": self._waited,
            "scaler": None if scaler is None else scaler.state_dict(),
        }
        return checkpoints.write(self._out, self.step, self.course.networks, self._optimisers, state, self._pace.keep)

    def judge(self) -> float:
        """How bad the networks are at what was held out: the mean of all of it, with the same chance every time."""
        chance = torch.Generator().manual_seed(mixed(self._pace.seed, 6))
        torch.manual_seed(mixed(self._pace.seed, 6))
        self._learning(False)
        total = 0.0
        with torch.no_grad(), self._accelerator.autocast():
            for number in self._held:
                batch = default_collate([self._lessons[number, mixed(self._pace.seed, 7, number)]])
                total += float(self.course.judged(self._on_device(batch), chance))
        return total / len(self._held)

    def draw(self) -> Path:
        """Write what the networks make of a few lessons, held out where there are any; returns the sheet's file."""
        numbers = (self._held or self._numbers)[:SHOWN]
        batch = default_collate([self._lessons[number, mixed(self._pace.seed, 8, number)] for number in numbers])
        self._learning(False)
        with torch.no_grad():
            tiles = self.course.sheet(self._on_device(batch))
        place = self._out / SHEETS
        place.mkdir(parents=True, exist_ok=True)
        sheet = draw_sheet(tiles, len(tiles) // len(numbers), params=THUMBNAILS)
        return save_picture(sheet, place / f"{self.step:06d}.png")

    # --- inside -------------------------------------------------------------------------------------------------------

    @property
    def _gave_up(self) -> bool:
        return self._pace.patience is not None and self._waited >= self._pace.patience

    @property
    def _checkpoint_is_old(self) -> bool:
        there = checkpoints.found(self._out)
        return not there or int(there[-1].name) < self.step

    def _begin(self, resume: bool) -> None:
        there = checkpoints.found(self._out)
        if there and not resume:
            raise CannotTrain(
                f"In “{self._out}” lies a course that reached step {int(there[-1].name)}.",
                "Go on with --resume, or choose another folder.",
            )
        if not there:
            (self._out / LOG).unlink(missing_ok=True)
            self._out.mkdir(parents=True, exist_ok=True)
            return
        state = checkpoints.read(there[-1], self.course.networks, self._optimisers)
        self._compare(state)
        self.step, self._best, self._waited = state["step"], state["best"], state["waited"]
        if self._accelerator.scaler is not None and state["scaler"] is not None:
            self._accelerator.scaler.load_state_dict(state["scaler"])
        self._forget_later_lines()

    def _compare(self, state: Mapping[str, Any]) -> None:
        """Refuse to go on with what would make other steps than those that were begun with."""
        free = FREE if self._pace.fades else (*FREE, "epochs", "steps")
        mine = {**asdict(self._pace), "course": self.course.name, "lessons": len(self._lessons)}
        theirs = {**state["pace"], **state}
        for name, value in mine.items():
            if name not in free and theirs.get(name) != value:
                raise CannotTrain(
                    f"The course in “{self._out}” was begun with another {name}: {theirs.get(name)}, not {value}.",
                    "Go on with what it was begun with, or choose another folder.",
                )

    def _forget_later_lines(self) -> None:
        """Take out of the log what was learned after the checkpoint and is lost."""
        path = self._out / LOG
        if path.is_file():
            lines = path.read_text("utf-8").splitlines(keepends=True)
            path.write_text("".join(line for line in lines if json.loads(line)["step"] <= self.step), "utf-8")

    def _optimiser(self, teacher: Teacher) -> Any:
        weights = [each for name in teacher.pupils for each in self.course.networks[name].parameters()]
        learning = [each for each in weights if each.requires_grad]
        made = torch.optim.AdamW(learning, teacher.rate, teacher.betas, weight_decay=teacher.decay)
        return self._accelerator.prepare_optimizer(made, device_placement=False)

    def _make_step(self, teacher: Teacher, optimiser: Any) -> None:
        if teacher.clip is not None:
            names = teacher.clipped or teacher.pupils
            weights = [each for name in names for each in self.course.networks[name].parameters()]
            self._accelerator.clip_grad_norm_(weights, teacher.clip)
        for group in optimiser.param_groups:
            group["lr"] = teacher.rate * self.share_of_rate
        optimiser.step()
        optimiser.zero_grad()

    @property
    def share_of_rate(self) -> float:
        """How much of its step width a teacher uses now."""
        fading = self._pace.fades * self.steps
        return min(1.0, (self.steps - self.step) / fading) if fading else 1.0

    def _after_step(self, losses: Mapping[str, float]) -> bool:
        """Write what is due; returns whether the course should stop early."""
        line: dict[str, Any] = {"step": self.step, "losses": losses}
        if self._held and self.step % (self._pace.judge_every or self._per_epoch) == 0:
            judgement = self.judge()
            line["held out"] = judgement
            better = self._best is None or judgement < self._best
            self._waited = 0 if better else self._waited + 1
            if better:
                self._best = judgement
                checkpoints.publish(self._out, self.course.networks)
        with (self._out / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        if self._pace.sheet_every and self.step % self._pace.sheet_every == 0:
            self.draw()
        if self.step % self._pace.save_every == 0:
            self.save()
        return self._gave_up

    def _learning(self, on: bool) -> None:
        for network in self.course.networks.values():
            network.train(on)

    def _batches(self) -> Iterator[Batch]:
        start = self.step * self._pace.accumulation
        order = Order(self._numbers, self._pace.batch, self._pace.seed, start)
        workers = self._pace.workers
        loader: DataLoader[Any] = DataLoader(
            self._lessons,  # type: ignore[arg-type]  # asked by number and seed, not by number
            batch_sampler=order,
            num_workers=workers,
            multiprocessing_context="spawn" if workers else None,
        )
        return iter(loader)

    def _on_device(self, batch: Batch) -> dict[str, Tensor]:
        return {name: value.to(self._device) for name, value in batch.items()}

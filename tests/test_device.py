"""The memory ladder: what is chosen, what is said, and what happens when memory runs out all the same."""

import pytest
import torch

from fitting_room import device
from fitting_room.device import Hardware, Kind, ModelNeeds, Plan, Rung, is_out_of_memory, plan, with_retry
from fitting_room.domain.errors import NotEnoughMemory

GB = 1e9
NEEDS = ModelNeeds(weights=8 * GB, largest_block=1 * GB, work=4 * GB, decoder=2 * GB, least_scale=0.5)


def card(free: float, short_numbers: bool = True) -> Hardware:
    return Hardware(Kind.CUDA, "Graphics card", free * GB, short_numbers)


@pytest.mark.parametrize(
    ("free", "rung"),
    [(24, Rung.RESIDENT), (8, Rung.SHORT_NUMBERS), (4, Rung.OFFLOAD), (2.4, Rung.TILED), (1.7, Rung.SMALLER)],
)
def test_the_highest_rung_that_fits_is_chosen(free: float, rung: Rung) -> None:
    chosen = plan(card(free), NEEDS, "Klein")
    assert chosen.rung is rung
    assert chosen.device is Kind.CUDA
    assert bool(chosen.notice) == (rung is not Rung.RESIDENT)
    if chosen.notice:
        assert f"{free:.1f} GB" in chosen.notice
        assert "Klein" in chosen.notice


def test_every_rung_needs_less_than_the_one_above() -> None:
    rungs = [plan(card(tenth / 10), NEEDS, "Klein").rung for tenth in range(240, 16, -1)]
    assert rungs == sorted(rungs)
    assert set(rungs) == set(Rung) - {Rung.PROCESSOR}


def test_a_smaller_picture_is_as_large_as_fits_and_never_too_small() -> None:
    chosen = plan(card(1.7), NEEDS, "Klein")
    assert NEEDS.least_scale <= chosen.scale < 1
    assert chosen.offload
    assert chosen.tiled
    with pytest.raises(NotEnoughMemory, match="too little"):
        plan(card(1.0), NEEDS, "Klein")


def test_old_cards_keep_long_numbers_and_go_without_the_second_rung() -> None:
    chosen = plan(card(6, short_numbers=False), NEEDS, "Klein")
    assert chosen.rung is Rung.OFFLOAD
    assert not chosen.short_numbers


def test_without_a_card_only_small_models_are_waited_for() -> None:
    nothing = Hardware(Kind.CPU, "The processor", 0, False)
    with pytest.raises(NotEnoughMemory, match="needs a graphics card"):
        plan(nothing, NEEDS, "Klein")
    small = ModelNeeds(1e6, 1e6, 1e6, patience=True)
    assert plan(nothing, small, "Tiny") == Plan(Rung.PROCESSOR, Kind.CPU, False, 1.0, "")


def test_running_out_steps_down_once_and_gives_back_first() -> None:
    told: list[str] = []

    def work(chosen: Plan) -> str:
        told.append(chosen.rung.name)
        if chosen.rung is Rung.RESIDENT:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return "picture"

    first = plan(card(24), NEEDS, "Klein")
    result, used = with_retry(
        first, work, lambda rung: plan(card(24), NEEDS, "Klein", rung), lambda: told.append("released")
    )
    assert (result, used.rung) == ("picture", Rung.SHORT_NUMBERS)
    assert told == ["RESIDENT", "released", "SHORT_NUMBERS"]


def test_running_out_twice_is_said_and_not_tried_again() -> None:
    tries = 0

    def work(_: Plan) -> None:
        nonlocal tries
        tries += 1
        raise MemoryError

    with pytest.raises(NotEnoughMemory, match="even with less"):
        with_retry(plan(card(24), NEEDS, "K"), work, lambda rung: plan(card(24), NEEDS, "K", rung), lambda: None)
    assert tries == 2


def test_other_errors_pass_untouched() -> None:
    def work(_: Plan) -> None:
        raise RuntimeError("CUDA error: an illegal memory access was encountered")

    with pytest.raises(RuntimeError, match="illegal"):
        with_retry(plan(card(24), NEEDS, "K"), work, lambda rung: plan(card(24), NEEDS, "K", rung), lambda: None)


@pytest.mark.parametrize(
    ("error", "is_it"),
    [
        (torch.OutOfMemoryError("CUDA out of memory"), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 9 GB)"), True),
        (RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"), True),
        (MemoryError(), True),
        (RuntimeError("shapes cannot be multiplied"), False),
        (ValueError("out of memory"), False),
    ],
)
def test_running_out_is_told_from_other_errors(error: Exception, is_it: bool) -> None:
    assert is_out_of_memory(error) is is_it


@pytest.mark.parametrize(
    ("cuda", "mps", "kind"), [(True, True, Kind.CUDA), (False, True, Kind.MPS), (False, False, Kind.CPU)]
)
def test_cuda_comes_before_mps_and_that_before_the_processor(
    monkeypatch: pytest.MonkeyPatch, cuda: bool, mps: bool, kind: Kind
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda: (5_000_000_000, 8_000_000_000))
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Graphics card")
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: True)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: mps)
    monkeypatch.setattr(torch.mps, "recommended_max_memory", lambda: 6_000_000_000)
    monkeypatch.setattr(torch.mps, "driver_allocated_memory", lambda: 1_000_000_000)
    found = device.find_hardware()
    assert found.kind is kind
    assert found.free == (0 if kind is Kind.CPU else 5_000_000_000)

"""Answers that are kept to be fetched later: few, and for a while."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.service.conftest import until
from vozes.errors import VozesError
from vozes.service.budget import MEGABYTE, Budget
from vozes.service.speech.outputs import Output, Outputs

pytestmark = pytest.mark.anyio


@pytest.fixture
def budget(tmp_path: Path) -> Budget:
    return Budget(400 * MEGABYTE, tmp_path)


@pytest.fixture
async def outputs(tmp_path: Path, budget: Budget) -> AsyncIterator[Outputs]:
    outputs = Outputs(tmp_path, budget)
    yield outputs
    outputs.close()


async def pieces(*sizes: int) -> AsyncIterator[bytes]:
    for size in sizes:
        yield b"x" * size


async def read(output: Output) -> int:
    return sum([len(piece) async for piece in output.pieces()])


async def test_an_answer_can_be_fetched_more_than_once_and_counts_as_long_as_it_is_kept(
    outputs: Outputs, budget: Budget
) -> None:
    name = await outputs.keep(pieces(300, 700), "audio/wav", ".wav")
    assert name.endswith(".wav")
    assert [await read(outputs.get(name)) for _ in range(2)] == [1000, 1000]
    assert budget.held == 1000
    outputs.close()
    assert budget.held == 0


async def test_an_answer_expires(tmp_path: Path, budget: Budget) -> None:
    outputs = Outputs(tmp_path, budget, seconds=0)
    name = await outputs.keep(pieces(1000), "audio/wav", ".wav")
    await until(lambda: not len(outputs))
    assert budget.held == 0
    with pytest.raises(VozesError) as refusal:
        outputs.get(name)
    assert refusal.value.code == "not_found"


async def test_the_oldest_gives_way(outputs: Outputs) -> None:
    names = [await outputs.keep(pieces(10), "audio/wav", ".wav") for _ in range(65)]
    assert len(outputs) == 64
    with pytest.raises(VozesError):
        outputs.get(names[0])
    outputs.get(names[1])


async def test_all_together_are_not_larger_than_they_may_be(outputs: Outputs, budget: Budget) -> None:
    for _ in range(3):
        await outputs.keep(pieces(*[MEGABYTE] * 50), "audio/wav", ".wav")
    assert len(outputs) == 2
    assert budget.held == 100 * MEGABYTE


async def test_what_is_being_read_is_read_to_its_end(outputs: Outputs, budget: Budget) -> None:
    output = outputs.get(await outputs.keep(pieces(200_000), "audio/wav", ".wav"))
    reading = output.pieces()
    first = await anext(reading)
    outputs.close()
    assert budget.held == 200_000
    assert len(first) + sum([len(piece) async for piece in reading]) == 200_000
    assert budget.held == 0


async def test_what_finds_no_room_is_refused_and_holds_nothing(tmp_path: Path) -> None:
    budget = Budget(MEGABYTE, tmp_path)
    outputs = Outputs(tmp_path, budget)
    with pytest.raises(VozesError) as refusal:
        await outputs.keep(pieces(*[MEGABYTE // 2] * 3), "audio/wav", ".wav")
    assert refusal.value.code == "spool_full"
    assert (len(outputs), budget.held) == (0, 0)

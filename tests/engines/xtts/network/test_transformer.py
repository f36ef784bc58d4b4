"""What every transformer keeps to, in each arithmetic: a sequence's numbers are its own, however it is computed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from benchmarks.made_up_weights import fill
from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.tiny import CPU, gpt_of, int8_tensors, relative_error
from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.engines.xtts.network.transformer import Prompt, Step
from vozes.runtime.cpu import has_vnni
from vozes.runtime.linears import Int8
from vozes.runtime.native.library import kernels

pytestmark = pytest.mark.usefixtures("one_thread")

CONFIG = replace(TINY, width=128, heads=4)
LENGTHS = (3, 60, 17, 1, 100, 33, 5, 9, 70)
"""Of prompts."""


class Case:
    """A GPT, the type of its cache, and how far its results may differ with the way that they are computed."""

    def __init__(self, int8: Int8 | None, cache_dtype: torch.dtype, error: float, bound: float):
        self.gpt = gpt_of(CONFIG, int8_tensors(CONFIG), int8)
        self.cache_dtype = cache_dtype
        self.error = error
        """Beside float32."""
        self._bound = bound

    def new_cache(self, slots: int) -> KeyValueCache:
        return self.gpt.new_cache(slots, self.cache_dtype)

    def is_same(self, got: Step, expected: Step) -> bool:
        pairs = ((got.latents, expected.latents), (got.logits, expected.logits))
        return all(relative_error(one, other) <= self._bound for one, other in pairs)


CASES = {
    "dense": (None, torch.float32, 1e-5, 1e-5),
    "native": (Int8.NATIVE, torch.bfloat16, 5e-3, 0.0),
    "vnni": (Int8.VNNI, torch.float32, 1e-3, 1e-3),
    "packed": (Int8.PACKED, torch.float32, 1e-2, 1e-2),
}
"""bfloat16 in the cache would hide more than it shows where a row's sums depend on its company."""


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "native" and kernels() is None:
        pytest.skip("no kernels were built here, or this processor cannot run them")
    if request.param == "vnni" and not has_vnni():
        pytest.skip("this processor has no VNNI")
    return Case(*CASES[request.param])


@pytest.fixture(autouse=True)
def _inference() -> Iterator[None]:
    with torch.inference_mode():
        yield


def embeddings(number: int, count: int, what: str = "prompt") -> Tensor:
    """(count, width)."""
    return torch.from_numpy(fill(f"{what} {number}", (count, CONFIG.width), 0))


def prompts(numbers: Sequence[int]) -> list[Prompt]:
    """Each in the slot of its place."""
    return [Prompt(slot, 0, embeddings(number, LENGTHS[number])) for slot, number in enumerate(numbers)]


def row(step: Step, number: int) -> Step:
    return Step(step.latents[number : number + 1], step.logits[number : number + 1])


def steps_alone(case: Case, number: int) -> list[Step]:
    """A prompt and two steps after it."""
    cache, (prompt,) = case.new_cache(1), prompts([number])
    steps = [case.gpt.prefill([prompt], cache)]
    for count in range(2):
        x = embeddings(number, 1, f"token {count}")
        steps.append(case.gpt.decode(x, Rows.of(0, [LENGTHS[number] + count], CPU), cache))
    return steps


@pytest.mark.parametrize("count", range(1, 10))
def test_sequences_of_any_lengths_do_not_change_one_another(case: Case, count: int) -> None:
    numbers = [(5 * slot + count) % len(LENGTHS) for slot in range(count)]
    cache = case.new_cache(count)
    steps = [case.gpt.prefill(prompts(numbers), cache)]
    for step in range(2):
        x = torch.cat([embeddings(number, 1, f"token {step}") for number in numbers])
        steps.append(case.gpt.decode(x, Rows.of(0, [LENGTHS[number] + step for number in numbers], CPU), cache))
    for slot, number in enumerate(numbers):
        for together, alone in zip(steps, steps_alone(case, number), strict=True):
            assert case.is_same(row(together, slot), alone)


@pytest.mark.parametrize("count", [2, 5, 8])
def test_what_int8_products_give_a_sequence_does_not_depend_on_the_others_by_a_bit(case: Case, count: int) -> None:
    """A last bit may draw another token, which is heard."""
    if case.gpt.int8 is None:
        pytest.skip("in float32 a last bit stays one")
    numbers = range(count)
    cache = case.new_cache(count)
    case.gpt.prefill(prompts(numbers), cache)
    for step in (1, 2):
        x = torch.cat([embeddings(number, 1, f"token {step - 1}") for number in numbers])
        together = case.gpt.decode(x, Rows.of(0, [LENGTHS[number] + step - 1 for number in numbers], CPU), cache)
        for slot in numbers:
            assert torch.equal(together.latents[slot : slot + 1], steps_alone(case, slot)[step].latents)


def test_some_of_the_sequences_may_be_taken_further(case: Case) -> None:
    """Where memory is short, a step is made half by half."""
    cache = case.new_cache(4)
    case.gpt.prefill(prompts([0, 1, 2, 3]), cache)
    x = torch.cat([embeddings(number, 1, "token 0") for number in (2, 3)])
    step = case.gpt.decode(x, Rows.of(2, [LENGTHS[2], LENGTHS[3]], CPU), cache)
    for place, number in enumerate((2, 3)):
        assert case.is_same(row(step, place), steps_alone(case, number)[1])


@pytest.mark.parametrize("first", [1, 2, 32, 59])
def test_a_prompt_may_come_in_two_parts(case: Case, first: int) -> None:
    cache, prompt = case.new_cache(3), embeddings(1, 60)
    case.gpt.prefill([Prompt(1, 0, prompt[:first])], cache)
    step = case.gpt.prefill([Prompt(1, first, prompt[first:])], cache)
    assert case.is_same(step, steps_alone(case, 1)[0])


def test_what_follows_is_computed_as_if_it_were_the_prompt_s(case: Case) -> None:
    prompt = torch.cat([embeddings(2, LENGTHS[2]), embeddings(2, 1, "token 0"), embeddings(2, 1, "token 1")])
    step = case.gpt.prefill([Prompt(0, 0, prompt)], case.new_cache(1))
    assert case.is_same(step, steps_alone(case, 2)[2])


def test_a_sequence_may_move_to_another_slot(case: Case) -> None:
    cache = case.new_cache(3)
    case.gpt.prefill(prompts([4, 1, 2]), cache)
    cache.move(2, 0, LENGTHS[2])
    cache.move(1, 2, LENGTHS[1])
    step = case.gpt.decode(embeddings(2, 1, "token 0"), Rows.of(0, [LENGTHS[2]], CPU), cache)
    assert case.is_same(step, steps_alone(case, 2)[1])
    step = case.gpt.decode(embeddings(1, 1, "token 0"), Rows.of(2, [LENGTHS[1]], CPU), cache)
    assert case.is_same(step, steps_alone(case, 1)[1])


def test_a_sequence_reaches_the_last_position_and_no_other_slot(case: Case) -> None:
    cache = case.new_cache(3)
    x = embeddings(0, cache.capacity)
    case.gpt.prefill([Prompt(1, 0, x[:-1])], cache)
    step = case.gpt.decode(x[-1:], Rows.of(1, [cache.capacity - 1], CPU), cache)
    assert case.is_same(step, case.gpt.prefill([Prompt(0, 0, x)], case.new_cache(1)))
    for slot in (0, 2):
        assert not any(layer.any() for layer in cache.read_span(slot, cache.capacity))


def test_what_it_is_given_is_left_as_it_was(case: Case) -> None:
    cache, prompt, x = case.new_cache(1), embeddings(1, 60), embeddings(1, 1, "token 0")
    case.gpt.prefill([Prompt(0, 0, prompt)], cache)
    case.gpt.decode(x, Rows.of(0, [60], CPU), cache)
    assert torch.equal(prompt, embeddings(1, 60))
    assert torch.equal(x, embeddings(1, 1, "token 0"))


def test_every_arithmetic_computes_the_same_model(case: Case) -> None:
    exact = Case(*CASES["dense"])
    for number in range(len(LENGTHS)):
        for got, expected in zip(steps_alone(case, number), steps_alone(exact, number), strict=True):
            assert relative_error(got.latents, expected.latents) <= case.error
            assert relative_error(got.logits, expected.logits) <= case.error

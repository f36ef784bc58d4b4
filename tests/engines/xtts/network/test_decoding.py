"""Continuous batching: what is said does not depend on the company, and the batch keeps to its memory."""

import pytest
import torch

from tests.engines.xtts.tiny import CPU, conditioning, tiny_gpt
from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.engines.xtts.network.decoding import Decoder, Utterance
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.sampling import Sampler, SamplingOptions
from vozes.engines.xtts.network.steps import FixedStep, plain_steps, rounded_shape
from vozes.engines.xtts.network.transformer import Prompt, Step
from vozes.errors import ErrorCode, VozesError

GREEDY = SamplingOptions(temperature=0.0, repetition_penalty=5.0, min_tokens=100)
SAMPLED = SamplingOptions(min_tokens=100)
TEXTS = ([5, 6, 7], [8] * 20, [9, 10], [11, 12, 13, 14, 15], [16] * 9)


@pytest.fixture(scope="module")
def gpt() -> Gpt:
    return tiny_gpt()


def decoder(gpt: Gpt, slots: int = 8) -> Decoder:
    return Decoder(gpt, torch.float32, batch_bytes=1 << 40, most=slots)


def utterance(gpt: Gpt, number: int, options: SamplingOptions = GREEDY, tokens: int = 12) -> Utterance:
    return Utterance(TEXTS[number], conditioning(gpt.config, number), options, f"{number}", tokens)


def said(decoder: Decoder, *utterances: Utterance) -> list[list[int]]:
    for each in utterances:
        decoder.add(each)
    while not all(each.finished for each in utterances):
        decoder.step()
    return [each.tokens for each in utterances]


@pytest.mark.parametrize("options", [GREEDY, SAMPLED], ids=["greedy", "sampled"])
def test_company_changes_nothing(gpt: Gpt, options: SamplingOptions) -> None:
    alone = [utterance(gpt, number, options) for number in range(5)]
    for each in alone:
        said(decoder(gpt), each)
    together = [utterance(gpt, number, options) for number in range(5)]
    said(decoder(gpt), *together)
    for one, other in zip(alone, together, strict=True):
        assert one.tokens == other.tokens
        assert torch.allclose(one.take_latents(), other.take_latents(), atol=1e-4)


def test_joining_and_leaving_between_steps_changes_nothing(gpt: Gpt) -> None:
    expected = [said(decoder(gpt), utterance(gpt, number, tokens=4 + 5 * number))[0] for number in range(4)]
    shared = decoder(gpt)
    utterances = [utterance(gpt, number, tokens=4 + 5 * number) for number in range(4)]
    waiting = [utterances[2], utterances[0], utterances[3], utterances[1]]  # short ones leave holes among long ones
    step = 0
    while not all(each.finished for each in utterances):
        if step % 3 == 0 and waiting:
            shared.add(waiting.pop(0))
        shared.step()
        step += 1
    assert [each.tokens for each in utterances] == expected


def test_one_that_leaves_early_disturbs_nobody(gpt: Gpt) -> None:
    expected = said(decoder(gpt), utterance(gpt, 1))[0]
    shared = decoder(gpt)
    first, second = utterance(gpt, 0), utterance(gpt, 1)
    shared.add(first)
    shared.add(second)
    for _ in range(3):
        shared.step()
    shared.remove(first)
    while not second.finished:
        shared.step()
    assert second.tokens == expected
    assert len(first.tokens) == 3


def test_more_than_there_are_slots_wait_for_their_turn(gpt: Gpt) -> None:
    expected = [said(decoder(gpt), utterance(gpt, number))[0] for number in range(5)]
    assert said(decoder(gpt, slots=2), *(utterance(gpt, number) for number in range(5))) == expected


def test_the_batch_keeps_to_its_memory(gpt: Gpt) -> None:
    slot = gpt.slot_bytes(torch.float32)
    assert slot == sum(layer.nbytes for layer in gpt.new_cache(1, torch.float32)._layers)
    assert Decoder(gpt, torch.float32, 3 * slot + 1, 8).slots == 3
    assert Decoder(gpt, torch.float32, slot - 1, 8).slots == 1
    assert Decoder(gpt, torch.float32, 100 * slot, 8).slots == 8


def test_the_stop_token_ends_an_utterance_and_its_latent_stays(gpt: Gpt) -> None:
    free = SamplingOptions(temperature=3.0, top_k=1026, top_p=1.0, repetition_penalty=1.0)
    one = Utterance(TEXTS[0], conditioning(gpt.config), free, "2", 600)
    said(decoder(gpt), one)
    assert one.stopped
    assert gpt.config.stop_audio not in one.tokens
    assert len(one.take_latents()) == len(one.tokens) + 1


def test_a_text_beyond_the_model_is_refused_before_any_work(gpt: Gpt) -> None:
    shared = decoder(gpt)
    with pytest.raises(VozesError, match="402 tokens") as caught:
        shared.add(Utterance([5] * 402, conditioning(gpt.config), GREEDY, "0", 5))
    assert caught.value.code is ErrorCode.TEXT_TOO_LONG


class ExhaustedGpt:
    """Stands before a GPT and has memory for so many rows at once."""

    def __init__(self, gpt: Gpt, most: int):
        self._gpt = gpt
        self._most = most
        self.tried: list[int] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._gpt, name)

    def decode(self, x: torch.Tensor, rows: Rows, cache: KeyValueCache) -> Step:
        self.tried.append(len(x))
        if len(x) > self._most:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")
        return self._gpt.decode(x, rows, cache)

    def prefill(self, prompts: list[Prompt], cache: KeyValueCache) -> Step:
        if len(prompts) > self._most:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")
        return self._gpt.prefill(prompts, cache)


def test_the_prompts_placeholders_count_as_said(gpt: Gpt, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference fills its prompt with token 1, and its repetition penalty counts that."""
    prefill = gpt.prefill

    def prefers_one(prompts: list[Prompt], cache: KeyValueCache) -> Step:
        logits = torch.full((len(prompts), gpt.config.audio_vocabulary), -5.0)
        logits[:, 1], logits[:, 2] = 3.0, 2.0
        return Step(prefill(prompts, cache).latents, logits)

    monkeypatch.setattr(gpt, "prefill", prefers_one)
    assert said(decoder(gpt), utterance(gpt, 0, tokens=1)) == [[2]]


def test_where_memory_is_out_the_batch_is_halved(gpt: Gpt) -> None:
    expected = [said(decoder(gpt), utterance(gpt, number))[0] for number in range(5)]
    exhausted = ExhaustedGpt(gpt, most=2)
    got = said(decoder(exhausted), *(utterance(gpt, number) for number in range(5)))  # type: ignore[arg-type]
    assert got == expected
    assert exhausted.tried[:4] == [5, 2, 3, 1]


def test_what_does_not_even_fit_alone_fails_and_the_rest_goes_on(gpt: Gpt) -> None:
    exhausted = ExhaustedGpt(gpt, most=1)
    shared = decoder(exhausted)  # type: ignore[arg-type]
    first = utterance(gpt, 0)
    shared.add(first)
    shared.step()
    exhausted._most = 0
    shared.step()
    assert first.finished
    assert first.failure is not None
    assert first.failure.code is ErrorCode.OUT_OF_MEMORY
    exhausted._most = 1
    assert said(shared, utterance(gpt, 1)) == said(decoder(gpt), utterance(gpt, 1))


class FaultyGpt(ExhaustedGpt):
    """Fails, as nobody foresaw, at whatever has the longest of the texts in it, and in company where it may not."""

    def decode(self, x: torch.Tensor, rows: Rows, cache: KeyValueCache) -> Step:
        longest = int(rows.positions.max()) - conditioning(self._gpt.config).shape[1] > len(TEXTS[1])
        if len(x) > self._most or longest:
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")
        return self._gpt.decode(x, rows, cache)

    def prefill(self, prompts: list[Prompt], cache: KeyValueCache) -> Step:
        if len(prompts) > self._most:
            raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")
        return self._gpt.prefill(prompts, cache)


def test_an_error_in_the_batch_that_nobody_foresaw_fails_the_text_that_it_is_of_and_no_other(gpt: Gpt) -> None:
    expected = [said(decoder(gpt), utterance(gpt, number, tokens=8))[0] for number in range(5)]
    texts = [utterance(gpt, number, tokens=8) for number in range(5)]
    got = said(decoder(FaultyGpt(gpt, most=5)), *texts)  # type: ignore[arg-type]
    assert texts[1].failure is not None
    assert texts[1].failure.code is ErrorCode.INTERNAL_ERROR
    assert "shapes cannot be multiplied" in texts[1].failure.message
    assert [each.failure for each in texts].count(None) == 4
    assert [got[number] for number in (0, 2, 3, 4)] == [expected[number] for number in (0, 2, 3, 4)]


def test_what_fails_only_in_company_is_spoken_alone(gpt: Gpt) -> None:
    numbers = (0, 2, 3)
    expected = [said(decoder(gpt), utterance(gpt, number, tokens=8))[0] for number in numbers]
    texts = [utterance(gpt, number, tokens=8) for number in numbers]
    assert said(decoder(FaultyGpt(gpt, most=1)), *texts) == expected  # type: ignore[arg-type]


def test_an_error_of_a_voice_that_nobody_foresaw_fails_its_own_text_alone(
    gpt: Gpt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Step:
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    shared = decoder(gpt)
    first, second = utterance(gpt, 0), utterance(gpt, 1)
    shared.add(first)
    with monkeypatch.context() as patch:
        patch.setattr(gpt, "prefill", broken)
        shared.step()
    assert first.failure is not None
    assert first.has_news
    assert said(shared, second) == said(decoder(gpt), utterance(gpt, 1))


def test_an_error_in_drawing_fails_the_text_that_it_is_of(gpt: Gpt, monkeypatch: pytest.MonkeyPatch) -> None:
    def draw(sampler: Sampler) -> float:
        if sampler.options.top_k == 7:
            raise RuntimeError("no such number")
        return 0.5

    monkeypatch.setattr(Sampler, "draw", draw)
    texts = [utterance(gpt, 0, SamplingOptions(top_k=7)), utterance(gpt, 2, SAMPLED)]
    got = said(decoder(gpt), *texts)
    assert texts[0].failure is not None
    assert texts[1].failure is None
    assert len(got[1]) == 12


def test_a_voice_that_does_not_fit_fails_its_own_text_alone(gpt: Gpt, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> Step:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")

    shared = decoder(gpt)
    first, second = utterance(gpt, 0), utterance(gpt, 1)
    shared.add(first)
    shared.step()
    shared.add(second)
    monkeypatch.setattr(gpt, "prefill", exhausted)
    shared.step()
    assert second.failure is not None
    assert second.failure.code is ErrorCode.OUT_OF_MEMORY
    assert first.failure is None
    assert len(first.tokens) == 2


def test_another_error_of_an_accelerator_leaves_nothing_to_go_on_with(
    gpt: Gpt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Step:
        raise RuntimeError("CUDA error: an illegal memory access was encountered")

    shared = decoder(gpt)
    monkeypatch.setattr(gpt, "prefill", broken)
    monkeypatch.setattr(gpt, "device", torch.device("meta"))  # any but the processor
    shared.add(utterance(gpt, 0))
    with pytest.raises(RuntimeError, match="illegal memory access"):
        shared.step()


def test_a_step_of_fixed_shape_gives_what_a_plain_one_gives(gpt: Gpt) -> None:
    """What is recorded as a graph on CUDA: spare rows and spare positions change nothing."""
    plain_cache, fixed_cache = (gpt.new_cache(4, torch.float32) for _ in range(2))
    for cache in (plain_cache, fixed_cache):
        for slot in range(3):
            gpt.prefill([Prompt(slot, 0, gpt.embed_text(TEXTS[slot]))], cache)
    positions = [len(TEXTS[slot]) + 3 for slot in range(3)]
    shape = rounded_shape(3, max(positions) + 1, 0, fixed_cache)
    fixed = FixedStep(gpt, fixed_cache, *shape)
    for count in range(1, 4):
        tokens = [100 * count + slot for slot in range(3)]
        expected = plain_steps(gpt, plain_cache)(tokens, [count] * 3, positions, 0)
        fixed.fill(tokens, [count] * 3, positions)
        got = fixed.run()
        assert torch.allclose(got.latents[:3], expected.latents, atol=1e-5)
        assert torch.allclose(got.logits[:3], expected.logits, atol=1e-4)
        positions = [position + 1 for position in positions]


def test_shapes_are_rounded_up_within_the_cache(gpt: Gpt) -> None:
    cache = gpt.new_cache(6, torch.float32)
    assert rounded_shape(1, 40, 0, cache) == (0, 1, 128)
    assert rounded_shape(3, 129, 0, cache) == (0, 4, 256)
    assert rounded_shape(5, 128, 0, cache) == (0, 6, 128)
    assert rounded_shape(2, 1000, 4, cache)[:2] == (4, 2)
    assert rounded_shape(1, cache.capacity - 1, 0, cache)[2] <= cache.capacity


def test_the_cache_takes_no_memory_before_it_is_written() -> None:
    before = _resident_bytes()
    KeyValueCache(30, 8, 16, 1083, 64, torch.float32, CPU)  # 2 GB
    assert _resident_bytes() - before < 50_000_000


def _resident_bytes() -> int:
    import psutil

    return int(psutil.Process().memory_info().rss)

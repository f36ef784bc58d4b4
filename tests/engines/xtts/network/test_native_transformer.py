"""The GPT on the native kernels: float32's numbers but for what int8 and the cache round, and torch where it cannot be.

What it has in common with every transformer is in `test_transformer`.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.tiny import CPU, Tensors, conditioning, gpt_of, int8_tensors, relative_error, source
from tests.runtime.native import UNTESTED, kernel_threads, kernels_looked_for_in, kernels_of, needs_kernels, why_none
from tests.runtime.test_huge_pages import HAS_THEM
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.checkpoint import conversion
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.engine import XttsEngine
from vozes.engines.xtts.network.cache import KeyValueCache, Rows
from vozes.engines.xtts.network.decoding import Decoder, Utterance
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.native_transformer import NativeTransformer, can_be_native
from vozes.engines.xtts.network.sampling import SamplingOptions
from vozes.engines.xtts.network.transformer import Prompt, Step
from vozes.runtime.device import Placement
from vozes.runtime.linears import Int8
from vozes.runtime.native.library import kernels_that_run
from vozes.runtime.starter import Progress
from vozes.runtime.weights import Weights, write_weights
from vozes.types import SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")

INT8 = Placement(CPU, "int8")
SIZES = {
    "two wide heads": replace(TINY, layers=2, width=64, heads=2),
    "a width of one head": replace(TINY, layers=2, width=64, heads=1),
    "narrow heads and an odd vocabulary": replace(TINY, layers=2, width=128, heads=8, audio_vocabulary=1031),
    "a vocabulary of a few": replace(TINY, width=128, heads=4, audio_vocabulary=67, start_audio=65, stop_audio=66),
    "heads of 48, and one layer": replace(TINY, layers=1, width=192, heads=4),
    "several tasks for each layer": replace(TINY, layers=2, width=320, heads=5, audio_vocabulary=129, start_audio=128),
    "the published width": replace(TINY, layers=1, width=1024, heads=16),
}
ROUNDING = 2e-3
"""What is left where activations in 16 bits make a key or value round to the other side in bfloat16."""
LARGE = SIZES["several tasks for each layer"]


@pytest.fixture(autouse=True)
def _inference() -> Iterator[None]:
    with torch.inference_mode():
        yield


class RoundingCache(KeyValueCache):
    """float32 numbers that bfloat16 has as well: what the native kernels attend to."""

    def write(self, layer: int, rows: Rows, keys_values: Tensor) -> None:
        super().write(layer, rows, keys_values.bfloat16().float())

    def write_span(self, layer: int, slot: int, start: int, keys_values: Tensor) -> tuple[Tensor, Tensor]:
        return super().write_span(layer, slot, start, keys_values.bfloat16().float())


def native_gpt(config: XttsConfig) -> Gpt:
    return gpt_of(config, int8_tensors(config), Int8.NATIVE)


def native_cache(gpt: Gpt, slots: int) -> KeyValueCache:
    return gpt.new_cache(slots, torch.bfloat16)


def rounding_cache(gpt: Gpt, slots: int) -> KeyValueCache:
    config = gpt.config
    head_width = config.width // config.heads
    return RoundingCache(config.layers, slots, config.heads, gpt.capacity, head_width, torch.float32, CPU)


def speak(gpt: Gpt, cache: KeyValueCache, tokens: int) -> list[Step]:
    """Two texts, and then so many steps of both, whose tokens are given."""
    texts = [gpt.embed_text([5] * 40 + list(range(20))), gpt.embed_text([7, 8])]
    steps = [gpt.prefill([Prompt(slot, 0, text) for slot, text in enumerate(texts)], cache)]
    for count in range(tokens):
        x = gpt.embed_audio([7 * count % 60, 11 * count % 60], [count + 1, count + 1])
        steps.append(gpt.decode(x, Rows.of(0, [len(text) + count for text in texts], CPU), cache))
    return steps


def error(tensors: Tensors, config: XttsConfig, tokens: int = 20) -> float:
    """The largest of the kernels', beside float32 with the same weights."""
    native, exact = (gpt_of(config, tensors, int8) for int8 in (Int8.NATIVE, None))
    steps = zip(
        speak(native, native_cache(native, 2), tokens), speak(exact, rounding_cache(exact, 2), tokens), strict=True
    )
    return max(
        relative_error(getattr(got, name)[row], getattr(expected, name)[row])
        for got, expected in steps
        for name in ("latents", "logits")
        for row in range(2)
    )


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("config", SIZES.values(), ids=SIZES)
def test_it_computes_the_int8_weights_at_any_size(config: XttsConfig) -> None:
    assert error(int8_tensors(config), config, tokens=20 if config.width < 1024 else 3) < ROUNDING


@pytest.mark.usefixtures("each_level")
def test_where_nothing_is_attended_to_its_error_is_that_of_16_bits() -> None:
    tensors = int8_tensors(TINY)
    silent = {name: torch.zeros_like(tensor) for name, tensor in tensors.items() if ".attn.c_proj.weight" in name}
    assert error(tensors | silent, TINY) < 2e-4


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_sums_that_there_can_be_do_not_overflow(sign: int) -> None:
    """All of 4096 inputs at their largest, and all weights too."""
    config = SIZES["the published width"]
    tensors = dict(int8_tensors(config))
    block = "gpt.gpt.h.0.mlp"
    tensors[f"{block}.c_fc.weight"] = torch.zeros(4096, 1024, dtype=torch.int8)
    tensors[f"{block}.c_fc.bias"] = torch.full((4096,), 5.0)
    signs = torch.where(torch.arange(1024) % 3 == 0, -sign, sign)
    tensors[f"{block}.c_proj.weight"] = (127 * signs[:, None]).to(torch.int8).repeat(1, 4096)
    tensors[f"{block}.c_proj.weight.scale"] = torch.full((1024,), 1 / (127 * 4096 * 5))
    assert error(tensors, config, tokens=0) < ROUNDING


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("factor", [1e-12, 1e-4, 1e4, 1e12])
def test_activations_of_any_magnitude_are_taken(factor: float) -> None:
    tensors = int8_tensors(TINY)
    scaled = {name: tensor * factor for name, tensor in tensors.items() if ".ln_2." in name or ".mlp.c_fc.bias" in name}
    assert error(tensors | scaled, TINY, tokens=3) < ROUNDING


@pytest.mark.usefixtures("each_level")
def test_attention_to_one_position_alone_does_not_overflow() -> None:
    tensors = dict(int8_tensors(TINY))
    for layer in range(TINY.layers):
        scale = f"gpt.gpt.h.{layer}.attn.c_attn.weight.scale"
        tensors[scale] = tensors[scale] * torch.tensor([10.0, 10.0, 1.0]).repeat_interleave(TINY.width)
    assert error(tensors, TINY) < 0.05  # which position it is may hang by little


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("threads", [2, 3, 5])
def test_the_numbers_are_the_same_with_any_number_of_threads(threads: int) -> None:
    gpt = native_gpt(LARGE)
    expected = speak(gpt, native_cache(gpt, 2), 5)
    with kernel_threads(threads):
        got = speak(gpt, native_cache(gpt, 2), 5)
    for one, other in zip(got, expected, strict=True):
        assert torch.equal(one.latents, other.latents)
        assert torch.equal(one.logits, other.logits)


COUNTS = (1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 50)
"""Of rows and of positions: few and many, which may be multiplied in other ways, with and without a rest."""


def text_of(length: int) -> list[int]:
    return [5 + position % 40 for position in range(length)]


@pytest.mark.usefixtures("each_level")
def test_a_row_s_numbers_do_not_depend_on_how_many_others_there_are() -> None:
    gpt = native_gpt(LARGE)
    x = gpt.embed_audio([7 * row % 60 for row in range(50)], [1] * 50)
    alone = [gpt.decode(x[row : row + 1], Rows.of(0, [0], CPU), native_cache(gpt, 1)) for row in range(50)]
    for count in COUNTS:
        together = gpt.decode(x[:count], Rows.of(0, [0] * count, CPU), native_cache(gpt, count))
        assert torch.equal(together.latents, torch.cat([step.latents for step in alone[:count]]))
        assert torch.equal(together.logits, torch.cat([step.logits for step in alone[:count]]))


@pytest.mark.usefixtures("each_level")
def test_a_prompt_is_the_same_at_once_and_position_by_position() -> None:
    gpt = native_gpt(LARGE)
    for length in COUNTS:
        text = gpt.embed_text(text_of(length))
        cache = native_cache(gpt, 1)
        for position in range(len(text)):
            last = gpt.decode(text[position : position + 1], Rows.of(0, [position], CPU), cache)
        at_once = gpt.prefill([Prompt(0, 0, text)], native_cache(gpt, 1))
        assert torch.equal(at_once.latents, last.latents)


@pytest.mark.usefixtures("each_level")
def test_a_prompt_s_numbers_do_not_depend_on_which_others_there_are() -> None:
    gpt, lengths = native_gpt(LARGE), (1, 7, 30, 2)
    prompts = [Prompt(slot, 0, gpt.embed_text(text_of(length))) for slot, length in enumerate(lengths)]
    together = gpt.prefill(prompts, native_cache(gpt, 4))
    for row, prompt in enumerate(prompts):
        alone = gpt.prefill([prompt], native_cache(gpt, 4))
        assert torch.equal(together.latents[row], alone.latents[0])


@pytest.mark.skipif("amx" not in kernels_that_run(), reason=f"{UNTESTED} (amx): {why_none('amx')}")
@pytest.mark.parametrize("config", SIZES.values(), ids=SIZES)
def test_tiles_give_what_vectors_give_to_the_last_bit(config: XttsConfig) -> None:
    steps = {}
    for level in ("amx", "avx512"):
        with kernels_of(level):
            gpt = native_gpt(config)
            prompts = [Prompt(slot, 0, gpt.embed_text(text_of(7 * slot + 1))) for slot in range(6)]
            cache = native_cache(gpt, 6)
            first = gpt.prefill(prompts, cache)
            x = gpt.embed_audio(list(range(6)), [1] * 6)
            second = gpt.decode(x, Rows.of(0, [len(prompt.embeddings) for prompt in prompts], CPU), cache)
            steps[level] = (*numbers_of(first), *numbers_of(second))
    for by_tiles, by_vectors in zip(*steps.values(), strict=True):
        assert torch.equal(by_tiles, by_vectors)


def numbers_of(step: Step) -> tuple[Tensor, Tensor]:
    return step.latents, step.logits


@pytest.mark.usefixtures("each_level")
@pytest.mark.parametrize("wrong", [torch.nan, torch.inf, 1e30])
def test_wrong_numbers_stay_in_their_row(wrong: float) -> None:
    gpt = native_gpt(TINY)
    x = gpt.embed_audio([3, 4, 5, 6, 7], [1, 1, 1, 1, 1])
    rows = Rows.of(0, [0] * 5, CPU)
    expected = gpt.decode(x, rows, native_cache(gpt, 5))
    x[2, 9] = wrong
    got = gpt.decode(x, rows, native_cache(gpt, 5))
    for row in (0, 1, 3, 4):
        assert torch.equal(got.latents[row], expected.latents[row])
        assert torch.equal(got.logits[row], expected.logits[row])


def utterance(config: XttsConfig, number: int, options: SamplingOptions) -> Utterance:
    text = ([5, 6, 7], [8] * 20, [9, 10])[number]
    return Utterance(text, conditioning(config, number % 2), options, f"{number}", 10 + 4 * number)


@needs_kernels
@pytest.mark.parametrize("temperature", [0.0, 0.75], ids=["greedy", "sampled"])
def test_joining_and_leaving_between_steps_changes_nothing(temperature: float) -> None:
    gpt, options = native_gpt(TINY), SamplingOptions(temperature=temperature, min_tokens=100)

    def decoder() -> Decoder:
        return Decoder(gpt, INT8.cache_dtype, batch_bytes=1 << 40, most=4)

    alone, company = ([utterance(TINY, number, options) for number in range(3)] for _ in range(2))
    for each in alone:
        own = decoder()
        own.add(each)
        while not each.finished:
            own.step()
    shared = decoder()
    for count in range(40):
        if count % 4 == 0 and count // 4 < 3:
            shared.add(company[count // 4])
        shared.step()
    for one, other in zip(alone, company, strict=True):
        assert other.finished
        assert one.tokens == other.tokens
        assert torch.equal(one.take_latents(), other.take_latents())


@needs_kernels
@pytest.mark.parametrize("config", SIZES.values(), ids=SIZES)
def test_it_is_what_int8_is_computed_by_where_it_can_be(config: XttsConfig) -> None:
    assert can_be_native(config)
    assert Gpt.placed(config, source(int8_tensors(config)), INT8).int8 is Int8.NATIVE


@pytest.mark.parametrize(
    ("width", "heads"), [(64, 8), (96, 2), (128, 16), (2048, 32)], ids=["8 a head", "96", "8 a head too", "2048"]
)
def test_sizes_that_it_cannot_take_are_left_to_torch(width: int, heads: int) -> None:
    config = replace(TINY, layers=1, width=width, heads=heads)
    assert not can_be_native(config)
    if width < 2048:
        gpt = Gpt.placed(config, source(int8_tensors(config)), INT8)
        assert gpt.int8 in (Int8.VNNI, Int8.PACKED)
        assert all(step.logits.isfinite().all() for step in speak(gpt, gpt.new_cache(2, INT8.cache_dtype), 1))


def test_float32_is_left_to_torch() -> None:
    tensors = {name: tensor.float() for name, tensor in int8_tensors(TINY).items()}
    assert Gpt.placed(TINY, source(tensors), Placement(CPU, "float32")).int8 is None


def test_without_kernels_torch_computes_int8(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        assert not can_be_native(TINY)
        gpt = Gpt.placed(TINY, source(int8_tensors(TINY)), INT8)
        assert gpt.int8 in (Int8.VNNI, Int8.PACKED)
        assert all(step.logits.isfinite().all() for step in speak(gpt, gpt.new_cache(2, INT8.cache_dtype), 2))
        with pytest.raises(RuntimeError, match="no native kernels"):
            NativeTransformer(TINY, source(int8_tensors(TINY)), lambda _: None)


def test_without_kernels_the_engine_speaks_as_well(
    tiny_checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(module: str, arguments: tuple[Any, ...], subject: Path, progress: Progress) -> None:
        precision, *paths, work = arguments
        conversion._convert(CheckpointFiles(*paths), precision, work, progress)

    monkeypatch.setattr(conversion, "convert_elsewhere", convert)  # in this process, for it is quicker
    settings = EngineSettings(
        str(tmp_path),
        device="cpu",
        precision="int8",
        xtts_checkpoint=str(tiny_checkpoint),
        threads=1,
        forced_seconds=0.3,
    )
    engine = XttsEngine()
    with kernels_looked_for_in(tmp_path):
        engine.load(settings, lambda _: None)
        request = SpeechRequest("the quick brown fox.", "en", "claribel-dervla", seed=1)
        samples = np.concatenate([chunk.samples for chunk in engine.speak(request) if chunk is not None])
    assert len(samples) > 5000
    assert np.abs(samples).max() > 0.01


@needs_kernels
def test_loading_tells_how_far_it_is() -> None:
    told: list[float] = []
    NativeTransformer(LARGE, source(int8_tensors(LARGE)), told.append)
    assert told == [0.5, 1.0]


@needs_kernels
@pytest.mark.skipif(not HAS_THEM, reason="without huge pages the weights are read in the file")
def test_nothing_of_the_file_stays_mapped(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    write_weights(path, int8_tensors(TINY), {})
    transformer = NativeTransformer(TINY, Weights(path).load, lambda _: None)
    assert str(path) not in Path("/proc/self/maps").read_text()
    del transformer

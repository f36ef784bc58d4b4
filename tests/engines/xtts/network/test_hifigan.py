"""The vocoder's network by the native kernels: the same wave as torch's, whole and in pieces."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from tests.engines.xtts.tiny import CPU
from tests.engines.xtts.waves import random_chunks, ready, take, whole_wave
from tests.runtime.native import (
    UNTESTED,
    kernel_threads,
    kernels_looked_for_in,
    kernels_of,
    needs_kernels,
    why_none,
)
from vozes.engines.xtts.network.hifigan import HifiGan
from vozes.engines.xtts.network.vocoder import Vocoder
from vozes.runtime import device
from vozes.runtime.device import Placement
from vozes.runtime.native.library import kernels_that_run

pytestmark = pytest.mark.usefixtures("one_thread")

PREFIX = "hifigan_decoder.waveform_decoder."
FRAMES = 40
ONE, OTHER = F.normalize(torch.randn(2, 1, 512, 1, generator=torch.Generator().manual_seed(1)), dim=2)
FLOAT32 = Placement(CPU, "float32")


@pytest.fixture(autouse=True)
def _inference() -> Iterator[None]:
    with torch.inference_mode():
        yield


def network(speaker_in_each_layer: bool = True) -> HifiGan:
    tensors = {
        name: tensor for name, tensor in weights_under(PREFIX).items() if speaker_in_each_layer or "conds." not in name
    }
    with torch.device("meta"):
        made = HifiGan(TINY.decoder_input_width, TINY.speaker_width, speaker_in_each_layer)
    made.fill(tensors, CPU, torch.float32)
    return made


def by_torch(folder: Path, speaker_in_each_layer: bool = True) -> HifiGan:
    with kernels_looked_for_in(folder):
        return network(speaker_in_each_layer)


@pytest.fixture(scope="module")
def torchs(tmp_path_factory: pytest.TempPathFactory) -> HifiGan:
    return by_torch(tmp_path_factory.mktemp("nothing"))


@pytest.fixture(scope="module")
def native() -> HifiGan:
    return network()


@pytest.fixture(scope="module")
def vocoder() -> Vocoder:
    return Vocoder(TINY, weights_under)


def some_frames(count: int = FRAMES, seed: int = 0) -> Tensor:
    """(count, input width); as well the latents of so many tokens."""
    return torch.randn(count, TINY.decoder_input_width, generator=torch.Generator().manual_seed(seed))


def difference(one: Tensor, other: Tensor) -> float:
    assert one.shape == other.shape
    return float((one - other).abs().max())


@needs_kernels
@pytest.mark.parametrize("keep", [(0, FRAMES), (0, 1), (0, 20), (14, 15), (13, 27), (39, 40), (20, 40)], ids=str)
def test_it_makes_the_same_wave(torchs: HifiGan, native: HifiGan, keep: tuple[int, int]) -> None:
    expected = torchs(some_frames(), torchs.conditioning(ONE), keep)
    got = native.forward(some_frames(), native.conditioning(ONE), keep)
    assert expected.std() > 0.01
    assert difference(got, expected) < 1e-5


@needs_kernels
@pytest.mark.parametrize("count", [1, 2, 3, 13])
def test_so_it_does_of_a_few_frames(torchs: HifiGan, native: HifiGan, count: int) -> None:
    expected = torchs(some_frames(count), torchs.conditioning(ONE), (0, count))
    assert difference(native.forward(some_frames(count), native.conditioning(ONE), (0, count)), expected) < 1e-5


@needs_kernels
def test_so_it_does_where_the_speaker_conditions_the_first_layer_alone(tmp_path: Path) -> None:
    torchs = by_torch(tmp_path, speaker_in_each_layer=False)
    native = network(speaker_in_each_layer=False)
    expected = torchs(some_frames(10), torchs.conditioning(ONE), (0, 10))
    assert difference(native.forward(some_frames(10), native.conditioning(ONE), (0, 10)), expected) < 1e-5


@needs_kernels
def test_so_it_does_for_every_speaker(torchs: HifiGan, native: HifiGan) -> None:
    waves = []
    for speaker in (ONE, OTHER):
        expected = torchs(some_frames(10), torchs.conditioning(speaker), (0, 10))
        waves.append(native.forward(some_frames(10), native.conditioning(speaker), (0, 10)))
        assert difference(waves[-1], expected) < 1e-5
    assert difference(*waves) > 0.01


@needs_kernels
def test_the_weights_are_in_memory_once(torchs: HifiGan, native: HifiGan) -> None:
    """Transformed for the kernels; torch's are let go, but for what a speaker's conditioning needs."""
    held = sum(parameter.numel() for parameter in native.parameters())
    assert held < 0.05 * sum(parameter.numel() for parameter in torchs.parameters())


@needs_kernels
@pytest.mark.parametrize("threads", [2, 3])
def test_the_wave_is_the_same_with_any_number_of_threads(native: HifiGan, threads: int) -> None:
    expected = native.forward(some_frames(), native.conditioning(ONE), (0, FRAMES))
    with kernel_threads(threads):
        assert torch.equal(native.forward(some_frames(), native.conditioning(ONE), (0, FRAMES)), expected)


@needs_kernels
@pytest.mark.parametrize("speed", [0.7, 1.9])
def test_a_stream_of_any_chunks_is_the_whole_wave(vocoder: Vocoder, speed: float) -> None:
    latents, draw = some_frames(round(14 * speed)), random.Random(speed)
    waves = random_chunks(vocoder.stream(ONE, speed), latents, draw, least=5)
    assert len(waves) > 1
    assert difference(torch.cat(waves), whole_wave(vocoder, latents, ONE, speed)) < 1e-4


@needs_kernels
def test_a_stream_in_growing_chunks_is_the_whole_wave_that_torch_makes(vocoder: Vocoder, tmp_path: Path) -> None:
    latents, stream, waves = some_frames(20), vocoder.stream(ONE), list[Tensor]()
    for latent in latents:
        stream.push(latent[None])
        waves += iter(stream.next_chunk, None)
    stream.finish()
    waves += iter(stream.next_chunk, None)
    assert len(waves) > 3
    with kernels_looked_for_in(tmp_path):
        torchs = Vocoder(TINY, weights_under)
    assert difference(torch.cat(waves), whole_wave(torchs, latents, ONE)) < 1e-4


@needs_kernels
def test_streams_of_several_speakers_do_not_change_one_another(vocoder: Vocoder) -> None:
    streams = [vocoder.stream(speaker) for speaker in (ONE, OTHER)]
    waves: list[list[Tensor]] = [[], []]
    for stream in streams:
        stream.push(some_frames(6))
        stream.finish()
    while any(ready(stream) for stream in streams):
        for stream, made in zip(streams, waves, strict=True):
            made.append(take(stream, 10 * 256))
    for speaker, made in zip((ONE, OTHER), waves, strict=True):
        assert difference(torch.cat(made), whole_wave(vocoder, some_frames(6), speaker)) < 1e-4


@needs_kernels
def test_float32_on_the_processor_is_computed_by_the_kernels() -> None:
    assert Vocoder(TINY, weights_under, CPU, FLOAT32.vocoder_dtype).network.is_native


@needs_kernels
def test_beside_int8_only_tiles_multiply_bfloat16(by_tiles: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "has_bfloat16", lambda: True)
    dtype = Placement(CPU, "int8").vocoder_dtype
    vocoder = Vocoder(TINY, weights_under, CPU, dtype)
    assert dtype == (torch.bfloat16 if by_tiles else torch.float32)
    assert vocoder.dtype == torch.float32
    assert vocoder.network.is_native
    assert difference(whole_wave(vocoder, some_frames(6), ONE), whole_wave(precise(), some_frames(6), ONE)) < 0.05


needs_tiles = pytest.mark.skipif("amx" not in kernels_that_run(), reason=f"{UNTESTED} (amx): {why_none('amx')}")


def by_tiles_of(tensors: dict[str, Tensor]) -> HifiGan:
    """One that multiplies bfloat16."""
    with torch.device("meta"):
        made = HifiGan(TINY.decoder_input_width, TINY.speaker_width)
    with kernels_of("amx"):
        made.fill(tensors, CPU, torch.bfloat16)
    return made


@needs_tiles
def test_beside_tiles_signals_are_held_in_16_bits(torchs: HifiGan, monkeypatch: pytest.MonkeyPatch) -> None:
    network = by_tiles_of(weights_under(PREFIX))
    held: list[torch.dtype] = []
    first = network.ups[0].forward

    def forward(x: Tensor, *others: Any, **more: Any) -> Tensor:
        held.append(x.dtype)
        return cast(Tensor, first(x, *others, **more))

    monkeypatch.setattr(network.ups[0], "forward", forward)
    wave = network(some_frames(), network.conditioning(ONE), (0, FRAMES))
    expected = torchs(some_frames(), torchs.conditioning(ONE), (0, FRAMES))
    assert held == [torch.float16]
    assert wave.dtype == torch.float32
    assert (wave - expected).norm() < 0.02 * expected.norm()


@needs_tiles
def test_signals_too_large_for_16_bits_are_held_in_32(caplog: pytest.LogCaptureFixture) -> None:
    tensors = dict(weights_under(PREFIX))
    loud, quiet = "conv_pre.weight", "ups.0.weight"
    tensors[loud], tensors[quiet] = tensors[loud] * 1e6, tensors[quiet] / 1e6
    network = by_tiles_of(tensors)
    conditioning = network.conditioning(ONE)
    for _ in range(2):
        wave = network(some_frames(), conditioning, (0, FRAMES))
        assert wave.isfinite().all()
        assert 0.01 < wave.std() < 0.9
    (record,) = caplog.records
    assert record.message == "Signals of this model do not fit into float16: they are held in float32 from now on."


def precise() -> Vocoder:
    return Vocoder(TINY, weights_under, CPU, FLOAT32.vocoder_dtype)


def test_without_kernels_torch_makes_the_wave(tmp_path: Path) -> None:
    with kernels_looked_for_in(tmp_path):
        vocoder = Vocoder(TINY, weights_under)
    assert not vocoder.network.is_native
    assert whole_wave(vocoder, some_frames(2), ONE).isfinite().all()

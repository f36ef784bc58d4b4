"""The vocoder: whole or chunk by chunk it is the same wave, at a cost that does not grow with the stream.

Here torch computes it, which has more to heed than the kernels; with these it is in `test_hifigan`.
"""

import math
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from tests.engines.xtts.checkpoints import TINY
from tests.engines.xtts.made_up import weights_under
from tests.engines.xtts.waves import random_chunks, ready, whole_wave
from tests.runtime.native import kernels_looked_for_in
from vozes.engines.xtts.checkpoint.parameters import parameters
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.hifigan import HifiGan
from vozes.engines.xtts.network.vocoder import Vocoder, VocoderStream, chunk_sizes
from vozes.runtime.convolutions import Convolution

pytestmark = pytest.mark.usefixtures("one_thread")

TOKENS_AT_SPEED = {0.25: 7, 0.7: 16, 1.0: 23, 1.9: 40, 4.0: 84}
"""About a second of sound each."""
SPEAKER = F.normalize(torch.randn(1, 512, 1, generator=torch.Generator().manual_seed(1)), dim=1)


def some_latents(tokens: int) -> Tensor:
    return torch.randn(tokens, TINY.decoder_input_width, generator=torch.Generator().manual_seed(0))


@pytest.fixture(scope="module", autouse=True)
def _without_kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kernels_looked_for_in(tmp_path_factory.mktemp("nothing")):
        yield


@pytest.fixture(scope="module")
def vocoder() -> Vocoder:
    return Vocoder(TINY, weights_under)


@pytest.fixture
def silent(vocoder: Vocoder, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A vocoder whose network costs nothing; gives the frames that it was run on, run by run."""
    runs: list[int] = []

    def forward(frames: Tensor, conditioning: list[Tensor], keep: tuple[int, int]) -> Tensor:
        runs.append(len(frames))
        return torch.zeros((keep[1] - keep[0]) * 256)

    monkeypatch.setattr(vocoder.network, "forward", forward)
    return runs


@pytest.fixture(scope="module")
def window() -> Vocoder:
    """A vocoder whose network sums its whole receptive field, so that each frame of it counts; and it is quick."""
    vocoder = Vocoder(TINY, weights_under)
    before, after = vocoder.network.receptive_field
    counts = torch.rand(1, 1, before + 1 + after, generator=torch.Generator().manual_seed(0)) + 0.5

    def forward(frames: Tensor, conditioning: list[Tensor], keep: tuple[int, int]) -> Tensor:
        sums = F.conv1d(F.pad(frames[None, None, :, 0], (before, after)), counts).flatten()
        return sums[slice(*keep)].repeat_interleave(256)

    vocoder.network.forward = forward  # type: ignore[method-assign]
    return vocoder


def stream_in_chunks(stream: VocoderStream, latents: Tensor) -> list[Tensor]:
    """Pushes one after the other, and takes chunks as the sizes have it."""
    chunks: list[Tensor] = []
    for latent in latents:
        stream.push(latent[None])
        chunks += iter(stream.next_chunk, None)
    stream.finish()
    return chunks + list(iter(stream.next_chunk, None))


@pytest.mark.parametrize("speed", TOKENS_AT_SPEED)
def test_a_stream_of_any_chunks_is_the_whole_wave(vocoder: Vocoder, speed: float) -> None:
    latents = some_latents(TOKENS_AT_SPEED[speed])
    whole = whole_wave(vocoder, latents, SPEAKER, speed)
    waves = random_chunks(vocoder.stream(SPEAKER, speed), latents, random.Random(speed))
    assert len(waves) > 1
    assert whole.std() > 0.01
    torch.testing.assert_close(torch.cat(waves), whole, atol=1e-5, rtol=0)


def test_a_stream_in_growing_chunks_is_the_whole_wave(vocoder: Vocoder) -> None:
    latents = some_latents(32)
    chunks = stream_in_chunks(vocoder.stream(SPEAKER), latents)
    assert len(chunks) > 3
    torch.testing.assert_close(torch.cat(chunks), whole_wave(vocoder, latents, SPEAKER), atol=1e-5, rtol=0)


@settings(deadline=None, max_examples=40)
@given(
    speed=st.sampled_from(sorted(TOKENS_AT_SPEED)), tokens=st.integers(1, 50), draw=st.randoms(use_true_random=False)
)
def test_every_chunk_sees_its_whole_receptive_field(
    window: Vocoder, speed: float, tokens: int, draw: random.Random
) -> None:
    whole = whole_wave(window, some_latents(tokens), SPEAKER, speed)
    waves = random_chunks(window.stream(SPEAKER, speed), some_latents(tokens), draw)
    torch.testing.assert_close(torch.cat(waves), whole, atol=1e-4, rtol=0)


def test_speakers_sound_different(vocoder: Vocoder) -> None:
    one, other = (whole_wave(vocoder, some_latents(3), speaker) for speaker in (SPEAKER, SPEAKER.flip(1)))
    assert (one - other).abs().max() > 0.01


@torch.inference_mode()
def test_the_receptive_field_is_enough(vocoder: Vocoder) -> None:
    frames, conditioning = _some_frames(), vocoder.network.conditioning(SPEAKER)
    before, after = vocoder.network.receptive_field
    whole = vocoder.network.forward(frames, conditioning, (0, 40))[20 * 256 : 22 * 256]
    chunk = vocoder.network.forward(frames[20 - before : 22 + after], conditioning, (before, before + 2))
    torch.testing.assert_close(chunk, whole, atol=1e-6, rtol=0)


@torch.inference_mode()
@pytest.mark.parametrize("side", ["before", "after"])
def test_no_frame_of_the_receptive_field_is_to_spare(vocoder: Vocoder, side: str) -> None:
    conditioning = vocoder.network.conditioning(SPEAKER)
    before, after = vocoder.network.receptive_field
    frames = _some_frames()
    frames[[20 - before, 21 + after]] *= 1e7  # the outermost count for little
    enough = vocoder.network.forward(frames[20 - before : 22 + after], conditioning, (before, before + 2))
    missing = (1, 0) if side == "before" else (0, 1)
    fewer = frames[20 - before + missing[0] : 22 + after - missing[1]]
    less = vocoder.network.forward(fewer, conditioning, (before - missing[0], before - missing[0] + 2))
    assert (less - enough).abs().max() > 1e-4


@torch.inference_mode()
def test_the_network_s_inner_lengths_are_the_same_at_the_end(vocoder: Vocoder) -> None:
    """So that what was prepared for a chunk within an utterance also serves for its last one."""
    lengths: list[int] = []
    layers = [each for each in vocoder.network.modules() if isinstance(each, Convolution) and each.reach]
    hooks = [layer.register_forward_pre_hook(lambda _, x: lengths.append(len(x[0]))) for layer in layers]
    before, after = vocoder.network.receptive_field
    frames, conditioning = _some_frames(), vocoder.network.conditioning(SPEAKER)
    vocoder.network.forward(frames, conditioning, (before, 40 - after))
    within = lengths.copy()
    lengths.clear()
    vocoder.network.forward(frames, conditioning, (before + after, 40))
    for hook in hooks:
        hook.remove()
    assert len(set(within)) > 3
    assert lengths == within


def _some_frames() -> Tensor:
    return torch.randn(40, TINY.decoder_input_width, generator=torch.Generator().manual_seed(0))


@pytest.mark.parametrize("speed", [0.25, 0.7, 0.95, 1.0, 1.9, 4.0])
def test_there_are_as_many_samples_as_the_published_chain_makes(vocoder: Vocoder, speed: float) -> None:
    for tokens in (0, 1, 2, 3, 5, 17, 100, 602):
        stream = vocoder.stream(SPEAKER, speed)
        stream.push(some_latents(tokens))
        stream.finish()
        frames = int(int(int(tokens * (1 / speed)) * 4.0) * (24000 / 22050))
        assert ready(stream) == frames * 256


def test_an_utterance_too_short_for_a_frame_is_silent(vocoder: Vocoder) -> None:
    assert whole_wave(vocoder, some_latents(1), SPEAKER, speed=4).shape == (0,)


def test_bfloat16_is_near(vocoder: Vocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vozes.runtime.convolutions.has_tiles", lambda: False)
    latents = some_latents(3)
    precise = whole_wave(vocoder, latents, SPEAKER)
    near = whole_wave(Vocoder(TINY, weights_under, dtype=torch.bfloat16), latents, SPEAKER)
    noise = (near - precise).square().mean()
    assert near.dtype == torch.float32
    assert 10 * torch.log10(precise.square().mean() / noise) > 30  # dB


@pytest.mark.parametrize("speed", [0.25, 1.0, 4.0])
def test_a_long_stream_holds_few_latents(vocoder: Vocoder, silent: list[int], speed: float) -> None:
    stream = vocoder.stream(SPEAKER, speed)
    held = []
    for latent in some_latents(1000):
        stream.push(latent[None])
        while stream.next_chunk() is not None:
            pass
        held.append(stream._latents.untyped_storage().nbytes() // latent.nbytes)
    frames = (
        vocoder.usual_sizes[-1]
        + vocoder.usual_sizes[0]
        + sum(vocoder.network.receptive_field)
        + vocoder.network.receptive_field[0]
    )
    assert max(held) <= frames * speed / 4.35 + 4 * max(1, speed)
    assert max(held[500:]) == max(held[250:500])


def test_a_second_of_speech_costs_the_same_in_a_long_stream(vocoder: Vocoder, silent: list[int]) -> None:
    costs = []
    for seconds in (5, 20, 60):
        silent.clear()
        wave = torch.cat(stream_in_chunks(vocoder.stream(SPEAKER), some_latents(round(seconds * 21.53))))
        costs.append(sum(silent) * 256 / len(wave))  # frames for a frame
    assert max(costs[1:]) <= costs[0] < 1.6


def test_the_network_meets_few_lengths(vocoder: Vocoder, silent: list[int]) -> None:
    """It takes long to prepare for one that it has not met."""
    for tokens in range(30, 130, 7):
        stream_in_chunks(vocoder.stream(SPEAKER), some_latents(tokens))
    beginnings = 1
    assert len(set(silent)) <= len(vocoder.usual_sizes) + beginnings


def test_chunks_grow_from_the_first_to_the_largest() -> None:
    sizes = chunk_sizes(5, 40, 4.0)
    assert sizes[0] == 20
    assert all(first < second <= math.ceil(first * 1.5) for first, second in pairwise(sizes))
    assert 160 / 1.5 < sizes[-1] <= 160


def test_a_rest_is_small_after_large_chunks(vocoder: Vocoder, silent: list[int]) -> None:
    chunks = stream_in_chunks(vocoder.stream(SPEAKER, first_tokens=None), some_latents(70))
    assert len(chunks[0]) > 30 * 1024
    assert sum(silent) * 256 < 1.5 * sum(map(len, chunks))


def test_the_first_chunk_needs_few_tokens(vocoder: Vocoder, silent: list[int]) -> None:
    stream = vocoder.stream(SPEAKER)
    stream.push(some_latents(7))
    first = stream.next_chunk()
    assert first is not None
    assert 0.1 < len(first) / 24000 < 0.2


@pytest.mark.parametrize("first", [2, 6, 12])
def test_playback_does_not_starve_at_a_real_time_factor_of_0_6(vocoder: Vocoder, silent: list[int], first: int) -> None:
    seconds_per_token = 0.6 / 21.53
    stream = vocoder.stream(SPEAKER, first_tokens=first)
    played_until = math.inf
    for number, latent in enumerate(some_latents(500), start=1):
        stream.push(latent[None])
        now = number * seconds_per_token
        while (chunk := stream.next_chunk()) is not None:
            assert now <= played_until
            played_until = (now if played_until == math.inf else played_until) + len(chunk) / 24000


@pytest.mark.parametrize("in_each_layer", [True, False])
def test_parameters_are_named_and_shaped_as_published(in_each_layer: bool) -> None:
    fields = {name: getattr(TINY, name) for name in XttsConfig.__dataclass_fields__}
    config = XttsConfig(**fields | {"speaker_in_each_layer": in_each_layer})
    prefix = "hifigan_decoder.waveform_decoder."
    published = {name.removeprefix(prefix): row.shape for name, row in parameters(config).items() if prefix in name}
    with torch.device("meta"):
        network = HifiGan(config.decoder_input_width, config.speaker_width, in_each_layer)
    assert {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()} == published

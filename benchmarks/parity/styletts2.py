"""The StyleTTS 2 family beside its reference: every recorded tensor, from what that had there and from our own.

Everything runs in float32 on the CPU, with the recording's own draws. What a recording does not hold, since it has no
configuration, is the published model's.
"""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from benchmarks.parity.comparison import Comparison, compare
from benchmarks.parity.first_spectrum import decode_as_recorded
from benchmarks.parity.recording import Recording
from benchmarks.parity.styletts2_config import published_config
from benchmarks.parity.styletts2_weights import styletts2_weights, weights_under
from vozes.engines.steps import finish
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.model import Encoding, Prosody, StyleTts2Model
from vozes.engines.styletts2.network.prosody import whole_frames

LIMIT = 1e-3
ALPHA, BETA = 0.3, 0.7
"""How much of a drawn style is in what is spoken: of its timbre, and of its prosody."""
STEPS = 5
_SCALES = (1, 2)
_SPEEDS = (1.0, 1.3)


def normal_draw(shape: tuple[int, ...]) -> Tensor:
    """What the recording has in the place of random numbers; it follows from the shape alone."""
    return torch.from_numpy(np.random.default_rng(math.prod(shape)).standard_normal(shape, dtype=np.float32))


def excitation_draw(weights: Tensor) -> Draw:
    """Draws for an excitation's samples what the recorded noise of each harmonic is by its weight, of variance 1."""
    return lambda shape: (normal_draw((1, *shape, len(weights))) @ weights).flatten() / weights.norm()


def compare_styletts2(recording: Recording, _: Path | None) -> Iterator[Comparison]:
    model = build(recording)
    yield from compare_voice(recording, model)
    yield from compare_encoding(recording, model)
    yield from compare_styles(recording, model)
    yield from compare_prosody(recording, model)
    yield from compare_wave(recording, model)
    yield from compare_chain(recording, model)


def compare_kokoro(recording: Recording, _: Path | None) -> Iterator[Comparison]:
    """From ids and a style; each speed has its own frames."""
    model = build(recording)
    style = recording.tensor("style")[0]
    encoding = model.encode(_ids(recording))
    prosody = model.predict(encoding, style)
    for speed in _SPEEDS:
        frames = recording.tensor(f"frames_speed_{speed:g}")
        yield _compare_frames(f"frames_speed_{speed:g}", prosody.durations, speed, frames)
        name = f"wave_speed_{speed:g}"
        yield _compare_wave(name, recording.tensor(name), model, encoding, frames, model.curves(prosody, frames), style)


def compare_voice(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    style = model.style_of(recording.tensor("reference_mel"))
    yield compare("reference_style", style[None], recording.tensor("reference_style"), LIMIT)


def compare_encoding(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    encoding = model.encode(_ids(recording))
    yield compare("text_encoding", encoding.text.T[None], recording.tensor("text_encoding"), LIMIT)
    yield compare("bert", encoding.meaning[None], recording.tensor("bert"), LIMIT)
    yield compare("prosody_encoding", encoding.prosody.T[None], recording.tensor("prosody_encoding"), LIMIT)


def compare_styles(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    for scale in _SCALES:
        style = _draw_style(
            recording, model, recorded_encoding(recording), recording.tensor("reference_style")[0], scale
        )
        name = f"style_scale_{scale}"
        yield compare(name, style[None], recording.tensor(name), LIMIT)


def compare_prosody(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    style = spoken_style(recording.tensor("style_scale_1")[0], recording.tensor("reference_style")[0])
    yield from _compare_prosody("", recording, model, model.predict(recorded_encoding(recording), style))


def compare_wave(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    style = spoken_style(recording.tensor("style_scale_1")[0], recording.tensor("reference_style")[0])
    curves = recording.tensor("pitch")[0], recording.tensor("energy")[0]
    encoding, frames = recorded_encoding(recording), recording.tensor("frames")
    yield _compare_wave("wave", recording.tensor("wave"), model, encoding, frames, curves, style)


def compare_chain(recording: Recording, model: StyleTts2Model) -> Iterator[Comparison]:
    """All stages from what we ourselves had before, as when a text is spoken; the frames alone are the recording's."""
    voice = model.style_of(recording.tensor("reference_mel"))
    encoding = model.encode(_ids(recording))
    style = spoken_style(_draw_style(recording, model, encoding, voice, 1), voice)
    prosody, frames = model.predict(encoding, style), recording.tensor("frames")
    yield from _compare_prosody(", all ours", recording, model, prosody)
    curves = model.curves(prosody, frames)
    yield _compare_wave("wave, all ours", recording.tensor("wave"), model, encoding, frames, curves, style)


def build(recording: Recording) -> StyleTts2Model:
    weights = styletts2_weights(recording)
    return StyleTts2Model(published_config(recording.shapes), lambda prefix: weights_under(weights, prefix))


def recorded_encoding(recording: Recording) -> Encoding:
    text, prosody = (recording.tensor(name)[0].T for name in ("text_encoding", "prosody_encoding"))
    return Encoding(text, recording.tensor("bert")[0], prosody)


def spoken_style(drawn: Tensor, voice: Tensor) -> Tensor:
    """The mixture that was recorded, of styles (2 * style width,)."""
    shares = torch.tensor([ALPHA, BETA]).repeat_interleave(len(drawn) // 2)
    return shares * drawn + (1 - shares) * voice


def _ids(recording: Recording) -> list[int]:
    ids: list[int] = recording.tensor("ids")[0].tolist()
    return ids


def _draw_style(recording: Recording, model: StyleTts2Model, encoding: Encoding, voice: Tensor, scale: float) -> Tensor:
    noise = recording.tensor("style_noise").flatten()
    return finish(model.drawing_style(encoding, voice, noise, normal_draw, STEPS, scale))


def _compare_prosody(
    suffix: str, recording: Recording, model: StyleTts2Model, prosody: Prosody
) -> Iterator[Comparison]:
    frames = recording.tensor("frames")
    yield compare(f"duration{suffix}", prosody.durations[None], recording.tensor("duration"), LIMIT)
    yield _compare_frames(f"frames{suffix}", prosody.durations, 1.0, frames)
    for name, ours in zip(("pitch", "energy"), model.curves(prosody, frames), strict=True):
        yield compare(f"{name}{suffix}", ours[None], recording.tensor(name), LIMIT)


def _compare_frames(name: str, durations: Tensor, speed: float, recorded: Tensor) -> Comparison:
    """By how many are not what the durations, give or take their limit, are rounded to."""
    fewest, most = (whole_frames(durations + error, speed) for error in (-LIMIT, LIMIT))
    return Comparison(name, int(((recorded < fewest) | (recorded > most)).sum()), 0)


def _compare_wave(
    name: str,
    recorded: Tensor,
    model: StyleTts2Model,
    encoding: Encoding,
    frames: Tensor,
    curves: tuple[Tensor, Tensor],
    style: Tensor,
) -> Comparison:
    generator = model.decoder.generator
    normal = excitation_draw(generator.m_source.l_linear.weight[0])
    wave, turned = decode_as_recorded(
        lambda: finish(model.decode(encoding, frames, *curves, style, normal)), generator, normal, recorded
    )
    return compare(f"{name}, {turned} first phases turned" if turned else name, wave, recorded, LIMIT)

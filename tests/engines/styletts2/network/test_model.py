"""A whole tiny model of each family: from symbols and a style to a wave."""

import subprocess
import sys

import pytest
import torch
from torch import Tensor

from tests.conftest import ROOT
from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import numbers, weights_of
from vozes.engines.steps import finish
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.model import Encoding, StyleTts2Model
from vozes.engines.styletts2.network.prosody import whole_frames
from vozes.engines.styletts2.network.style_encoder import FEWEST_FRAMES

pytestmark = pytest.mark.usefixtures("one_thread")

IDS = [0, 20, 43, 16, 60, 5]
STYLE = 8
"""Of each half."""


@pytest.fixture(scope="module", params=TINY)
def family(request: pytest.FixtureRequest) -> Family:
    chosen: Family = request.param
    return chosen


@pytest.fixture(scope="module")
def model(family: Family) -> StyleTts2Model:
    return StyleTts2Model(TINY[family], weights_of(family))


@pytest.fixture(scope="module")
def libritts() -> StyleTts2Model:
    return StyleTts2Model(TINY["libritts"], weights_of("libritts"))


@pytest.fixture(scope="module")
def kokoro() -> StyleTts2Model:
    return StyleTts2Model(TINY["kokoro"], weights_of("kokoro"))


def some_style() -> Tensor:
    return numbers(2 * STYLE)


FRAMES = torch.tensor([3, 1, 4, 1, 5, 2])


def speak(model: StyleTts2Model, style: Tensor | None = None, seed: int = 0, frames: Tensor = FRAMES) -> Tensor:
    style = some_style() if style is None else style
    encoding = model.encode(IDS)
    prosody = model.predict(encoding, style)
    return finish(model.decode(encoding, frames, *model.curves(prosody, frames), style, model.seeded(seed)))


def test_every_frame_of_every_symbol_is_spoken(model: StyleTts2Model) -> None:
    wave = speak(model)

    assert wave.shape == (600 * int(FRAMES.sum()),)
    assert wave.isfinite().all()
    assert wave.std() > 1e-3


def test_a_seed_decides_the_noise(model: StyleTts2Model) -> None:
    assert torch.equal(speak(model, seed=7), speak(model, seed=7))
    assert not torch.equal(speak(model, seed=7), speak(model, seed=8))


def test_the_first_half_of_a_style_is_the_timbre_and_the_second_the_prosody(model: StyleTts2Model) -> None:
    style, encoding = some_style(), model.encode(IDS)
    other_timbre, other_manner = style.clone(), style.clone()
    other_timbre[:STYLE] += 1
    other_manner[STYLE:] += 1
    durations = model.predict(encoding, style).durations

    assert torch.equal(model.predict(encoding, other_timbre).durations, durations)
    assert not torch.equal(model.predict(encoding, other_manner).durations, durations)
    assert not torch.equal(speak(model, other_timbre), speak(model, style))


def test_an_encoding_has_a_row_for_each_symbol(model: StyleTts2Model) -> None:
    encoding = model.encode(IDS)

    assert encoding.text.shape == encoding.prosody.shape == (len(IDS), model.config.width)
    assert encoding.meaning.shape == (len(IDS), model.config.albert.width)


def test_as_many_symbols_as_there_are_positions_can_be_spoken(model: StyleTts2Model) -> None:
    most = model.config.albert.positions

    prosody = model.predict(model.encode([5] * most), some_style())

    assert len(whole_frames(prosody.durations)) == most


@pytest.mark.parametrize("ids", [[], [0] * 513, [-1], [178]])
def test_symbols_that_it_cannot_have_are_refused(kokoro: StyleTts2Model, ids: list[int]) -> None:
    with pytest.raises(ValueError, match="no such symbols"):
        kokoro.encode(ids)


@torch.inference_mode()
def test_hifigan_alone_speaks_a_frame_late(model: StyleTts2Model) -> None:
    prosody = model.predict(model.encode(IDS), some_style())
    at_once = torch.repeat_interleave(FRAMES)
    late = torch.cat((at_once[:1], at_once[:-1]))
    tokens = late if model.config.generator.kind == "hifigan" else at_once

    pitch, energy = model.curves(prosody, FRAMES)

    expected_pitch, expected_energy = model.predictor.curves(prosody.spoken[tokens], prosody.affines)
    assert torch.equal(pitch, expected_pitch)
    assert torch.equal(energy, expected_energy)


def test_a_recording_gives_both_halves_of_a_style(libritts: StyleTts2Model) -> None:
    mel = numbers(1, 1, 80, FEWEST_FRAMES)

    style = libritts.style_of(mel)

    expected = [encoder(mel)[0] for encoder in libritts.style_encoders]
    assert torch.equal(style, torch.cat(expected))
    assert not torch.equal(*expected)


def draw(model: StyleTts2Model, encoding: Encoding, seed: int = 0, voice: int = 0) -> Tensor:
    noise = numbers(2 * STYLE, seed=seed)
    return finish(model.drawing_style(encoding, numbers(2 * STYLE, seed=voice), noise, model.seeded(seed), steps=3))


def test_styles_are_drawn_for_a_text_and_a_voice(libritts: StyleTts2Model) -> None:
    encoding, other = libritts.encode(IDS), libritts.encode(IDS[::-1])
    style = draw(libritts, encoding)

    assert style.shape == (2 * STYLE,)
    assert torch.equal(style, draw(libritts, encoding))
    assert not torch.equal(style, draw(libritts, encoding, seed=1))
    assert not torch.equal(style, draw(libritts, encoding, voice=1))
    assert not torch.equal(style, draw(libritts, other))


def test_packed_weights_draw_nearly_the_same_style(libritts: StyleTts2Model) -> None:
    packed = StyleTts2Model(TINY["libritts"], weights_of("libritts"), half=True)

    style, expected = draw(packed, packed.encode(IDS)), draw(libritts, libritts.encode(IDS))

    assert (style - expected).norm() < 0.01 * expected.norm()


def test_a_model_without_diffusion_draws_no_styles(kokoro: StyleTts2Model) -> None:
    with pytest.raises(ValueError, match="no style diffusion"):
        draw(kokoro, kokoro.encode(IDS))


def test_bfloat16_convolutions_speak_nearly_the_same(kokoro: StyleTts2Model, by_tiles: bool) -> None:
    near = StyleTts2Model(TINY["kokoro"], weights_of("kokoro"), dtype=torch.bfloat16)
    precise = speak(kokoro)

    wave = speak(near)

    assert wave.dtype == torch.float32
    assert near.decoder.generator.ups[0].weight.dtype == (torch.float32 if by_tiles else torch.bfloat16)
    error = (wave - precise).square().mean()
    assert 10 * torch.log10(precise.square().mean() / error) > 15  # dB


@pytest.mark.parametrize("module", ["bert.", "text_encoder.", "predictor.", "decoder.generator.", "style_encoder."])
def test_a_parameter_that_is_missing_or_too_many_is_refused(module: str) -> None:
    source = weights_of("libritts")
    first = next(name for name in source("") if name.startswith(module))

    def without(prefix: str) -> dict[str, Tensor]:
        return {name: tensor for name, tensor in source(prefix).items() if prefix + name != first}

    def with_another(prefix: str) -> dict[str, Tensor]:
        found = source(prefix)
        return found | {"another": torch.zeros(1)} if module.startswith(prefix) else found

    for weights in (without, with_another):
        with pytest.raises(RuntimeError, match=r"Missing key|Unexpected key"):
            StyleTts2Model(TINY["libritts"], weights)


@pytest.mark.parametrize("family", ["libritts", "ljspeech", "kokoro"])
def test_packed_weights_change_little(family: Family) -> None:
    precise, packed = (StyleTts2Model(TINY[family], weights_of(family), half=half) for half in (False, True))
    expected, wave = speak(precise), speak(packed)
    error = (wave - expected).square().mean()
    assert 10 * torch.log10(expected.square().mean() / error) > 25  # dB


def test_models_are_built_without_the_compiler_of_torch() -> None:
    """It takes longer to load, and more memory, than a model."""
    script = (
        "import sys; from tests.engines.styletts2.made_up import weights_of, TINY; "
        "from vozes.engines.styletts2.network.model import StyleTts2Model; "
        "StyleTts2Model(TINY['libritts'], weights_of('libritts')); "
        "sys.exit('torch._dynamo' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0

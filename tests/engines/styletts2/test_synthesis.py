"""From requests to speech with tiny models of all three kinds."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.styletts2.speaking import chunks, in_order, shared_home, sound, words
from vozes.engines.settings import EngineSettings
from vozes.engines.steps import finish
from vozes.engines.styletts2.concatenation import faded
from vozes.engines.styletts2.models import LoadedModel, Models
from vozes.engines.styletts2.network.prosody import whole_frames
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.device import place
from vozes.types import AudioChunk, Samples, SpeechRequest

pytestmark = pytest.mark.usefixtures("one_thread")

RATE = 24_000
TEXT = "Hello, my friend."
SENTENCES = [
    "The old man walked slowly along the quiet river, thinking of what might have been, had he only known it before.",
    "Then the evening came.",
    "Nobody saw him again.",
]
LONGER = " ".join(SENTENCES)
WORDS = LONGER.replace(",", "").replace(".", "").split()
VOICES = {"libritts": "en-us", "ljspeech": "en-us", "af_heart": "en-us", "pf_dora": "pt-br"}


@pytest.fixture(scope="module")
def models(tiny_models: Path, tmp_path_factory: pytest.TempPathFactory) -> Models:
    settings = EngineSettings(str(shared_home(tmp_path_factory)), styletts2_checkpoints=str(tiny_models))
    return Models(settings, place("cpu", "float32"))


@pytest.fixture(scope="module")
def synthesis(models: Models) -> Synthesis:
    return Synthesis(models)


def request(text: str = TEXT, voice: str = "af_heart", **fields: Any) -> SpeechRequest:
    language = fields.pop("language", VOICES.get(voice, "en-us"))
    return SpeechRequest(text, language, voice, **{"seed": 1, **fields})


def warnings(heard: list[AudioChunk]) -> list[str]:
    return [warning for chunk in heard for warning in chunk.warnings]


@pytest.mark.parametrize("voice", VOICES)
def test_every_kind_of_model_speaks_and_says_when(synthesis: Synthesis, voice: str) -> None:
    heard = chunks(synthesis.speak(request(LONGER, voice, speed=3.0)))
    samples = np.concatenate([chunk.samples for chunk in heard])
    assert {chunk.sample_rate for chunk in heard} == {RATE}
    assert [LONGER[chunk.text_start : chunk.text_end] for chunk in heard] == SENTENCES
    assert 0.01 < np.abs(samples).max() <= 1
    assert in_order(words(heard), len(samples) / RATE)
    assert [LONGER[word.text_start : word.text_end].strip(".,") for word in words(heard)] == WORDS
    assert warnings(heard) == []


def published(loaded: LoadedModel, style: Tensor, request: SpeechRequest) -> Samples:
    """A single sentence, stage by stage, in the order of the published inference."""
    model = loaded.model
    normal = model.seeded(request.seed or 0)
    encoded = loaded.symbol_encoder.encode(request.text, request.language).ids
    encoding = model.encode([0, *encoded, 0] if loaded.packs else [0, *encoded])
    if not loaded.packs:
        voice = torch.zeros(16) if loaded.own_style is None else loaded.own_style
        drawn = finish(model.drawing_style(encoding, voice, normal((16,)), normal, steps=5, scale=1.0))
        kept = torch.tensor([0.3, 0.7]).repeat_interleave(8)
        style = drawn if loaded.own_style is None else kept * drawn + (1 - kept) * voice
    prosody = model.predict(encoding, style)
    frames = whole_frames(prosody.durations, request.speed)
    pitch, energy = model.curves(prosody, frames)
    return faded(finish(model.decode(encoding, frames, pitch, energy, style, normal))[:-50].numpy(), RATE)


@pytest.mark.parametrize("speed", [0.25, 1.0, 4.0])
@pytest.mark.parametrize(
    ("voice", "model"), [("libritts", "libritts"), ("ljspeech", "ljspeech"), ("af_heart", "kokoro")]
)
def test_a_sentence_is_spoken_as_the_published_inference_does(
    models: Models, synthesis: Synthesis, voice: str, model: str, speed: float
) -> None:
    order = request(TEXT, voice, speed=speed)
    loaded = models.get(model)
    symbols = len(loaded.symbol_encoder.encode(TEXT, "en-us").ids)
    style = loaded.packs[voice][symbols - 1] if loaded.packs else torch.empty(0)
    assert np.allclose(sound(synthesis.speak(order)), published(loaded, style, order).clip(-1, 1), atol=1e-6)


@pytest.mark.parametrize("voice", ["libritts", "ljspeech", "af_heart"])
def test_the_same_seed_says_the_same_and_no_seed_something_else(synthesis: Synthesis, voice: str) -> None:
    first, again = (sound(synthesis.speak(request(voice=voice, seed=7))) for _ in range(2))
    others = [sound(synthesis.speak(request(voice=voice, seed=seed))) for seed in (8, None, None)]
    assert np.array_equal(first, again)
    assert not any(np.array_equal(first, other) for other in others)
    assert not np.array_equal(others[1], others[2])


@pytest.mark.parametrize("voice", ["libritts", "ljspeech", "af_heart"])
def test_a_higher_speed_is_shorter_and_a_lower_one_longer(synthesis: Synthesis, voice: str) -> None:
    slow, normal, fast = (len(sound(synthesis.speak(request(voice=voice, speed=speed)))) for speed in (0.5, 1.0, 2.0))
    assert 1.8 < slow / normal < 2.2
    assert 1.5 < normal / fast < 2.2  # a symbol takes at least one frame


def test_a_mixture_is_spoken_in_the_packs_weighted_mean(models: Models, synthesis: Synthesis) -> None:
    kokoro = models.get("kokoro")
    order = request("Bom dia, meu amigo.", "pf_dora:7+pm_alex:3", language="pt-br")
    row = len(kokoro.symbol_encoder.encode(order.text, "pt-br").ids) - 1
    style = 0.7 * kokoro.packs["pf_dora"][row] + 0.3 * kokoro.packs["pm_alex"][row]
    assert np.allclose(sound(synthesis.speak(order)), published(kokoro, style, order).clip(-1, 1), atol=1e-4)


def test_style_options_are_heard(synthesis: Synthesis) -> None:
    plain = sound(synthesis.speak(request(voice="libritts")))
    for options in ({"alpha": 1.0}, {"diffusion_steps": 9}, {"preset": "happy"}, {"style_text": "I hate this place!"}):
        other = sound(synthesis.speak(request(voice="libritts", options=options)))
        assert len(other) != len(plain) or not np.allclose(plain, other, atol=1e-4)


def test_a_preset_is_what_it_stands_for(synthesis: Synthesis) -> None:
    """What the request says itself counts more."""
    options = {
        "preset": "sad",
        "style_text": "How good.",
        "alpha": 0.1,
        "beta": 0.2,
        "embedding_scale": 1.1,
        "diffusion_steps": 3,
    }
    preset = sound(synthesis.speak(request(voice="libritts", options=options)))
    options.pop("preset")
    assert np.array_equal(preset, sound(synthesis.speak(request(voice="libritts", options=options))))


def test_a_stream_begins_with_half_a_sentence(synthesis: Synthesis) -> None:
    heard = chunks(synthesis.speak(request(LONGER, streaming=True)))
    assert LONGER[: heard[0].text_end].endswith("river,")
    assert heard[0].seconds < heard[1].seconds
    assert in_order(words(heard), sum(chunk.seconds for chunk in heard))
    assert len(words(heard)) == len(LONGER.split())


def test_only_the_edges_between_parts_are_cut(synthesis: Synthesis) -> None:
    """So that pauses are natural; words keep their times."""
    heard = chunks(synthesis.speak(request(LONGER, streaming=True)))
    end = 0.0
    for chunk in heard:
        start, end = end, end + chunk.seconds
        assert start <= chunk.words[0].start
        assert chunk.words[-1].end <= end
        assert chunk.samples[0] == chunk.samples[-1] == 0


@pytest.mark.parametrize("voice", ["libritts", "pf_dora"])
def test_it_looks_up_between_all_stages_and_the_convolutions_of_the_decoder(synthesis: Synthesis, voice: str) -> None:
    pieces = list(synthesis.speak(request("Hello.", voice)))
    stages, generator = 5, {"libritts": 4, "pf_dora": 2}[voice]
    convolutions = generator * 2 * 3 * 3  # for each of its stages what it is told, and two branches
    assert len([piece for piece in pieces if piece is None]) >= stages + 5 + convolutions
    assert [piece is None for piece in pieces].count(False) == 1


def test_it_looks_up_whenever_the_denoiser_was_asked(synthesis: Synthesis) -> None:
    few, many = (
        len(list(synthesis.speak(request("Hello.", "libritts", options={"diffusion_steps": steps}))))
        for steps in (5, 10)
    )
    assert many - few >= 10


def test_a_cancelled_request_is_not_decoded(
    models: Models, synthesis: Synthesis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: object) -> Tensor:
        raise AssertionError("it went on")

    monkeypatch.setattr(models.get("kokoro").model, "decode", decode)
    pieces = synthesis.speak(request())
    for _ in range(5):
        assert next(pieces) is None
    pieces.close()  # type: ignore[attr-defined]


def test_english_models_warn_of_other_languages(synthesis: Synthesis) -> None:
    heard = chunks(
        synthesis.speak(request("Bom dia, meu amigo, como vai você? Eu vou muito bem.", "libritts", language="pt-br"))
    )
    assert len(heard) == 2
    assert warnings(heard) == ["The model libritts has learned English alone, and speaks pt-br with its sounds."]


@pytest.mark.parametrize(
    ("voice", "options", "named"),
    [("af_heart", {"preset": "happy", "alpha": 0.9}, "preset, alpha"), ("ljspeech", {"beta": 0.1}, "beta")],
)
def test_options_that_a_model_has_no_use_for_are_named(
    synthesis: Synthesis, voice: str, options: dict[str, Any], named: str
) -> None:
    (warning,) = warnings(chunks(synthesis.speak(request(voice=voice, options=options))))
    assert warning.endswith(f"has no use for these options: {named}.")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"voice": "nobody"}, ErrorCode.UNKNOWN_VOICE),
        ({"voice": "pf_dora+libritts"}, ErrorCode.INVALID_FIELD),
        ({"voice": "af_heart", "language": "pt-br"}, ErrorCode.UNSUPPORTED_LANGUAGE),
        ({"voice": "ljspeech", "language": "pt-br"}, ErrorCode.UNSUPPORTED_LANGUAGE),
    ],
)
def test_what_cannot_be_spoken_is_refused_before_a_model_is_loaded(
    tiny_models: Path, tmp_path: Path, fields: dict[str, Any], code: ErrorCode
) -> None:
    settings = EngineSettings(str(tmp_path / "home"), styletts2_checkpoints=str(tiny_models))
    with pytest.raises(VozesError) as caught:
        next(Synthesis(Models(settings, place("cpu", "float32"))).speak(request(**fields)))
    assert caught.value.code is code
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    ("text", "options", "param"), [("***", {}, "text"), (TEXT, {"style_text": "***"}, "options.style_text")]
)
def test_a_text_without_sounds_is_refused(synthesis: Synthesis, text: str, options: dict[str, Any], param: str) -> None:
    with pytest.raises(VozesError) as caught:
        sound(synthesis.speak(request(text, "libritts", options=options)))
    assert caught.value.param == param
    assert caught.value.code is (ErrorCode.NOTHING_TO_SAY if param == "text" else ErrorCode.OPTION_OUT_OF_RANGE)


def test_text_beyond_all_limits_is_spoken_whole(synthesis: Synthesis) -> None:
    text = "word " * 200
    heard: Iterator[AudioChunk] = iter(chunks(synthesis.speak(request(text, speed=4.0))))
    assert sum(len(chunk.words) for chunk in heard) == 200

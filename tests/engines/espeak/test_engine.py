import time
from itertools import pairwise

import numpy as np
import pytest

from tests.engines.espeak.conftest import Speak, samples_of, seconds_of
from vozes.engines.espeak.engine import EspeakEngine
from vozes.engines.espeak.info import engine_info
from vozes.types import ReadingOptions, Samples, SpeechRequest

SENTENCE = "Amanhã de manhã, as crianças vão à praia com o avô."
LONG = "Uma frase que se repete. " * 2000


def pitch_of(samples: Samples) -> float:
    """The median fundamental frequency of the louder half, Hz, by autocorrelation."""
    frames = [samples[start : start + 1024] for start in range(0, len(samples) - 1024, 512)]
    loud = sorted(frames, key=lambda frame: -float(np.mean(frame**2)))[: len(frames) // 2]
    shortest, longest = 22_050 // 400, 22_050 // 60
    lags = [np.argmax(np.correlate(f, f, "full")[1023 + shortest : 1023 + longest]) + shortest for f in loud]
    return 22_050 / float(np.median(lags))


def spoken_thrice(speak: Speak) -> Samples:
    """The sentence three times: its voice flutters, so that the pitch of one alone is off by up to 5 %."""
    return np.concatenate([samples_of(speak(SENTENCE)) for _ in range(3)])


def level_of(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def test_words_have_the_times_in_which_they_are_heard(speak: Speak) -> None:
    chunks = speak(SENTENCE)
    words = [word for chunk in chunks for word in chunk.words]
    assert [SENTENCE[word.text_start : word.text_end].strip(",.") for word in words] == SENTENCE.replace(",", "").strip(
        "."
    ).split()
    assert all(word.start < word.end for word in words)
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(words))
    assert words[0].start == pytest.approx(0, abs=0.1)
    assert words[-1].end == pytest.approx(seconds_of(chunks), abs=0.1)


@pytest.mark.parametrize("text", ["casa azul. casa azul. casa", "um. dois. três.", "sim! não? talvez.\nfim"])
def test_words_keep_their_places_where_a_sentence_begins_with_a_small_letter(speak: Speak, text: str) -> None:
    words = [text[word.text_start : word.text_end].strip(".!?") for chunk in speak(text) for word in chunk.words]
    assert words == text.replace(".", "").replace("!", "").replace("?", "").split()


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ('He said "hello" to the “old” man, „Tag“ and ‘yes’ too.', "en-us"),
        ("She isn't a well-known rock'n'roll state-of-the-art man", "en-us"),
        ("« C’est bon », dit-il, et c'est l'homme d'aujourd'hui.", "fr-fr"),
        ("L'amico dell'arte “bella” va.", "it"),
        ('O "gato" mandou um e-mail, guarda-chuva.', "pt-br"),
        ("„Guten Tag“, sagte er.", "de"),
        ("مرحبا «بالعالم» اليوم", "ar"),
    ],
)
def test_words_are_what_was_written_without_quotation_marks(speak: Speak, text: str, voice: str) -> None:
    words = [text[word.text_start : word.text_end] for chunk in speak(text, voice) for word in chunk.words]
    assert words == [word for part in text.split() if (word := part.strip('"“”„‘’«»,.'))]


def test_characters_that_are_one_word_to_the_library_are_one(speak: Speak) -> None:
    text = "你好，世界。"
    words = [text[word.text_start : word.text_end] for chunk in speak(text, "cmn") for word in chunk.words]
    assert "".join(words) == "你好世界"


def test_word_times_agree_with_the_sound(speak: Speak) -> None:
    """Between two clauses there is silence, and the times say where."""
    chunks = speak("Sim. Não.")
    samples = samples_of(chunks)
    first, second = [word for chunk in chunks for word in chunk.words]
    gap = samples[round((second.start - 0.08) * 22_050) : round((second.start - 0.02) * 22_050)]
    spoken = samples[round(second.start * 22_050) : round(second.end * 22_050)]
    assert level_of(gap) < 0.05 * level_of(spoken)
    assert first.end <= second.start


def test_the_chunks_say_how_far_the_text_has_come(speak: Speak) -> None:
    chunks = speak(SENTENCE)
    assert chunks[0].text_start == 0
    assert chunks[-1].text_end == SENTENCE.rindex("avô") + len("avô")
    assert all(before.text_end == after.text_start for before, after in pairwise(chunks))


def test_nothing_of_a_long_text_is_lost(speak: Speak) -> None:
    text = " ".join(f"palavra{number}" for number in range(1000))
    assert sum(len(chunk.words) for chunk in speak(text)) >= 1000


def test_what_is_left_out_is_told(speak: Speak) -> None:
    told = [warning for chunk in speak("A mark 🕉 here.", voice="ti") for warning in chunk.warnings]
    assert told == ["Left out, since eSpeak NG cannot bear it in this voice: 🕉"]
    assert not any(chunk.warnings for chunk in speak("A mark 🕉 here."))


def test_words_after_a_break_within_a_clause_have_the_times_in_which_they_are_heard(speak: Speak) -> None:
    """More words than the library has room for, without a full stop: it is made to begin anew in between."""
    text = ("a e o " * 120).strip()
    chunks = speak(text)
    words = [word for chunk in chunks for word in chunk.words]
    assert [text[word.text_start : word.text_end] for word in words] == text.split()
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(words))
    assert words[-1].end == pytest.approx(seconds_of(chunks), abs=0.1)


def test_the_first_chunk_comes_long_before_the_last(engine: EspeakEngine) -> None:
    pieces = engine.speak(SpeechRequest(LONG, "pt-br", "pt-br"))
    first = next(filter(None, pieces))
    pieces.close()
    assert first.seconds < 0.1


def test_closing_stops_at_once_and_the_next_request_is_its_own(engine: EspeakEngine, speak: Speak) -> None:
    expected = seconds_of(speak("Sim."))
    for _ in range(5):
        pieces = engine.speak(SpeechRequest(LONG, "pt-br", "pt-br"))
        next(filter(None, pieces))
        started = time.process_time()
        pieces.close()
        assert time.process_time() - started < 1  # all of it would take seconds; benchmarks measure the milliseconds
        assert seconds_of(speak("Sim.")) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("unit", ["a-", "palavra ", "１", "1" * 33 + "a", "\u0301"])
def test_the_longest_text_is_heard_before_it_is_read_to_its_end(engine: EspeakEngine, unit: str) -> None:
    """Each piece is a turn at which the engine looks whether anybody still listens."""

    def turns_before_sound(length: int) -> int:
        pieces = engine.speak(SpeechRequest((unit * length)[:length], "pt-br", "pt-br"))
        turns = next(count for count, piece in enumerate(pieces) if piece is not None)
        pieces.close()
        return turns

    assert 0 < turns_before_sound(100_000) == turns_before_sound(20_000)


@pytest.mark.parametrize("speed", [0.25, 0.4, 0.5, 1.5, 2.0, 3.0, 4.0])
def test_speed_changes_how_long_it_takes_and_not_the_pitch(speak: Speak, speed: float) -> None:
    normal, changed = samples_of(speak(SENTENCE)), samples_of(speak(SENTENCE, speed=speed))
    assert len(changed) == pytest.approx(len(normal) / speed, rel=0.3)
    assert pitch_of(changed) == pytest.approx(pitch_of(normal), rel=0.15)


@pytest.mark.parametrize("speed", [0.25, 4.0])
def test_word_times_are_true_at_any_speed(speak: Speak, speed: float) -> None:
    chunks = speak(SENTENCE, speed=speed)
    last = [word for chunk in chunks for word in chunk.words][-1]
    assert last.end == pytest.approx(seconds_of(chunks), rel=0.05)


def test_rate_changes_the_pace(speak: Speak) -> None:
    assert seconds_of(speak(SENTENCE, rate=350)) < 0.6 * seconds_of(speak(SENTENCE))


def test_pitch_changes_the_pitch(speak: Speak) -> None:
    assert pitch_of(samples_of(speak(SENTENCE, pitch=90))) > 1.2 * pitch_of(samples_of(speak(SENTENCE, pitch=10)))


def test_volume_changes_the_level(speak: Speak) -> None:
    assert level_of(samples_of(speak(SENTENCE, volume=50))) < 0.7 * level_of(samples_of(speak(SENTENCE)))


def test_word_gap_adds_pauses(speak: Speak) -> None:
    assert seconds_of(speak(SENTENCE, word_gap=20)) > 1.5 + seconds_of(speak(SENTENCE))


def test_pitch_range_flattens_the_melody(speak: Speak) -> None:
    assert not np.array_equal(samples_of(speak("Você vai?", pitch_range=0)), samples_of(speak("Você vai?")))


def test_options_of_one_request_do_not_stay_for_the_next(speak: Speak) -> None:
    before = spoken_thrice(speak)
    speak(SENTENCE, rate=400, pitch=99, volume=10, word_gap=30, variant="f2")
    after = spoken_thrice(speak)
    assert len(after) == pytest.approx(len(before), rel=0.01)
    assert level_of(after) == pytest.approx(level_of(before), rel=0.05)
    assert pitch_of(after) == pytest.approx(pitch_of(before), rel=0.05)


VARIANTS = next(option for option in engine_info().options if option.name == "variant").choices


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_speaks(speak: Speak, variant: str) -> None:
    assert level_of(samples_of(speak("Bom dia.", variant=variant))) > 0.003


def test_a_female_variant_is_higher(speak: Speak) -> None:
    assert pitch_of(samples_of(speak(SENTENCE, variant="f2"))) > 1.2 * pitch_of(samples_of(speak(SENTENCE)))


@pytest.mark.parametrize(
    "markup", ["<break time='9s'/> oi", "<audio src='/etc/hostname'>oi</audio>", "[[@lˈa]] oi", "<!-- oi --> oi"]
)
def test_markup_is_only_text(engine: EspeakEngine, markup: str) -> None:
    """A break of nine seconds would be heard, and words within angle brackets are spoken rather than obeyed.

    That is so even where nobody has taken the tags off before.
    """
    request = SpeechRequest(markup, "pt-br", "pt-br", reading=ReadingOptions(normalize=False))
    chunks = [chunk for chunk in engine.speak(request) if chunk is not None]
    assert seconds_of(chunks) < 9
    assert sum(len(chunk.words) for chunk in chunks) > 1


def test_level_stays_within_full_scale(speak: Speak) -> None:
    samples = samples_of(speak(SENTENCE, volume=200))
    assert samples.dtype == np.float32
    assert np.abs(samples).max() <= 1.0

"""What becomes of a text whose GPT misbehaves on purpose; the vocoder hums so long as there are tokens."""

import json
from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.xtts.checkpoints import TINY, vocabulary_document
from tests.engines.xtts.made_up import weights_under
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.network.decoding import Utterance
from vozes.engines.xtts.speakers import Speakers, cloned_voices
from vozes.engines.xtts.synthesis import Synthesis
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.engines.xtts.voice import XttsVoice
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, SpeechRequest

RATE = 24_000
SAMPLES_PER_TOKEN = 1000
TEXT = "the quick brown fox jumps over the lazy dog and runs away."
NORMAL = 90
"""Tokens of a normal reading of it: 4.2 s."""

Script = Callable[[int], int | None]
"""The token at a place; None: the stop token."""


def read_well(place: int) -> int | None:
    return (37 * place + place * place) % 1000 if place < NORMAL else None


def run_away(place: int) -> int | None:
    return (37 * place + place * place) % 1000


def break_off(place: int) -> int | None:
    return place if place < 4 else None


def repeat(place: int) -> int | None:
    return read_well(place) if place < 30 else 5


class MisbehavingGpt:
    """Stands where the decoder stands; each attempt follows the next script, the last one for ever."""

    slots = 8

    def __init__(self, *scripts: Script):
        self._scripts = scripts
        self.attempts: list[Utterance] = []
        self.present: list[Utterance] = []

    def add(self, utterance: Utterance) -> None:
        self.attempts.append(utterance)
        self.present.append(utterance)

    def remove(self, utterance: Utterance) -> None:
        if utterance in self.present:
            self.present.remove(utterance)

    def step(self) -> None:
        for utterance in self.present:
            if not utterance.finished:
                script = self._scripts[min(self.attempts.index(utterance), len(self._scripts) - 1)]
                token = script(len(utterance.tokens))
                utterance.accept(TINY.stop_audio if token is None else token, torch.zeros(64), TINY.stop_audio)


class HummingVocoder:
    """1,000 samples of a loud hum for each latent, in pieces of the usual sizes."""

    sample_rate = RATE

    def __init__(self, size: int = 0):
        self._size = size
        self._tokens = 0
        self._finished = False

    def stream(self, speaker: Tensor, speed: float, first_tokens: int | None) -> "HummingVocoder":
        return HummingVocoder(32 if first_tokens is None else first_tokens)

    def push(self, latents: Tensor) -> None:
        self._tokens += len(latents)

    def finish(self) -> None:
        self._finished = True

    def next_chunk(self) -> Tensor | None:
        count = min(self._tokens, self._size) if self._finished else self._size
        if not 0 < count <= self._tokens:
            return None
        self._tokens -= count
        return torch.sin(torch.arange(count * SAMPLES_PER_TOKEN) * 0.1)


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> XttsTokenizer:
    path = tmp_path_factory.mktemp("vocabulary") / "vocab.json"
    path.write_text(json.dumps(vocabulary_document()), "utf-8")
    return XttsTokenizer(path)


@pytest.fixture
def speaking(tokenizer: XttsTokenizer) -> Callable[..., tuple[Synthesis, MisbehavingGpt]]:
    def make(*scripts: Script, retries: int = 2, **fields: Any) -> tuple[Synthesis, MisbehavingGpt]:
        gpt = MisbehavingGpt(*scripts)
        voice = XttsVoice(torch.zeros(1, 32, 64), torch.zeros(1, 512, 1))
        speakers = Speakers({"ana": voice}, cloned_voices(TINY, VoiceEncoder(TINY, weights_under), "tiny"))
        model = SimpleNamespace(
            config=TINY, tokenizer=tokenizer, decoder=gpt, vocoder=HummingVocoder(), speakers=speakers
        )
        return Synthesis(model, retries, **fields), gpt  # type: ignore[arg-type]

    return make


Speaking = Callable[..., tuple[Synthesis, MisbehavingGpt]]


def request(text: str = TEXT, *, streaming: bool = False, **fields: Any) -> SpeechRequest:
    return SpeechRequest(text, fields.pop("language", "en"), fields.pop("voice", "ana"), streaming=streaming, **fields)


def chunks(pieces: Iterator[AudioChunk | None]) -> list[AudioChunk]:
    return [piece for piece in pieces if piece is not None]


def tokens_heard(heard: Sequence[AudioChunk]) -> float:
    return sum(len(chunk.samples) for chunk in heard) / SAMPLES_PER_TOKEN


def warnings(heard: Sequence[AudioChunk]) -> list[str]:
    return [text for chunk in heard for text in chunk.warnings]


def test_a_good_reading_is_kept_whole_and_says_nothing(speaking: Speaking) -> None:
    synthesis, gpt = speaking(read_well)
    heard = chunks(synthesis.speak(request()))
    assert len(gpt.attempts) == 1
    assert tokens_heard(heard) == NORMAL + 1  # the stop token's latent is sound too
    assert warnings(heard) == []


@pytest.mark.parametrize("bad", [run_away, break_off, repeat])
def test_a_bad_reading_is_tried_again_with_another_seed(speaking: Speaking, bad: Script) -> None:
    synthesis, gpt = speaking(bad, read_well)
    heard = chunks(synthesis.speak(request(seed=3)))
    assert [attempt.seed for attempt in gpt.attempts] == ["3/0/0", "3/0/1"]
    assert tokens_heard(heard) == NORMAL + 1
    assert warnings(heard) == []


def test_a_runaway_is_stopped_long_before_the_models_limit(speaking: Speaking) -> None:
    synthesis, gpt = speaking(run_away, read_well)
    chunks(synthesis.speak(request()))
    assert len(gpt.attempts[0].tokens) < 350


@pytest.mark.parametrize(
    ("bad", "complaint"),
    [(run_away, "went on long after"), (break_off, "ended before"), (repeat, "repeated one sound")],
)
def test_when_all_attempts_are_bad_the_answer_says_so_once(speaking: Speaking, bad: Script, complaint: str) -> None:
    synthesis, gpt = speaking(bad, retries=2)
    heard = chunks(synthesis.speak(request()))
    assert len(gpt.attempts) == 3
    assert len(warnings(heard)) == 1
    assert complaint in warnings(heard)[0]
    assert "3 attempts" in warnings(heard)[0]


def test_of_bad_attempts_the_best_is_kept(speaking: Speaking) -> None:
    def nearly(place: int) -> int | None:
        return read_well(place) if place < 20 else None

    synthesis, _ = speaking(break_off, nearly, break_off)
    assert tokens_heard(chunks(synthesis.speak(request()))) == 20


def test_what_repeats_is_not_heard(speaking: Speaking) -> None:
    synthesis, _ = speaking(repeat)
    assert 25 <= tokens_heard(chunks(synthesis.speak(request()))) <= 35


def test_no_retries_means_one_attempt(speaking: Speaking) -> None:
    synthesis, gpt = speaking(run_away, retries=0)
    assert "1 attempt" in warnings(chunks(synthesis.speak(request())))[0]
    assert len(gpt.attempts) == 1


def test_a_stream_gives_the_same_sound_in_pieces(speaking: Speaking) -> None:
    synthesis, _ = speaking(read_well)
    heard = chunks(synthesis.speak(request(streaming=True)))
    assert len(heard) > 3
    assert tokens_heard(heard) == NORMAL + 1


def test_a_stream_starts_as_soon_as_its_first_piece_is_there(speaking: Speaking) -> None:
    synthesis, gpt = speaking(read_well)
    first = next(piece for piece in synthesis.speak(request(streaming=True, options={"first_piece": 9})) if piece)
    assert len(gpt.attempts[0].tokens) == 9
    assert len(first.samples) == 9 * SAMPLES_PER_TOKEN


def test_a_stream_that_goes_wrong_once_heard_ends_there_and_says_so(speaking: Speaking) -> None:
    synthesis, gpt = speaking(run_away, read_well)
    heard = chunks(synthesis.speak(request(streaming=True)))
    assert len(gpt.attempts) == 1
    assert tokens_heard(heard) < 350
    assert len(warnings(heard)) == 1


def test_a_stream_of_which_nothing_was_heard_is_tried_again(speaking: Speaking) -> None:
    synthesis, gpt = speaking(break_off, read_well)
    heard = chunks(synthesis.speak(request(streaming=True, options={"first_piece": 6})))
    assert len(gpt.attempts) == 2
    assert tokens_heard(heard) == NORMAL + 1
    assert warnings(heard) == []


def test_a_long_text_is_spoken_piece_by_piece_with_nothing_left_out(speaking: Speaking) -> None:
    text = " ".join([TEXT] * 12)
    synthesis, gpt = speaking(run_away, retries=0)
    heard = chunks(synthesis.speak(request(text)))
    spans = sorted({(chunk.text_start, chunk.text_end) for chunk in heard})
    assert len(spans) > 2
    assert "".join(text[start:end].replace(" ", "") for start, end in spans) == text.replace(" ", "")
    tokenizer = synthesis.model.tokenizer
    assert [attempt.text_ids for attempt in gpt.attempts] == [
        tokenizer.encode_cleaned(tokenizer.clean(text[start:end], "en"), "en") for start, end in spans
    ]


@pytest.mark.parametrize("streaming", [False, True])
def test_every_word_has_a_time_of_the_whole_answer(speaking: Speaking, streaming: bool) -> None:
    synthesis, _ = speaking(read_well)
    text = f"{TEXT} {TEXT} {TEXT} {TEXT} {TEXT} {TEXT}"
    heard = chunks(synthesis.speak(request(text, streaming=streaming)))
    words = [word for chunk in heard for word in chunk.words]
    assert [text[word.text_start : word.text_end] for word in words] == text.replace(".", "").split()
    moments = [moment for word in words for moment in (word.start, word.end)]
    assert moments == sorted(moments)
    seconds = sum(chunk.seconds for chunk in heard)
    assert words[-1].end == pytest.approx(seconds, abs=0.02)
    assert words[len(words) // 2].start > seconds / 3


def test_marks_on_their_own_are_not_spoken(speaking: Speaking) -> None:
    synthesis, gpt = speaking(read_well)
    with pytest.raises(VozesError) as caught:
        next(synthesis.speak(request("*** ...")))
    assert caught.value.code is ErrorCode.NOTHING_TO_SAY
    assert gpt.attempts == []


def test_leaving_midway_takes_the_text_out_of_the_batch(speaking: Speaking) -> None:
    synthesis, gpt = speaking(run_away)
    pieces = synthesis.speak(request())
    for _ in range(5):
        next(pieces)
    assert len(gpt.present) == 1
    pieces.close()  # type: ignore[attr-defined]
    assert gpt.present == []
    assert len(gpt.attempts[0].tokens) == 5


def test_benchmarks_speak_exactly_so_long(speaking: Speaking) -> None:
    for seconds in (5.0, 60.0):
        synthesis, gpt = speaking(read_well, forced_seconds=seconds)
        chunks(synthesis.speak(request()))
        assert all(attempt.options.min_tokens == attempt.max_tokens for attempt in gpt.attempts)
        made = sum(attempt.max_tokens for attempt in gpt.attempts)
        assert made == int(np.ceil(seconds * 22050 / 1024))


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"voice": "nobody"}, ErrorCode.UNKNOWN_VOICE), ({"language": "eo"}, ErrorCode.UNSUPPORTED_LANGUAGE)],
)
def test_what_cannot_be_spoken_is_refused_before_any_work(
    speaking: Speaking, fields: dict[str, Any], code: ErrorCode
) -> None:
    synthesis, gpt = speaking(read_well)
    with pytest.raises(VozesError) as caught:
        next(synthesis.speak(request(**fields)))
    assert caught.value.code is code
    assert gpt.attempts == []


def test_a_failed_step_fails_the_request(speaking: Speaking) -> None:
    synthesis, gpt = speaking(read_well)
    pieces = synthesis.speak(request())
    next(pieces)
    gpt.attempts[0].failure = VozesError(ErrorCode.OUT_OF_MEMORY, "told to")
    with pytest.raises(VozesError, match="told to"):
        chunks(pieces)

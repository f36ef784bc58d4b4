import math
from collections.abc import Sequence
from typing import overload

import numpy as np
import pytest

from tests.shared import shared_file
from vozes.audio.wav import decode_wav
from vozes.engines.xtts.guard import Guard, Verdict, warning

RATE = 22050 / 1024
"""Tokens a second."""
LIMIT = 602
SENTENCE = "all human beings are born free and equal in dignity and rights."

READINGS = [
    ("en", SENTENCE, 2.79, 4.71),
    ("es", "todos los seres humanos nacen libres e iguales en dignidad y derechos.", 2.98, 4.81),
    ("fr", "tous les êtres humains naissent libres et égaux en dignité et en droits.", 2.06, 3.39),
    ("de", "alle menschen sind frei und gleich an würde und rechten geboren.", 2.72, 4.38),
    ("it", "tutti gli esseri umani nascono liberi ed eguali in dignità e diritti.", 2.96, 4.67),
    ("pt", "todos os seres humanos nascem livres e iguais em dignidade e direitos.", 3.15, 5.26),
    ("pl", "wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw.", 4.04, 6.66),
    ("tr", "bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar.", 3.37, 5.88),
    ("ru", "все люди рождаются свободными и равными в своём достоинстве и правах.", 3.13, 4.51),
    ("nl", "alle mensen worden vrij en gelijk in waardigheid en rechten geboren.", 3.18, 5.33),
    ("cs", "všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv.", 3.51, 5.91),
    ("ar", "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق.", 3.24, 5.46),
    ("zh-cn", "ren2ren2sheng1er2zi4you2,zai4zun1yan2he2quan2li4shang4yi1lv4ping2deng3,", 3.63, 6.54),
    ("hu", "minden emberi lény szabadon születik és egyenlő méltósága és joga van.", 3.36, 5.75),
    ("ko", "modeun ingan-eun tae-eonal ttaebuteo ja-yulo-umyeo geu jon-eomgwa gwonli-e dongdeunghada.", 3.82, 6.43),
    ("ja", "subete no ningen wa, umarenagara ni shite jiyuu de ari, katsu, songen to kenri to ni tsuite.", 4.04, 7.17),
    ("hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।", 4.15, 7.12),
]
"""Seconds that eSpeak NG takes at 220 and at 130 words a minute, without the silence around them."""


def guard(text: str = SENTENCE, language: str = "en", limit: int = LIMIT) -> Guard:
    return Guard(text, language, limit=limit, tokens_per_second=RATE)


def speech(seconds: float, seed: int = 0) -> list[int]:
    """Tokens that have nothing in common but their number."""
    return [int(token) for token in np.random.default_rng(seed).integers(0, 1024, round(seconds * RATE))]


def verdict_on(text: str, seconds: float, language: str = "en") -> Verdict:
    return guard(text, language).check(speech(seconds), finished=True, stopped=True)


@pytest.mark.parametrize(("language", "text", "quick", "slow"), READINGS, ids=[row[0] for row in READINGS])
def test_a_normal_reading_is_good_in_every_language_with_a_fifth_to_spare(
    language: str, text: str, quick: float, slow: float
) -> None:
    for seconds in (0.82 * quick, quick, slow, 1.22 * (slow + 0.5)):
        assert verdict_on(text, seconds, language) is Verdict.GOOD


@pytest.mark.parametrize(("language", "text", "quick", "slow"), READINGS, ids=[row[0] for row in READINGS])
def test_less_than_half_and_more_than_three_times_a_reading_is_noticed_in_every_language(
    language: str, text: str, quick: float, slow: float
) -> None:
    assert verdict_on(text, 0.45 * quick, language) is Verdict.CUT_OFF
    assert verdict_on(text, 3.2 * slow, language) is Verdict.RUNAWAY


@pytest.mark.parametrize(
    ("recording", "text"),
    [
        (
            "LJ001-0001.wav",
            "printing, in the only sense with which we are at present concerned, differs from most if not from all the "
            "arts and crafts represented in the exhibition",
        ),
        ("LJ001-0002.wav", "in being comparatively modern."),
        ("LJ001-0008.wav", "has never been surpassed."),
    ],
)
def test_a_recording_of_a_person_is_good(recording: str, text: str) -> None:
    samples, rate = decode_wav(shared_file("audio", recording).read_bytes())
    assert verdict_on(text, len(samples) / rate) is Verdict.GOOD


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("ok.", 0.3),
        ("ok.", 2.0),
        ("hm...", 2.5),
        ("a", 0.2),
        ("no!", 1.5),
        ("well... i do not know.", 5.0),
        ("a b c d e f g", 5.0),
        ("the fbi, the cia and the bbc", 6.0),
        ("www.example.com", 5.0),
        ("1999", 3.5),
        ("call 0800 555 1234", 7.0),
        ("1000000", 0.6),
        ("100 % & 5 $", 6.0),
        ("noooooooooooooooooooooooo!", 0.6),
    ],
)
def test_what_takes_unusually_long_or_short_is_still_good(text: str, seconds: float) -> None:
    assert verdict_on(text, seconds) is Verdict.GOOD


def test_more_tokens_than_the_text_can_take_are_a_runaway_at_once() -> None:
    judge, tokens = guard("ok."), speech(10)
    verdicts = [judge.check(tokens[:end], finished=False, stopped=False) for end in range(1, len(tokens) + 1)]
    assert verdicts[judge.most - 1] is Verdict.GOOD
    assert set(verdicts[judge.most :]) == {Verdict.RUNAWAY}
    assert judge.most < 3 * RATE


def test_a_runaway_that_stopped_by_itself_is_one_too() -> None:
    assert verdict_on("good morning!", 12.0) is Verdict.RUNAWAY


def test_speech_that_ends_far_too_early_is_cut_off_but_only_once_it_has_ended() -> None:
    tokens = speech(1.0)
    assert guard().check(tokens, finished=False, stopped=False) is Verdict.GOOD
    assert guard().check(tokens, finished=True, stopped=True) is Verdict.CUT_OFF


def test_an_end_before_the_first_sound_is_cut_off() -> None:
    assert guard("a").check([], finished=True, stopped=True) is Verdict.CUT_OFF


@pytest.mark.parametrize("text", ["", "...", "?!", "—"])
def test_a_text_with_nothing_to_say_may_end_at_once(text: str) -> None:
    assert guard(text).check([], finished=True, stopped=True) is Verdict.GOOD


def test_letters_that_the_language_does_not_have_may_be_skipped() -> None:
    assert verdict_on("see Ελληνική Δημοκρατία and Российская Федерация", 0.8) is Verdict.GOOD


@pytest.mark.parametrize("text", ["it isn't, is it?", "it isn’t, is it?"])
def test_an_apostrophe_makes_no_word_of_its_own(text: str) -> None:
    assert guard(text).most == guard("it isnt, is it?").most


def test_the_tones_of_pinyin_are_not_read_out() -> None:
    tones, digits = guard("ni3hao3", "zh-cn"), guard("ni3hao3", "pl")
    assert digits.most - tones.most > RATE


def test_the_limit_without_a_stop_token_is_found_before_the_decoder_has_finished() -> None:
    long_text = " ".join([SENTENCE] * 4)
    tokens = speech(30)[:LIMIT]
    assert guard(long_text).check(tokens[:-1], finished=False, stopped=False) is Verdict.GOOD
    assert guard(long_text).check(tokens, finished=False, stopped=False) is Verdict.NO_STOP
    assert guard(long_text).check(tokens, finished=True, stopped=True) is Verdict.GOOD
    assert guard(long_text).check(tokens[:400], finished=True, stopped=False) is Verdict.NO_STOP


LOOPS = {
    "one token": [7] * 80,
    "three tokens in any order": [int(token) for token in np.random.default_rng(1).choice([4, 8, 15], 80)],
    "a cycle": [1, 2, 3, 4, 5, 6, 7] * 8,
    "a long cycle": speech(1.3, seed=2) * 4,
}


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS.keys())
def test_a_loop_is_found_while_it_goes_on_and_what_came_before_is_kept(loop: list[int]) -> None:
    judge, said = guard(limit=10_000), speech(2.0)
    tokens = [*said, *loop]
    assert judge.check(said, finished=False, stopped=False) is Verdict.GOOD
    assert judge.check(tokens, finished=False, stopped=False) is Verdict.REPEATING
    once_round = 28
    assert len(said) <= judge.good_length(tokens, Verdict.REPEATING) <= len(said) + once_round


@pytest.mark.parametrize("loop", LOOPS.values(), ids=LOOPS.keys())
def test_a_loop_that_was_left_again_is_found_at_the_end(loop: list[int]) -> None:
    tokens = [*speech(1.0), *loop, *speech(0.5, seed=3)]
    assert guard().check(tokens, finished=True, stopped=True) is Verdict.REPEATING


@pytest.mark.parametrize("silence", [[7] * 58, [7, 9, 11] * 19], ids=["one token", "three tokens"])
def test_a_pause_of_more_than_two_seconds_is_no_loop(silence: list[int]) -> None:
    tokens = [*speech(1.5), *silence, *speech(1.5, seed=3)]
    for end in range(len(tokens)):
        assert guard().check(tokens[:end], finished=False, stopped=False) is Verdict.GOOD
    assert guard().check(tokens, finished=True, stopped=True) is Verdict.GOOD


def test_two_times_the_same_are_no_loop() -> None:
    assert guard().check(speech(1.4) * 2, finished=True, stopped=True) is Verdict.GOOD


@pytest.mark.parametrize(
    "text", ["ha ha ha ha ha ha ha ha ha ha ha ha!", "aaaaaaaaaaah!", "no, no, no, no, no, no, no!"]
)
def test_a_text_that_repeats_itself_may_sound_so(text: str) -> None:
    tokens = [1, 2, 3, 4, 5] * 9
    assert guard(text).check(tokens, finished=True, stopped=True) is Verdict.GOOD
    assert guard("she laughed again").check(tokens, finished=True, stopped=True) is Verdict.REPEATING


def test_a_loop_from_the_start_leaves_next_to_nothing_to_keep() -> None:
    assert guard().good_length([7] * 100, Verdict.REPEATING) <= 4


def test_of_a_runaway_no_more_is_kept_than_a_slow_reading_takes_and_of_a_cut_off_all() -> None:
    judge, tokens = guard("ok."), speech(10)
    assert judge.good_length(tokens, Verdict.RUNAWAY) == judge.good_length(tokens, Verdict.NO_STOP) == judge.most
    assert guard().good_length(tokens[:5], Verdict.CUT_OFF) == 5


def test_the_attempt_that_says_most_of_the_text_with_the_least_beside_it_is_the_least_severe() -> None:
    judge = guard(limit=10_000)
    whole, short = speech(5.0), speech(1.0)
    attempts = [
        (whole, Verdict.GOOD),
        ([*whole, *[7] * 100], Verdict.REPEATING),
        (speech(60), Verdict.RUNAWAY),
        (short, Verdict.CUT_OFF),
        ([7] * 100, Verdict.REPEATING),
    ]
    for tokens, verdict in attempts:
        assert judge.check(tokens, finished=True, stopped=True) is verdict
    severities = [judge.severity(tokens, verdict) for tokens, verdict in attempts]
    assert severities == sorted(severities)
    assert severities[0] == 0.0
    assert len(set(severities)) == len(severities)


class Watched(Sequence[int]):
    """Tokens that count how many of them are looked at."""

    def __init__(self, tokens: list[int]):
        self._tokens = tokens
        self.looks = 0

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> list[int]: ...
    def __getitem__(self, place: int | slice) -> int | list[int]:
        found = self._tokens[place]
        self.looks += len(found) if isinstance(found, list) else 1
        return found


def test_a_look_while_tokens_come_costs_the_same_however_many_there_are() -> None:
    tokens = Watched(speech(27))
    guard(" ".join([SENTENCE] * 3)).check(tokens, finished=False, stopped=False)
    assert tokens.looks < 150


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not Verdict.GOOD])
def test_a_warning_is_one_plain_sentence(verdict: Verdict) -> None:
    assert warning(verdict, 1).isascii()
    assert warning(verdict, 1).endswith("(1 attempt).")
    assert warning(verdict, 3).endswith("(3 attempts).")
    assert "\n" not in warning(verdict, 1)


def test_each_failure_has_a_warning_of_its_own() -> None:
    assert len({warning(verdict, 2) for verdict in Verdict if verdict is not Verdict.GOOD}) == len(Verdict) - 1


@pytest.mark.parametrize("text", ["one, two, go!", "he said: no.", "well, 007?", f"{SENTENCE} yes!"])
def test_a_text_that_ends_in_a_short_phrase_of_its_own_is_never_surely_over(text: str) -> None:
    assert guard(text).said_seconds == math.inf


@pytest.mark.parametrize("text", [SENTENCE, "ok.", "well, that is what everybody in this town would say..."])
def test_else_a_text_can_be_over_before_a_normal_reading_of_it_is(text: str) -> None:
    assert guard(text).fewest / RATE < guard(text).said_seconds < guard(text).most / RATE
    assert guard().said_seconds == pytest.approx(3.4, abs=0.2)

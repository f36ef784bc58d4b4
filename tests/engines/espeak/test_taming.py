"""Text that eSpeak NG 1.52 does not bear as it is."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costs import grows_evenly
from tests.engines.espeak.conftest import Speak, seconds_of
from vozes.text.espeak.taming import BREAK, LONGEST_WORD, PART, tame

HANGUL = "횶젮싄죇뤢법퓚꽓쭾텀혾"
BURMESE = "လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း တူညီလွတ်လပ်သော အခွင့်အရေးများဖြင့် လည်းကောင်း မွေးဖွားလာသူများ ဖြစ်သည်"
TAIL = " aaa bbb ccc ddd" * 20
DEADLY = {
    "brackets in Sinhala": ("si", "]" + HANGUL * 3),
    "endless suffixes": ("en-us", "s'" * 220),
    "the first article of human rights in Burmese": ("my", BURMESE),
    **{
        f"a circled letter in {voice}": (voice, "ⓜ" + TAIL)
        for voice in ("am", "bn", "gu", "kn", "ml", "mr", "ne", "pa", "te")
    },
    "om in Tigrinya": ("ti", "🕉" + TAIL),
    "101 letters with full stops": ("pt-br", "á." * 101),
    "abbreviations in Russian": ("ru", ("т.е. " * 51)[:251]),
    "o.k. 96 times": ("en-us", ("o.k. " * 96)[:478]),
    "p.p.m. 64 times": ("en-us", ("p.p.m. " * 64)[:446]),
    "braille in Tigrinya": ("ti", "ሀ ⣿ ለ " * 9),
    "a hyphen after a quotation mark in Danish": ("da", "”-abe og meget mere"),
}


@pytest.mark.parametrize(("voice", "text"), DEADLY.values(), ids=DEADLY)
def test_text_that_ends_the_library_s_process_is_spoken(speak: Speak, voice: str, text: str) -> None:
    assert seconds_of(speak(text, voice)) > 1


@pytest.mark.skipif(sys.platform != "linux", reason="only that wheel was built to notice overruns")
@pytest.mark.parametrize(("voice", "text"), DEADLY.values(), ids=DEADLY)
def test_the_library_itself_does_not_bear_it(voice: str, text: str) -> None:
    """Once this fails the library has been mended, and the taming of this text may go."""
    code = (
        "import sys; from types import SimpleNamespace\n"
        "from vozes.engines.espeak import engine; from vozes.types import SpeechRequest\n"
        "from vozes.text.mapped import MappedText\n"
        "from vozes.engines.settings import EngineSettings\n"
        "as_it_is = lambda request, **_: SimpleNamespace(\n"
        "    blocks=lambda: [MappedText.of(request.text)], take_warnings=lambda: ()\n"
        ")\n"
        "engine.SpokenText = as_it_is\n"
        "engine.tame_in_steps = lambda text, voice: (yield) or (text, None)\n"
        "espeak = engine.EspeakEngine(); espeak.load(EngineSettings('nowhere'), print)\n"
        "list(espeak.speak(SpeechRequest(sys.argv[2], sys.argv[1], sys.argv[1])))\n"
    )
    command = [sys.executable, "-c", code, voice, text]
    assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode != 0


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Olá, mundo!", "pt-br"),
        ("Straße – “naïve”…", "de"),
        ("a" * LONGEST_WORD, "en-us"),
        ("Привет, как дела?", "ru"),
        ("食べるカタカナ", "ja"),
        ("สวัสดีครับ", "th"),
    ],
)
def test_ordinary_text_is_left_as_it_is(text: str, voice: str) -> None:
    assert tame(text, voice) == (text, None)


def test_a_word_that_is_too_long_is_parted() -> None:
    word = "xa" * (LONGEST_WORD // 2 + 1)
    tamed, places = tame(f"a {word} b", "en-us")
    assert tamed == f"a {word[:-2]}{PART}xa b"
    assert places is not None
    assert places[LONGEST_WORD:] == [n + LONGEST_WORD for n in (0, 1, 1, 2, 3, 4, 5)]


@given(st.text(max_size=300), st.sampled_from(["en-us", "pt-br", "ru", "hi", "cmn"]))
def test_nothing_is_lost_and_no_word_is_too_long(text: str, voice: str) -> None:
    tamed, places = tame(text, voice)
    assert max(map(len, tamed.replace(PART, " ").split()), default=0) <= LONGEST_WORD
    said = text.replace("ⓜ", "m")
    for character, place in zip(tamed, places or range(len(text)), strict=True):
        assert character in (*BREAK, said[place])
    heard = str.maketrans(dict.fromkeys({*BREAK}))
    assert tamed.translate(heard) == said.translate(heard)


@pytest.mark.parametrize("unit", ["a-", "é-", "1-", "a'b-", "a-b.", "жa", "a\u0301", "\u0301-", "1" * 33 + "a"])
def test_the_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    """Four times the text takes sixteen times as long where each hyphen has all before it looked at."""
    assert grows_evenly(lambda length: tame((unit * length)[:length], "en-us"), 4_000)


def test_word_times_point_into_the_text_as_it_was_sent(speak: Speak) -> None:
    text = f"Olá {'x' * (LONGEST_WORD + 2)} fim"
    words = [text[word.text_start : word.text_end] for chunk in speak(text) for word in chunk.words]
    assert words[0] == "Olá"
    assert words[-1] == "fim"

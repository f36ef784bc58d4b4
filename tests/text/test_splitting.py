"""What a long text is parted into, and that nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.errors import ErrorCode, VozesError
from vozes.text.splitting import Segment, split

ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىَُِّْ،؛؟.",
    "cs": "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž.,!?",
    "de": "aäbcdefghijklmnoöpqrsßtuüvwxyzABCDE.,!?„“»«",
    "en": "abcdefghijklmnopqrstuvwxyzABCDE0123456789.,;:!?…—–-'\"()[]&@%$#\t\n",
    "es": "aábcdeéfghiíjklmnñoópqrstuúüvwxyz¿¡.,!?",
    "fr": "aàâbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz.,!?«»’\u00a0\u202f",
    "hi": "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसहािीुूेैोौंँ़्।?!\u200d",
    "hu": "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz.,!?",
    "it": "aàbcdeéèfghiìjklmnoòpqrstuùvwxyz.,!?'",
    "ja": "あいうえおかきくけこがぎぐげごゃゅょっーカキクケコ日本語東京、。！？「」『』…　",
    "ko": "가각한국어안녕하세요물엿꽃값.,!?\u1112\u1161\u11ab",
    "nl": "abcdefghijklmnopqrstuvwxyzëïé.,!?'",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż.,!?",
    "pt": "aáâãàbcçdeéêfghiíjlmnoóôõpqrstuúvxz.,!?—\r\n\u0303",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя.,!?—«»",
    "tr": "abcçdefgğhıiİjklmnoöprsştuüvyz.,!?",
    "zh": "今天气很好我们去公园散步吧北京。，！？；：、“”《》（）…—",
}
SIGNS = [
    "👍🏽",
    "👨\u200d👩\u200d👧",
    "🇧🇷",
    "e\u0301",
    "\u1112\u1161\u11ab",
    "क्षि",
    "नी",
    "か\u3099",
    "きゃ",
    "ก\u0e33",
]
"""Each is one sign to its reader, though several code points."""


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(ALPHABETS)))
    words = st.lists(st.sampled_from([*ALPHABETS[language], *SIGNS]), max_size=12).map("".join)
    return " ".join(draw(st.lists(words, max_size=25))), language


def segments_of(text: str, language: str, limit: int) -> list[str]:
    return [segment.text for segment in split(text, language, limit)]


def assert_whole(text: str, segments: list[Segment]) -> None:
    done = 0
    for segment in segments:
        assert segment.start < segment.end
        assert segment.text == text[segment.start : segment.end]
        assert not text[done : segment.start].strip()
        assert segment.start >= done
        done = segment.end
    assert not text[done:].strip()


@given(texts(), st.integers(1, 120))
def test_nothing_is_dropped_and_no_piece_is_over_the_limit(sample: tuple[str, str], limit: int) -> None:
    text, language = sample
    segments = split(text, language, limit)
    assert_whole(text, segments)
    assert max((len(segment.text) for segment in segments), default=0) <= limit


@given(texts(), st.integers(4, 40))
def test_every_piece_fits_what_the_engine_counts(sample: tuple[str, str], bytes_at_most: int) -> None:
    """Bytes stand for tokens: some characters have more of them than others."""
    text, language = sample

    def fits(segment: str) -> bool:
        return len(segment.encode()) <= bytes_at_most

    segments = split(text, language, 60, fits)
    assert_whole(text, segments)
    assert all(fits(segment.text) for segment in segments)


@given(st.lists(st.sampled_from(SIGNS), max_size=30), st.integers(8, 20))
def test_a_sign_is_never_parted(signs: list[str], limit: int) -> None:
    ends, length = {0}, 0
    for sign in signs:
        length += len(sign)
        ends.add(length)
    for segment in split("".join(signs), "en", limit):
        assert {segment.start, segment.end} <= ends


@given(texts(), st.integers(30, 200))
def test_words_stay_whole_where_they_can(sample: tuple[str, str], limit: int) -> None:
    words = sample[0].replace("…", ".").split()
    words = [word for word in words if word.isalpha() and len(word) < 15]
    assert " ".join(segments_of(" ".join(words), sample[1], limit)).split() == words


def test_a_sign_over_the_limit_is_parted_but_not_dropped() -> None:
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert "".join(segments_of(family, "en", 3)) == family


def test_a_character_that_does_not_fit_is_refused() -> None:
    with pytest.raises(VozesError) as caught:
        split("abc", "en", 10, lambda segment: False)
    assert caught.value.code is ErrorCode.TEXT_TOO_LONG


@pytest.mark.parametrize("text", ["", " \n\t　"])
def test_a_blank_text_has_no_pieces(text: str) -> None:
    assert split(text, "en", 10) == []


def test_pieces_say_where_they_stand() -> None:
    assert split("  Olá. \n Tchau!  ", "pt", 7) == [Segment("Olá.", 2, 6), Segment("Tchau!", 9, 15)]


def test_as_many_sentences_as_fit_go_together() -> None:
    assert segments_of("Um dois. Três quatro! Cinco seis? Sete oito.", "pt", 25) == [
        "Um dois. Três quatro!",
        "Cinco seis? Sete oito.",
    ]


def test_a_long_sentence_is_parted_after_its_clauses() -> None:
    assert segments_of("Ele veio, viu o mar — e ficou; depois, foi embora.", "pt", 24) == [
        "Ele veio, viu o mar —",
        "e ficou; depois,",
        "foi embora.",
    ]


def test_a_long_clause_is_parted_between_words() -> None:
    assert segments_of("uma frase sem nenhuma vírgula", "pt", 12) == ["uma frase", "sem nenhuma", "vírgula"]


def test_a_long_word_is_parted_inside() -> None:
    assert segments_of("ab " + "x" * 12, "pt", 10) == ["ab", "x" * 10, "xx"]


def test_a_text_does_not_end_in_a_lone_word() -> None:
    assert segments_of("Esta frase é longa, mas não tanto assim. Sim.", "pt", 40) == [
        "Esta frase é longa, mas não tanto assim.",
        "Sim.",
    ]
    limit = 200
    sentence = "Era uma vez uma avó que fazia pão, " * 5 + "e que o dava a todos."
    segments = segments_of(f"{sentence} Sim.", "pt", limit)
    assert len(sentence) <= limit < len(sentence) + 5
    assert segments == [sentence[:174], "e que o dava a todos. Sim."]


def test_a_short_sentence_before_a_long_one_does_not_stand_alone() -> None:
    long = "este texto segue por muitas palavras, sem fim à vista, " * 5
    first, *_ = segments_of(f"Não. E {long}", "pt", 200)
    assert first.startswith("Não. E este")
    assert first.endswith(",")


def test_scripts_without_spaces_are_parted_between_signs_only_where_they_must() -> None:
    assert segments_of("今天天气很好，我们去公园散步吧。", "zh", 12) == ["今天天气很好，", "我们去公园散步吧。"]
    assert segments_of("きょうとおおさかにいった。", "ja", 6) == ["きょうとおお", "さかにいっ", "た。"]


def test_nothing_closing_begins_a_piece() -> None:
    segments = segments_of("« Vraiment ? » dit-elle ! « Oui ! » Il part ; elle reste : voilà !", "fr", 16)
    assert not [segment for segment in segments if segment[0] in "?!»;:"]


def test_a_name_stays_with_its_title_where_it_can() -> None:
    assert segments_of("foi ter com o Sr. Silva", "pt", 18) == ["foi ter com o", "Sr. Silva"]

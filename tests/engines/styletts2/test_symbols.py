"""From text to the numbers that the models of the family read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, STYLETTS2_NOTATION, SymbolEncoder
from vozes.engines.styletts2.symbols import STYLETTS2_TABLE, encode
from vozes.errors import ErrorCode, VozesError
from vozes.text.ipa import PhonemeGroup, Phonemes
from vozes.text.splitting import split

KOKORO_TABLE = {
    symbol: number
    for number, symbol in enumerate(
        ';:,.!?—…"()“” \u0303ʣʥʦʨᵝꭧAIOQSTWYᵊabcdefhijklmnopqrstuvwxyz'
        "ɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔˈˌːʰʲ↓→↗↘ᵻ",
        1,
    )
}
"""The symbols of Kokoro-82M's own table; a model's file gives the numbers."""
SMALL_TABLE = {symbol: number for number, symbol in enumerate(" .,abdefhijklmnopstuvwzəɛɔɹɡŋʃʒʊɪ", 1)}
KOKORO = SymbolEncoder(KOKORO_TABLE, KOKORO_NOTATION)
STYLETTS2 = SymbolEncoder(STYLETTS2_TABLE, STYLETTS2_NOTATION)
SMALL = SymbolEncoder(SMALL_TABLE, KOKORO_NOTATION)
LANGUAGES = ("en-us", "en-gb", "es", "fr", "hi", "it", "pt-br", "de", "ru", "zh", "ja")


def written(encoder: SymbolEncoder, text: str, language: str) -> str:
    symbols = {number: symbol for symbol, number in encoder.table.items()}
    return "".join(symbols[number] for number in encoder.encode(text, language).ids)


def part(signs: str, start: int = 0, end: int = 1, *, is_word: bool = True, space: bool = False) -> PhonemeGroup:
    return PhonemeGroup(signs, start, end, is_word, space)


@pytest.mark.parametrize(
    ("symbol", "number"),
    [("$", 0), (" ", 16), ("A", 17), ("a", 43), ("ɑ", 69), ("'", 176), ("\u0329", 175), ("ᵻ", 177)],
)
def test_styletts2_s_table_is_the_published_one(symbol: str, number: int) -> None:
    assert STYLETTS2_TABLE[symbol] == number


@pytest.mark.parametrize(
    ("language", "text", "symbols"),
    [
        ("en-us", "I know a boy: our little judge eats cheese.", "ˌI nˈO ɐ bˈY: ˌWəɹ lˈɪTᵊl ʤˈʌʤ ˈits ʧˈiz."),
        ("en-us", "About a near nurse, button", "əbˈWt ɐ nˌɪɹ nˈɜɹs, bˈʌtn"),
        ("en-us", "one of the two", "wˈʌn ʌv ðə tˈu"),
        ("en-gb", "I go there; near the nurse.", "ˌI ɡˌQ ðˈɛː; nˌɪə ðə nˈɜːs."),
        ("es", "¿El perro ya oyó ocho ruidos?", "el pˈero ʝˈa oʝˈo ˈoʧo ruˈiðos?"),
        ("fr", "Un bon vin blanc !", "œ\u0303 bˈɔ\u0303 vˈɛ\u0303 blˈɑ\u0303 !"),
        ("it", "La pizza di Gigi, lo zero.", "la pˈiʦːa dɪ ʤˈiʤɪ, lo ʣˈɛro."),
        ("hi", "नमस्ते।", "nəmˈʌsteː"),
        ("pt-br", "O rei (pai) da mãe: noite...", "ʊ xˈA (pˈI) da mˈɐ\u0303y: nˈoɪʧy..."),
    ],
)
def test_kokoro_s_notation(language: str, text: str, symbols: str) -> None:
    assert written(KOKORO, text, language) == symbols


@pytest.mark.parametrize(
    ("language", "text", "symbols"),
    [
        ("en-us", "Hello, “little” world (of the church)!", "həlˈoʊ , lˈɪɾəl wˈɜːld ʌvðə tʃˈɜːtʃ !"),
        ("en-us", "Wait... what?!", "wˈeɪt … wˌʌt ? !"),
        ("pt-br", "Um campo, irmãos: pão bom.", "uŋ kˈɐmpʊ , iɾmˈɐʊns : pˈɐʊŋ bˈoŋ ."),
        ("pt-br", "Rato, filho, ninho.", "hˈatʊ , fˈiljʊ , nˈinjʊ ."),
    ],
)
def test_styletts2_s_notation(language: str, text: str, symbols: str) -> None:
    assert written(STYLETTS2, text, language) == symbols


@pytest.mark.parametrize(
    ("signs", "symbols"),
    [("ʧˈʎaɾʲ", "tʃljaɹ"), ("ɐ\u0303ʊ\u0303", "əʊ"), ("ʤˈaχ", "dʒah"), ("t͡sː", "ts"), ("ɡg", "ɡɡ")],
)
def test_what_a_table_lacks_is_written_by_the_nearest_symbols(signs: str, symbols: str) -> None:
    table = {symbol: number for number, symbol in enumerate("tʃljaɹəʊhdʒsɡ")}
    encoded = encode(Phonemes((part(signs),), "it"), table)
    assert list(encoded.ids) == [table[symbol] for symbol in symbols]
    assert not encoded.omitted


def test_the_search_for_a_nearest_symbol_ends() -> None:
    with pytest.raises(VozesError):
        encode(Phonemes((part("".join(map(chr, range(0x21, 0x2200)))),), "it"), {})


def test_what_is_like_nothing_is_left_out_and_counted() -> None:
    encoded = encode(Phonemes((part("aǂbǂ#"),), "it"), {"a": 1, "b": 2})
    assert encoded.ids == (1, 2)
    assert encoded.omitted == {"ǂ": 2, "#": 1}


def test_a_mark_that_a_table_lacks_leaves_no_second_space() -> None:
    parts = (part("a"), part("(", is_word=False, space=True), part("b", 3, 4))
    assert encode(Phonemes(parts, "it"), {"a": 1, "b": 2, " ": 3}).ids == (1, 3, 2)


def test_each_word_knows_its_numbers_and_its_text() -> None:
    text = "O 50%, não!"
    encoded = KOKORO.encode(text, "pt-br")
    symbols = written(KOKORO, text, "pt-br")
    assert [(text[word.text_start : word.text_end], symbols[word.first : word.end]) for word in encoded.words] == [
        ("O", "o"),
        ("50%", "sˌiŋkwˈAŋtæ pˌorsˈAŋtʊ"),
        ("não", "nˈɐ\u0303ʊ\u0303"),
    ]


@pytest.mark.parametrize("text", ["...", "—", ""])
def test_a_text_without_a_sound_is_refused_and_has_no_length(text: str) -> None:
    with pytest.raises(VozesError) as caught:
        KOKORO.encode(text, "pt-br")
    assert caught.value.code is ErrorCode.NOTHING_TO_SAY
    assert KOKORO.length(text, "pt-br") == 0


def test_a_text_of_which_a_table_has_nothing_is_refused() -> None:
    with pytest.raises(VozesError, match="no sounds") as caught:
        encode(Phonemes((part("ǂ"), part("!", is_word=False)), "pt-br"), {"a": 1, "!": 2})
    assert caught.value.code is ErrorCode.NOTHING_TO_SAY


def test_an_unknown_language_has_no_length_either() -> None:
    with pytest.raises(VozesError) as caught:
        KOKORO.length("nuqneH", "tlh")
    assert caught.value.code is ErrorCode.UNSUPPORTED_LANGUAGE


@pytest.mark.parametrize("encoder", [KOKORO, STYLETTS2])
def test_a_long_text_is_split_by_its_symbols(encoder: SymbolEncoder) -> None:
    """As an engine does it: pieces of at most 510 symbols, with every word in one of them."""
    text = "O coração da nação bate com emoção, e ninguém sabe por quê. " * 30
    pieces = split(text, "pt-br", len(text), fits=lambda piece: encoder.length(piece, "pt-br") <= 510)
    lengths = [encoder.length(piece.text, "pt-br") for piece in pieces]
    assert max(lengths) <= 510
    assert min(lengths) > 250
    assert " ".join(piece.text for piece in pieces) == text.strip()


def check(encoder: SymbolEncoder, text: str, language: str) -> None:
    try:
        encoded = encoder.encode(text, language)
    except VozesError as error:
        if error.code in (ErrorCode.NOTHING_TO_SAY, ErrorCode.MODEL_NOT_INSTALLED):
            return
        raise
    assert set(encoded.ids) <= set(encoder.table.values())
    before = 0
    for word in encoded.words:
        assert before <= word.first < word.end <= len(encoded.ids)
        assert 0 <= word.text_start < word.text_end <= len(text)
        before = word.end


texts = st.text(max_size=80) | st.lists(
    st.sampled_from(
        "Dr. d'água R$ 12,50 às 14:30 ? !” “ ( — … é E o'clock 50% of the 你好 ｶﾞﾗｽ привет नमस्ते @a.b ½ ² 😀".split()
    ),
    max_size=12,
).map(" ".join)
readers = st.sampled_from((KOKORO, STYLETTS2, SMALL))
few = settings(deadline=None, max_examples=80)
many = settings(deadline=None, max_examples=3_000)


@few
@given(readers, texts, st.sampled_from(LANGUAGES))
def test_any_text_of_any_language_is_read_or_refused(encoder: SymbolEncoder, text: str, language: str) -> None:
    check(encoder, text, language)


@pytest.mark.slow
@many
@given(readers, texts, st.sampled_from(LANGUAGES))
def test_very_many_texts_of_any_language_are_read_or_refused(encoder: SymbolEncoder, text: str, language: str) -> None:
    check(encoder, text, language)

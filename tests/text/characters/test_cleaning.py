"""What becomes of the characters of a text: each test names what a person typed, pasted or piped."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.costs import grows_evenly
from vozes.errors import ErrorCode, VozesError
from vozes.text.characters import Cleaned, clean


def said(text: str) -> str:
    """The characters that are read, where nothing is warned of."""
    cleaned = clean(text)
    assert cleaned.warnings == ()
    return cleaned.text.text


def sources(text: str) -> list[tuple[str, str]]:
    """Each character with what it came from."""
    mapped = clean(text).text
    return [(mapped.text[place], text[slice(*mapped.span(place, place + 1))]) for place in range(len(mapped.text))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Olá, você não sabe o que é a ação.\n\tR$ 1.234,56 — “sim”…",
        "x² + 10⁻³ m³, ½ kg, 1ª e 2º, n.º 5, № 7, ™ ® © € %",
        "你好，世界！",
        "यह एक परीक्षण है। किताब",
        "ㅋㅋㅋ ㅠㅠ 안녕하세요",
        "น้ำ",
        "tʰuː ˈkaɹə ⁿd",
        "a\u00a0b\u202fc",
        "🇧🇷 👍🏽",
    ],
)
def test_what_is_meant_as_it_stands_is_left_as_it_is(text: str) -> None:
    assert said(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ac\u0327a\u0303o Sa\u0303o nin\u0303o", "ação São niño"),
        ("Vie\u0323\u0302t, Vie\u0302\u0323t", "Việt, Việt"),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("か\u3099は\u309a", "がぱ"),
        ("か\u309b", "が"),
        ("\u212b \u212a \u2126", "Å K Ω"),
        ("\u0958", "\u0915\u093c"),
        ("\uf900", "\u8c48"),
    ],
)
def test_letters_are_composed(text: str, plain: str) -> None:
    assert said(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ＡＢＣ １２３ －５ ％ ＠", "ABC 123 -5 % @"),
        ("𝗕𝗼𝗺 𝒹𝒾𝒶 𝟭𝟮 ℝ", "Bom dia 12 R"),
        ("oﬁcial, ﬂor, eﬃcace, Wiſſen, ﬆ", "oficial, flor, efficace, Wissen, st"),
        ("ĳ coŀlegi ǆ", "ij col·legi dž"),
        ("Ⓑⓞⓜ 🅑🅞🅜 🅱🅾🅼 🄱", "Bom BOM BOM B"),
        ("① ⑳ ⑴ ⒈ ㊿ ❶ ➁ ⓬ ⓪", "1 20 (1) 1. 50 1 2 12 0"),
        ("−5, \u2010, \u2011, \ufe63", "-5, -, -, -"),
        ("5㎏ 3㎡ 2㎥ 9㎧ 1㎨ 7㎛ 20℃ ㏑ ㏋ ℓ", "5kg 3m² 2m³ 9m/s 1m/s² 7µm 20°C ln HP l"),
        ("℡ ℻ ℅", "Tel. FAX c/o"),
        ("Ⅳ ⅻ", "IV xii"),
        ("H₂O x₁₂", "H2O x12"),
        ("ﻻ ﷺ ﺳﻼﻡ", "لا صلى الله عليه وسلم سلام"),
        ("ｶﾀｶﾅ ﾊﾟﾋﾞ ｡", "カタカナ パビ 。"),
        ("㌔ ㍿ ㋿ ㊊ ㉠ ﾡ", "キロ 株式会社 令和 月 ㄱ ㄱ"),
        ("⼈ ﹪ ﹙a﹚ ‼ ⁉", "人 % (a) !! !?"),
        ("a\u3000b\u2003c\u2009d\u1680e", "a b c d e"),
        ("`´ˆ ＾｀", "`´ˆ ^`"),
    ],
)
def test_what_only_looks_different_becomes_plain(text: str, plain: str) -> None:
    assert said(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("①②③", "1 2 3"),
        ("passo①fim", "passo 1 fim"),
        ("passo\u0301①", "passó 1"),
        ("①\u200b②", "1 2"),
        ("⒈⒉", "1. 2."),
        ("2㋀", "2 1月"),
        ("log₁₀100, 1010₂, C₆H₁₂O₆", "log10 100, 1010 2, C6H12O6"),
    ],
)
def test_numbers_that_were_apart_do_not_become_one(text: str, plain: str) -> None:
    assert said(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1ᵒ 2ᵃ nᵒ nᵒˢ", "1º 2ª nº nºs"),
        ("1ᵉʳ Mᵐᵉ 4ᵗʰ 1ˢᵗ 2ⁿᵈ", "1er Mme 4th 1st 2nd"),
        ("xⁿ tʰ 10ⁿ", "xⁿ tʰ 10ⁿ"),
        ("12\u2009345 7\u20096 a\u2009b", "12\u202f345 7\u202f6 a b"),
        ("Ｏｌá，１，５！", "Olá,1,5!"),
        ("１０：３０，其中３．５！", "10:30，其中3.5!"),
        ("好！！ 好～", "好！！ 好～"),
        ("﹖a﹖好（１）", "?a？好(1)"),
    ],
)
def test_a_form_is_read_by_what_is_beside_it(text: str, plain: str) -> None:
    assert said(text) == plain


@pytest.mark.parametrize(
    "hidden",
    ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202e", "\ufe0f", "\u180e", "\u3164"],
)
def test_what_nobody_sees_parts_no_word(hidden: str) -> None:
    assert said(f"{hidden}pala{hidden}vra{hidden}") == "palavra"


def test_what_nobody_sees_keeps_no_mark_from_its_letter() -> None:
    assert said("a\u200d\u0303o") == "ão"


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d❤\ufe0f\u200d👨",
        "🏳\ufe0f\u200d🌈",
        "1\ufe0f\u20e3 #\ufe0f\u20e3",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🧑🏽\u200d💻",
        "می\u200cروم",
        "क\u094d\u200dष",
        "ക\u0d4d\u200c",
        "\U0001fae9\u200d🌈",
    ],
)
def test_what_nobody_sees_stays_where_it_makes_a_difference(text: str) -> None:
    last = text[-1]
    assert said(text) == (text if last != "\u200c" else text[:-1])


@pytest.mark.parametrize("text", ["👩\u200d", "a\ufe0f", "1\ufe0f2", "می\u200c ", "👍\U000e0067", "\u200d👩"])
def test_what_nobody_sees_goes_where_it_joins_nothing(text: str) -> None:
    assert said(text) == "".join(character for character in text if character.isalnum() or character in "👩👍 ")


def test_line_ends_of_every_kind_are_one() -> None:
    assert said("a\r\nb\rc\u0085d\u2028e\nf") == "a\nb\nc\nd\ne\nf"


@pytest.mark.parametrize("end", ["\f", "\v", "\u2029", "\r\n\r\n"])
def test_the_end_of_a_page_is_that_of_a_paragraph(end: str) -> None:
    assert said(f"Página um.{end}Página dois.") == "Página um.\n\nPágina dois."


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("\x1b[1;31mErro\x1b[0m", "Erro"),
        ("\x1b]0;title\x07Olá", "Olá"),
        ("\x1b]8;;https://a.b\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b31mErro\x9d0;title\x9c", "Erro"),
        ("\x1b(BOlá\x1b7\x1b=", "Olá"),
        ("N\x08NO\x08O", "NO"),
    ],
)
def test_terminal_sequences_go_as_a_whole_with_one_warning(text: str, plain: str) -> None:
    cleaned = clean(text)

    assert cleaned.text.text == plain
    assert [warning for warning in cleaned.warnings if "terminal sequence" in warning] == [*cleaned.warnings]
    assert len(cleaned.warnings) == 1


def test_a_terminal_sequence_that_never_ends_takes_no_text_with_it() -> None:
    assert clean("\x1b]0;Olá a todos").text.text == "]0;Olá a todos"


@pytest.mark.parametrize(
    ("text", "plain", "named"),
    [
        ("O\0l\0á\0", "Olá", "U+0000 (3 times)"),
        ("a\x07b\x7f", "ab", "U+0007, U+007F"),
        ("a\x1fb", "a b", "U+001F"),
        ("don\x92t \x93oi\x94", "don’t “oi”", "Windows-1252: U+0092, U+0093, U+0094."),
        ("a\ue000b\U000f0000", "ab", "U+E000, U+F0000"),
        ("a\ufffdb\ufffd", "ab", "U+FFFD (2 times)"),
        ("a\u0378\ufdd0\uffffb", "ab", "U+0378, U+FDD0, U+FFFF"),
        ("".join(map(chr, range(0xE000, 0xE010))), "", "U+E007 and 8 others"),
    ],
)
def test_what_is_no_text_is_left_out_with_a_warning_that_names_it(text: str, plain: str, named: str) -> None:
    cleaned = clean(text)

    assert cleaned.text.text == plain
    assert len(cleaned.warnings) == 1
    assert named in cleaned.warnings[0]


def test_an_emoji_that_is_newer_than_python_is_no_unknown_character() -> None:
    assert said("\U0001faff") == "\U0001faff"


@pytest.mark.parametrize(("text", "place"), [("abc\ud83d", "U+D83D at position 3"), ("\udce7a", "byte 0xE7")])
def test_half_of_a_surrogate_pair_is_refused_with_its_place_and_a_way_out(text: str, place: str) -> None:
    with pytest.raises(VozesError, match=re.escape(place) + ".*UTF-8") as refusal:
        clean(text)
    assert (refusal.value.code, refusal.value.param) == (ErrorCode.INVALID_TEXT, "text")


@pytest.mark.parametrize(
    ("text", "came_from"),
    [
        ("xa\u0303o", [("x", "x"), ("ã", "a\u0303"), ("o", "o")]),
        ("oﬁ", [("o", "o"), ("f", "ﬁ"), ("i", "ﬁ")]),
        ("a\u200bb", [("a", "a"), ("b", "b")]),
        ("Ｘ\r\ny", [("X", "Ｘ"), ("\n", "\n"), ("y", "y")]),
        ("a①", [("a", "a"), (" ", "①"), ("1", "①")]),
        ("ｶﾞ", [("ガ", "ｶﾞ")]),
        ("❤\ufe0fa", [("❤", "❤\ufe0f"), ("\ufe0f", "❤\ufe0f"), ("a", "a")]),
        ("\x1b[1mã", [("ã", "ã")]),
    ],
)
def test_each_character_knows_what_it_came_from(text: str, came_from: list[tuple[str, str]]) -> None:
    assert sources(text) == came_from


def check(text: str) -> Cleaned:
    """Holds for any text: a map in order, the normal form, and a result that stays as it is."""
    cleaned = clean(text)
    mapped = cleaned.text
    starts, ends = list(mapped.starts), list(mapped.ends)
    assert len(mapped.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(starts, ends, strict=True))
    assert unicodedata.is_normalized("NFC", mapped.text)
    again = clean(mapped.text)
    assert (again.text.text, again.warnings) == (mapped.text, ())
    return cleaned


def letters(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return sorted(character for character in folded if character.isalnum() and character not in "\u115f\u1160")


_TRICKY = (
    "aA1é中かｶﾞㄱ가e\u0301\u0323\u0338\u0344\u3099\u309a\u1100\u1161\u11a8\u1160\u200b\u200c\u200d\ufe0f\ufeff\u00ad"
    "❤👩🏽🏴\U000e0067\U000e007f\u20e3①⑴⒈ⅣⒶ₂²ⁿᵗˢᵉᵒᵃ！，～．\u3000\u2009\r\n\f\0\x1b[]m;\x9b\x9c\x07\x08\x92कमीﬁﷺﹰ㎏㎡=＜ſ\u0307"
    "\u0915\u094d\u093c\u0930\u0951\ufffd\ue000\u0378ℹ№½％ﾡﾤ㉠🇧🇷\u034f "
)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(_TRICKY, max_size=12)


@given(_TEXTS)
@example("\u094d\u0301\u200d\u094d\u200c\u0915")
@example("ẛ ſ\u0307 ϓ ϒ\u0301")
def test_any_text_keeps_its_order_and_is_the_same_when_cleaned_again(text: str) -> None:
    check(text)


@given(_TEXTS)
def test_no_letter_and_no_digit_is_lost_without_a_warning(text: str) -> None:
    cleaned = clean(text)
    if not cleaned.warnings:
        assert letters(cleaned.text.text) == letters(text)


def test_every_character_there_is_stays_as_it_became() -> None:
    for code in (*range(0x3400), *range(0xA490, 0xAC10), *range(0xF900, 0x10000), *range(0x1D100, 0x1FC00)):
        check(f"{chr(code)}a1{chr(code)}")


@pytest.mark.parametrize(
    "shape",
    [
        "a\u0301",
        "\u0301\u0323",
        "ﬁ",
        "①",
        "\u200b",
        "👩\u200d",
        "\x1b]",
        "\r\n",
        "！",
        "ｶﾞ",
        "\x00",
        "ⁿᵗ",
        "क\u094d\u200d",
    ],
)
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    assert grows_evenly(lambda times: clean(shape * times), 3_000)

"""Where the words of a lexicon are found in a text."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costs import grows_evenly, seconds
from vozes.text.lexicon.entries import MOST_ENTRIES, LexiconEntry, entries_from
from vozes.text.lexicon.matching import Lexicon, Matcher
from vozes.text.lexicon.words import Words


def matcher(*words: str, language: str = "en", case_sensitive: bool = False) -> Matcher:
    entries = [LexiconEntry(word, "", f"[{word}]", case_sensitive=case_sensitive) for word in words]
    return Lexicon.compile(entries, language)


def read(found_by: Matcher, text: str) -> str:
    """The text with what is found replaced."""
    end = 0
    pieces: list[str] = []
    for found in found_by.find(text):
        pieces += text[end : found.start], found.respelling or f"/{found.ipa}/"
        end = found.end
    return "".join((*pieces, text[end:]))


@pytest.mark.parametrize(
    ("words", "text", "spoken"),
    [
        (["Nvidia"], "A NVIDIA e a nvidia.", "A [Nvidia] e a [Nvidia]."),
        (["Nvidia"], "Nvidias, Nvidia2, xNvidia", "Nvidias, Nvidia2, xNvidia"),
        (["Nvidia"], "Nvidia's and Nvidia’s", "Nvidia's and Nvidia’s"),
        (
            ["Nvidia"],
            "'Nvidia' “Nvidia”, (Nvidia)-Nvidia/Nvidia_",
            "'[Nvidia]' “[Nvidia]”, ([Nvidia])-[Nvidia]/[Nvidia]_",
        ),
        (["t", "s"], "don't, it's; t", "don't, it's; [t]"),
        (["avo"], "avô, avó, avo\u0302, avo", "avô, avó, avo\u0302, [avo]"),
        (["straße"], "STRASSE", "[straße]"),
        (["ΣΑΣ"], "σας", "[ΣΑΣ]"),
        (["C++", ".NET", "R$", "@"], "C++, ASP.NET e R$5, a@b", "[C++], ASP[.NET] e [R$]5, a[@]b"),
        (["L'Oréal"], "L’Oréal", "[L'Oréal]"),
        (["wi-fi"], "Wi-Fi", "[wi-fi]"),
        (["10", "2.0"], "10, 10.5, 1.10, 10:30, 2.0 v2.0", "[10], 10.5, 1.10, 10:30, [2.0] v2.0"),
        (["हिन्दी", "ह"], "हिन्दी में, ह", "[हिन्दी] में, [ह]"),
        (["می"], "می‌خواهم می", "می‌خواهم [می]"),
        (["п'ять", "ять"], "п’ять ять", "[п'ять] [ять]"),
        (["삼성"], "삼성 삼성은", "[삼성] 삼성은"),
        (["👍"], "ok👍👍", "ok[👍][👍]"),
        (["Nvidia"], "❤\ufe0fNvidia", "❤\ufe0f[Nvidia]"),
    ],
)
def test_words_are_found_whole_in_any_case(words: list[str], text: str, spoken: str) -> None:
    assert read(matcher(*words), text) == spoken


@pytest.mark.parametrize(
    ("words", "text", "spoken"),
    [
        (["東京"], "東京都は東京", "[東京]都は[東京]"),
        (["AI"], "このAIはAIX", "この[AI]はAIX"),
        (["ไทย"], "ประเทศไทย", "ประเทศ[ไทย]"),
        (["バス"], "バスケ", "[バス]ケ"),
        (["ก"], "กิก", "กิ[ก]"),
    ],
)
def test_any_occurrence_counts_where_words_are_written_without_blanks(words: list[str], text: str, spoken: str) -> None:
    assert read(matcher(*words, language="ja"), text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("São Paulo", "[São Paulo]"),
        ("SÃO \n  PAULO FC", "[São Paulo FC]"),
        ("São\u00a0Paulo", "[São Paulo]"),
        ("São\n\nPaulo", "[São]\n\n[Paulo]"),
        ("São Paulo Futebol", "[São Paulo] Futebol"),
        ("São, Paulo", "[São], [Paulo]"),
        ("São Paulos", "[São] Paulos"),
    ],
)
def test_the_longest_of_several_words_wins(text: str, spoken: str) -> None:
    assert read(matcher("São", "Paulo", "São Paulo", "São Paulo FC"), text) == spoken


def test_the_first_wins_over_a_longer_one_that_begins_inside() -> None:
    assert read(matcher("a b", "b c d"), "a b c d") == "[a b] c d"


def test_the_case_counts_where_that_is_wanted() -> None:
    entries = [LexiconEntry("US", "", "U S", case_sensitive=True), LexiconEntry("who", "", "hu")]

    assert read(Lexicon.compile(entries, "en"), "US us Us WHO Who") == "U S us Us hu hu"


def test_a_word_that_is_written_just_so_wins_over_any_case() -> None:
    entries = [LexiconEntry("us", "", "any"), LexiconEntry("US", "", "exact", case_sensitive=True)]

    assert read(Lexicon.compile(entries, "en"), "US us") == "exact any"
    assert read(Lexicon.compile(entries[::-1], "en"), "US us") == "exact any"


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("pt-br", "nearest"), ("pt_BR", "nearest"), ("pt-pt", "near"), ("pt", "near"), ("en", "any")],
)
def test_the_nearest_language_wins(language: str, spoken: str) -> None:
    entries = [
        LexiconEntry("a", "pt", "near"),
        LexiconEntry("a", "pt-br", "nearest"),
        LexiconEntry("A", "", "any", case_sensitive=True),
        LexiconEntry("a", "", "any"),
    ]

    assert read(Lexicon.compile(entries, language), "A") == spoken
    assert read(Lexicon.compile(entries[::-1], language), "A") == spoken


def test_entries_of_other_languages_do_not_count() -> None:
    entries = [LexiconEntry("a", "pt-br", "b"), LexiconEntry("a", "es", "b")]

    assert Lexicon.compile(entries, "pt").find("a") == []
    assert Lexicon.compile([LexiconEntry("中", "zh", "b")], "cmn").find("中") != []


@pytest.mark.parametrize(("language", "spoken"), [("pt", "copo d'[água]"), ("en", "copo d'água")])
def test_what_an_apostrophe_joins_is_one_word_unless_it_stands_for_a_vowel(language: str, spoken: str) -> None:
    assert read(matcher("água", language=language), "copo d'água") == spoken
    assert read(matcher("d'água", language=language), "copo d'água") == "copo [d'água]"


def test_turkish_has_two_letters_i() -> None:
    found_by = matcher("IŞIK", "istanbul", language="tr")

    assert read(found_by, "ışık İSTANBUL ISTANBUL işik") == "[IŞIK] [istanbul] ISTANBUL işik"


def test_a_place_is_told_in_code_points_with_ipa_or_a_respelling() -> None:
    (first, second) = Lexicon.compile([LexiconEntry("x", "", None, "a"), LexiconEntry("y", "", "b")], "en").find(
        "😀 x y"
    )

    assert first == (2, 3, None, "a")
    assert second == (4, 5, "b", None)


def test_entries_of_a_request_win_over_those_that_are_kept() -> None:
    lexicon = Lexicon([LexiconEntry("a", "pt-br", "kept", case_sensitive=True), LexiconEntry("b", "", "kept")])
    of_request = entries_from([{"word": "A", "respelling": "sent"}])

    assert read(lexicon.matcher("pt-br", of_request), "a b") == "sent kept"
    assert read(lexicon.matcher("pt-br"), "a b") == "kept kept"


def test_entries_are_compiled_once_for_all_languages_that_they_serve() -> None:
    lexicon = Lexicon([LexiconEntry("a", "pt", "b")])

    assert lexicon.matcher("pt-br") is lexicon.matcher("pt-pt")
    assert lexicon.matcher("xx-one") is lexicon.matcher("xx-two")
    assert lexicon.matcher("pt").find("a") != lexicon.matcher("de").find("a")


PIECES = ["a", "A", "b", "ab", " ", "  ", "\n\n", "中", "国", "-", "'", "1", ".", "é", "e\u0301", "İ"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def spelled_out(entries: Sequence[LexiconEntry], text: str, language: str) -> list[tuple[int, int]]:
    """What the matcher finds, found by trying every entry at every place."""
    words = Words.of(language)

    def signs(pieces: list[str], case_sensitive: bool) -> list[str]:
        table = words.signs(pieces, case_sensitive=case_sensitive)
        return [table[piece] for piece in pieces]

    pieces, found, place = words.cut(text), [], 0
    wanted = [(signs(words.cut(entry.word), entry.case_sensitive), entry.case_sensitive) for entry in entries]
    given = {case: signs(pieces, case) for case in (False, True)}
    while place < len(pieces):
        lengths = [len(word) for word, case in wanted if given[case][place : place + len(word)] == word]
        if lengths:
            start = len("".join(pieces[:place]))
            found.append((start, start + len("".join(pieces[place : place + max(lengths)]))))
        place += max(lengths, default=1)
    return found


def check_against_spelled_out(words: Sequence[tuple[str, bool]], text: str) -> None:
    entries = [LexiconEntry(" ".join(word.split()), "", "x", case_sensitive=case) for word, case in words]
    for language in ("en", "pt", "tr"):
        found = [(each.start, each.end) for each in Lexicon.compile(entries, language).find(text)]

        assert found == spelled_out(entries, text, language)


@given(words=st.lists(st.tuples(TEXTS.map(str.strip).filter(bool), st.booleans()), max_size=6), text=TEXTS)
def test_it_finds_what_trying_every_entry_at_every_place_finds(words: list[tuple[str, bool]], text: str) -> None:
    check_against_spelled_out(words, text)


@given(words=st.lists(st.text("中国", min_size=1, max_size=4), max_size=4), text=st.text("中国", max_size=9))
def test_it_does_so_where_entries_begin_and_end_within_others(words: list[str], text: str) -> None:
    check_against_spelled_out([(word, False) for word in words], text)


@given(text=st.text(max_size=60))
def test_the_pieces_of_a_text_are_as_long_as_the_text(text: str) -> None:
    for language in ("en", "pt"):
        assert len("".join(Words.of(language).cut(text))) == len(text)


@pytest.fixture(scope="module")
def many() -> Matcher:
    return matcher(*(f"palavra{number}" for number in range(MOST_ENTRIES - 1)), "de uma vez", language="pt")


def test_ten_thousand_entries_cost_little_in_a_long_text(many: Matcher) -> None:
    text = ("O rato roeu a roupa do rei de Roma, e a rainha, com raiva, palavra77 de uma vez. " * 1300)[:100_000]

    assert len(many.find(text)) > 2_000
    assert any(seconds(lambda: many.find(text)) < 0.1 for _ in range(5))  # others may be at work


HOSTILE = {
    "one word": "a",
    "marks": "\u0301",
    "brackets": "(",
    "digits": "1",
    "numbers": "1.",
    "dots": ".",
    "apostrophes": "a'",
    "blanks": " ",
    "lines": "\n a",
    "scripts": "aб中",
    "words of a phrase": "de uma ",
    "entries": "palavra77 ",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_the_time_is_linear_in_the_text(shape: str, many: Matcher) -> None:
    assert grows_evenly(lambda length: many.find((HOSTILE[shape] * length)[:length]), 60_000)


@pytest.mark.parametrize(("language", "sign"), [("en", "a "), ("zh", "啊")])
def test_the_time_is_linear_whatever_the_entries(language: str, sign: str) -> None:
    """Fifty entries that each begin as the text goes on, and never end so."""
    found_by = matcher(*(sign * number + "b" for number in range(1, 50)), language=language)

    assert any(seconds(lambda: found_by.find(sign * 50_000)) < 0.5 for _ in range(5))  # others may be at work

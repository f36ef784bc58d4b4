"""Where sentences end is told by examples; `test_splitting` shows what is made of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.text.breaks import Rank, find_breaks, sentence_ends


def parts(text: str, language: str, rank: Rank = Rank.SENTENCE) -> list[str]:
    """What lies between the breaks of a rank and above."""
    edges = [0, *(place.position for place in find_breaks(text, language) if place.rank >= rank), len(text)]
    return [text[edges[i] : edges[i + 1]].strip() for i in range(len(edges) - 1)]


SENTENCES = {
    "pt": ["O Sr. Silva e a Profa. Ana leram 3.14 livros, i.e. poucos.", "Eis, p. ex., a pág. 5.", "Será…", "Sim!"],
    "en": [
        "J. K. Rowling met Dr. Who at 10.30 a.m. today.",
        '"Really?" he asked... twice.',
        "(No. 5 won.)",
        "No.",
        "The U.S. Army left.",
    ],
    "de": ["Am 3. Mai kam Fr. Maier, z. B. mit Kuchen.", "„Nein.“", "»Doch!«", "Ludwig XIV. war da."],
    "fr": ["« Ça va\u00a0? » dit Mme. Moreau.", "Voyez www.exemple.fr/?q=un.", "« Oui. »"],
    "ru": ["На ул. Ленина жил А. С. Пушкин.", "Он т.е. поэт.", "Да!"],
    "zh": ["今天天气很好，我们走吧！", "他说：“你好。”然后走了。", "圆周率是3．14。", "（真的？）"],
    "ja": ["「はい。」と言った。", "本当ですか？", "『雪国』。", "うん！"],
    "ar": ["ذهبت إلى السوق، ثم عدت.", "كيف حالك؟", "بخير!"],
    "hi": ["मैं घर गया।", "तुम कैसे हो?", "ठीक हूँ!"],
    "ko": ["네.", "알겠습니다.", "어디 가세요?"],
}
"""Each of these is one sentence, whatever stops are inside it."""


TABLE = [
    (line.split("\t")[0], line.split("\t")[1].split(" | "))
    for line in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()[1:]
]
"""More of them, which follow each other in a text."""


@pytest.mark.parametrize(("language", "sentences"), [*SENTENCES.items(), *TABLE])
def test_sentences_end_where_readers_end_them(language: str, sentences: list[str]) -> None:
    glue = "" if language in ("zh", "ja") else " "
    assert parts(glue.join(sentences), language) == sentences


def test_lines_end_sentences_but_not_where_a_text_is_wrapped() -> None:
    assert parts("Um título\nEle veio\nde longe", "pt") == ["Um título", "Ele veio\nde longe"]
    assert parts("sim, eu\n- pão\n- leite", "pt") == ["sim, eu", "- pão", "- leite"]
    assert parts("sem\n\nfim", "pt") == ["sem", "fim"]


def test_clauses_end_at_their_marks() -> None:
    assert parts("Olá, mundo; eis: isto — aquilo… e etc. e mais", "pt", Rank.CLAUSE) == [
        "Olá,", "mundo;", "eis:", "isto —", "aquilo…", "e etc.", "e mais",
    ]  # fmt: skip
    assert parts("你好，世界；10，5、他说：“我……好”", "zh", Rank.CLAUSE) == [
        "你好，", "世界；", "10，5、", "他说：", "“我……", "好”",
    ]  # fmt: skip
    assert parts("نعم، لا؛ ربما", "ar", Rank.CLAUSE) == ["نعم،", "لا؛", "ربما"]


def test_numbers_times_and_addresses_are_not_parted() -> None:
    text = "1,000.5 12:30 10–20 a@b.com https://x.org/?a=1;b,c"
    assert parts(text, "en", Rank.WORD) == text.split()


def test_marks_after_a_space_stay_with_their_word() -> None:
    text = "Ça va ? Oui : très bien ; voilà (enfin) !"
    assert parts(text, "fr", Rank.WORD) == ["Ça", "va ?", "Oui :", "très", "bien ;", "voilà", "(enfin) !"]


def test_a_dash_that_opens_a_line_of_dialogue_is_no_clause() -> None:
    assert parts("— Olá — disse ela. — Bom dia.", "pt", Rank.CLAUSE) == ["— Olá —", "disse ela.", "— Bom dia."]


def test_what_a_no_break_space_joins_is_no_two_words() -> None:
    assert parts("10\u00a0km de\u202fcá", "pt", Rank.WORD) == ["10\u00a0km", "de\u202fcá"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("sim, eu\na) pão\nb) leite", ["sim, eu", "a) pão", "b) leite"]),
        ("sim, eu\n1. pão\n2) leite", ["sim, eu", "1. pão", "2) leite"]),
        ("temos\n2 ovos\n3 pães", ["temos", "2 ovos", "3 pães"]),
        ("eu\n• pão\n— leite\n* mel", ["eu", "• pão", "— leite", "* mel"]),
        ("pão\n\u2028leite\n\nmel", ["pão", "leite", "mel"]),
        ("Sim.\r\nNão\u2029talvez\x0bFim", ["Sim.", "Não\u2029talvez", "Fim"]),
        ("eu comi um\nbom (e doce) pão", ["eu comi um\nbom (e doce) pão"]),
    ],
)
def test_a_line_is_more_than_the_rest_of_the_one_before_by_how_it_begins(text: str, lines: list[str]) -> None:
    assert parts(text, "pt") == lines


def test_marks_before_the_first_word_end_no_sentence() -> None:
    assert parts("... Então ele veio. Sim.", "pt") == ["... Então ele veio.", "Sim."]


def test_what_a_quotation_leaves_out_ends_no_sentence() -> None:
    assert parts("Ele (...) Maria [...] José viu. Fim", "pt") == ["Ele (...) Maria [...] José viu.", "Fim"]


_PIECES = [
    "a",
    "é",
    "B",
    "Sr",
    "etc",
    "U.S",
    "5",
    "10",
    "IV",
    ".",
    "!",
    "?",
    "…",
    ",",
    ";",
    "。",
    "，",
    "“",
    "”",
    "(",
    ")",
    "-",
]
_PIECES += ["—", " ", "\n", "\u2028", "\u00a0", "漢", "»", "«"]


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join), st.sampled_from(["pt", "de", "zh", "el"]))
def test_the_ends_of_sentences_alone_are_those_among_all_breaks(text: str, language: str) -> None:
    ends = [place.position for place in find_breaks(text, language) if place.rank is Rank.SENTENCE]
    assert sentence_ends(text, language) == ends

"""What becomes of Markdown and HTML that people paste, and that what is none stays as it is.

In the tables ` ¶ ` is the end of a paragraph and ` · ` that of an item or a line.
"""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.costs import grows_evenly
from vozes.text.mapped import MappedText
from vozes.text.plain import Plain, plain
from vozes.text.plain.line_ends import ITEM_END, PARAGRAPH_END


def stripped(text: str) -> Plain:
    return plain(MappedText.of(text))


def meant(text: str) -> str:
    """The plain text, with its line ends written as signs and without those at its own ends."""
    lines = stripped(text).text.text.strip()
    for end, sign in ((ITEM_END, " · "), (PARAGRAPH_END, " ¶ "), ("\n", " / ")):
        lines = lines.replace(end, sign)
    return lines


MARKDOWN = [
    ("**negrito** e *itálico*", "negrito e itálico"),
    ("__negrito__ e _itálico_ e ***os dois***", "negrito e itálico e os dois"),
    ("**um *dentro* do outro**, “*sim*”.", "um dentro do outro, “sim”."),
    ("ne**gri**to", "negrito"),
    ("这是**重点**内容和*斜体*的", "这是重点内容和斜体的"),
    ("~~riscado~~ e ~riscado~", "riscado e riscado"),
    ("**Aviso **importante", "**Aviso **importante"),
    ("**Aviso ** importante", "Aviso  importante"),
    ("`codigo` e ``com ` dentro`` e ```três```", "codigo e com ` dentro e três"),
    ("# Título\num texto", "Título ¶ um texto"),
    ("um texto\n## Título ##\noutro", "um texto ¶ Título ¶ outro"),
    ("##Título", "Título"),
    ("# Sobre C#", "Sobre C#"),
    ("Título\n======\num texto", "Título ¶ um texto"),
    ("Título\n---\num texto", "Título ¶ um texto"),
    ("**Ingredientes:**\num ovo", "Ingredientes: ¶ um ovo"),
    ("Compre:\n- pão\n- leite\n  e mel\n- ovos", "Compre: · pão · leite /   e mel · ovos"),
    ("* pão\n* leite", "pão · leite"),
    ("+ pão\n+ leite", "pão · leite"),
    ("• pão\n•leite", "pão · leite"),
    ("- - aninhado", "aninhado"),
    ("Faça:\n1. um item\n\n2. dois itens\n10. dez", "Faça: · 1, um item ¶ 2, dois itens · 10. dez"),
    ("faça a) isto:\na) um item\nb) dois itens", "faça a) isto: · a, um item · b, dois itens"),
    ("1. Mai ist frei\n2. Mai nicht", "1. Mai ist frei · 2. Mai nicht"),
    ("sim\n1) um só", "sim · 1) um só"),
    ("- [x] feito\n- [ ] por fazer", "feito · por fazer"),
    ("- 5", "5"),
    ("> Uma citação\n> que segue\n>> mais", "Uma citação / que segue / mais"),
    ("> 18 anos tinha\n> 20 tem", "18 anos tinha · 20 tem"),
    ("um\n\n---\n\ndois\n* * *\ntrês", "um ¶  ¶ dois ¶ três"),
    ("[um link](http://a.b) e [outro](</c d> 'T').", "um link e outro."),
    ("veja [aqui](pagina.html#parte_(2)).", "veja aqui."),
    ("[http://a.b](http://a.b)", "http://a.b"),
    ("[](http://a.b)", "http://a.b"),
    ("![um gato](gato.png) e ![](cão.png)!", "um gato e !"),
    ("[![selo](selo.svg)](http://a.b) fim", "selo fim"),
    ("um [texto][1] e [outro][].\n\n[1]: http://a.b 'T'\n[outro]: <http://c.d>", "um texto e outro."),
    ("Um fato[^1] e [^nota].\n\n[^1]: a fonte\n[^nota]: mais", "Um fato e. ¶ 1: a fonte ¶ nota: mais"),
    ("| nome | idade |\n|------|:-----:|\n| Ana  | 5. |\n| Rui | |", "nome, idade ·  · Ana, 5. · Rui"),
    ("nome | idade\n--- | ---\nAna | 5", "nome, idade ·  · Ana, 5"),
    ("| a | b |", "a, b"),
    ("```python\nx = 1\ny = 2\n```\nfim", "x = 1 · y = 2 ·  / fim"),
    ("1\\. não é um item, snake\\_case, \\[1\\]", "1. não é um item, snake_case, [1]"),
    ("<http://a.b> e <eu@a.com>", "http://a.b e eu@a.com"),
]

HTML = [
    ("<b>negrito</b> e <em class='x'>ênfase</em>", "negrito e ênfase"),
    ("ne<b>gri</b>to", "negrito"),
    ("<h1>Título</h1>um texto", "Título ¶ um texto"),
    ("<p>Olá</p>\n<p>oi</p>", "Olá ¶ oi"),
    ("um<br>dois<br/>três", "um · dois · três"),
    ("<ul>\n  <li>pão</li>\n  <li>leite</li>\n</ul>", "pão · leite"),
    ("<table><tr><th>nome</th><th>idade</th></tr>\n<tr><td>Ana</td><td>5</td></tr></table>", "nome, idade · Ana, 5"),
    ('<a href="http://a.b">um link</a>', "um link"),
    ('<img src="gato.png" alt="um gato"> dorme', "um gato dorme"),
    ("um<!-- nota\nlonga -->dois", "umdois"),
    ("um<script>if (a < b) x()</script><style>p {}</style>dois", "umdois"),
    ("<!DOCTYPE html><html><body>Olá</body></html>", "Olá"),
    ("10<sup>-3</sup> m<sup>2</sup> de H<sub>2</sub>O", "10⁻³ m² de H2O"),
    ("Jos&eacute; &amp; Ana&nbsp;&#233; &#xE9; &copy;", "José & Ana\u00a0é é ©"),
    ("&lt;b&gt; e &amp;amp;lt; 3 e R&amp;D", "< b> e < 3 e R&D"),
    ("a&#769; e &fflig;&#8203;n&shy;a", "á e ffna"),
    ("A tag `<br>` quebra", "A tag < br> quebra"),
]


@pytest.mark.parametrize(("text", "left"), MARKDOWN)
def test_markdown_is_read_as_what_it_shows(text: str, left: str) -> None:
    assert meant(text) == left


@pytest.mark.parametrize(("text", "left"), HTML)
def test_html_is_read_as_what_it_shows(text: str, left: str) -> None:
    assert meant(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2, 5*3*2, 2 ** 3 e 2**3**4",
        "snake_case_name, a_b, _privado, __dunder e $_GET",
        "*nix e *bsd, f(*args, **kwargs)",
        "x = a*b e c*d, a**b + c**d",
        "um preço* e outro*, 5* e 4*",
        "(*) e “*”, f*** e p**a",
        "#1, #hashtag, C#, F# e #",
        "2 > 1, 1 < 2, a < b > c, x<y>z e <3",
        "<thinking>hm</thinking>, List<String>, <Enter> e a<b>c",
        "git clone <link> e um <title>",
        "[1, 2], f(x), a[0](1), matriz[i](j), [10](20) e [1][2]",
        "> 18 anos",
        "~5, ~6 e ~/pasta",
        "+ 55 11 98765-4321",
        "Nome: ____ Idade: ___.",
        "C:\\temp\\_x e \\\\srv\\*",
        "d`água e d`ouro",
        "AT&T, Q&A, a & b; c && d",
        "http://a.b/_x_y_/z_ e eu_mesmo_aqui@a.b, _eu_@a.b",
        "|x| < 3 e a || b",
        "*** Atenção ***",
        "— Olá — disse ela.",
        "-5 graus e - 5 graus",
        "uma linha\nque segue",
    ],
)
def test_what_is_no_markup_stays_as_it_is(text: str) -> None:
    assert stripped(text) == Plain(MappedText.of(text))


def test_a_word_knows_where_it_stood_among_marks() -> None:
    text = "Um **negrito** e [link](http://a.b)."
    said = stripped(text).text
    spans = [said.span(place, place + len(word)) for word in ("negrito", "link") for place in [said.text.index(word)]]
    assert [text[slice(*span)] for span in spans] == ["negrito", "link"]


def test_a_character_that_was_an_entity_is_all_of_it() -> None:
    said = stripped("Jos&eacute;").text
    assert said.span(3, 4) == (3, 11)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("[um](http://a.b 'T') [dois](/c)", "Addresses of links were left out: http://a.b 'T', /c."),
        ("![um](a.png)", "Addresses of pictures were left out: a.png."),
        ("um [texto][1]\n\n[1]: http://a.b", "Addresses of links were left out: [1]: http://a.b, 1."),
        ("um[^1]", "Marks of footnotes were left out: [^1]."),
        ("```python\nx\n```", "The languages of code were left out: python."),
        ("- [x] feito", "Marks of tasks that are done were left out: x."),
        ("<b>um</b> <a href='http://a.b'>dois</a>", "HTML tags were left out: b, a href='http://a.b', a."),
        ("um<!-- nota -->", "HTML comments were left out: nota."),
        (
            "um<style>p {}</style>",
            "Parts of HTML that are for browsers alone were left out: <style>p {}</style>.",
        ),
    ],
)
def test_what_goes_with_letters_or_digits_is_told(text: str, warning: str) -> None:
    assert stripped(text).warnings == (warning,)


def test_an_endless_address_is_told_by_its_beginning() -> None:
    (warning,) = stripped(f"![um](data:{'A' * 5000})").warnings
    assert len(warning) < 400


def test_marks_without_letters_go_without_a_word() -> None:
    assert stripped("**um** ~~dois~~\n\n---\n\n> três").warnings == ()


def test_what_an_entity_stands_for_is_told_where_it_cannot_be_said() -> None:
    assert stripped("um&#7;").warnings == ("Control characters were left out: U+0007.",)


_PIECES = [
    *("**", "*", "_", "__", "`", "``", "```", "~~", "~", "[", "]", "](", "(", ")", "![", "[^1]", "[^1]:", "]: "),
    *(
        "http://a.b",
        "<b>",
        "</b>",
        "<br>",
        "<p>",
        "</p>",
        "<li>",
        "<td>",
        "</td>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
    ),
    *("<", "</", ">", "\\", "\\*", "|", "| a | b |", "|---|", "---", "===", "# ", "#", "- ", "* ", "+ ", "1. ", "> "),
    *("\n", "\n\n", " ", "a", "B", "ção", "12", "漢字", "é", "!", ".", ":", "\t", "- [x] ", "• ", "x=1", "'", '"'),
    *("<a href='x'>", "```py", "\n```\n", "\u00a0", "é"),
]
_ENTITIES = ["&amp;", "&lt;", "&gt;", "&#42;", "&nbsp;", "&eacute;"]


def texts(pieces: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)


@given(texts([*_PIECES, *_ENTITIES]))
def test_the_plain_text_of_a_plain_text_is_the_same(text: str) -> None:
    once = stripped(text).text.text
    assert stripped(once).text.text == once


@given(texts([*_PIECES, *_ENTITIES]))
def test_the_map_is_in_order(text: str) -> None:
    said = stripped(text).text
    starts, ends = list(said.starts), list(said.ends)
    assert len(said.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(starts, ends, strict=True))


@given(texts(_PIECES))
def test_no_letter_and_no_digit_goes_without_a_warning(text: str) -> None:
    result = stripped(text)
    before, after = (Counter(filter(str.isalnum, part)) for part in (text, result.text.text))
    assert not after - before
    assert set(before - after) <= set("".join(result.warnings))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    if not any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        stripped(text)


_SHAPES = [
    *(
        "[",
        "(",
        "*",
        "<",
        "`",
        "_",
        "[](",
        "[a](",
        "**a ",
        "<a ",
        "<!--",
        "<script>",
        '<a "',
        "``a` ",
        "&amp;",
        "\\",
        "\\*",
    ),
    *(
        "a\n",
        "- a\n",
        "> a\n",
        "| a | b |\n",
        "a|b\n-|-\n",
        "|\t",
        "# a\n",
        "```\n",
        "[^1]",
        "<td>",
        "www.",
        "&#x",
        "> ",
    ),
]


@pytest.mark.parametrize("shape", _SHAPES)
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    assert grows_evenly(lambda length: stripped((shape * length)[:length]), 5_000)

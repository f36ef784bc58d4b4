"""Which line ends a person meant, and which a program made."""

import pytest

from tests.text.plain.test_plain import meant, stripped

WRAPPED = """O relatório que a comissão apresentou ontem em
Brasília diz que os números do ano passado e de
2024 são quase iguais, e que nada indica uma mu-
dança no futuro. Ele foi lido por todos."""


def test_lines_that_were_wrapped_are_joined() -> None:
    assert meant(WRAPPED) == WRAPPED.replace("-\n", "").replace("\n", " ")


def test_a_joined_word_has_the_span_of_both_parts() -> None:
    said = stripped(WRAPPED).text
    start, end = said.span(place := said.text.index("mudança"), place + len("mudança"))
    assert WRAPPED[start:end] == "mu-\ndança"


def test_lines_of_chinese_that_were_wrapped_are_joined_without_a_space() -> None:
    line = "今天天气很好我们一起去公园散步然后回家吃饭"
    assert meant(f"{line}\n{line}\n很好。") == f"{line}{line}很好。"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Pão\nLeite\nOvos", "Pão · Leite · Ovos"),
        ("Comprar:\npão\nleite\n2 ovos", "Comprar: · pão · leite · 2 ovos"),
        ("arroz\nfeijão\nmacarrão", "arroz · feijão · macarrão"),
        ("Total\n10 reais", "Total · 10 reais"),
        ("Ele veio\nde longe", "Ele veio / de longe"),
        ("Um título\nEle veio\nde longe", "Um título · Ele veio / de longe"),
        ("Batatinha quando nasce,\nespalha a rama pelo chão,\nmenininha quando dorme,", None),
        ("um\n\ndois", "um ¶ dois"),
        ("你好\n再见", "你好 · 再见"),
    ],
)
def test_other_lines_end_where_a_person_ended_them(text: str, lines: str | None) -> None:
    assert meant(text) == (lines or text.replace("\n", " / "))

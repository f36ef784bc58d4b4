"""The library's process outlives any text, however long in whatever way; and ordinary text is left alone."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines.espeak.long_texts import long_texts
from tests.live import ROOT
from vozes.engines.espeak.info import list_voices
from vozes.text.espeak.taming import tame

WAYS = ("speak", "phonemes")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def texts_that_end_it(way: str, count: int, seed: int) -> list[str]:
    texts = list(long_texts(count, seed, [voice.info.id for voice in list_voices()]))
    deadly, start = [], 0
    while start < len(texts):
        lines = "".join(json.dumps([number, *texts[number]]) + "\n" for number in range(start, len(texts)))
        command = [sys.executable, "-m", "tests.engines.espeak.raw_library", way]
        ended = subprocess.run(command, input=lines, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=False)
        if ended.returncode == 0:
            break
        last = int(ended.stdout.split()[-1])
        deadly.append(f"status {ended.returncode}: {texts[last]!a}")
        start = last + 1
    return deadly


@pytest.mark.parametrize("way", WAYS)
def test_no_long_text_ends_the_library_s_process(way: str) -> None:
    assert texts_that_end_it(way, count=30, seed=0) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_none_of_20_000_long_texts_ends_the_library_s_process(way: str) -> None:
    assert texts_that_end_it(way, count=20_000, seed=1) == []


def _prose(page: Path) -> list[str]:
    """Its paragraphs and items, without headings, code, tables and addresses."""
    text = re.sub(r"```.*?```|`[^`]*`|^#[^\n]*", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return [part for part in re.split(r"\n\n+|\n(?=- )", text) if "|" not in part and "://" not in part]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_prose_is_left_as_it_is(page: Path) -> None:
    voice = "pt-br" if "pt-BR" in page.name else "en-us"
    assert [part for part in _prose(page) if tame(part, voice)[1] is not None] == []


@pytest.mark.parametrize(
    ("voice", "text"),
    [
        ("pt-br", "Era uma vez um homem que não tinha nada além de um cavalo e de uma casa no alto do morro. " * 40),
        ("pt-br", "A conta foi de R$ 1.234,56 em 12/03/2024, às 14h30, na Av. Paulista, n.º 1.578; (11) 98765-4321!"),
        ("en-us", "It was the best of times, it was the worst of times, it was the age of wisdom. " * 40),
        ("en-us", "Dr. Smith said: “I don't know (yet)…” – U.S.A., 3:45 p.m., $5.99, 20% off & more."),
        ("pt-br", "Não é isso: há também o que ninguém diz em voz alta mas todos sabem muito bem " * 3),
        ("de", "Donaudampfschifffahrtsgesellschaftskapitän, Straßenbahnhaltestelle, „schön“!"),
        ("ru", "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему. " * 20),
        ("hi", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। " * 20),
        ("cmn", "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。" * 20),
    ],
)  # fmt: skip
def test_ordinary_pages_are_left_as_they_are(voice: str, text: str) -> None:
    if voice == "cmn":  # a space between signs parts what is parted anyway
        assert "  " not in tame(text, voice)[0]
    else:
        assert tame(text, voice) == (text, None)

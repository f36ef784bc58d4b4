"""The page on eSpeak NG names the options, aliases and voices that the engine has."""

import re

from tests.docs.markdown import ROOT
from vozes.engines.espeak.info import engine_info
from vozes.engines.espeak.voices import ALIASES

PAGE = (ROOT / "docs" / "engines" / "espeak.md").read_text("utf-8")
INFO = engine_info()


def test_every_option_is_there_with_its_default_range_and_help() -> None:
    options = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
    expected = [
        (
            each.name,
            str(each.default or 0),
            f"{each.minimum:g} to {each.maximum:g} {each.english.unit or ''}".strip(),
            each.english.help,
        )
        for each in INFO.options
        if each.type == "integer"
    ]
    assert options[:-1] == expected
    assert options[-1][0] == INFO.options[-1].name == "variant"


def test_every_alias_is_there() -> None:
    rows = re.findall(r"^\| (`.*`) \| `([\w-]+)` \|$", PAGE, re.MULTILINE)
    assert {tag: spoken for tags, spoken in rows for tag in re.findall(r"`([\w-]+)`", tags)} == ALIASES


def test_the_number_of_voices_and_languages_is_right() -> None:
    assert f"{len(INFO.voices)} voices in {len(INFO.languages)} languages" in PAGE


def test_the_languages_that_are_said_to_be_left_out_are() -> None:
    (sentence,) = re.findall(r"languages are left out.*?\.\n", PAGE, re.DOTALL)
    named = set(re.findall(r"`([a-z]{2,3})`", sentence))
    assert named == {"fo", "kaa", "xex"}
    assert named.isdisjoint(INFO.languages)

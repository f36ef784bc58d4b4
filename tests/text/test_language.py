import time

import pytest

from vozes.text.language import match_language

SPOKEN = ("pt-br", "pt-pt", "en-us", "en-gb", "cmn", "es", "es-419")
ALIASES = {"pt": "pt-br", "en": "en-us", "zh": "cmn"}


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("pt-br", "pt-br"),
        ("pt", "pt-br"),
        ("PT_BR", "pt-br"),
        ("pt-PT", "pt-pt"),
        ("pt-AO", "pt-br"),
        ("en", "en-us"),
        ("en-AU", "en-us"),
        ("en-gb", "en-gb"),
        ("zh", "cmn"),
        ("zh-Hans-CN", "cmn"),
        ("es-AR", "es"),
        ("es-419", "es-419"),
        ("xx", None),
        ("", None),
        ("p", None),
    ],
)
def test_a_tag_finds_the_language_that_serves_it(tag: str, language: str | None) -> None:
    assert match_language(tag, SPOKEN, ALIASES) == language


@pytest.mark.parametrize("part", ["a-", "a", "_", "en-"])
def test_a_tag_longer_than_any_serves_none_without_work(part: str) -> None:
    started = time.process_time()
    assert match_language(part * 400_000, SPOKEN, ALIASES) is None
    assert time.process_time() - started < 0.5

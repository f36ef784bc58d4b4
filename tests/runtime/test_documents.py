"""Whatever a configuration holds, reading it is over soon, takes little memory, and says in a line what is wrong."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.configuration import Section
from vozes.runtime.documents import shortened

_LAUGHS = "".join(
    f"{name}: &{name} [{','.join(f'*{before}' for _ in range(9))}]\n"
    for before, name in zip("abcde", "bcdef", strict=True)
)
LAUGHS = f"a: &a [lol, lol, lol]\n{_LAUGHS}model_params: *f\n"
"""A page of text that stands for 177,147 words; with three lines more it would be a gigabyte."""


def _yaml(folder: Path, text: str) -> Section:
    (folder / "config.yml").write_text(text, "utf-8")
    return Section.read(folder / "config.yml")


def _json(folder: Path, text: str) -> Section:
    (folder / "config.json").write_text(text, "utf-8")
    return Section.read(folder / "config.json")


def _refusal(ask: Callable[[], object]) -> str:
    with pytest.raises(VozesError) as refused:
        ask()
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert len(refused.value.message) < 500
    return refused.value.message


@pytest.mark.parametrize("text", [LAUGHS, "a: &a 1\n", "a: &a [*a]\n", "a: &a {x: 1}\nb:\n  <<: *a\n"])
def test_yaml_with_anchors_is_refused(text: str, tmp_path: Path) -> None:
    assert "anchors and aliases" in _refusal(lambda: _yaml(tmp_path, text))


@pytest.mark.parametrize(
    "number",
    [f"0x{'f' * 50_000}", "1" + ":1" * 30_000, "9" * 60_000, f"0{'7' * 60_000}", f"0b{'1' * 60_000}", "0x10", "1:30"],
    ids=["hexadecimal", "sexagesimal", "decimal", "octal", "binary", "a short hexadecimal", "a short sexagesimal"],
)
def test_a_number_of_yaml_that_is_no_plain_decimal_is_refused_at_once(number: str, tmp_path: Path) -> None:
    spent = time.process_time()
    assert "must be a whole number" in _refusal(lambda: _yaml(tmp_path, f"a: {number}\n").integer("a", 1, 9))
    assert "must be a number" in _refusal(lambda: _yaml(tmp_path, f"a: {number}\n").number("a", 1, 9))
    assert time.process_time() - spent < 1


def test_numbers_of_yaml_are_read_as_they_are_written(tmp_path: Path) -> None:
    section = _yaml(tmp_path, "a: 0\nb: -7\nc: 5.\nd: 0.00001\ne: 1.5e+3\nf: .5\ng: true\nh: ~\ni:\nj: 2001-01-01\n")
    assert section.values == {
        "a": 0, "b": -7, "c": 5.0, "d": 1e-5, "e": 1500.0, "f": 0.5, "g": True, "h": None, "i": None, "j": "2001-01-01",
    }  # fmt: skip


@pytest.mark.parametrize("value", [".inf", "-.inf", ".nan"])
def test_what_is_no_number_of_yaml_is_refused_where_one_is_asked_for(value: str, tmp_path: Path) -> None:
    assert "must be a number" in _refusal(lambda: _yaml(tmp_path, f"a: {value}\n").number("a", -1e9, 1e9))


@pytest.mark.parametrize("value", ["Infinity", "-Infinity", "NaN", "1e999"])
def test_so_is_one_of_json_which_may_stand_elsewhere(value: str, tmp_path: Path) -> None:
    section = _json(tmp_path, f'{{"a": {value}, "b": 1}}')
    assert "must be a number" in _refusal(lambda: section.number("a", -1e9, 1e9))
    assert section.integer("b", 1, 1) == 1


@pytest.mark.parametrize("digits", [31, 4_300, 5_000, 100_000])
def test_a_number_of_json_with_very_many_digits_is_refused(digits: int, tmp_path: Path) -> None:
    assert f"{digits} digits" in _refusal(lambda: _json(tmp_path, f'{{"a": {"9" * digits}}}'))


@pytest.mark.parametrize("text", ["a: !!int '1:1'\n", "a: !!binary AAAA\n", "a: !x 1\n", "!!map {a: 1}\n"])
def test_yaml_with_tags_is_refused(text: str, tmp_path: Path) -> None:
    assert "tag" in _refusal(lambda: _yaml(tmp_path, text))


def test_a_key_that_stands_twice_is_named(tmp_path: Path) -> None:
    assert "the key 'a' twice" in _refusal(lambda: _yaml(tmp_path, "b: {a: 1, a: 2}\n"))
    assert "the key 'a' twice" in _refusal(lambda: _json(tmp_path, '{"b": {"a": 1, "a": 2}}'))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", '{"a":'])
def test_what_is_very_deep_is_refused(opening: str, tmp_path: Path) -> None:
    text = opening * (60_000 // len(opening))
    assert "config.yml" in _refusal(lambda: _yaml(tmp_path, text))
    assert "config.json" in _refusal(lambda: _json(tmp_path, text * 40))


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "[]," * 20_000 + "]",
        "".join(f"k{number}: {number}\n" for number in range(5_000)),
        "{" + ",".join(f"k{number}" for number in range(9_000)) + "}",
        'a: "' + "\\\n" * 30_000 + '"',
        "#" * 65_000,
        "\n" * 65_000,
        "%a b\n" * 10_000,
        "---\n" * 16_000,
    ],
    ids=["lists", "keys", "keys alone", "escapes", "a comment", "empty lines", "directives", "documents"],
)
def test_the_longest_yaml_takes_less_than_two_seconds(text: str, tmp_path: Path) -> None:
    spent = time.process_time()
    with suppress(VozesError):
        _yaml(tmp_path, text)
    assert time.process_time() - spent < 2


def _deep(levels: int) -> object:
    value: object = "x"
    for _ in range(levels):
        value = {"a": [value] * 9}
    return value


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10**7,
        10**5000,
        -(10**5000),
        [10**5000],
        [1] * 10**6,
        {str(n): n for n in range(10**5)},
        _deep(12),
        "\ud800",
    ],
    ids=["text", "number", "negative", "numbers", "list", "object", "deep", "half a letter"],
)
def test_a_value_is_shown_by_its_start_which_is_all_that_is_written_of_it(value: object) -> None:
    spent = time.process_time()
    assert len(shortened(value)) <= 41
    assert time.process_time() - spent < 0.5


def test_short_values_are_shown_whole() -> None:
    assert [shortened(value) for value in (5, "a", None, 0.5, [1, 2], {"a": 1}, True)] == [
        "5", "'a'", "None", "0.5", "[1, 2]", "{'a': 1}", "True",
    ]  # fmt: skip


def test_a_list_with_very_many_entries_is_refused(tmp_path: Path) -> None:
    section = _json(tmp_path, '{"a": [' + ",".join(["1"] * 100_000) + '], "b": [' + ",".join(['"x"'] * 100_000) + "]}")
    assert "a in" in _refusal(lambda: section.integers("a", 1, 1))
    assert "b in" in _refusal(lambda: section.names("b"))


def test_a_long_key_is_shortened_in_the_error(tmp_path: Path) -> None:
    key = "k" * 100_000
    assert "is 5, but" in _refusal(lambda: _json(tmp_path, f'{{"{key}": 5}}').boolean(key))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX's pipes and devices")
@pytest.mark.parametrize("name", ["config.yml", "config.json"])
def test_a_pipe_or_a_device_is_not_opened(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / name)
    assert "no file" in _refusal(lambda: Section.read(tmp_path / name))
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/dev/zero")
    assert "no file" in _refusal(lambda: Section.read(tmp_path / name))

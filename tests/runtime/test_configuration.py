"""Every value of a configuration has a type and bounds, and the one that is wrong is named with where it stands."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.configuration import Section

Ask = Callable[[Section], object]


def _section(tmp_path: Path, **values: object) -> Section:
    path = tmp_path / "config.json"
    path.write_text(json.dumps(values))
    return Section.read(path)


def _refusal(ask: Callable[[], object]) -> str:
    with pytest.raises(VozesError) as refused:
        ask()
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


def test_json_and_yaml_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text("model:\n  rates: [10, 6]\n  scale: 2.\n")
    section = Section.read(tmp_path / "config.yml").section("model")
    assert (section.integers("rates", 1, 10), section.number("scale", 0, 5)) == ((10, 6), 2.0)
    same = _section(tmp_path, model={"rates": [10, 6], "scale": 2}).section("model")
    assert (same.integers("rates", 1, 10), same.number("scale", 0, 5)) == ((10, 6), 2.0)


@pytest.mark.parametrize(
    ("ask", "value"),
    [
        (lambda section: section.integer("key", 1, 9), 0),
        (lambda section: section.integer("key", 1, 9), 10),
        (lambda section: section.integer("key", 1, 9), 5.0),
        (lambda section: section.integer("key", 0, 9), True),
        (lambda section: section.integer("key", 1, 9), None),
        (lambda section: section.integers("key", 1, 9), []),
        (lambda section: section.integers("key", 1, 9), [1, 10]),
        (lambda section: section.integers("key", 1, 9), 5),
        (lambda section: section.lists_of_integers("key", 1, 9), [[1], []]),
        (lambda section: section.lists_of_integers("key", 1, 9), [1]),
        (lambda section: section.number("key", 1, 9), float("nan")),
        (lambda section: section.number("key", 0, 9), False),
        (lambda section: section.number("key", 1, 9), "5"),
        (lambda section: section.boolean("key"), 1),
        (lambda section: section.names("key"), ["a", 5]),
        (lambda section: section.choice("key", "a", "b"), "c"),
        (lambda section: section.choice("key", "a", "b"), []),
        (lambda section: section.section("key"), [1]),
        (lambda section: section.optional_integer("key", 1, 9), 10),
        (lambda section: section.optional_section("key"), "text"),
    ],
)
def test_a_value_out_of_bounds_or_of_another_type_is_named(ask: Ask, value: object, tmp_path: Path) -> None:
    section = _section(tmp_path, model={"key": value}).section("model")
    assert f"model.key in {tmp_path / 'config.json'}" in _refusal(lambda: ask(section))


def test_a_missing_key_is_named_and_an_optional_one_is_none(tmp_path: Path) -> None:
    section = _section(tmp_path, empty=None)
    assert "key in" in _refusal(lambda: section.integer("key", 1, 9))
    assert section.optional_integer("key", 1, 9) is section.optional_integer("empty", 1, 9) is None
    assert section.optional_section("key") is None


def test_a_long_value_is_shortened_in_the_error(tmp_path: Path) -> None:
    assert len(_refusal(lambda: _section(tmp_path, key="x" * 10_000).boolean("key"))) < 300


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 50_000])
def test_a_file_that_is_not_an_object_is_named(content: bytes, tmp_path: Path) -> None:
    for name in ("config.json", "config.yml"):
        (tmp_path / name).write_bytes(content)
        assert name in _refusal(lambda path=tmp_path / name: Section.read(path))  # type: ignore[misc]


def test_yaml_that_asks_for_objects_is_refused_and_not_run(tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    (tmp_path / "config.yml").write_text(f"a: !!python/object/apply:os.mkdir [{marker}]\n")
    assert "config.yml" in _refusal(lambda: Section.read(tmp_path / "config.yml"))
    assert not marker.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text("#" * 300_000)
    assert "larger than" in _refusal(lambda: Section.read(tmp_path / "config.yml"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "config.yml" in _refusal(lambda: Section.read(tmp_path / "config.yml"))

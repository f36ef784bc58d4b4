"""What was changed while a server ran counts at the next start, after all other sources."""

import json
from pathlib import Path

import pytest

from tests.test_settings import refusal_of
from vozes.kept_settings import FILE
from vozes.settings import load_settings


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def test_it_counts_where_nothing_else_gives_the_setting(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / FILE).write_text('{"queue_limit": 1, "idle_unload_seconds": 2}')
    monkeypatch.setenv("VOZES_QUEUE_LIMIT", "3")
    settings = load_settings(home=home)
    assert (settings.queue_limit, settings.idle_unload_seconds) == (3, 2)
    assert settings.fixed_by == {"home": "--home", "queue_limit": "VOZES_QUEUE_LIMIT"}


def test_the_home_of_a_variable_or_of_the_file_is_the_one_that_is_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / FILE).write_text('{"queue_limit": 1}')
    monkeypatch.setenv("VOZES_HOME", str(home))
    assert load_settings().queue_limit == 1
    monkeypatch.delenv("VOZES_HOME")
    monkeypatch.chdir(tmp_path)
    Path("vozes.toml").write_text(f"home = {json.dumps(str(home))}\n")
    settings = load_settings()
    assert settings.queue_limit == 1
    assert settings.fixed_by == {"home": str(tmp_path / "vozes.toml")}


def test_it_can_set_nothing_but_what_may_be_changed(home: Path) -> None:
    (home / FILE).write_text('{"host": "0.0.0.0", "no_auth": true}')
    settings = load_settings(home=home)
    assert (settings.host, settings.no_auth) == ("127.0.0.1", False)


@pytest.mark.parametrize("content", ["", "[]", "\0", "queue_limit = 1"])
def test_a_file_that_cannot_be_understood_is_named_with_what_to_do(home: Path, content: str) -> None:
    (home / FILE).write_text(content)
    assert f"{home / FILE} cannot be understood: mend or delete it" in refusal_of(home=home)


def test_a_wrong_value_is_told_with_where_it_is(home: Path) -> None:
    (home / FILE).write_text('{"queue_limit": "many"}')
    assert f"queue_limit must be a whole number (set by {FILE} in the home)" in refusal_of(home=home)

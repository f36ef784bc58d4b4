"""The file of settings that lies in the working folder: what it may say, and that it is named."""

import os
from pathlib import Path

import pytest

from vozes import config_file
from vozes.errors import ErrorCode, VozesError
from vozes.settings import load_settings
from vozes.setup.choices import chosen

posix = pytest.mark.skipif(os.name != "posix", reason="Windows tells no such owner")
GRAVE = {
    "host": '"0.0.0.0"',
    "no_auth": "true",
    "cors_origins": '["https://evil.example"]',
    "allowed_hosts": '["evil.example"]',
    "api_key": '"known"',
    "home": '"elsewhere"',
}


def refusal() -> str:
    with pytest.raises(VozesError) as refused:
        load_settings()
    assert refused.value.code == ErrorCode.INVALID_SETTINGS
    return refused.value.message


@posix
@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
@pytest.mark.parametrize("name", GRAVE)
def test_what_opens_the_server_does_not_count_where_others_can_write_it(tmp_path: Path, name: str, mode: int) -> None:
    file = tmp_path / "vozes.toml"
    file.write_text(f"{name} = {GRAVE[name]}\nport = 9000\n")
    file.chmod(mode)
    assert f"{file} sets {name}, and others can write it" in (message := refusal())
    assert f"chmod go-w '{file}'" in message
    assert chosen(name, [], {}) is None
    file.chmod(0o644)
    assert config_file.read()["port"] == 9000


@posix
def test_what_opens_the_server_does_not_count_in_anothers_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "vozes.toml"
    file.write_text("no_auth = true\n")
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    monkeypatch.setattr(os, "fstat", lambda number: os.stat_result((0o100600, 0, 0, 1, 4321, 0, 15, 0, 0, 0)))
    assert "belongs to somebody else" in (message := refusal())
    assert f"chown {os.geteuid()} '{file}'" in message


@posix
def test_a_link_of_anothers_to_the_users_own_file_does_not_count(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a link away")
    (tmp_path / "own.toml").write_text("no_auth = true\n")
    (tmp_path / "vozes.toml").symlink_to("own.toml")
    os.lchown(tmp_path / "vozes.toml", 4321, 4321)
    assert "belongs to somebody else" in refusal()


@posix
def test_harmless_settings_count_whoever_can_write_them(tmp_path: Path) -> None:
    (tmp_path / "vozes.toml").write_text("port = 9000\n")
    (tmp_path / "vozes.toml").chmod(0o666)
    assert load_settings().port == 9000


@posix
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "vozes.toml")
    assert "is no file of settings" in refusal()

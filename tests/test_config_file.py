"""The file of settings that lies in the working folder: what it may say, and that it is named."""

import os
from pathlib import Path

import pytest

from vozes import config_file
from vozes.errors import ErrorCode, VozesError
from vozes.settings import load_settings
from vozes.setup.early_settings import chosen

posix = pytest.mark.skipif(os.name != "posix", reason="Windows tells no such owner")
SETTINGS = [
    "no_auth = true",
    'home = "/elsewhere"',
    "trash_days = 0",
    "wrong_keys_per_minute = 100000",
    "port = 9000",
    "",
]


def refusal() -> str:
    with pytest.raises(VozesError) as refused:
        load_settings()
    assert refused.value.code == ErrorCode.INVALID_SETTINGS
    return refused.value.message


@pytest.fixture
def shared_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's files belong to a group such as `users`."""
    monkeypatch.setattr(config_file, "_is_private_group", lambda *_: False)


@posix
@pytest.mark.parametrize("mode", [0o646, 0o666])
@pytest.mark.parametrize("content", SETTINGS)
def test_nothing_counts_in_a_file_that_others_can_write(tmp_path: Path, content: str, mode: int) -> None:
    file = tmp_path / "vozes.toml"
    file.write_text(content)
    file.chmod(mode)
    assert f"{file}: others can write it" in (message := refusal())
    assert f"chmod go-w '{file}'" in message
    assert chosen(content.partition(" ")[0], [], {}) is None


@posix
def test_a_file_that_a_group_can_write_does_not_count(tmp_path: Path, shared_group: None) -> None:
    file = tmp_path / "vozes.toml"
    file.write_text("port = 9000\n")
    file.chmod(0o664)
    assert f"chmod go-w '{file}'" in refusal()
    file.chmod(0o644)
    assert load_settings().port == 9000


@posix
@pytest.mark.parametrize(
    ("name", "gid", "members", "counts"),
    [("ana", 7, [], True), ("ana", 7, ["ana"], True), ("ana", 7, ["ana", "bia"], False), ("users", 7, [], False),
     ("ana", 8, [], False)],
)  # fmt: skip
def test_the_users_own_group_is_nobody_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, gid: int, members: list[str], counts: bool
) -> None:
    """New files are written so under the umask 002 that many systems have."""
    import grp
    import pwd

    file = tmp_path / "vozes.toml"
    file.write_text("port = 9000\n")
    file.chmod(0o664)
    group = file.stat().st_gid
    user = pwd.struct_passwd(("ana", "x", os.geteuid(), group + gid - 7, "", "/", "/bin/sh"))
    monkeypatch.setattr(pwd, "getpwuid", lambda _: user)
    monkeypatch.setattr(grp, "getgrgid", lambda number: grp.struct_group((name, "x", number, members)))
    if counts:
        assert load_settings().port == 9000
    else:
        assert "others can write it" in refusal()


@pytest.mark.parametrize("line", ["NO_AUTH = true", 'Home = "/evil"', 'Cors_Origins = ["https://evil.example"]'])
def test_a_name_counts_only_as_it_is_written_in_the_documentation(tmp_path: Path, line: str) -> None:
    (tmp_path / "vozes.toml").write_text(line)
    name = line.partition(" ")[0]
    assert f"{name} is no setting: did you mean {name.lower()}?" in refusal()
    assert chosen(name, [], {}) is None
    assert chosen(name.lower(), [], {}) is None


@posix
def test_anothers_file_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "vozes.toml")
    assert "is no file of settings" in refusal()

"""The install log stays readable and small."""

from pathlib import Path

from vozes.setup.installing.install_log import LARGEST_BYTES, InstallLog


def test_lines_are_appended_to_what_is_there(tmp_path: Path) -> None:
    for line in ("first", "second ✓"):
        InstallLog(tmp_path / "logs" / "install.log").write(line)
    lines = (tmp_path / "logs" / "install.log").read_text(encoding="utf-8").splitlines()
    assert [line[20:] for line in lines] == ["first", "second ✓"]


def test_a_large_log_is_put_aside_and_only_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "install.log"
    for _ in range(2):
        path.write_text("x" * (LARGEST_BYTES + 1))
        InstallLog(path).write("new")
    assert path.read_text(encoding="utf-8").endswith("new\n")
    assert path.stat().st_size < 100
    assert sorted(file.name for file in tmp_path.iterdir()) == ["install.log", "install.log.1"]

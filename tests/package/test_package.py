"""What is in the wheel and in the source distribution, and that the wheel works where there is no checkout."""

import re
import subprocess
import sys
import tarfile
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.package.building import bare_environment, build_package, clean_environment, environment_beside
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.runtime.native.library import kernels_that_run

_SAY = ("say", "Olá! Tudo bem?", "--language", "pt-br", "--output")
_NO_COMPILER = {"CC": "no-compiler-here", "CXX": "no-compiler-here"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution and the wheel of a machine without a compiler, which are quickly made."""
    return build_package(tmp_path_factory.mktemp("package"), **_NO_COMPILER)


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with that wheel."""
    return environment_beside(tmp_path_factory.mktemp("installed") / "venv", built[1])


def ours(suffixes: tuple[str, ...] = ()) -> set[str]:
    """The files of Vozes that belong in a package; those with such an ending, where some are named."""
    files = (path for path in (ROOT / "vozes").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    kept = (path for path in files if path.suffix not in (".so", ".pyd"))
    return {path.relative_to(ROOT).as_posix() for path in kept if not suffixes or path.suffix in suffixes}


def vozes(python: Path, *arguments: str, cwd: Path) -> "subprocess.CompletedProcess[bytes]":
    """Runs the command from a folder that is also the user's home."""
    command = python.with_name("vozes.exe" if sys.platform == "win32" else "vozes")
    return subprocess.run([command, *arguments], cwd=cwd, env=clean_environment(cwd), capture_output=True, timeout=300)


@contextmanager
def server(python: Path, home: Path) -> Iterator[str]:
    """The URL of `vozes serve`."""
    command = [str(python.with_name("vozes")), "serve", "--port", "0"]
    given = clean_environment(home, {"PYTHONUNBUFFERED": "1"})
    with subprocess.Popen(command, cwd=home, env=given, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", line := process.stdout.readline())
        assert found, line
        try:
            yield found[0]
        finally:
            process.terminate()
            process.wait(60)


def test_the_wheel_has_every_file_of_vozes(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        assert ours() - set(wheel.namelist()) == set()


def test_the_source_distribution_has_what_the_wheel_is_made_of_and_what_it_is_run_with(
    built: tuple[Path, Path],
) -> None:
    with tarfile.open(built[0]) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    beside = {"setup.py", "constraints.txt", "CHANGELOG.md", "README.pt-BR.md", "LICENSE", "NOTICE"}
    run_with = {path.relative_to(ROOT).as_posix() for path in (ROOT / "deploy").rglob("*.conf")}
    assert (ours((".c", ".h", ".py", ".js", ".gz")) | beside | run_with) - names == set()
    assert [name for name in names if name.startswith(("tests/", "build/")) or name.endswith((".so", ".pyc"))] == []


def test_without_a_compiler_the_kernels_are_left_out(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as wheel:
        assert [name for name in wheel.namelist() if name.endswith((".so", ".pyd"))] == []


def test_the_command_speaks_and_keeps_its_data_in_the_platforms_folder(installed: Path, tmp_path: Path) -> None:
    said = vozes(installed, *_SAY, "ola.wav", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert is_speech_like(*decode_wav((tmp_path / "ola.wav").read_bytes()))
    if sys.platform == "linux":
        assert (tmp_path / ".local" / "share" / "vozes").is_dir()
        assert not list(tmp_path.glob("**/.vozes"))


def test_the_server_shows_the_page_and_speaks(installed: Path, tmp_path: Path) -> None:
    with server(installed, tmp_path) as url:
        for path in ("/", "/voices", "/ui/vendor/preact/preact.js", "/docs", "/ui/vendor/swagger-ui/swagger-ui.css"):
            with urllib.request.urlopen(url + path, timeout=60) as answer:
                assert answer.status == 200
        body = b'{"text": "Tudo bem?", "language": "pt-br"}'
        request = urllib.request.Request(f"{url}/v1/tts/synth", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert is_speech_like(*decode_wav(answer.read()))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A wheel with kernels where there is a compiler, and an environment with it and what PyPI has of its needs."""
    folder = tmp_path_factory.mktemp("empty")
    _, wheel = build_package(folder)
    python = bare_environment(folder / "venv")
    install = subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], capture_output=True, text=True)
    if "onnection" in install.stderr and install.returncode:
        pytest.skip("the index of packages cannot be reached, from which an empty environment is filled")
    assert install.returncode == 0, install.stderr
    return wheel, python


@pytest.mark.slow
def test_in_an_empty_environment_pip_brings_all_that_the_wheel_needs(empty: tuple[Path, Path], tmp_path: Path) -> None:
    said = vozes(empty[1], *_SAY, "ola.wav", cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    assert is_speech_like(*decode_wav((tmp_path / "ola.wav").read_bytes()))
    refused = vozes(empty[1], "models", "pull", "kokoro", cwd=tmp_path)
    assert b"pip install 'vozes[neural]'" in refused.stderr.replace(b"\n", b" ")
    doctor = vozes(empty[1], "doctor", cwd=tmp_path).stdout
    assert b"start.py" not in doctor
    assert b"pip install 'vozes[neural]'" in doctor


@pytest.mark.slow
def test_the_wheel_has_the_kernels_that_this_processor_runs(empty: tuple[Path, Path]) -> None:
    if not kernels_that_run():
        pytest.skip("no kernels were built in this checkout, so a compiler may be missing here")
    with zipfile.ZipFile(empty[0]) as wheel:
        kernels = [name for name in wheel.namelist() if "kernels_" in name]
    assert {level for level in kernels_that_run() if any(f"kernels_{level}." in name for name in kernels)} == set(
        kernels_that_run()
    )
    shown = "from vozes.runtime.native.library import kernels_that_run; print(*kernels_that_run())"
    said = subprocess.run([empty[1], "-P", "-c", shown], capture_output=True, text=True, cwd=empty[0].parent)
    assert set(said.stdout.split()) == set(kernels_that_run())


@pytest.mark.slow
@pytest.mark.parametrize("runner", ["pipx", "uvx"])
def test_runners_of_packages_speak_from_the_wheel(empty: tuple[Path, Path], tmp_path: Path, runner: str) -> None:
    python = bare_environment(tmp_path / "runner")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "pipx" if runner == "pipx" else "uv"], check=True)
    words: dict[str, list[str | Path]] = {
        "pipx": [python, "-m", "pipx", "run", "--spec", empty[0], "vozes"],
        "uvx": [python.with_name("uvx"), "--python", sys.executable, "--from", empty[0], "vozes"],
    }
    given = clean_environment(tmp_path, {"UV_SYSTEM_CERTS": "1"})
    said = subprocess.run([*words[runner], *_SAY, "ola.wav"], cwd=tmp_path, env=given, capture_output=True, timeout=600)
    assert said.returncode == 0, said.stderr
    assert is_speech_like(*decode_wav((tmp_path / "ola.wav").read_bytes()))

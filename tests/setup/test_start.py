"""What start.py does for its user, from its arguments to the command that it ends in."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.setup.conftest import Sandbox, clean_environment
from vozes.checkout import START, STARTED_AS
from vozes.locks import open_lock, taken
from vozes.setup.environment import CHECKOUT
from vozes.setup.installing.stages import Stamp

BUILD, PACKAGES, NEURAL, LANG, DISCOVERY, TELEMETRY, CLUSTER, DEV, CUDA, HASHED_TORCH = (
    f"requirements/{name}.txt"
    for name in ("build", "base", "neural", "lang", "discovery", "telemetry", "cluster", "dev", "cuda", "torch")
)
BASE, TORCH = ".", "torch==2.13.0+cpu"
NO_ROUTE = "WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching distribution found"


def test_the_first_start_installs_in_stages_and_then_becomes_the_server(sandbox: Sandbox) -> None:
    result = sandbox.start()
    assert result.returncode == 0, result.stderr
    calls = sandbox.calls()
    assert [words[-1] for words in calls] == [BUILD, PACKAGES, BASE, "serve"]
    assert calls[-1] == ["-P", "-m", "vozes", "serve"]
    assert "--require-hashes" in calls[0]
    assert "--require-hashes" in calls[1]
    assert {"--no-deps", "--no-build-isolation"} <= set(calls[2])


def test_each_step_of_an_installation_is_told_once(sandbox: Sandbox) -> None:
    lines = sandbox.start("--neural", "cpu", "voices").stderr.splitlines()
    titles = [line.removeprefix("... ") for line in lines if line.startswith("... ")]
    steps = ["pip and build tools", "what Vozes and eSpeak need", "Vozes itself", "check: what Vozes and eSpeak need"]
    assert titles[:4] == steps
    assert len(set(titles)) == len(titles) == 10


def test_the_script_stays_in_the_folder_where_it_is_called(sandbox: Sandbox, tmp_path: Path) -> None:
    shutil.copy(CHECKOUT / "start-server.sh", sandbox.folder)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "vozes.toml").write_text('home = "data"\n')
    command = ["sh", str(sandbox.folder / "start-server.sh"), "say", "Oi", "-o", "out.wav"]
    subprocess.run(command, cwd=elsewhere, env=clean_environment(), check=True, capture_output=True)
    assert sandbox.calls()[-1][-3:] == ["Oi", "-o", "out.wav"]
    assert (elsewhere / "data" / "logs" / "install.log").exists()


def test_what_pip_unpacks_lies_in_the_home_and_goes(sandbox: Sandbox) -> None:
    left = sandbox.places.home / "cache" / "installing" / "pip-unpack-x"
    left.mkdir(parents=True)
    sandbox.start("voices")
    assert not left.parent.exists()
    given = [environ.get("TMPDIR") for words, environ in sandbox.take_calls() if "pip" in words]
    assert given == [str(left.parent)] * 3


def test_a_second_start_with_nothing_changed_skips_all_stages_in_no_time(sandbox: Sandbox) -> None:
    sandbox.start()
    sandbox.calls()
    before = os.times()
    sandbox.start()
    after = os.times()
    assert sandbox.calls() == [["-P", "-m", "vozes", "serve"]]
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 0.5  # processor seconds, which other programs' load does not change


@pytest.mark.parametrize(("stage", "installed"), [("build", [BUILD]), ("base", [PACKAGES, BASE]), ("lang", [LANG])])
def test_changed_requirements_install_again_what_they_are_for(
    sandbox: Sandbox, stage: str, installed: list[str]
) -> None:
    sandbox.start("--neural", "cpu", "voices")
    sandbox.calls()
    sandbox.require(stage, "1.1")
    sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed() == installed


def test_kernels_that_an_update_changed_are_compiled_again(sandbox: Sandbox) -> None:
    source = sandbox.folder / "vozes/runtime/native/some.c"
    source.parent.mkdir(parents=True)
    source.write_text("int one(void) { return 1; }\n")
    sandbox.start()
    sandbox.calls()
    source.write_text("int one(void) { return 2; }\n")
    sandbox.start()
    assert sandbox.installed() == [PACKAGES, BASE]
    sandbox.start()
    assert sandbox.installed() == []


def test_kernels_that_are_compiled_in_another_way_are_compiled_again(sandbox: Sandbox) -> None:
    sandbox.start()
    sandbox.calls()
    (sandbox.folder / "setup.py").write_text("FLAGS = ('-O3',)\n")
    sandbox.start()
    assert sandbox.installed() == [PACKAGES, BASE]


def test_another_pyproject_installs_vozes_itself_again(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cpu")
    sandbox.calls()
    text = sandbox.places.pyproject.read_text()
    sandbox.places.pyproject.write_text(text.replace("safetensors", "tokenizers"))
    sandbox.start("--neural", "cpu")
    assert sandbox.installed() == [PACKAGES, BASE]


@pytest.mark.parametrize(("signal", "status"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_an_interrupted_stage_ends_cleanly_with_its_pip_and_runs_again(
    sandbox: Sandbox, signal: str, status: int
) -> None:
    sandbox.behave({BASE: ("Collecting fastapi", signal)})
    stopped = sandbox.start()
    assert stopped.returncode == status
    assert "Traceback" not in stopped.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(sandbox.environments()[-1]["ITS_PID"]), 0)
    sandbox.behave({})
    assert sandbox.start().returncode == 0
    assert sandbox.installed() == [PACKAGES, BASE]


def test_an_interrupted_stage_is_not_done_even_when_its_inputs_are_as_before(sandbox: Sandbox) -> None:
    sandbox.start()
    sandbox.require("base", "1.1")
    sandbox.behave({BASE: ("Collecting fastapi", "SIGINT")})
    sandbox.start()
    sandbox.calls()
    sandbox.require("base", "1.0")
    sandbox.behave({})
    sandbox.start()
    assert BASE in sandbox.installed()


def test_a_failed_stage_tells_why_what_to_do_and_how_the_log_ends(sandbox: Sandbox) -> None:
    output = "\n".join([*(f"line {number}" for number in range(40)), NO_ROUTE])
    sandbox.behave({BASE: (output, 1)})
    result = sandbox.start()
    assert result.returncode == 1
    assert "Why: the package registry cannot be reached." in result.stdout
    assert "What to do: Check the network" in result.stdout
    assert "| line 39" in result.stdout
    assert "| line 10\n" not in result.stdout
    assert str(sandbox.places.log) in result.stdout
    assert [words[-1] for words in sandbox.calls()] == [BUILD, PACKAGES, BASE]


@pytest.mark.parametrize(
    ("word", "output", "stage"),
    [
        ("base", "av cannot be imported: ImportError: no libm", PACKAGES),
        ("cpu", "torch multiplies wrong on cpu", TORCH),
    ],
)
def test_a_check_that_fails_fails_its_stage_and_is_made_again(
    sandbox: Sandbox, word: str, output: str, stage: str
) -> None:
    sandbox.behave({word: (f"a warning\n{output}", 1)})
    result = sandbox.start("test")
    assert result.returncode == 1
    assert f"Why: {output}." in result.stdout
    assert "delete the folder .venv" in result.stdout
    assert sandbox.installed()[-1] == (stage if stage == TORCH else BASE)
    sandbox.behave({})
    sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed()[0] == stage


def test_a_disk_that_takes_no_more_log_is_no_reason_to_stop(sandbox: Sandbox) -> None:
    sandbox.places.log.parent.mkdir(parents=True)
    sandbox.places.log.symlink_to("/dev/full")
    assert sandbox.start().returncode == 0


def test_a_file_that_cannot_be_written_is_told_without_a_traceback(sandbox: Sandbox) -> None:
    (sandbox.places.venv / "vozes-stages.new").mkdir()
    result = sandbox.start()
    assert result.returncode == 1
    assert "vozes-stages.new" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_failed_neural_stage_does_not_keep_a_command_from_running(sandbox: Sandbox) -> None:
    sandbox.behave({TORCH: (NO_ROUTE, 1)})
    result = sandbox.start("--neural", "cpu", "voices")
    assert "Failed: torch for the processor" in result.stderr
    assert "NOT installed" in result.stderr
    assert [words[-1] for words in sandbox.calls()] == [BUILD, PACKAGES, BASE, TORCH, "voices"]


def test_a_failed_neural_stage_is_an_error_for_the_tests(sandbox: Sandbox) -> None:
    sandbox.behave({TORCH: (NO_ROUTE, 1)})
    assert sandbox.start("test").returncode == 1
    assert sandbox.calls()[-1][-1] == TORCH


NO_CPU_BUILD = (
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NameResolutionError(\"HTTPSConnection("
    "host='download.pytorch.org', port=443): Failed to resolve 'download.pytorch.org'\")': /whl/cpu/torch/\n"
    "ERROR: Could not find a version that satisfies the requirement torch==2.13.0+cpu (from versions: 2.12.1, 2.13.0)\n"
    "ERROR: No matching distribution found for torch==2.13.0+cpu"
)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PyPI has the build for the processor")
def test_where_pip_finds_only_the_large_build_that_is_said_before_it_is_taken(sandbox: Sandbox) -> None:
    sandbox.behave({TORCH: (NO_CPU_BUILD, 1), HASHED_TORCH: ("Collecting torch", 0)})
    result = sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, TORCH, HASHED_TORCH, CUDA, NEURAL, LANG]
    assert "2.7 GB to download" in result.stderr.partition("... torch for CUDA 13.0")[0]
    assert "PIP_FIND_LINKS" in result.stderr
    assert Stamp.read(sandbox.places).build == "cu130"
    sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed() == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere PyPI has the build for the processor")
@pytest.mark.parametrize(
    ("output", "why"),
    [
        (
            NO_CPU_BUILD.replace("(from versions: 2.12.1, 2.13.0)", "(from versions: none)"),
            "registry cannot be reached",
        ),
        (
            NO_CPU_BUILD.replace("(from versions: 2.12.1, 2.13.0)", "(from versions: 2.12.1)"),
            "that build of torch nowhere",
        ),
        ("ERROR: [Errno 28] No space left on device", "the disk is full"),
    ],
)
def test_no_other_failure_brings_the_large_build(sandbox: Sandbox, output: str, why: str) -> None:
    sandbox.behave({TORCH: (output, 1)})
    result = sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, TORCH]
    assert why in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other builds")
def test_a_build_that_pip_finds_nowhere_is_not_replaced_where_it_was_named(sandbox: Sandbox) -> None:
    pin = TORCH.replace("cpu", "cu126")
    sandbox.behave({pin: (NO_CPU_BUILD.replace("+cpu", "+cu126"), 1)})
    result = sandbox.start("--neural", "cu126", "voices")
    assert sandbox.installed()[-1] == pin
    assert "pip finds that build of torch nowhere" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other builds")
def test_older_cards_and_amds_get_their_libraries_with_the_build(sandbox: Sandbox) -> None:
    sandbox.start()
    sandbox.calls()
    for word, local in (("cu126", "cu126"), ("rocm", "rocm7.2")):
        sandbox.start("--neural", word, "voices")
        torch, libraries = [words for words in sandbox.calls() if words[-1] == f"torch==2.13.0+{local}"]
        assert f"https://download.pytorch.org/whl/{local}" in torch
        assert "--no-deps" in torch
        assert "--no-deps" not in libraries
        assert libraries[libraries.index("--constraint") + 1] == "constraints.txt"


def test_auto_tells_which_build_it_takes_and_why(sandbox: Sandbox) -> None:
    smi = sandbox.folder / "bin" / "nvidia-smi"
    smi.parent.mkdir()
    smi.write_text("#!/bin/sh\nprintf '570.133.07, 12.0, 32607, NVIDIA GeForce RTX 5090\\n'\n")
    smi.chmod(0o755)
    result = sandbox.start("--neural", "auto", "voices", PATH=f"{smi.parent}:{os.environ['PATH']}")
    if sys.platform != "darwin":
        assert "torch for the processor: NVIDIA GeForce RTX 5090" in result.stderr
        assert "driver 580 or later" in result.stderr


def test_a_build_that_this_system_has_not_is_refused(sandbox: Sandbox) -> None:
    word = "rocm" if sys.platform == "darwin" else "mps"
    result = sandbox.start("--neural", word, "voices")
    assert (result.returncode, sandbox.calls()) == (2, [])
    assert f"There is no build of torch for {word} on this system." in result.stderr


def test_torch_comes_alone_before_the_packages_that_must_agree_with_it(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cpu", "voices")
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, TORCH, NEURAL, LANG]


def test_another_build_of_torch_replaces_the_one_that_is_there(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cpu", "voices")
    sandbox.calls()
    sandbox.start("--neural", "cu130", "voices")
    torch, libraries = (words for words in sandbox.calls() if "pip" in words)
    assert {"--force-reinstall", "--require-hashes", HASHED_TORCH} <= set(torch)
    assert libraries[-1] == CUDA
    assert not any(word.endswith("whl/cpu") for word in torch)


def test_a_command_leaves_torch_alone_and_so_do_the_tests_where_a_build_is_there(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cu130", "voices")
    sandbox.calls()
    sandbox.start("voices")
    assert sandbox.installed() == []
    sandbox.start("test")
    assert sandbox.installed() == [DISCOVERY, TELEMETRY, DEV]


def test_the_tests_get_torch_the_test_tools_and_the_arguments(sandbox: Sandbox) -> None:
    result = sandbox.start("test", "-k", "port", CHROMIUM=sys.executable)
    assert result.returncode == 0, result.stdout
    calls = sandbox.calls()
    assert [words[-1] for words in calls[:-1]] == [
        BUILD,
        PACKAGES,
        BASE,
        TORCH,
        NEURAL,
        LANG,
        DISCOVERY,
        TELEMETRY,
        DEV,
    ]
    assert calls[-1] == ["-P", "-m", "pytest", "-k", "port"]


def test_without_arguments_the_tree_is_checked_before_all_tests_run_side_by_side(sandbox: Sandbox) -> None:
    assert sandbox.start("test", CHROMIUM=sys.executable).returncode == 0
    checks, tests = (calls := [words for words in sandbox.calls() if "pip" not in words])[:-1], calls[-1]
    assert [words[2] for words in checks] == ["ruff", "ruff", "mypy"]
    assert tests[2:5] == ["pytest", "-n", "auto"]


@pytest.mark.parametrize("check", ["check", "format", "mypy"])
def test_a_tree_that_is_not_clean_ends_the_tests_at_once(sandbox: Sandbox, check: str) -> None:
    sandbox.start("--neural", "cpu")
    sandbox.behave({check: ("Found 1 error", 1), DEV: ("", 0)})
    assert sandbox.start("test", CHROMIUM=sys.executable).returncode == 1
    assert check in sandbox.calls()[-1]


def test_the_exit_status_of_the_tests_is_passed_on(sandbox: Sandbox) -> None:
    sandbox.behave({"pytest": ("1 failed", 1), DEV: ("", 0)})
    assert sandbox.start("test", CHROMIUM=sys.executable).returncode == 1


def test_any_other_command_goes_to_vozes_and_its_output_stays_its_own(sandbox: Sandbox) -> None:
    sandbox.behave({"voices": ('{"voices": []}', 3)})
    result = sandbox.start("voices", "--json")
    assert result.returncode == 3
    assert result.stdout == '{"voices": []}\n'
    assert sandbox.calls()[-1] == ["-P", "-m", "vozes", "voices", "--json"]


def test_a_command_is_told_that_it_was_called_by_start_and_the_tests_are_not(sandbox: Sandbox) -> None:
    sandbox.start("voices")
    assert sandbox.environments()[-1][STARTED_AS] == START
    sandbox.start("test", CHROMIUM=sys.executable)
    assert STARTED_AS not in sandbox.environments()[-1]


def test_every_cache_lies_in_the_checkout_and_one_that_the_user_placed_stays_there(sandbox: Sandbox) -> None:
    sandbox.start(HF_HOME="/elsewhere/huggingface")
    environments = sandbox.environments()
    assert len(environments) == 4
    for environ in environments:
        assert environ["VOZES_HOME"] == str(sandbox.folder / ".vozes")
        assert environ["PIP_CACHE_DIR"] == str(sandbox.folder / ".vozes" / "cache" / "pip")
        assert environ["TTS_HOME"] == str(sandbox.folder / ".vozes" / "cache" / "tts")
        assert environ["HF_HOME"] == "/elsewhere/huggingface"


def test_a_home_that_the_user_chose_holds_the_caches_and_the_log(sandbox: Sandbox) -> None:
    (sandbox.folder / "vozes.toml").write_text('home = "data"\n')
    sandbox.start("voices")
    assert sandbox.environments()[0]["PIP_CACHE_DIR"] == str(sandbox.folder / "data" / "cache" / "pip")
    assert (sandbox.folder / "data" / "logs" / "install.log").exists()
    assert [path.name for path in (sandbox.folder / ".vozes").iterdir()] == ["setup.json"]  # which the sandbox made


def test_each_line_of_the_log_has_its_time(sandbox: Sandbox) -> None:
    sandbox.behave({BASE: ("Collecting fastapi\nProgress 1 of 2\nInstalling", 0)})
    sandbox.start()
    lines = sandbox.places.log.read_text().splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line) for line in lines)
    words = [line[20:] for line in lines]
    assert "Collecting fastapi" in words
    assert "Progress 1 of 2" not in words
    assert any(line.startswith("$ ") and "pip install" in line for line in words)


def test_what_the_log_tells_is_told_even_where_nothing_could_be_installed(sandbox: Sandbox) -> None:
    sandbox.behave({PACKAGES: (NO_ROUTE, 1)})
    sandbox.start()
    sandbox.calls()
    result = sandbox.start("doctor", "install")
    assert (result.returncode, sandbox.calls()) == (1, [])
    assert "✗ what Vozes and eSpeak need" in result.stdout
    assert "Why: the package registry cannot be reached." in result.stdout
    assert json.loads(sandbox.start("doctor", "install", "--json").stdout)["first_error"]["advice"]


def test_a_taken_port_stops_the_start_before_anything_is_installed(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = sandbox.start("--port", str(port))
    assert result.returncode == 1
    assert f"{port} is taken by" in result.stdout
    assert f"pid {os.getpid()}" in result.stdout
    assert sandbox.calls() == []


def test_a_wrong_port_is_told_with_where_it_was_set(sandbox: Sandbox) -> None:
    file = sandbox.folder / "vozes.toml"
    file.write_text('port = "abc"\n')
    assert f"correct `port` in {file}." in sandbox.start(VOZES_PORT="").stdout
    assert "correct VOZES_PORT." in sandbox.start(VOZES_PORT="x").stdout
    assert "correct --port." in sandbox.start("--port", "x").stdout


def test_a_flag_that_does_not_exist_is_told_before_a_port_that_is_taken(sandbox: Sandbox) -> None:
    sandbox.start("voices")
    sandbox.behave({"--prot": ("No such option: --prot", 2)})
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        misspelt = sandbox.start("--prot", "9000", VOZES_PORT=port)
        sandbox.behave({"--help": ("Usage: …", 0)})
        right = sandbox.start("serve", "--queue-limit", "3", VOZES_PORT=port)
    assert (misspelt.returncode, misspelt.stdout) == (2, "")
    assert (right.returncode, "Usage" in right.stdout) == (1, False)
    assert f"{port} is taken by" in right.stdout


@contextlib.contextmanager
def serve_from(home: Path, port: int) -> Iterator[None]:
    """What a server that runs holds and leaves in its home."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "server.json").write_text(json.dumps({"pid": os.getpid(), "url": f"http://127.0.0.1:{port}"}))
    with open_lock(home / "server.lock") as lock:
        assert taken(lock)
        yield


def test_the_natural_voice_is_installed_for_the_server_that_runs(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with serve_from(sandbox.places.home, port):
            result = sandbox.start("--neural", "cpu", "--port", str(port))
    assert result.returncode == 0, result.stdout
    calls = sandbox.calls()
    assert [words[-1] for words in calls[:-1]] == [BUILD, PACKAGES, BASE, TORCH, NEURAL, LANG]
    assert calls[-1] == ["-P", "-m", "vozes", "models", "pull", "kokoro"]
    assert f"Vozes runs already: the server at http://127.0.0.1:{port} notices by itself" in result.stdout
    assert "is taken by" not in result.stdout


def test_a_natural_voice_that_fails_is_not_told_as_installed_beside_a_server(sandbox: Sandbox) -> None:
    sandbox.behave({TORCH: (NO_ROUTE, 1)})
    with serve_from(sandbox.places.home, 8000):
        result = sandbox.start("--neural", "cpu")
    assert result.returncode == 1
    assert "the server at http://127.0.0.1:8000 goes on without the natural voice" in result.stdout


def test_word_that_a_dead_server_left_is_not_believed(sandbox: Sandbox) -> None:
    with serve_from(sandbox.places.home, 8000):
        pass
    assert sandbox.start("--neural", "none").returncode == 0
    assert sandbox.calls()[-1][-1] == "serve"


def test_a_taken_port_is_no_matter_for_a_command_that_does_not_serve(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert sandbox.start("voices", VOZES_PORT=str(server.getsockname()[1])).returncode == 0


def test_a_terminal_without_utf8_gets_plain_marks(sandbox: Sandbox) -> None:
    sandbox.behave({BASE: ("no wheel for 日本", 1)})
    result = sandbox.start(PYTHONIOENCODING="cp1252")
    assert result.returncode == 1
    assert "OK Python" in result.stdout
    assert "| no wheel for ??" in result.stdout


def test_a_moved_checkout_gets_a_new_environment(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.start()
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("start.py", "vozes", "requirements", "pyproject.toml", "setup.py", "constraints.txt", ".venv"):
        (tmp_path / name).rename(moved / name)
    result = subprocess.run(
        [sys.executable, "start.py", "voices"],
        cwd=moved,
        env={**clean_environment(), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "it is made again" in result.stderr
    assert (moved / ".venv" / "pyvenv.cfg").exists()
    assert "the package registry cannot be reached" in result.stderr  # as nothing may be downloaded here


def test_without_a_browser_the_tests_run_and_nobody_overlooks_what_is_missing(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.behave({"pytest": ("the suite ran", 0), DEV: ("", 0)})
    empty = tmp_path / "empty"
    empty.mkdir()
    result = sandbox.start("test", PATH=str(empty))
    before, ran, after = result.stdout.partition("the suite ran")
    assert ran
    assert "NO BROWSER" in before
    assert "NO BROWSER" in after
    assert "CHROMIUM" not in sandbox.environments()[-1]


def test_a_browser_is_found_and_named_to_the_tests(sandbox: Sandbox, tmp_path: Path) -> None:
    chromium = tmp_path / "bin" / "chromium"
    chromium.parent.mkdir()
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)
    sandbox.start("test", PATH=str(chromium.parent))
    assert sandbox.environments()[-1]["CHROMIUM"] == str(chromium)


def test_help_says_how_to_get_a_commands_own_help() -> None:
    command = [sys.executable, str(CHECKOUT / "start.py"), "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "start.py serve --help" in result.stdout


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 0)])
def test_an_old_python_is_told_which_is_needed(version: tuple[int, int, int]) -> None:
    program = str(CHECKOUT / "start.py")
    pretend = f"import runpy, sys; sys.version_info = {version}; runpy.run_path({program!r}, run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert f"3.11 or newer is needed, and this is Python {version[0]}.{version[1]}." in result.stderr
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize("name", ["python2.7", "python3.6"])
def test_a_true_old_python_is_told_so_too(name: str) -> None:
    old = shutil.which(name)
    version = name.removeprefix("python")
    if old is None or subprocess.run([old, "-c", ""], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"there is no {name} on this machine")
    result = subprocess.run([old, str(CHECKOUT / "start.py")], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith(f"Python 3.11 or newer is needed, and this is Python {version}.")


def test_two_starts_at_once_install_one_after_the_other(sandbox: Sandbox) -> None:
    sandbox.places.home.mkdir(parents=True, exist_ok=True)
    with open_lock(sandbox.places.home / "setup.lock") as lock:
        assert taken(lock)
        command = [sys.executable, "-u", "start.py", "voices"]
        second = subprocess.Popen(
            command, cwd=sandbox.folder, env=clean_environment(), stderr=subprocess.PIPE, text=True
        )
        assert second.stderr is not None
        assert any("Waiting for another start.py" in line for line in second.stderr)
        assert sandbox.calls() == []
    with second:
        second.communicate()
    assert second.returncode == 0
    assert sandbox.installed() == [BUILD, PACKAGES, BASE]


@pytest.mark.parametrize(
    ("flags", "variable"), [(("--wyoming", "0.0.0.0:10200", "--wyoming-discovery"), ""), ((), "true"), ((), "false")]
)
def test_what_tells_the_network_of_a_server_is_installed_where_it_is_asked_for(
    sandbox: Sandbox, flags: tuple[str, ...], variable: str
) -> None:
    wanted = [DISCOVERY] if flags or variable == "true" else []
    sandbox.start("serve", *flags, **({"VOZES_WYOMING_DISCOVERY": variable} if variable else {}))
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, *wanted]


def test_what_sends_traces_is_installed_where_a_collector_is_named(sandbox: Sandbox) -> None:
    sandbox.start("serve", OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4318")
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, TELEMETRY]


@pytest.mark.parametrize(
    ("flags", "variable"), [(("--cluster",), ""), (("--cluster", "10.0.0.5:6379"), ""), ((), "auto")]
)
def test_what_reaches_a_cluster_is_installed_where_it_is_asked_for(
    sandbox: Sandbox, flags: tuple[str, ...], variable: str
) -> None:
    sandbox.start("serve", *flags, **({"VOZES_CLUSTER": variable} if variable else {}))
    assert sandbox.installed() == [BUILD, PACKAGES, BASE, CLUSTER]

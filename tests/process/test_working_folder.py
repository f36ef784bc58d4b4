"""Nothing that lies in the folder where a command is started runs."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import py3langid.langid  # noqa: F401 - here already, when this process looks for modules in the working folder
import pytest

from tests.audio.recordings import good_file
from tests.conftest import ROOT
from tests.fakes import fake_spec
from tests.setup.conftest import Sandbox, sandbox
from vozes.audio.intake import IntakeLimits, take_in
from vozes.engines.settings import EngineSettings
from vozes.errors import VozesError
from vozes.process import starting
from vozes.process.working_folder import find_program
from vozes.runtime.conversion_process import convert_elsewhere
from vozes.service.workers.worker_process import WorkerProcess
from vozes.setup.environment import find_places
from vozes.setup.installing.install import isolate_script
from vozes.text.detection import LanguageDetector

pytestmark = pytest.mark.skipif(os.name != "posix", reason="its scripts are POSIX's")
_MODULES = ("numpy", "typer", "torch", "json", "sitecustomize", "usercustomize", "pydantic", "av", "signal", "pip")
_PACKAGES = ("vozes", "py3langid", "rich")
__all__ = ["sandbox"]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, full of modules that would leave a mark: `ran` in it must be missing in the end."""
    folder = tmp_path / "hostile"
    paths = [folder / f"{name}.py" for name in _MODULES] + [folder / name / "__init__.py" for name in _PACKAGES]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import os; os.close(os.open({str(folder / 'ran')!r}, os.O_CREAT))\n")
    (folder / "vozes" / "__main__.py").write_text("")
    monkeypatch.chdir(folder)
    yield folder
    assert not (folder / "ran").exists()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {**os.environ, "VOZES_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}


def _run(command: list[str], environment: dict[str, str]) -> None:
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def _run_by_name(hostile: Path) -> list[str]:
    """`python -m` itself looks for `vozes` in the working folder, before any line of ours: that alone is not ours."""
    for path in (hostile / "vozes").iterdir():
        path.unlink()
    (hostile / "vozes").rmdir()
    return [sys.executable, "-m", "vozes"]


def test_speech_by_the_module_is_ours_alone(hostile: Path, environment: dict[str, str]) -> None:
    _run([*_run_by_name(hostile), "say", "Bom dia a todos.", "-o", "out.wav"], environment)


def test_a_recording_is_taken_in_by_ours_alone(hostile: Path, environment: dict[str, str]) -> None:
    (hostile / "ana.wav").write_bytes(good_file("wav"))
    _run([*_run_by_name(hostile), "voices", "add", "Ana", "ana.wav", "--consent"], environment)


_SCRIPTS = ("#!{}\n", "#!/bin/sh\n'''exec' \"{}\" \"$0\" \"$@\"\n' '''\n")
"""As pip begins them: the second where the path is long or has spaces."""


@pytest.mark.parametrize(("start", "python_path"), [*zip(_SCRIPTS, (os.pathsep, "."), strict=True)])
def test_the_installed_script_is_ours_alone(
    hostile: Path, environment: dict[str, str], tmp_path: Path, start: str, python_path: str
) -> None:
    places = find_places(None, tmp_path)
    places.python.parent.mkdir(parents=True)
    places.python.symlink_to(sys.executable)
    (tmp_path / ".venv" / "pyvenv.cfg").write_bytes((Path(sys.prefix) / "pyvenv.cfg").read_bytes())
    (tmp_path / ".venv" / "lib").symlink_to(Path(sys.prefix) / "lib")
    script = places.python.with_name("vozes")
    script.write_text(start.format(places.python) + "from vozes.__main__ import main\nmain()\n")
    script.chmod(0o755)
    isolate_script(places)
    isolate_script(places)
    _run([str(script), "say", "Bom dia a todos.", "-o", "out.wav"], environment | {"PYTHONPATH": python_path})
    assert (hostile / "out.wav").stat().st_size > 1000


async def _loads(target: str) -> None:
    worker = await WorkerProcess.start("sine", target, EngineSettings("home"), lambda *ended: None)
    try:
        await worker.wait_until_ready(60)
    finally:
        await worker.stop()


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("first", ["", "."])
def test_helpers_of_a_process_that_looks_there_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    monkeypatch.setattr(sys, "path", [first, *sys.path])
    monkeypatch.setenv("PYTHONPATH", f"{first}{os.pathsep}{ROOT}")
    asyncio.run(_loads(fake_spec().target))
    LanguageDetector(tmp_path / "model").prepare()
    (tmp_path / "ana.wav").write_bytes(good_file("wav"))
    asyncio.run(take_in(tmp_path / "ana.wav", IntakeLimits(10_000_000, 60)))
    with pytest.raises(VozesError, match="It is broken"):
        convert_elsewhere("tests.runtime.converter", ["refuse", tmp_path], Path("model.pth"), lambda done: None)


@pytest.mark.parametrize("python_path", ["", ".", f"{os.pathsep}/elsewhere", f"relative{os.pathsep}{os.pathsep}"])
def test_start_passes_no_working_folder_on(hostile: Path, sandbox: Sandbox, python_path: str) -> None:
    for name in ("sitecustomize", "usercustomize"):  # what PYTHONPATH names the user's own Python runs before start.py
        (hostile / f"{name}.py").unlink()
    home = {"VOZES_HOME": str(hostile / "home"), "PYTHONPATH": python_path, "PATH": f".:{os.environ['PATH']}"}
    _run([sys.executable, str(sandbox.folder / "start.py"), "voices"], {**os.environ, **home})
    for environment in sandbox.environments():
        assert environment.get("PYTHONPATH") in (None, "/elsewhere")
        assert environment["PATH"] == os.environ["PATH"]


def test_start_runs_every_python_without_the_working_folder(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cpu", "voices")
    assert {words[0] for words in sandbox.calls()} <= {"-P", "-I"}


def test_ours_are_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VOZES_API_KEY", "HF_TOKEN", "AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "SSH_AUTH_SOCK", "LD_PRELOAD"):
        monkeypatch.setenv(name, "hush")
    monkeypatch.setenv("PYTHONSTARTUP", "hush.py")
    for environment in (starting.engine_environment(), starting.bare_environment()):
        assert "hush" not in str(environment)


def test_engines_are_told_what_they_compute_with_and_where_models_are(monkeypatch: pytest.MonkeyPatch) -> None:
    told = ("CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "HF_HOME", "TTS_HOME", "PYTORCH_CUDA_ALLOC_CONF", "TMPDIR")
    for name in told:
        monkeypatch.setenv(name, "/some")
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{os.pathsep}/lib{os.pathsep}lib")
    environment = starting.engine_environment()
    assert {name: environment[name] for name in told} == dict.fromkeys(told, "/some")
    assert environment["LD_LIBRARY_PATH"] == "/lib"


def test_a_program_in_the_working_folder_is_not_found(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = hostile / "ffplay"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{os.pathsep}.")
    assert find_program("ffplay") is None
    monkeypatch.setenv("PATH", str(hostile))
    assert find_program("ffplay") == str(program)

"""A checkout in a temporary folder whose `.venv` holds a stand-in for Python that only notes how it is called.

The real `start.py` runs in it as a process of its own, so that what a user sees and gets is what is tested.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from vozes.setup.choices.request import NONE
from vozes.setup.environment import CHECKOUT, Places, find_places
from vozes.setup.installing.stages import Stamp
from vozes.setup.remembered import remember_neural

PYPROJECT = """\
[project]
name = "vozes"
dependencies = ["fastapi"]
[project.optional-dependencies]
neural = ["safetensors"]
dev = ["pytest"]
"""
CONSTRAINTS = "torch==2.13.0\n"
CHECKS = {"vozes.setup.installing.check_packages", "vozes.runtime.torch_build"}
"""What is run after a stage to look at what it installed."""
REQUIREMENTS = ("build", "base", "torch", "cuda", "neural", "lang", "discovery", "telemetry", "cluster", "dev")

WAITS, REPEATS = "waits", "repeats"
"""Until a signal ends it, and what it prints once or again and again."""

STAND_IN = """\
import json, os, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.SIG_DFL)
here = Path(__file__).resolve().parent
words = sys.argv[1:]
with open(here / "calls.jsonl", "a") as calls:
    calls.write(json.dumps([words, {**os.environ, "ITS_PID": str(os.getpid())}]) + "\\n")
for word, (output, status) in json.loads((here / "behaviour.json").read_text()).items():
    if word in words:
        print(output, flush=True)
        while status == "repeats":
            time.sleep(0.1)
            print(output, flush=True)
        if status == "waits":
            signal.pause()
        if isinstance(status, str):
            os.kill(os.getppid(), getattr(signal, status))
            signal.pause()
        sys.exit(status)
"""


class Sandbox:
    """One such checkout, in which the natural voice was declined, so that nothing works beside what is tested."""

    def __init__(self, folder: Path) -> None:
        self.places: Places = find_places(None, folder)
        self.folder = folder
        shutil.copytree(CHECKOUT / "vozes" / "setup", folder / "vozes" / "setup")
        for name in (
            "start.py",
            "vozes/__init__.py",
            "vozes/process/__init__.py",
            "vozes/process/parent.py",
            "vozes/process/working_folder.py",
            "vozes/models/__init__.py",
            "vozes/models/catalog.py",
            "vozes/models/catalog.toml",
            "vozes/models/pull_state.py",
            "vozes/config_file.py",
            "vozes/service_links.py",
            "vozes/checkout.py",
            "vozes/errors.py",
            "vozes/files.py",
            "vozes/locks.py",
            "vozes/running_server.py",
            "vozes/wording.py",
        ):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(CHECKOUT / name, folder / name)
        self.places.pyproject.write_text(PYPROJECT)
        (folder / "setup.py").touch()
        self.places.constraints.write_text(CONSTRAINTS)
        (folder / "requirements").mkdir()
        for name in REQUIREMENTS:
            self.require(name, "1.0")
        self.places.python.parent.mkdir(parents=True)
        self.places.python.write_text(f"#!{sys.executable} -IXutf8\n{STAND_IN}")
        self.places.python.chmod(0o755)
        self.behave({})
        Stamp(self.places).write()
        remember_neural(self.places.home, NONE)
        self.models = folder / "listening"
        self.models.mkdir()
        for weights in ("kokoro-v1_0.pth", "model.bin"):
            (self.models / weights).touch()

    def require(self, stage: str, version: str) -> None:
        """Has a stage need another version than before."""
        (self.folder / "requirements" / f"{stage}.txt").write_text(f"{stage}=={version}")

    def behave(self, behaviour: dict[str, tuple[str, int | str]]) -> None:
        """Where a word is among its arguments: what it prints, and and its status, the signal that it sends start.py,
        `WAITS` or `REPEATS`."""
        (self.places.python.parent / "behaviour.json").write_text(json.dumps(behaviour))

    def start(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Runs start.py; port 0 is always free, so the real one does not matter, and what the tests need is there."""
        models = dict.fromkeys(("KOKORO_FOLDER", "WHISPER_FOLDER"), str(self.models))
        proxies = dict.fromkeys(("NGINX", "CADDY"), sys.executable)
        return subprocess.run(
            [sys.executable, "start.py", *arguments],
            cwd=self.folder,
            env={**clean_environment(), "VOZES_PORT": "0", **models, **proxies, **environ},
            capture_output=True,
            text=True,
            encoding=environ.get("PYTHONIOENCODING", "utf-8"),
            check=False,
        )

    def want_voice(self) -> None:
        """Takes back that the natural voice was declined."""
        remember_neural(self.places.home, None)

    def put_model(self) -> None:
        """Puts there what is looked at to tell whether Kokoro is."""
        folder = self.places.home / "models" / "styletts2" / "kokoro"
        (folder / "voices").mkdir(parents=True)
        for name in ("config.json", "kokoro-v1_0.pth"):
            (folder / name).touch()

    def calls(self) -> list[list[str]]:
        """The arguments of each call of `.venv`'s Python since the last time that this was asked, without checks."""
        return [words for words, _ in self.take_calls()]

    def installed(self) -> list[str]:
        """The last argument of each of those calls that was one of pip's: what was installed."""
        return [words[-1] for words in self.calls() if "pip" in words]

    def environments(self) -> list[dict[str, str]]:
        return [environ for _, environ in self.take_calls()]

    def take_calls(self) -> list[tuple[list[str], dict[str, str]]]:
        record = self.places.python.parent / "calls.jsonl"
        lines = record.read_text().splitlines() if record.exists() else []
        record.unlink(missing_ok=True)
        return [(words, environ) for words, environ in map(json.loads, lines) if not CHECKS & set(words)]


def clean_environment() -> dict[str, str]:
    """This process's, which start.py itself may have made, without what start.py or pip would go by."""
    libraries = ("PIP_", "HF_", "TORCH_", "TTS_", "NUMBA_", "MPL", "PYTHON", "OTEL_")
    ours = (*libraries, "VOZES_", "CHROMIUM", "KOKORO_", "WHISPER_", "NGINX", "CADDY")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    if os.name != "posix":
        pytest.skip("the stand-in for Python is a script")
    return Sandbox(tmp_path)

"""The stages of an installation, and the stamp in `.venv` that remembers which of them are done.

A stage is done while the files, settings and Python that it was made from are the same, so that a start with nothing
changed costs no more than reading three files. This module runs nothing; `vozes.setup.install` does.
"""

import hashlib
import json
import os
import re
import sys
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from vozes.setup.environment import Places

FORMAT = 1
_HASHED = ("--require-hashes", "--no-deps")
_ITSELF = ("--no-deps", "--no-build-isolation", "-e", ".")


class Neural(StrEnum):
    """Which build of torch is wanted."""

    NONE = "none"
    CPU = "cpu"
    CUDA = "cuda"


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    """The title of each call of pip, and what follows `pip install` in it; one call after the other."""
    fingerprint: str
    """A text that changes whenever the stage must run again."""

    @property
    def neural(self) -> bool:
        """Whether the server starts without this stage."""
        return self.name in ("torch", "cuda", "neural", "lang")


def stages(places: Places, neural: Neural, *, development: bool) -> list[Stage]:
    """Returns every stage that is wanted, done or not, in the order in which they run."""
    project = tomllib.loads(places.pyproject.read_text(encoding="utf-8"))
    made_of = [project.get("build-system"), project["project"], project.get("tool", {}).get("setuptools")]
    wanted = [
        _locked(places, "build", "pip and build tools"),
        _locked(places, "base", "what Vozes and eSpeak need", ("Vozes itself", _ITSELF), made_of, _kernels(places)),
    ]
    if neural is not Neural.NONE:
        wanted.append(torch_stage(places, neural))
        if _has_cuda_apart(neural):
            wanted.append(_locked(places, "cuda", "CUDA's libraries"))
        wanted.append(_locked(places, "neural", "neural engines"))
        wanted.append(_locked(places, "lang", "more scripts"))
    if development:
        wanted.append(_locked(places, "dev", "test tools"))
    return wanted


def _locked(
    places: Places, name: str, title: str, then: tuple[str, tuple[str, ...]] | None = None, *inputs: object
) -> Stage:
    """Returns a stage of exactly the packages of its file, each refused without its hash, and a step after."""
    packages = (title, (*_HASHED, "--no-build-isolation", "-r", _file(name)))
    return Stage(name, (packages, then) if then else (packages,), _digest(_text(places, name), *inputs))


def _file(name: str) -> str:
    return f"requirements/{name}.txt"


def _text(places: Places, name: str) -> str:
    return (places.checkout / _file(name)).read_text(encoding="utf-8")


def _kernels(places: Places) -> list[str]:
    """Returns the sources that are compiled with the package: after an update of them it must be installed again."""
    folder = places.checkout / "vozes/runtime/native"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.[ch]"))]


def torch_stage(places: Places, neural: Neural) -> Stage:
    """Returns the stage of torch alone, at its pinned version, in the build that is wanted instead of another one.

    PyPI's builds are checked against their hashes. torch's own index is asked for nothing but torch.
    """
    pin = re.search(r"^torch==\S+", places.constraints.read_text(encoding="utf-8"), re.MULTILINE)
    if not pin:
        raise ValueError(f"{places.constraints} pins no version of torch")
    index = _torch_index(neural)
    what = ("--no-deps", *index, pin.group()) if index else (*_HASHED, "-r", _file("torch"))
    made_from = pin.group() if index else _text(places, "torch")
    return Stage("torch", ((f"torch for {neural}", ("--force-reinstall", *what)),), _digest(made_from, neural))


def _torch_index(neural: Neural) -> tuple[str, ...]:
    """Returns where a build is that PyPI lacks: for Linux it has only CUDA's, for Windows only the CPU's."""
    builds = {("linux", Neural.CPU): "cpu", ("win32", Neural.CUDA): "cu130"}
    build = builds.get((sys.platform, neural))
    return ("--extra-index-url", f"https://download.pytorch.org/whl/{build}") if build else ()


def _has_cuda_apart(neural: Neural) -> bool:
    """Returns whether torch's build leaves CUDA's libraries to packages of their own."""
    return sys.platform == "linux" and neural is Neural.CUDA


def _digest(*inputs: object) -> str:
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


@dataclass(slots=True)
class Stamp:
    """Remembers which stages are done in `.venv`. It counts only for the checkout and the Python it was written for."""

    places: Places
    done: dict[str, str] = field(default_factory=dict)
    fits: bool = False
    """Whether there is a `.venv` that can be used at all."""

    @classmethod
    def read(cls, places: Places) -> "Stamp":
        try:
            values: dict[str, Any] = json.loads(_path(places).read_text(encoding="utf-8"))
            if values["owner"] == _owner(places) and places.python.exists():
                return cls(places, dict(values["stages"]), fits=True)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(places)

    def has(self, stage: Stage) -> bool:
        return self.done.get(stage.name) == stage.fingerprint

    def forget(self, stage: Stage) -> None:
        """Forgets a stage before it runs: once interrupted it is not done, whatever it was before."""
        self.done.pop(stage.name, None)
        self.write()

    def record(self, stage: Stage) -> None:
        self.done[stage.name] = stage.fingerprint
        self.write()

    def write(self) -> None:
        path = _path(self.places)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"owner": _owner(self.places), "stages": self.done}, indent=1), encoding="utf-8")
        os.replace(fresh, path)


def _path(places: Places) -> Path:
    return places.venv / "vozes-stages.json"


def _owner(places: Places) -> list[object]:
    return [FORMAT, str(places.checkout), list(sys.version_info[:2]), sys.base_prefix]

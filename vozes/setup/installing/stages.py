"""The stages of an installation, and the stamp in `.venv` that remembers which of them are done.

A stage is done while the files, settings and Python that it was made from are the same, so that a start with nothing
changed costs no more than reading three files. This module runs nothing; `vozes.setup.installing.install` does.
"""

import hashlib
import json
import os
import re
import sys
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vozes.setup.environment import Places
from vozes.setup.machine.hardware import TorchBuild, builds_for

FORMAT = 1
TORCH_INDEX = "https://download.pytorch.org/whl"
_HASHED = ("--require-hashes", "--no-deps")
_ITSELF = ("--no-deps", "--no-build-isolation", "-e", ".")
_ON_PYPI = {
    "linux": (TorchBuild.CU130,),
    "win32": (TorchBuild.CPU,),
    "darwin": (TorchBuild.CPU, TorchBuild.MPS),
}
"""The builds of torch that PyPI has; all others come from torch's own index."""
_ROCM = "rocm7.2"
EXTRAS = {
    "discovery": "what tells the network of it",
    "telemetry": "what sends traces",
    "cluster": "what reaches a cluster",
}
"""The extras that a server needs where it is told to do what they are for; what each is called."""
_TESTED_WHERE_THERE = ("cluster",)
"""Those that the tests go without: they are large."""
_BUILD = "torch build"
"""Under which the stamp has the build of torch, beside the stages."""

Steps = tuple[tuple[str, tuple[str, ...]], ...]
"""The title of each call of pip, and what follows `pip install` in it; one call after the other."""


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    steps: Steps
    fingerprint: str
    """A text that changes whenever the stage must run again."""
    torch: TorchBuild | None = None
    """The build of torch that it installs."""
    instead: "Stage | None" = None
    """What is done where pip finds nowhere what the first step names; None where nothing can take its place."""

    @property
    def neural(self) -> bool:
        """Whether the server starts without this stage."""
        return self.name in ("torch", "neural", "lang")


def stages(places: Places, torch: TorchBuild | None, *, development: bool, extras: Collection[str] = ()) -> list[Stage]:
    """Returns every stage that is wanted, done or not, in the order in which they run.

    `torch`: the build that the neural engines get; None where they are not wanted. `extras`: those of `EXTRAS`
    that are wanted.
    """
    project = tomllib.loads(places.pyproject.read_text(encoding="utf-8"))
    made_of = [project.get("build-system"), project["project"], project.get("tool", {}).get("setuptools")]
    wanted = [
        _locked(places, "build", "pip and build tools"),
        _locked(places, "base", "what Vozes and eSpeak need", ("Vozes itself", _ITSELF), made_of, _kernels(places)),
    ]
    if torch is not None:
        wanted.append(torch_stage(places, torch))
        wanted.append(_locked(places, "neural", "neural engines"))
        wanted.append(_locked(places, "lang", "more scripts"))
    needed = {*extras, *(name for name in EXTRAS if development and name not in _TESTED_WHERE_THERE)}
    wanted += [_locked(places, name, title) for name, title in EXTRAS.items() if name in needed]
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
    """Returns the sources that are compiled with the package, and how: after an update it must be installed again."""
    sources = sorted((places.checkout / "vozes/runtime/native").glob("*.[ch]"))
    return [path.read_text(encoding="utf-8") for path in (*sources, places.checkout / "setup.py")]


def torch_stage(places: Places, build: TorchBuild) -> Stage:
    """Returns the stage of torch at its pinned version, in one build, with the libraries that only this build needs.

    PyPI's builds are checked against their hashes. Those of torch's own index are named with their build, so that pip
    takes no other one for them where the index cannot be reached; it is asked for nothing but torch and its libraries.
    """
    pin = f"torch=={torch_version(places)}"
    title = f"torch for {build.label}"
    if build in _ON_PYPI.get(sys.platform, ()):
        steps, made_of = _pypi_steps(title), [_text(places, "torch")]
        made_of += [_text(places, "cuda")] if len(steps) > 1 else []
        return Stage("torch", steps, _digest(*made_of, build), build)
    local = _ROCM if build is TorchBuild.ROCM else build
    what = ("--extra-index-url", f"{TORCH_INDEX}/{local}", f"{pin}+{local}")
    steps = ((title, ("--force-reinstall", "--no-deps", *what)),)
    if sys.platform == "linux" and build is not TorchBuild.CPU:
        steps += ((f"libraries for {build.label}", ("--constraint", places.constraints.name, *what)),)
    replaceable = sys.platform == "linux" and build is TorchBuild.CPU
    instead = torch_stage(places, TorchBuild.CU130) if replaceable else None
    return Stage("torch", steps, _digest(pin, build), build, instead)


def _pypi_steps(title: str) -> Steps:
    """Returns how PyPI's build is installed; that for Linux leaves CUDA's libraries to packages of their own."""
    torch = (title, ("--force-reinstall", *_HASHED, "-r", _file("torch")))
    return (torch, ("CUDA's libraries", (*_HASHED, "-r", _file("cuda")))) if sys.platform == "linux" else (torch,)


def torch_version(places: Places) -> str:
    """Returns the version of torch that is pinned."""
    pin = re.search(r"^torch==(\S+)", places.constraints.read_text(encoding="utf-8"), re.MULTILINE)
    if not pin:
        raise ValueError(f"{places.constraints} pins no version of torch")
    return pin[1]


def installed_build(places: Places) -> TorchBuild | None:
    """Returns the build of torch that was asked for and installed; None where none is, or an older version."""
    stamp = Stamp.read(places)
    builds = (build for build in builds_for(sys.platform) if stamp.has(torch_stage(places, build)))
    return next(builds, None)


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
            values: dict[str, Any] = json.loads(stamp_path(places).read_text(encoding="utf-8"))
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

    def record(self, stage: Stage, torch: TorchBuild | None = None) -> None:
        """Notes that a stage is done; `torch`: the build of torch that came of it, which may be one in its place."""
        self.done[stage.name] = stage.fingerprint
        if torch is not None:
            self.done[_BUILD] = torch
        self.write()

    @property
    def build(self) -> str | None:
        """The build of torch that is there, whichever was asked for; None where none was noted."""
        return self.done.get(_BUILD)

    def write(self) -> None:
        path = stamp_path(self.places)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"owner": _owner(self.places), "stages": self.done}, indent=1), encoding="utf-8")
        os.replace(fresh, path)


def stamp_path(places: Places) -> Path:
    return places.venv / "vozes-stages.json"


def _owner(places: Places) -> list[object]:
    return [FORMAT, str(places.checkout), list(sys.version_info[:2]), sys.base_prefix]

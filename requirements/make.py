"""Writes the files that pip installs from: each stage's packages at the pins of `constraints.txt`, with their hashes.

Run by whoever changes a pin, in a `.venv` in which everything is installed (`python3 start.py test` does that):
`.venv/bin/python -m requirements.make`. What a stage needs is read from what is installed, for every platform and
Python that is supported; the hashes are PyPI's, asked for through pip. It knows nothing of how stages run.
"""

import os
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename

from vozes.setup.environment import CHECKOUT

HEAD = "# Made from constraints.txt by `python -m requirements.make`: change that, not this.\n"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    ("linux", "x86_64"): r"(many)?linux.*_x86_64",
    ("linux", "aarch64"): r"(many)?linux.*_aarch64",
    ("darwin", "arm64"): r"macosx_.*_(arm64|universal2)",
    ("win32", "AMD64"): r"win_amd64",
}
"""System and machine, and the platforms of wheels for them."""
CUDA = "nvidia-|cuda-|triton"
"""What torch's build for CUDA needs on Linux; the metadata of another build that is installed does not say so."""
ALONE = ("discovery", "telemetry", "cluster")
"""Extras that are installed whatever else is: each has all that the base lacks, and no other stage counts on it."""
_SYSTEMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
_PYTHONS = ("cp311", "cp312", "cp313", "cp314")

Target = tuple[str, str, str]
"""A Python, a system and a machine."""
Pins = dict[str, list[Requirement]]


def main() -> None:
    for name, lines in contents(_files).items():
        (CHECKOUT / "requirements" / f"{name}.txt").write_text(HEAD + lines, encoding="utf-8")


def contents(files: Any) -> dict[str, str]:
    """What each file says; `files` gives a project's name its files, as the index lists them."""
    pins = read_pins()
    return {
        stage: "".join(_entry(pin, targets, files(name)) for name, targets in needed.items() for pin in pins[name])
        for stage, needed in stages(pins).items()
    }


def read_pins() -> Pins:
    pins: Pins = {}
    for line in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def stages(pins: Pins) -> dict[str, dict[str, set[Target]]]:
    """The packages that each stage adds to those before it, or to the base alone, and for which targets."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {"build": ["pip", "setuptools", "wheel"], "base": project["dependencies"]}
    wanted |= project["optional-dependencies"]
    targets = {(python, *place) for python, place in product(PYTHONS, PLATFORMS)}
    there: set[tuple[str, Target]] = set()
    base: set[tuple[str, Target]] = set()
    found: dict[str, dict[str, set[Target]]] = {}
    for stage, requirements in wanted.items():
        found[stage] = {}
        before = base if stage in ALONE else there
        needed = {(name, flat) for flat in targets for name in _closure(requirements, flat)} - before
        for name, flat in needed:
            if name != "torch":
                found[stage].setdefault(name, set()).add(flat)
        if stage not in ALONE:
            there |= needed
        if stage == "base":
            base = set(there)
    linux = {target for target in targets if target[1] == "linux"}
    found["cuda"] = {name: linux for name in sorted(pins) if re.match(CUDA, name)}
    found["torch"] = {"torch": targets}
    return {stage: dict(sorted(names.items())) for stage, names in found.items()}


def _closure(requirements: list[str], target: Target) -> set[str]:
    """The names of all that these need, themselves among them."""
    python, system, machine = target
    environment: dict[str, str] = {**default_environment(), "python_version": python, "sys_platform": system}  # type: ignore[dict-item]
    environment |= {"python_full_version": f"{python}.0", "platform_machine": machine}
    environment |= {"platform_system": _SYSTEMS[system], "os_name": "nt" if system == "win32" else "posix"}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), "") for text in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate(environment | {"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        if re.match(CUDA, name):  # they have a stage of their own
            continue
        for part in ("", *requirement.extras):
            if (name, part) not in seen:
                seen.add((name, part))
                waiting += [(Requirement(text), part) for text in _requires(name)]
    return {name for name, _ in seen}


def _requires(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # of another system, as colorama: they need nothing more
        return []


def _entry(pin: Requirement, targets: set[Target], files: list[dict[str, Any]]) -> str:
    """The lines for one pin."""
    markers = [part for part in (str(pin.marker or ""), _marker(targets)) if part]
    condition = f" ; {' and '.join(f'({part})' for part in markers)}" if markers else ""
    hashes = sorted(_hashes(files, str(pin.specifier).removeprefix("=="), targets))
    if not hashes:
        sys.exit(f"The index has no file for {pin}.")
    return (
        f"{pin.name}{pin.specifier}{condition} \\\n" + " \\\n".join(f"    --hash=sha256:{one}" for one in hashes) + "\n"
    )


def _marker(targets: set[Target]) -> str:
    """Which targets these are, in words that also say what newer Pythons need."""
    pythons = sorted({target[0] for target in targets})
    places = {target[1:] for target in targets}
    if len(targets) != len(pythons) * len(places):
        each = (
            f"python_version == '{p}' and sys_platform == '{s}' and platform_machine == '{m}'" for p, s, m in targets
        )
        return " or ".join(sorted(each))
    parts = []
    if pythons != list(PYTHONS):
        last = PYTHONS[-1] in pythons
        parts.append(f"python_version {'>=' if last else '<='} '{pythons[0] if last else pythons[-1]}'")
    if places != PLATFORMS.keys():
        parts.append("(" + " or ".join(_places(places)) + ")")
    return " and ".join(parts)


def _places(places: set[tuple[str, str]]) -> Iterator[str]:
    """Yields the systems; with their machines where not all of a system's are meant."""
    for system in sorted({system for system, _ in places}):
        machines = {machine for other, machine in PLATFORMS if other == system}
        if all((system, machine) in places for machine in machines):
            yield f"sys_platform == '{system}'"
        else:
            named = sorted(machine for machine in machines if (system, machine) in places)
            yield from (f"sys_platform == '{system}' and platform_machine == '{machine}'" for machine in named)


def _hashes(files: list[dict[str, Any]], version: str, targets: set[Target]) -> Iterator[str]:
    """Of the wheels that may be taken; where there is none for a target, also of the source."""
    served: set[Target] = set()
    for file in files:
        if tags := _tags(file["filename"], version):
            served |= {target for target in targets if any(_serves(tag, target) for tag in tags)}
            if any(_may_serve(tag) for tag in tags):
                yield file["hashes"]["sha256"]
        elif file["filename"].endswith(f"-{version}.tar.gz"):
            source = file
    if served != targets:
        yield source["hashes"]["sha256"]


def _tags(name: str, version: str) -> frozenset[Tag]:
    """None unless it is a wheel of that version."""
    if not name.endswith(".whl") or name.split("-")[1] not in (version, f"{version}.0"):
        return frozenset()
    return parse_wheel_filename(name)[-1]


def _serves(tag: Tag, target: Target) -> bool:
    python, *place = target
    ours = f"cp{python.replace('.', '')}"
    stable = tag.abi == "abi3" and int(tag.interpreter[3:]) <= int(ours[3:])
    fits = stable or tag.interpreter == "py3" or (tag.interpreter, tag.abi) == (ours, ours)
    return fits and re.fullmatch(f"any|{PLATFORMS[place[0], place[1]]}", tag.platform) is not None


def _may_serve(tag: Tag) -> bool:
    """For a target, or for what is near one: a newer Python, a Mac with Intel's processor."""
    fits = tag.abi == "abi3" or tag.interpreter == "py3" or tag.interpreter == tag.abi in _PYTHONS
    return fits and re.fullmatch("|".join(("any", "macosx_.*", *PLATFORMS.values())), tag.platform) is not None


def _files(name: str) -> list[dict[str, Any]]:
    """What PyPI has of a project, asked as pip asks."""
    from pip._internal.network.session import PipSession

    session = PipSession()
    session.verify = os.environ.get("PIP_CERT", True)
    answer = session.get(f"https://pypi.org/simple/{name}/", headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    answer.raise_for_status()
    return list(answer.json()["files"])


if __name__ == "__main__":
    main()

"""Looks whether a stage's packages are installed at their versions, can be imported, and agree with one another.

The installation runs it after the stage, by the Python in `.venv`:
`python -m vozes.setup.installing.check_packages base`.
"""

import importlib
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import PurePath

from vozes.setup.environment import CHECKOUT

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(\s*;)?")
_LOADED = (".so", ".pyd", ".dylib")


def faults(requirements: str) -> Iterator[str]:
    """Yields in words what of these requirements is missing, of another version, or cannot be imported."""
    pins: dict[str, dict[str, str]] = {}
    for name, version, condition in _PIN.findall(requirements):
        pins.setdefault(name, {})[version] = condition
    for name, versions in pins.items():
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            if not all(versions.values()):  # else pip has judged that this machine needs none
                yield f"{name} is not installed"
            continue
        if installed.version.partition("+")[0] not in versions:
            yield f"{name} has version {installed.version}, and {' or '.join(versions)} is pinned"
        elif error := _import_error(installed):
            yield f"{name} cannot be imported: {error}"


def _import_error(installed: Distribution) -> str:
    """Returns why a distribution's modules cannot be imported: compiled ones are tried, and the others looked for."""
    files = [PurePath(str(file)) for file in installed.files or ()]
    compiled = {file.parts[0].partition(".")[0] for file in files if file.suffix in _LOADED}
    plain = {file.parts[0].removesuffix(".py") for file in files if file.suffix == ".py" and len(file.parts) < 3}
    try:
        for module in filter(_is_public, sorted(plain - compiled)):
            if importlib.util.find_spec(module) is None:
                return f"there is no {module}"
        for module in filter(_is_public, sorted(compiled)):
            importlib.import_module(module)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # a library may even end the program
        return f"{type(error).__name__}: {error}"
    return ""


def _is_public(module: str) -> bool:
    return module.isidentifier() and not module.startswith("_")


def _disagreements() -> Iterator[str]:
    """Yields what pip finds of packages that need others than there are."""
    check = [sys.executable, "-I", "-m", "pip", "check", "--disable-pip-version-check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        yield from (line.strip() for line in result.stdout.splitlines() if line.strip())


def main(stages: list[str]) -> int:
    """Prints what is wrong, in one line; returns the exit status, 1 where anything is."""
    texts = [(CHECKOUT / "requirements" / f"{stage}.txt").read_text(encoding="utf-8") for stage in stages]
    found = [*faults("".join(texts)), *_disagreements()]
    sys.stdout.write(f"{'; '.join(found) or 'all is there'}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

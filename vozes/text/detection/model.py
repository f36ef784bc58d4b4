"""py3langid's model, narrowed to languages that are widely written.

The package unpacks its model into 75 MB in about a second, in every process that uses it. So that is done once, by
`python -m vozes.text.detection FOLDER` in a process of its own; the server maps the resulting files into memory and
touches little of them. This module knows only what the model says, not what is made of it.
"""

import mmap
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vozes.files import temporary_folder
from vozes.process.starting import command, engine_environment

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = """
    af ar be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko
    lt lv mk ml mr ms mt ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur vi zh
""".split()
_UNFINISHED = ".model-"
_LONGEST_WRITE = 600
"""Seconds after which an unfinished model is taken for a leftover."""
_LONGEST_MAKING = 120.0
"""Seconds that making the model may take: a hundred times what it takes."""
_LAYOUT = 1
"""The number of the files' layout, increased whenever `write_model` changes."""


class DetectionError(Exception):
    """Raised where languages cannot be detected on this machine at present."""


class ModelMaker:
    """Keeps the model in `folder`, and makes it there where it is missing."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._making: subprocess.Popen[bytes] | None = None

    def load(self) -> "MappedModel":
        """Raises DetectionError where the model can be neither read nor made."""
        model = self._folder / f"py3langid-{version('py3langid')}-{_LAYOUT}"
        if not model.is_dir():
            self._make(model)
        try:
            return MappedModel(model)
        except (OSError, ValueError) as error:
            raise DetectionError(f"The model in {model} cannot be read: {error}") from error

    def stop(self) -> None:
        """Stops the making of the model, from any thread."""
        if self._making is not None:
            self._making.kill()

    def _make(self, model: Path) -> None:
        """Makes the model in a process that ends when this one does, as its standard input ends then."""
        program, environment = command("vozes.text.detection", str(model)), engine_environment()
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        try:
            with subprocess.Popen(program, env=environment, stdin=pipe, stdout=nothing) as making:  # noqa: S603
                self._making = making
                status = _wait(making)
        except OSError as error:
            raise DetectionError(f"The process that makes the model cannot be started: {error}.") from error
        finally:
            self._making = None
        if status != 0:
            raise DetectionError(f"The model could not be made in {model.parent} (status {status}).")


def _wait(making: subprocess.Popen[bytes]) -> int:
    """Returns the process's status; a process that hangs is killed."""
    try:
        return making.wait(_LONGEST_MAKING)
    except subprocess.TimeoutExpired:
        making.kill()
        return making.wait()


def write_model(target: Path) -> None:
    """Unpacks the package's model into the folder `target`, which appears whole or not at all."""
    with temporary_folder(target.parent, _UNFINISHED, _LONGEST_WRITE) as folder:
        identifier = _unpack(folder)
        made = folder / "model"
        made.mkdir()
        (made / "features.bin").write_bytes(identifier.nb_ptc.astype(np.float16).tobytes())
        np.save(made / "priors.npy", np.asarray(identifier.nb_pc))
        np.save(made / "languages.npy", np.asarray(identifier.nb_classes))
        np.save(made / "rows.npy", np.asarray(identifier.tk_row, dtype=np.uint32))
        np.save(made / "outputs.npy", np.asarray(identifier.tk_output, dtype=np.int32))
        (made / "moves.bin").write_bytes(np.asarray(identifier.tk_nextmove, dtype=np.uint32).tobytes())
        try:
            made.rename(target)
        except OSError:
            if not target.is_dir():  # else another process was quicker
                raise


def _unpack(folder: Path) -> "LanguageIdentifier":
    """Returns the package's model. It unpacks it through a nameless file, whose folder is no parameter of it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    usual, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    finally:
        tempfile.tempdir = usual
    identifier.set_languages(LANGUAGES)
    return identifier


class MappedModel:
    """The model that `write_model` wrote; its two large tables are mapped into memory, not read."""

    def __init__(self, folder: Path):
        from py3langid.langid import LanguageIdentifier

        languages = np.load(folder / "languages.npy").tolist()
        self._moves, self._features = _map(folder / "moves.bin"), _map(folder / "features.bin")
        self._identifier = LanguageIdentifier(
            np.frombuffer(self._features, np.float16).reshape(-1, len(languages)),
            np.load(folder / "priors.npy"),
            languages,
            memoryview(self._moves).cast("I"),
            memoryview(np.load(folder / "outputs.npy")),
            norm_probs=True,
            tk_row=np.load(folder / "rows.npy").tolist(),
        )

    def probabilities(self, text: str) -> dict[str, float]:
        """Returns for each language how probable it is."""
        probabilities = dict(self._identifier.rank(text))
        for table in (self._moves, self._features):
            if hasattr(mmap, "MADV_DONTNEED"):  # the system keeps the pages cached; this process gives them back
                table.madvise(mmap.MADV_DONTNEED)
        return probabilities


def _map(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

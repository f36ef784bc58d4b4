"""Turns a published checkpoint into safetensors once, in a process of its own that is thrown away.

`converted` gives the files, and starts `python -m vozes.engines.xtts.conversion` where they are missing or the
checkpoint has changed: the pickles are opened there alone. It knows nothing of what the tensors are for.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from torch import Tensor

from vozes.engines.xtts.checkpoint import Precision, converted_names, read_speakers, read_tensors
from vozes.engines.xtts.config import XttsConfig, read_config
from vozes.engines.xtts.files import CheckpointFiles, own_folder
from vozes.engines.xtts.voices import Voice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.weights import Weights, put_in_place, write_failure, write_weights

Progress = Callable[[float], None]
"""How much is done, from 0 to 1."""

_LAYOUT = 1
"""Raised when what is written changes."""
_UNFINISHED = ".unfinished-"
_LONGEST_CONVERSION = 3600
"""Seconds after which an unfinished conversion is nobody's any more."""
_READ = 0.5
"""Of the whole, what is done once everything is read; the rest is writing."""


@dataclass(frozen=True, slots=True)
class ConvertedFiles:
    weights: Path
    """The table's parameters; in int8, those to quantize are int8 (out, in), with `NAME.scale` float32 (out,)."""
    speakers: Path
    """`N.latents` (1, 32, width) and `N.embedding` (1, 512, 1), N counting the metadata's `names`, which are JSON."""

    @classmethod
    def of(cls, folder: Path, precision: Precision) -> "ConvertedFiles":
        return cls(folder / f"weights.{precision}.safetensors", folder / "speakers.safetensors")

    def read_speakers(self) -> dict[str, Voice]:
        """By name, in the published order."""
        weights = Weights(self.speakers)
        tensors = weights.load()
        return {
            name: Voice(tensors[f"{index}.latents"], tensors[f"{index}.embedding"])
            for index, name in enumerate(json.loads(weights.metadata["names"]))
        }

    def are_whole(self, config: XttsConfig, precision: Precision) -> bool:
        try:
            Weights(self.speakers)
            return set(Weights(self.weights).names) == converted_names(config, precision)
        except VozesError:
            return False


def converted(
    files: CheckpointFiles, config: XttsConfig, precision: Precision, home: Path, progress: Progress
) -> ConvertedFiles:
    """The converted files; made if need be, which takes up to a minute and as much room as the checkpoint.

    Raises VozesError(INVALID_CHECKPOINT, STORAGE_FULL or ENGINE_FAILED).
    """
    folder = own_folder(home) / "converted"
    try:
        made = ConvertedFiles.of(folder / _fingerprint(files), precision)
        if not made.are_whole(config, precision):
            with _working_folder(folder) as work:
                _convert_elsewhere(files, precision, work, progress)
                _publish(ConvertedFiles.of(work, precision), made, config, precision)
            _remove_superseded(folder, made)
    except OSError as error:
        raise write_failure(folder, error) from error
    return made


def _fingerprint(files: CheckpointFiles) -> str:
    """Of what the files hold; of the weights, which take seconds to read, their size and age."""
    model = files.model.stat()
    digest = hashlib.sha256(f"{_LAYOUT} {model.st_size} {model.st_mtime_ns}".encode())
    for path in (files.config, files.vocabulary, files.speakers):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def _working_folder(folder: Path) -> Iterator[Path]:
    """For one conversion: what it leaves goes with it, and what is left of one that was ended goes before."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_UNFINISHED}*"):
        with suppress(FileNotFoundError):  # another conversion was quicker
            if time.time() - left.stat().st_mtime > _LONGEST_CONVERSION:
                shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=_UNFINISHED, ignore_cleanup_errors=True) as work:
        yield Path(work)


def _publish(fresh: ConvertedFiles, made: ConvertedFiles, config: XttsConfig, precision: Precision) -> None:
    made.weights.parent.mkdir(exist_ok=True)
    try:
        put_in_place(fresh.speakers, made.speakers)
        put_in_place(fresh.weights, made.weights)
    except OSError:  # another process was quicker and has them open, which Windows minds
        if not made.are_whole(config, precision):
            raise


def _remove_superseded(folder: Path, made: ConvertedFiles) -> None:
    """What the same file was converted to before it changed."""
    source = Weights(made.weights).metadata["source"]
    for weights in folder.glob("*/weights.*.safetensors"):
        with suppress(VozesError):
            if weights.parent != made.weights.parent and Weights(weights).metadata["source"] == source:
                shutil.rmtree(weights.parent, ignore_errors=True)


def _convert_elsewhere(files: CheckpointFiles, precision: Precision, work: Path, progress: Progress) -> None:
    """In a process that ends when this one does: its standard input ends then."""
    paths = (files.model, files.config, files.vocabulary, files.speakers, work)
    command = (sys.executable, "-m", "vozes.engines.xtts.conversion", precision, *map(str, paths))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        try:
            failure = _follow(process.stdout or (), progress)
        except BaseException:
            process.kill()  # and it is gone before its folder is
            process.wait()
            raise
        status = process.wait()
    if failure is not None:
        raise failure
    if status != 0:
        reason = "as systems do when memory runs short" if status < 0 else "see logs/server.log"
        message = f"The conversion of {files.model} was ended (status {status}), {reason}."
        raise VozesError(ErrorCode.ENGINE_FAILED, message)


def _follow(lines: Iterable[bytes], progress: Progress) -> VozesError | None:
    """Passes on what the process says of its progress, and gives what it failed with."""
    failure = None
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:  # a library's own chatter
            continue
        if not isinstance(said, dict):
            continue
        if "error" in said:
            failure = VozesError(ErrorCode(said["error"]), said["message"])
        elif "done" in said:
            progress(said["done"])
    return failure


def _convert(files: CheckpointFiles, precision: Precision, work: Path) -> None:
    """What the process does. Raises VozesError."""
    config = read_config(files.config, files.vocabulary)
    made = ConvertedFiles.of(work, precision)
    speakers = read_speakers(files.speakers, config)
    voices: dict[str, Tensor] = {}
    for index, voice in enumerate(speakers.values()):
        voices[f"{index}.latents"], voices[f"{index}.embedding"] = voice.latents, voice.speaker
    write_weights(made.speakers, voices, {"names": json.dumps(list(speakers))})
    tensors = read_tensors(files.model, config, precision, lambda done: _say(done=_READ * done))
    write_weights(made.weights, tensors, {"source": str(files.model.absolute()), "precision": precision})
    _say(done=1.0)


def _say(**message: object) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


def _main(precision: str, *paths: str) -> int:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(1)  # it reads and writes; more threads would only wait for one another
    *sources, work = map(Path, paths)
    try:
        _convert(CheckpointFiles(*sources), cast(Precision, precision), work)
    except VozesError as error:
        _say(error=error.code, message=error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))

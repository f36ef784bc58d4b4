"""Converts published files once: in a process of its own that is thrown away, into a folder that is whole or absent.

An engine's module of conversion is both sides: `convert_elsewhere` starts it as a program, and `serve_conversion` is
what that program does. It knows nothing of what is converted, nor of its form.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import torch

from vozes.confinement import give_up, give_up_programs
from vozes.errors import ErrorCode, VozesError
from vozes.processes import command, engine_environment
from vozes.runtime.starter import Starter
from vozes.runtime.weights import Weights, put_in_place, write_failure


class StarterEndedError(VozesError):
    """The process that starts conversions has ended, and there can be no other: the engine has to begin anew."""

    def __init__(self) -> None:
        message = "The process that starts conversions of models has ended: the engine starts anew. Try again."
        super().__init__(ErrorCode.ENGINE_CRASHED, message)


Progress = Callable[[float], None]
"""How much is done, from 0 to 1."""

SOURCE = "source"
"""The metadata by which a converted file says what it was made from."""
_LARGEST_SMALL = 256 * 1024 * 1024
"""Bytes of what is read as a whole to tell whether it changed: XTTS v2's speakers have 8 million."""
_starter: Starter | None = None
_UNFINISHED = ".unfinished-"
_LONGEST_CONVERSION = 3600
"""Seconds after which an unfinished conversion is nobody's any more."""


def convert_once(
    made: Path, files: Sequence[str], source: str, is_whole: Callable[[], bool], convert: Callable[[Path], None]
) -> None:
    """Sees to it that the folder `made` is whole: `convert` writes its files into a folder, from where they are moved.

    `source` says what they are made from; what it was converted to earlier, under another name beside `made`, is
    removed. Raises VozesError(STORAGE_FULL or ENGINE_FAILED), and what `convert` raises.
    """
    try:
        if not is_whole():
            with _working_folder(made.parent) as work:
                convert(work)
                _publish(work, made, files, is_whole)
            _remove_superseded(made, source)
    except OSError as error:
        raise write_failure(made, error) from error


def fingerprint(layout: int, large: Iterable[Path], small: Iterable[Path]) -> str:
    """Of what the files hold, and of the layout that they are converted to; of the large, their size and age alone.

    Raises VozesError(INVALID_CHECKPOINT) for a file that cannot be read.
    """
    digest = hashlib.sha256(str(layout).encode())
    try:
        for path in large:
            status = path.stat()
            digest.update(f" {status.st_size} {status.st_mtime_ns}".encode())
        for path in small:
            if path.stat().st_size > _LARGEST_SMALL:
                message = f"{path} is larger than {_LARGEST_SMALL} bytes."
                raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        message = f"{error.filename} cannot be read: {error.strerror}."
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, message) from error
    return digest.hexdigest()[:16]


def convert_elsewhere(module: str, arguments: Iterable[str | Path], subject: Path, progress: Progress) -> None:
    """Runs the module as a program, a process that ends when this one does: its standard input ends then.

    `subject` is what an error names. Raises VozesError(ENGINE_FAILED), and what the process says that it failed with;
    StarterEndedError where this process can have no conversion any more.
    """
    words = [*map(str, arguments)]
    try:
        failure, status = _run(module, words, progress) if _starter is None else _ask(_starter, module, words, progress)
    except OSError as error:
        message = f"No process could be started to convert {subject} ({error.strerror}): load the engine anew."
        raise VozesError(ErrorCode.ENGINE_FAILED, message) from error
    if failure is not None:
        raise failure
    if status != 0:
        reason = "as systems do when memory runs short" if status < 0 else "see logs/server.log"
        message = f"The conversion of {subject} was ended (status {status}), {reason}."
        raise VozesError(ErrorCode.ENGINE_FAILED, message)


def keep_starter() -> None:
    """For a process that will be unable to start another: from now on conversions are started by one that it has."""
    global _starter
    _starter = Starter()


def _run(module: str, arguments: list[str], progress: Progress) -> tuple[VozesError | None, int]:
    """What the conversion says that it failed with, and its status."""
    program, pipe = command(module, *arguments), subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, env=engine_environment()) as process:  # noqa: S603
        try:
            failure = _follow(process.stdout or (), progress)
        except BaseException:
            process.kill()  # and it is gone before its folder is
            process.wait()
            raise
        return failure, process.wait()


def _ask(starter: Starter, module: str, arguments: list[str], progress: Progress) -> tuple[VozesError | None, int]:
    """As `_run`. Raises StarterEndedError, also where it had to be ended since what it said could not be followed."""
    lines: list[bytes] = [b""]

    def said() -> Iterator[bytes]:
        for line in starter.run(module, arguments):
            lines[0] = line
            yield line

    try:
        failure = _follow(said(), progress)
    except Exception as error:
        starter.end()
        raise StarterEndedError from error
    except BaseException:
        starter.end()
        raise
    if not lines[0].startswith(b'{"status"'):
        raise StarterEndedError
    return failure, json.loads(lines[0])["status"]


def serve_conversion(convert: Callable[[Progress], None]) -> int:
    """What the process does; gives its exit status."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    give_up("CORE", 0)
    give_up_programs()
    torch.set_num_threads(1)  # it reads and writes; more threads would only wait for one another
    try:
        convert(lambda done: _say(done=done))
    except VozesError as error:
        _say(error=error.code, message=error.message)
        return 1
    return 0


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


def _publish(work: Path, made: Path, files: Sequence[str], is_whole: Callable[[], bool]) -> None:
    made.mkdir(exist_ok=True)
    try:
        for name in files:
            put_in_place(work / name, made / name)
    except OSError:  # another process was quicker and has them open, which Windows minds
        if not is_whole():
            raise


def _remove_superseded(made: Path, source: str) -> None:
    """What the same source was converted to before it changed; other conversions may come and go meanwhile."""
    for folder in list(made.parent.iterdir()):
        if folder == made or folder.name.startswith(_UNFINISHED):
            continue
        with suppress(OSError, VozesError):
            if any(Weights(path).metadata.get(SOURCE) == source for path in folder.glob("*.safetensors")):
                shutil.rmtree(folder, ignore_errors=True)


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


def _say(**message: object) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)

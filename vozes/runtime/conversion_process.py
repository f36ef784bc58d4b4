"""A process that converts, thrown away afterwards: how it is started, what it says meanwhile, and what it may do.

An engine's module of conversion is both sides: `convert_elsewhere` starts it as a program, and `serve_conversion` is
what that program does. It knows nothing of what is converted.
"""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import torch

from vozes.errors import ErrorCode, VozesError
from vozes.process.confinement import give_up, give_up_programs
from vozes.process.parent import end_with_parent
from vozes.runtime.starter import Progress, Starter, follow, run_conversion

_starter: Starter | None = None


class StarterEndedError(VozesError):
    """The process that starts conversions has ended, and there can be no other: the engine has to begin anew."""

    def __init__(self) -> None:
        message = "The process that starts conversions of models has ended: the engine starts anew. Try again."
        super().__init__(ErrorCode.ENGINE_CRASHED, message)


def keep_starter() -> None:
    """Starts the process that starts conversions from now on, since this one will soon be unable to."""
    global _starter
    _starter = Starter()


def convert_elsewhere(module: str, arguments: Iterable[str | Path], subject: Path, progress: Progress) -> None:
    """Runs the module as a program, in a process that ends when this one does.

    `subject` is what an error names. Raises VozesError(ENGINE_FAILED), and what the process says that it failed with;
    StarterEndedError where this process can have no conversion any more.
    """
    run = run_conversion if _starter is None else _starter.run
    try:
        with closing(run(module, [*map(str, arguments)])) as lines:
            failure, status = follow(lines, progress)
    except Exception as error:
        if _starter is not None:
            raise StarterEndedError from error
        if not isinstance(error, OSError):
            raise
        message = f"No process could be started to convert {subject} ({error.strerror}): load the engine anew."
        raise VozesError(ErrorCode.ENGINE_FAILED, message) from error
    if failure is not None:
        raise failure
    if status is None:
        raise StarterEndedError
    if status != 0:
        reason = "as systems do when memory runs short" if status < 0 else "see logs/server.log"
        message = f"The conversion of {subject} was ended (status {status}), {reason}."
        raise VozesError(ErrorCode.ENGINE_FAILED, message)


def serve_conversion(convert: Callable[[Progress], None]) -> int:
    """Converts, in the process that is started for it, and returns its exit status."""
    end_with_parent()
    give_up("CORE", 0)
    give_up_programs()
    torch.set_num_threads(1)  # it reads and writes; more threads would only wait for one another
    try:
        convert(lambda done: _say(done=done))
    except VozesError as error:
        _say(error=error.code, message=error.message)
        return 1
    return 0


def _say(**message: object) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode() + b"\n")
    sys.stdout.buffer.flush()

"""The process that starts conversions for an engine which, once it is loaded, can start no process itself.

The engine starts it as `python -m vozes.runtime.starter` before that, and it ends with the engine, since its standard
input ends then. It reads in one line what to convert, passes on what the conversion says, and says how that ended.
It starts nothing but engines' conversions, and imports nothing heavy: it waits for as long as the engine is loaded.
"""

import errno
import json
import re
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable

from vozes.errors import ErrorCode, VozesError
from vozes.process.parent import end_with_parent
from vozes.process.starting import command, engine_environment

Progress = Callable[[float], None]
"""Called with how much is done, from 0 to 1."""

_CONVERSIONS = re.compile(r"vozes\.engines\.\w+\.checkpoint\.conversion|tests\.runtime\.converter")
_STATUS = b'{"status": '


class Starter:
    """The engine's side of the process that starts conversions."""

    def __init__(self) -> None:
        """Starts the process. Raises OSError."""
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command(__name__), stdin=pipe, stdout=pipe, env=engine_environment())  # noqa: S603

    def run(self, module: str, arguments: list[str]) -> Generator[bytes]:
        """Does in the process what `run_conversion` does; ends the process unless it is read to the end.

        Raises OSError if the process has ended.
        """
        assert self._process.stdin is not None  # noqa: S101  (it was started with pipes)
        assert self._process.stdout is not None  # noqa: S101
        if self._process.poll() is not None:
            raise BrokenPipeError(errno.EPIPE, "its starter has ended")
        self._process.stdin.write(json.dumps([module, *arguments]).encode() + b"\n")
        self._process.stdin.flush()
        try:
            for line in self._process.stdout:
                yield line
                if line.startswith(_STATUS):
                    return
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Ends the process with what it has started."""
        self._process.kill()
        self._process.communicate()


def run_conversion(module: str, arguments: list[str]) -> Generator[bytes]:
    """Yields what a conversion prints, line by line, then a line with its status; ends it unless read to the end.

    Raises OSError.
    """
    pipe = subprocess.PIPE
    program = command(module, *arguments)
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, env=engine_environment()) as process:  # noqa: S603
        try:
            yield from process.stdout or ()
            process.wait()  # and only then does its standard input end, with which it would end itself
        except BaseException:
            process.kill()  # and it is gone before its folder is
            raise
    yield _STATUS + str(process.returncode).encode() + b"}\n"


def follow(lines: Iterable[bytes], progress: Progress) -> tuple[VozesError | None, int | None]:
    """Passes on the progress that a conversion reports; returns what it failed with and its status, once it has one."""
    failure, status = None, None
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
        elif "status" in said:
            status = said["status"]
    return failure, status


def main() -> None:
    orders = end_with_parent()
    while True:
        module, *arguments = json.loads(orders.get())
        if not _CONVERSIONS.fullmatch(module):
            sys.exit(f"{module} is no conversion")
        for line in run_conversion(module, arguments):
            _say(line)


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

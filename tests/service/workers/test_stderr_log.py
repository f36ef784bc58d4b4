"""What is made of a worker's standard error."""

import asyncio
import logging

import pytest

from vozes.service.workers.stderr_log import StderrLog

pytestmark = pytest.mark.anyio

LOG = logging.getLogger("vozes.engine.test")


async def read(said: bytes) -> StderrLog:
    stream = asyncio.StreamReader()
    stream.feed_data(said)
    stream.feed_eof()
    words = StderrLog(LOG)
    await words.read(stream)
    return words


@pytest.mark.parametrize(
    "fatal",
    [
        "Fatal Python error: Segmentation fault",
        "*** stack smashing detected ***: terminated",
        "*** buffer overflow detected ***: terminated",
        "free(): invalid pointer",
        "double free or corruption (out)",
        "terminate called after throwing an instance of 'std::bad_alloc'",
        "Windows fatal exception: access violation",
    ],
)
async def test_the_first_fatal_line_is_the_cause_of_a_native_crash(fatal: str) -> None:
    stack = "".join(f'  File "engine.py", line {line} in speak\n' for line in range(40))
    said = f"a warning\n{fatal}\n\nFatal Python error: Aborted\n{stack}\nExtension modules: numpy (total: 1)\n"
    assert (await read(said.encode())).cause == fatal


async def test_without_a_fatal_line_it_is_the_last_one() -> None:
    assert (await read(b"Traceback\n  File x\nValueError: no such thing\n\n")).cause == "ValueError: no such thing"
    assert (await read(b"no line end")).cause == "no line end"
    assert (await read(b"")).cause == ""


async def test_every_line_comes_into_the_log_and_a_long_one_in_part(caplog: pytest.LogCaptureFixture) -> None:
    await read(b"first\n" + b"x" * 1_000_000 + b"\nlast\n")
    first, long, last = caplog.messages
    assert (first, last) == ("first", "last")
    assert long == "x" * 4096 + " …"

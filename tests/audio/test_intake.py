"""Through the process that it is, and through stand-ins for one that a recording took over."""

import asyncio
import io
import json
import os
import re
import signal
import subprocess
import sys
import wave
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from tests.audio.hostile import silence, write
from tests.audio.recordings import FORMATS, RATE, chords, file_of, good_file, padded, person, robot
from tests.audio.sounds import tone
from tests.live import wait_for
from vozes.audio import intake
from vozes.audio.decoding import decode_recording
from vozes.audio.intake import IntakeLimits, PreparedRecording, take_in
from vozes.audio.preparation import encode, prepare
from vozes.audio.quality import Finding, examine
from vozes.audio.wav import decode_wav
from vozes.errors import ErrorCode, VozesError

pytestmark = pytest.mark.anyio
posix = pytest.mark.skipif(os.name == "nt", reason="needs what only POSIX has")

LIMITS = IntakeLimits(max_bytes=25_000_000, max_seconds=600.0)
Pretend = Callable[[str], None]


async def _refusal(source: Path, limits: IntakeLimits = LIMITS) -> str:
    with pytest.raises(VozesError) as refusal:
        await take_in(source, limits)
    assert refusal.value.code == ErrorCode.INVALID_RECORDING
    return refusal.value.message


def _children() -> list[int]:
    """Those that are processes of an intake, ended ones that nobody waited for included."""
    return [child.pid for child in psutil.Process().children() if _is_intake(child)]


def _is_intake(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE or "vozes.audio.intake_worker" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE  # whoever inherited it may not wait for it
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A recording that its reader waits for and waits."""
    path = tmp_path / "endless"
    os.mkfifo(path)
    return path


def _hold(pipe: Path) -> int:
    """Once somebody reads the pipe: the other end of it, through which nothing comes."""
    ends: list[int] = []

    def opened() -> bool:
        with suppress(OSError):
            ends.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
        return bool(ends)

    wait_for(opened)
    return ends[0]


@pytest.fixture
def pretend(monkeypatch: pytest.MonkeyPatch) -> Pretend:
    """Has a script in the place of the process; `out` is where its answer goes and `answer` writes one."""

    def script(text: str) -> None:
        lines = (
            "import json, os, signal, struct, sys, time",
            "out = sys.stdout.buffer",
            "def answer(header, payload=b'', ready=b'R'):",
            "    head = header if isinstance(header, bytes) else json.dumps(header).encode()",
            "    out.write(ready + struct.pack('<II', len(head), len(payload)) + head + payload); out.flush()",
            "request = json.loads(sys.stdin.buffer.readline())",
            text,
        )
        monkeypatch.setattr(intake, "_COMMAND", (sys.executable, "-P", "-c", "\n".join(lines)))

    return script


# what comes of recordings


@pytest.mark.parametrize("name", list(FORMATS))
async def test_every_format_is_taken_in(tmp_path: Path, name: str) -> None:
    prepared = await take_in(write(tmp_path, good_file(name)), LIMITS)
    assert prepared.seconds == pytest.approx(len(robot()) / RATE, abs=0.3)
    assert prepared.report.findings == ()
    assert decode_wav(prepared.wav)[1] == prepared.sample_rate <= 48000


async def test_a_recording_of_which_a_little_is_missing_is_taken_in_with_a_finding(tmp_path: Path) -> None:
    prepared = await take_in(write(tmp_path, 2 * good_file("mp3")), LIMITS)
    assert prepared.report.findings == (Finding.DAMAGED,)


async def test_it_is_the_work_of_the_modules_that_do_it(tmp_path: Path) -> None:
    prepared = await take_in(write(tmp_path, good_file("wav")), LIMITS)
    recording = decode_recording(good_file("wav"), 600)
    expected = prepare(recording)
    report = examine(recording.samples, recording.sample_rate)
    assert prepared == PreparedRecording(encode(expected), expected.seconds, RATE, report)


async def test_a_person_is_taken_in(tmp_path: Path) -> None:
    prepared = await take_in(write(tmp_path, file_of(person(), "webm as Chrome records it")), LIMITS)
    assert prepared.report.findings == ()
    assert prepared.seconds == pytest.approx(9.6, abs=0.2)


@pytest.mark.parametrize(
    ("samples", "what"),
    [
        (np.zeros(5 * RATE, np.float32), "is silent"),
        (tone(5, RATE), "of speech"),
        (chords(5, 0.5), "of speech"),
        (padded(robot()[: RATE // 2], 2, 2), "at least 1 s is needed"),
    ],
    ids=["silence", "a tone", "music", "half a second of speech"],
)
async def test_hardly_any_speech_is_refused(tmp_path: Path, samples: Any, what: str) -> None:
    assert what in await _refusal(write(tmp_path, file_of(samples, "wav")))


async def test_what_is_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, good_file("wav"))
    size = path.stat().st_size
    assert f"larger than {size - 1:,} bytes" in await _refusal(path, IntakeLimits(size - 1, 600))
    assert "longer than 5 seconds" in await _refusal(path, IntakeLimits(size, 5))
    assert (await take_in(path, IntakeLimits(size, 20))).seconds > 6


async def test_other_files_are_refused_and_missing_ones_too(tmp_path: Path) -> None:
    assert "not audio that can be read" in await _refusal(write(tmp_path, b"Dear diary, " * 100))
    assert await _refusal(write(tmp_path, b"")) == "The recording is empty."
    assert "could not be read" in await _refusal(tmp_path / "missing")
    assert "could not be read" in await _refusal(tmp_path)


async def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / "#1 gravação ' -x\n.wav"
    path.write_bytes(good_file("wav"))
    assert (await take_in(path, LIMITS)).seconds > 6


async def test_nothing_is_left_behind(tmp_path: Path) -> None:
    path = write(tmp_path, good_file("mp3"))
    await take_in(path, LIMITS)
    await _refusal(path, IntakeLimits(1000, 600))
    assert path.read_bytes() == good_file("mp3")
    assert os.listdir(tmp_path) == [path.name]
    assert _children() == []


# its process


@posix
async def test_cancelling_ends_the_process_at_once(endless: Path) -> None:
    task = asyncio.create_task(take_in(endless, LIMITS))
    held = await asyncio.to_thread(_hold, endless)
    assert len(_children()) == 1
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert _children() == []
    os.close(held)


async def test_cancelling_at_any_moment_leaves_nothing_behind(tmp_path: Path) -> None:
    path = write(tmp_path, good_file("wav"))
    for moment in range(0, 200, 40):  # milliseconds
        with suppress(TimeoutError):
            async with asyncio.timeout(moment / 1000):
                await take_in(path, LIMITS)
        assert _children() == []


@posix
async def test_two_processes_are_the_most_at_once(endless: Path, tmp_path: Path) -> None:
    tasks = [asyncio.create_task(take_in(endless, LIMITS)) for _ in range(5)]
    await asyncio.to_thread(wait_for, lambda: len(_children()) >= 2)
    assert len(_children()) == 2
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    assert _children() == []
    assert (await take_in(write(tmp_path, good_file("wav")), LIMITS)).seconds > 6


@posix
async def test_the_process_ends_with_a_server_that_was_killed(endless: Path) -> None:
    script = (
        "import asyncio, pathlib, sys; from vozes.audio.intake import IntakeLimits, take_in\n"
        "asyncio.run(take_in(pathlib.Path(sys.argv[1]), IntakeLimits(1000, 60)))"
    )
    server = subprocess.Popen([sys.executable, "-c", script, str(endless)])  # noqa: ASYNC220
    try:
        held = await asyncio.to_thread(_hold, endless)
        (child,) = psutil.Process(server.pid).children()
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
    await asyncio.to_thread(wait_for, lambda: _gone(child.pid))
    os.close(held)


@posix
async def test_a_look_that_hangs_is_given_up_and_the_recording_is_not_blamed(endless: Path) -> None:
    with pytest.raises(VozesError, match=r"longer than 0\.3 s \(the setting intake_seconds\)") as failure:
        await take_in(endless, replace(LIMITS, wall_seconds=0.3))
    assert failure.value.code == ErrorCode.ENGINE_FAILED
    assert _children() == []


@posix
async def test_a_recording_that_takes_too_much_of_a_processor_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IntakeLimits, "processor_seconds", 1)
    limits = replace(LIMITS, wall_seconds=60)
    assert "more time or memory" in await _refusal(write(tmp_path, silence(599, "ogg", "libopus", "flt")), limits)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere memory is not bounded")
async def test_a_recording_that_takes_too_much_memory_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IntakeLimits, "memory_bytes", 400 * 1024 * 1024)
    assert (await take_in(write(tmp_path, good_file("wav")), LIMITS)).seconds > 6
    assert "more time or memory" in await _refusal(write(tmp_path, silence(599, "flac", "flac", "s16")))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
async def test_the_process_is_bounded_before_it_reads(endless: Path) -> None:
    task = asyncio.create_task(take_in(endless, LIMITS))

    def limits() -> dict[str, str]:
        lines = [Path(f"/proc/{pid}/limits").read_text() for pid in _children()]
        return {line[:25].strip(): line[26:].split()[0] for line in "".join(lines).splitlines()}

    await asyncio.to_thread(wait_for, lambda: limits().get("Max cpu time") == "24")
    assert limits()["Max file size"] == limits()["Max core file size"] == "0"
    assert limits()["Max address space"] == str(LIMITS.memory_bytes)
    task.cancel()
    await asyncio.wait([task])


@posix
@pytest.mark.parametrize("what", ["open(source, 'rb')", "open('new', 'w')", "socket.socket()", "os.fork()"])
async def test_what_takes_the_process_over_can_open_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, what: str
) -> None:
    path = write(tmp_path, good_file("wav"))
    script = (
        f"import os, socket; from vozes.audio import intake_worker; source = {str(path)!r}\n"
        "decode = intake_worker.decode_recording\n"
        "def taken_over(data, seconds):\n"
        f"    if seconds > 1: {what}; raise SystemExit('it could')\n"
        "    return decode(data, seconds)\n"
        "intake_worker.decode_recording = taken_over\n"
        "intake_worker.main()"
    )
    monkeypatch.setattr(intake, "_COMMAND", (sys.executable, "-P", "-c", script))
    assert "damaged" in await _refusal(path)
    assert re.search("Too many open files|Operation not permitted|temporarily unavailable", caplog.text)


async def test_the_process_knows_nothing_of_the_servers_secrets(
    tmp_path: Path, pretend: Pretend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOZES_API_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    pretend("answer({'refused': ' '.join(os.environ)})")
    names = (await _refusal(tmp_path)).split()
    assert "PYTHONPATH" in names
    assert not [name for name in names if "VOZES" in name or "SECRET" in name]


async def test_it_works_where_nothing_can_be_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys; from vozes.audio import intake_worker\n"
        "sys.modules['resource'] = None; sys.platform = 'win32'\n"
        "intake_worker.main()"
    )
    monkeypatch.setattr(intake, "_COMMAND", (sys.executable, "-P", "-c", script))
    assert (await take_in(write(tmp_path, good_file("wav")), LIMITS)).seconds > 6


# processes that a recording broke


@posix
@pytest.mark.parametrize(
    ("death", "what"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "is damaged"),
        ("os.abort()", "is damaged"),
        ("raise RuntimeError('odd')", "is damaged"),
        ("os._exit(0)", "is damaged"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "more time or memory"),
    ],
)
async def test_a_recording_that_ends_its_process_is_refused(
    tmp_path: Path, pretend: Pretend, death: str, what: str
) -> None:
    pretend(f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); out.write(b'R'); out.flush(); {death}")
    assert what in await _refusal(tmp_path)


@posix
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
async def test_who_ends_the_process_from_outside_does_not_blame_the_recording(
    tmp_path: Path, pretend: Pretend, name: str
) -> None:
    pretend(f"out.write(b'R'); out.flush(); os.kill(os.getpid(), signal.{name})")
    with pytest.raises(VozesError, match="ended from outside") as failure:
        await take_in(tmp_path, LIMITS)
    assert failure.value.code == ErrorCode.ENGINE_FAILED


async def test_what_ended_the_process_is_logged(
    tmp_path: Path, pretend: Pretend, caplog: pytest.LogCaptureFixture
) -> None:
    pretend("out.write(b'R'); out.flush(); raise RuntimeError('odd')")
    await _refusal(tmp_path)
    assert "status 1: RuntimeError: odd" in caplog.text


@pytest.mark.parametrize("start", ["raise ImportError('no av')", "out.write(b'?'); out.flush(); time.sleep(60)"])
async def test_a_process_that_does_not_start_is_no_fault_of_the_recording(
    tmp_path: Path, pretend: Pretend, start: str
) -> None:
    pretend(start)
    with pytest.raises(VozesError, match="did not start") as failure:
        await take_in(tmp_path, LIMITS)
    assert failure.value.code == ErrorCode.ENGINE_FAILED


async def test_a_process_that_is_gone_before_it_is_asked_is_no_fault_of_the_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_COMMAND", (sys.executable, "-c", "raise SystemExit('it cannot be')"))
    start = intake._start

    def start_and_wait() -> subprocess.Popen[bytes]:
        process = start()
        process.wait()
        return process

    monkeypatch.setattr(intake, "_start", start_and_wait)
    with pytest.raises(VozesError, match="did not start: it cannot be") as failure:
        await take_in(tmp_path, LIMITS)
    assert failure.value.code == ErrorCode.ENGINE_FAILED


async def test_no_process_at_all_is_no_fault_of_the_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_COMMAND", (str(tmp_path / "missing"),))
    with pytest.raises(VozesError, match="did not start: No such file") as failure:
        await take_in(tmp_path, LIMITS)
    assert failure.value.code == ErrorCode.ENGINE_FAILED


def _wav(channels: int = 1, width: int = 2, rate: int = 24000, seconds: float = 2) -> bytes:
    sink = io.BytesIO()
    with wave.open(sink, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(round(seconds * rate) * channels * width))
    return sink.getvalue()


REPORT = {
    "seconds": 2.0,
    "level_dbfs": -23.0,
    "peak_dbfs": -3.0,
    "clipped": 0.0,
    "noise_floor_dbfs": -60.0,
    "speech": 0.9,
    "findings": ["too_short"],
}
ACCEPTED = {"sample_rate": 24000, "report": REPORT}


async def test_an_answer_that_makes_sense_is_believed(tmp_path: Path, pretend: Pretend) -> None:
    pretend(f"answer({ACCEPTED}, {_wav(seconds=0.1)!r})")
    assert (await take_in(tmp_path, LIMITS)).seconds == 0.1


@pytest.mark.parametrize(
    "answer",
    [
        "answer(b'')",
        "answer(b'nonsense')",
        "answer({})",
        "answer(['refused'])",
        "answer({'refused': 7})",
        "answer({'refused': 'x' * 501})",
        f"answer({ACCEPTED})",
        f"answer({ACCEPTED}, b'RIFF')",
        f"answer({ACCEPTED}, {_wav(seconds=0)!r})",
        f"answer({ACCEPTED}, {_wav(seconds=0.1, channels=2)!r})",
        f"answer({ACCEPTED}, {_wav(seconds=0.1, width=1)!r})",
        f"answer({ACCEPTED}, {_wav(seconds=0.1, rate=48000)!r})",
        f"answer({ACCEPTED}, {_wav(seconds=0.1)!r} + b'more')",
        f"answer({ACCEPTED}, {_wav(seconds=0.1)!r}[:-2])",
        f"answer({ACCEPTED | {'sample_rate': 192000}}, {_wav(seconds=0.01, rate=192000)!r})",
        f"answer({ACCEPTED | {'report': None}}, {_wav(seconds=0.1)!r})",
        f"answer({ACCEPTED | {'report': REPORT | {'findings': ['rude']}}}, {_wav(seconds=0.1)!r})",
        f"answer({ACCEPTED | {'report': REPORT | {'more': 1}}}, {_wav(seconds=0.1)!r})",
        f"answer(json.dumps({ACCEPTED}).replace('-23.0', 'NaN').encode(), {_wav(seconds=0.1)!r})",
        "out.write(b'R' + bytes([255] * 8)); out.flush(); time.sleep(60)",
        "out.write(b'R' + struct.pack('<II', 65537, 0)); out.flush(); time.sleep(60)",
        f"head = {json.dumps(ACCEPTED)!r}.encode(); out.write(b'R' + struct.pack('<II', len(head), "
        f"{LIMITS.answer_bytes + 1}) + head); out.flush(); time.sleep(60)",
        f"answer({ACCEPTED}, {_wav(seconds=0.1)!r}[:40])",
        "out.write(b'R'); [out.write(os.urandom(65536)) for _ in range(10000)]",
    ],
)
async def test_an_answer_without_sense_is_not_believed(tmp_path: Path, pretend: Pretend, answer: str) -> None:
    pretend(answer)
    assert "is damaged, or no recording at all" in await _refusal(tmp_path)


async def test_a_process_that_only_talks_is_given_up(tmp_path: Path, pretend: Pretend) -> None:
    pretend("out.write(b'R'); out.flush()\nwhile True: sys.stderr.write('x' * 10000)")
    with pytest.raises(VozesError, match="longer than 1 s"):
        await take_in(tmp_path, replace(LIMITS, wall_seconds=1.0))

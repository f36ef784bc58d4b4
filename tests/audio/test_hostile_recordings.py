"""Whatever is sent, it becomes a voice's model or a refusal that says what to do, soon, and the server stays small."""

import asyncio
import gc
import os
import sys
from functools import cache
from pathlib import Path

import psutil
import pytest

from tests.audio.hostile import BOMBS, MAX_BYTES, MORE_BOMBS, address, alias, movie, mutated, wav, write
from tests.audio.recordings import FORMATS, RATE, file_of, robot
from tests.audio.sounds import pitch_of, tone
from vozes.audio.decoding import decode_recording
from vozes.audio.intake import IntakeLimits, PreparedRecording, take_in
from vozes.audio.intake_worker import answer
from vozes.audio.pcm import to_pcm16
from vozes.errors import ErrorCode, VozesError

LIMITS = IntakeLimits(MAX_BYTES, 600.0)
GROWTH = 60_000_000
"""Bytes; what the allocator may keep of the answers that came back."""


@cache
def _sound(name: str) -> bytes:
    return file_of(robot()[: 3 * RATE], name)


async def _outcome(path: Path) -> str:
    """What is wrong with it; nothing for what was taken in."""
    try:
        prepared = await take_in(path, LIMITS)
    except VozesError as error:
        if error.code != ErrorCode.INVALID_RECORDING:
            raise
        return error.message
    assert isinstance(prepared, PreparedRecording)
    return ""


def _memory() -> int:
    gc.collect()
    return psutil.Process().memory_info().rss


def _processor_seconds() -> float:
    """Of all processes that have ended."""
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system


@pytest.fixture(scope="module")
def usual_seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """What a recording takes of the processor, of several: it is counted in hundredths."""
    path, times = write(tmp_path_factory.mktemp("usual"), _sound("wav")), 6
    spent = _processor_seconds()
    for _ in range(times):
        assert not asyncio.run(_outcome(path))
    return (_processor_seconds() - spent) / times


@pytest.mark.anyio
@pytest.mark.parametrize("name", [*BOMBS, *(pytest.param(name, marks=pytest.mark.slow) for name in MORE_BOMBS)])
async def test_a_bomb_is_refused_in_ten_times_what_a_recording_takes_at_most(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, usual_seconds: float
) -> None:
    path = write(tmp_path, (BOMBS | MORE_BOMBS)[name]())
    assert path.stat().st_size <= MAX_BYTES
    before, spent = _memory(), _processor_seconds()
    message = await _outcome(path)
    assert message
    assert _memory() - before < GROWTH
    if sys.platform != "win32":  # which does not count what ended processes took
        assert _processor_seconds() - spent < 10 * usual_seconds  # and not by the clock, which others' work delays
    assert caplog.text == ""  # it ended as it should
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("rate", [1, 7_999, 192_001, 4_000_000_000])
@pytest.mark.parametrize("channels", [0, 1, 513, 65_535])
def test_headers_that_lie_are_refused(rate: int, channels: int) -> None:
    with pytest.raises(VozesError) as refusal:
        decode_recording(wav(rate, channels), 600)
    assert refusal.value.code == ErrorCode.INVALID_RECORDING


def test_a_file_that_says_its_sound_is_in_itself_is_read() -> None:
    """Or the next test would show nothing."""
    recording = decode_recording(movie(48_000, data=to_pcm16(tone(1.1, 48000)).tobytes()), 600)
    assert pitch_of(recording.samples, 48000) == pytest.approx(440, abs=5)


@pytest.mark.parametrize(
    "reference",
    [address("secret.raw"), address("file:secret.raw"), alias("/here/secret.raw", 1), alias("secret.raw", 0)],
    ids=["an address", "a file's address", "an alias from here", "an absolute alias"],
)
def test_sound_that_a_file_says_is_in_another_is_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: bytes
) -> None:
    (tmp_path / "secret.raw").write_bytes(to_pcm16(tone(1, 48000)).tobytes())
    monkeypatch.chdir(tmp_path)
    try:
        samples = decode_recording(movie(48_000, reference), 600).samples
    except VozesError:
        return
    assert pitch_of(samples, 48000) != pytest.approx(440, abs=5)


@pytest.mark.parametrize("name", list(FORMATS))
@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_taken_in_or_refused(name: str, seed: int) -> None:
    """By the function that the process calls; the process itself is in the tests below."""
    try:
        header, payload = answer(mutated(_sound(name), seed), 600.0)
    except VozesError as error:
        if error.code != ErrorCode.INVALID_RECORDING:
            raise
    else:
        assert len(payload) == 44 + 2 * round(header["report"]["seconds"] * header["sample_rate"])


async def _take_in_damaged(folder: Path, count: int) -> set[str]:
    """All outcomes of so many damaged files, in turn of every format."""
    names = list(FORMATS)
    outcomes = set()
    for first in range(0, count, 4):
        paths = []
        for seed in range(first, min(first + 4, count)):
            paths.append(folder / str(seed))
            paths[-1].write_bytes(mutated(_sound(names[seed % len(names)]), 1000 + seed))
        outcomes |= set(await asyncio.gather(*map(_outcome, paths)))
        for path in paths:
            path.unlink()
    return outcomes


@pytest.mark.anyio
async def test_damaged_files_leave_nothing_behind(tmp_path: Path) -> None:
    await _outcome(write(tmp_path, _sound("wav")))
    before = _memory()
    outcomes = await _take_in_damaged(tmp_path, 8)
    assert "" in outcomes
    assert len(outcomes) > 1
    assert _memory() - before < GROWTH
    assert os.listdir(tmp_path) == ["recording"]
    assert psutil.Process().children() == []


@pytest.mark.slow
@pytest.mark.anyio
async def test_a_thousand_damaged_files_leave_nothing_behind(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    await _outcome(write(tmp_path, _sound("wav")))
    before = _memory()
    outcomes = await _take_in_damaged(tmp_path, 1000)
    assert "" in outcomes
    assert len(outcomes) > 4
    assert _memory() - before < GROWTH
    assert os.listdir(tmp_path) == ["recording"]
    assert psutil.Process().children() == []
    assert "Traceback" not in caplog.text

import asyncio
import io
import sys
import threading
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.audio.sounds import NAMES, encode, tone
from vozes.audio.formats import FORMATS, open_encoder
from vozes.audio.spool import Spool
from vozes.errors import ErrorCode, VozesError

SECOND = 5  # seconds; what should be there at once never takes as long


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    """It goes to the disk beyond 100 bytes."""
    spool = Spool(tmp_path, memory_limit=100)
    yield spool
    spool.close()


async def _all(pieces: AsyncIterator[bytes]) -> bytes:
    return b"".join([piece async for piece in pieces])


async def _next(pieces: AsyncIterator[bytes]) -> bytes:
    return await asyncio.wait_for(anext(pieces), SECOND)


@pytest.mark.parametrize("size", [0, 1, 99, 100, 101, 300_000])
def test_what_was_written_is_read(spool: Spool, size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    spool.write(data[: size // 2])
    spool.write(data[size // 2 : size])
    spool.finish()
    assert asyncio.run(_all(spool.stream())) == data[:size]
    assert spool.size == size


@pytest.mark.parametrize("size", [10, 1000], ids=["memory", "disk"])
def test_bytes_are_read_while_the_writer_goes_on(spool: Spool, size: int) -> None:
    async def main() -> None:
        pieces = spool.stream()
        for number in range(5):
            reading = asyncio.create_task(_next(pieces))
            await asyncio.sleep(0)  # the reader is waiting now
            assert not reading.done()
            spool.write(bytes([number]) * size)
            assert await reading == bytes([number]) * size
        spool.finish()
        with pytest.raises(StopAsyncIteration):
            await _next(pieces)

    asyncio.run(main())


def test_a_writer_in_another_thread_wakes_the_reader(spool: Spool) -> None:
    async def main() -> None:
        reader_has = threading.Event()

        def write() -> None:
            for number in range(100):
                spool.write(bytes([number]) * 7)
                assert reader_has.wait(SECOND)
                reader_has.clear()
            spool.finish()

        writer = asyncio.create_task(asyncio.to_thread(write))
        read = b""
        async for piece in spool.stream():
            read += piece
            if len(read) % 7 == 0:
                reader_has.set()
        assert read == b"".join(bytes([number]) * 7 for number in range(100))
        await writer

    asyncio.run(asyncio.wait_for(main(), 4 * SECOND))


@pytest.mark.parametrize("limit", [1000, 10_000_000], ids=["disk", "memory"])
def test_a_writer_and_a_reader_in_each_others_way_lose_nothing(tmp_path: Path, limit: int) -> None:
    spool = Spool(tmp_path, limit)
    written = [number.to_bytes(2, "big") * 100 for number in range(3000)]

    def write() -> None:
        for data in written:
            spool.write(data)
        spool.finish()

    async def main() -> bytes:
        writer = asyncio.create_task(asyncio.to_thread(write))
        read = await asyncio.wait_for(_all(spool.stream()), 4 * SECOND)
        await writer
        return read

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        assert asyncio.run(main()) == b"".join(written)
    finally:
        sys.setswitchinterval(interval)
        spool.close()


def test_neither_side_moves_the_file_under_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    busy: Spool

    class Guarded(io.BytesIO):
        def seek(self, offset: int, whence: int = 0, /) -> int:
            assert busy._lock.locked()
            return super().seek(offset, whence)

    monkeypatch.setattr(io, "BytesIO", Guarded)
    busy = Spool()
    busy.write(b"x")
    busy.finish()
    assert asyncio.run(_all(busy.stream())) == b"x"
    busy.close()


def test_a_reader_is_told_of_the_failure_whatever_it_has_not_read_yet(spool: Spool) -> None:
    async def main() -> None:
        pieces = spool.stream()
        spool.write(b"some")
        assert await _next(pieces) == b"some"
        spool.write(b"more")
        spool.fail(RuntimeError("the engine died"))
        with pytest.raises(RuntimeError, match="the engine died"):
            await _next(pieces)

    asyncio.run(main())


@pytest.mark.parametrize("in_thread", [False, True], ids=["loop", "thread"])
def test_a_failure_wakes_a_waiting_reader(spool: Spool, in_thread: bool) -> None:
    async def main() -> None:
        reading = asyncio.create_task(_next(spool.stream()))
        waiting = asyncio.create_task(spool.wait_for_data())
        await asyncio.sleep(0)
        error = RuntimeError("the engine died")
        if in_thread:
            await asyncio.to_thread(spool.fail, error)
        else:
            spool.fail(error)
        results = await asyncio.wait_for(asyncio.gather(reading, waiting, return_exceptions=True), SECOND)
        assert results[0] is error
        assert results[1] is error

    asyncio.run(main())


def test_a_whole_answer_cannot_fail_and_a_failed_one_never_becomes_whole(tmp_path: Path) -> None:
    whole, failed = Spool(tmp_path), Spool(tmp_path)
    whole.write(b"all")
    whole.finish()
    whole.fail(RuntimeError())
    assert asyncio.run(_all(whole.stream())) == b"all"
    failed.fail(RuntimeError("first"))
    failed.fail(RuntimeError("second"))
    failed.finish()
    with pytest.raises(RuntimeError, match="first"):
        asyncio.run(_all(failed.stream()))
    whole.close()
    failed.close()


def test_waiting_for_data_ends_with_the_first_byte(spool: Spool) -> None:
    async def main() -> None:
        waiting = asyncio.create_task(spool.wait_for_data())
        await asyncio.sleep(0)
        assert not waiting.done()
        spool.write(b"x")
        await asyncio.wait_for(waiting, SECOND)

    asyncio.run(main())


def test_waiting_for_data_ends_with_a_failure_even_when_bytes_came_first(spool: Spool) -> None:
    spool.write(b"x")
    spool.fail(RuntimeError("the engine died"))
    with pytest.raises(RuntimeError, match="the engine died"):
        asyncio.run(spool.wait_for_data())


def test_waiting_for_data_ends_with_an_empty_answer(spool: Spool) -> None:
    spool.finish()
    asyncio.run(asyncio.wait_for(spool.wait_for_data(), SECOND))


def test_a_short_answer_never_touches_the_disk(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "nowhere", memory_limit=100)
    spool.write(b"x" * 100)
    with pytest.raises(VozesError, match="temporary file could not be written: No such file"):
        spool.write(b"x")
    spool.close()


def test_a_long_answer_leaves_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[io.BytesIO] = []

    class Memory(io.BytesIO):
        def __init__(self) -> None:
            super().__init__()
            kept.append(self)

    monkeypatch.setattr(io, "BytesIO", Memory)
    spool = Spool(tmp_path, memory_limit=1000)
    for _ in range(100):
        spool.write(b"x" * 100)
    assert len(kept) == 1
    assert len(kept[0].getvalue()) == 1000
    spool.close()


def test_nothing_is_left_on_the_disk(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a file that was not closed warns
        spool = Spool(tmp_path, memory_limit=10)
        spool.write(b"x" * 100_000)
        spool.close()
        spool.close()
        del spool
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_at_once_and_closing_is_quiet() -> None:
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("needs a device that is always full")
    spool = Spool(memory_limit=0)
    spool._file, spool._on_disk = full.open("w+b", buffering=8192), True
    with pytest.raises(VozesError) as caught:
        spool.write(b"x")
    assert caught.value.code == ErrorCode.STORAGE_FULL
    assert "No space left on device" in caught.value.message
    spool.close()


def test_after_closing_neither_side_goes_on(spool: Spool) -> None:
    async def main() -> None:
        pieces = spool.stream()
        spool.write(b"x")
        await _next(pieces)
        reading = asyncio.create_task(_next(pieces))
        await asyncio.sleep(0)
        spool.close()
        with pytest.raises(VozesError) as caught:
            await reading
        assert caught.value.code == ErrorCode.CANCELLED

    asyncio.run(main())
    with pytest.raises(VozesError) as caught:
        spool.write(b"x")
    assert caught.value.code == ErrorCode.CANCELLED


def test_a_reader_whose_loop_is_gone_does_not_stop_the_writer(spool: Spool) -> None:
    async def leave() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(spool.wait_for_data(), 0.001)

    asyncio.run(leave())
    spool.write(b"x")
    spool.finish()
    assert asyncio.run(_all(spool.stream())) == b"x"


writes = st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=120)), max_size=20)


@settings(deadline=None)  # a busy machine is no fault
@given(writes=writes)
def test_seeking_and_writing_is_as_in_any_file(writes: list[tuple[int, bytes]]) -> None:
    spool, file = Spool(memory_limit=150), io.BytesIO()
    for offset, data in writes:
        for target in (spool, file):
            target.seek(offset)
            target.write(data)
        assert spool.tell() == file.tell()
    assert spool.seek(0, 2) == file.seek(0, 2)
    spool.finish()
    assert asyncio.run(_all(spool.stream())) == file.getvalue()
    spool.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [1000, 4_000_000], ids=["disk", "memory"])
def test_an_encoder_writes_a_whole_answer_into_it(tmp_path: Path, name: str, limit: int) -> None:
    spool = Spool(tmp_path, memory_limit=limit)
    with open_encoder(FORMATS[name], spool, 24000, seekable=True) as encoder:
        encoder.write(tone(0.5, 24000))
    spool.finish()
    expected = encode(name, tone(0.5, 24000), 24000, seekable=True)
    read = asyncio.run(_all(spool.stream()))
    spool.close()
    if name == "opus":  # an Ogg stream has a random serial number
        assert len(read) == len(expected)
    else:
        assert read == expected


def test_an_encoder_is_stopped_by_a_closed_spool() -> None:
    spool = Spool()
    encoder = open_encoder(FORMATS["mp3"], spool, 24000, seekable=False)
    spool.close()
    with pytest.raises(VozesError) as caught:
        encoder.write(tone(0.5, 24000))
    assert caught.value.code == ErrorCode.CANCELLED
    encoder.abort()


@pytest.mark.parametrize("size", [10, 1000], ids=["memory", "disk"])
def test_what_is_read_once_is_forgotten_when_the_reader_has_caught_up(tmp_path: Path, size: int) -> None:
    held = 0

    def charge(more: int) -> None:
        nonlocal held
        held += more

    async def main() -> bytes:
        spool = Spool(tmp_path, 100, charge=charge, read_once=True)
        pieces, read = spool.stream(), b""
        for number in range(20):
            spool.write(bytes([number]) * size)
            spool.write(bytes([number]) * size)
            assert held == 2 * size
            read += await _next(pieces)
            assert held == 0
        spool.write(b"end")
        spool.finish()
        read += await _all(pieces)
        spool.close()
        return read

    assert asyncio.run(main()) == b"".join(bytes([number]) * 2 * size for number in range(20)) + b"end"
    assert held == 0


def test_what_nobody_has_read_is_counted_until_it_is_closed(tmp_path: Path) -> None:
    charges: list[int] = []
    spool = Spool(tmp_path, 100, charge=charges.append)
    spool.write(b"x" * 150)
    spool.seek(0)
    spool.write(b"y" * 10)  # in place of what is there
    assert sum(charges) == 150
    spool.close()
    spool.close()
    assert sum(charges) == 0

"""Events on the wire: every way of writing them is read, and nothing that may come makes the reader hold more."""

import asyncio
import json
from pathlib import Path

import pytest

from vozes.api.middleware.body_limits import Pace
from vozes.api.wyoming.events import Event, EventReader
from vozes.errors import ErrorCode, VozesError
from vozes.service.budget import Account, Budget

pytestmark = pytest.mark.anyio

LONGEST = 10_000
_SPLIT = b'{"type": "ping", "data": {"a": 1}, "data_length": 8, "payload_length": 3}\n{"b": 2}\x00\n{'


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(Budget(10**9, tmp_path), "127.0.0.1")


async def read(account: Account, *pieces: bytes) -> list[Event]:
    """What is read of these pieces, after which the client leaves."""
    stream = asyncio.StreamReader()
    reader = EventReader(stream, LONGEST, Pace(30.0, 2000.0), account)

    async def feed() -> None:
        for piece in pieces:
            stream.feed_data(piece)
            await asyncio.sleep(0)
        stream.feed_eof()

    feeding = asyncio.create_task(feed())
    events = [event async for event in reader.events()]
    await feeding
    return events


async def refusal(account: Account, *pieces: bytes) -> ErrorCode:
    with pytest.raises(VozesError) as refused:
        await read(account, *pieces)
    return refused.value.code


async def test_data_stands_in_the_line_or_behind_it_and_comes_in_any_pieces(account: Account) -> None:
    whole = await read(account, _SPLIT)
    assert whole == [Event("ping", {"a": 1, "b": 2}, b"\x00\n{")]
    assert await read(account, *(_SPLIT[place : place + 1] for place in range(len(_SPLIT)))) == whole


async def test_what_is_written_is_read(account: Account) -> None:
    events = [
        Event("a"),
        Event("b", {"text": "Olá, \u65e5\u672c 🙂\n"}, bytes(range(256))),
        Event("c", {"x": [1, None]}),
    ]
    assert await read(account, b"".join(event.encode() for event in events)) == events


@pytest.mark.parametrize(
    "sent",
    [b"GET / HTTP/1.1\r\n", b"\x16\x03\x01\x02\x00\n", b"\n", b"[]\n", b'"text"\n', b"{" * 2000 + b"\n", b"\xff{}\n",
     b"[" * 1900 + b"\n", b'{"type": "a", "data_length": 2}\n[]', b'{"type": "a", "data_length": 2}\nxx'],
)  # fmt: skip
async def test_what_is_no_event_is_refused(sent: bytes, account: Account) -> None:
    assert await refusal(account, sent) == ErrorCode.MALFORMED_JSON


@pytest.mark.parametrize(
    "header",
    [{}, {"type": 5}, {"type": "a", "data": [1]}, {"type": "a", "data_length": -1}, {"type": "a", "data_length": "9"},
     {"type": "a", "data_length": 1.5}, {"type": "a", "payload_length": True}],
)  # fmt: skip
async def test_a_header_with_a_wrong_field_is_refused(header: dict[str, object], account: Account) -> None:
    assert await refusal(account, json.dumps(header).encode() + b"\n") == ErrorCode.INVALID_FIELD


async def test_too_many_values_are_refused(account: Account) -> None:
    sent = json.dumps({"type": "a", "data": {"x": [0] * 3000}}).encode() + b"\n"
    assert await refusal(account, sent) == ErrorCode.INVALID_FIELD


@pytest.mark.parametrize(
    "sent",
    [b"{" + b" " * LONGEST, b'{"type": "a", "data_length": 10000}\n', b'{"type": "a", "payload_length": 9999999999}\n'],
)
async def test_what_is_too_long_is_refused_before_it_has_come(sent: bytes, account: Account) -> None:
    assert await refusal(account, sent) == ErrorCode.BODY_TOO_LARGE


@pytest.mark.parametrize("sent", [b"", b'{"type"', b'{"type": "a", "data_length": 9}\n{"b"'])
async def test_a_client_that_leaves_ends_it_wherever_it_is(sent: bytes, account: Account) -> None:
    assert await read(account, sent) == []


async def test_half_an_event_does_not_wait_for_ever(account: Account) -> None:
    stream = asyncio.StreamReader()
    stream.feed_data(b'{"type": ')
    reader = EventReader(stream, LONGEST, Pace(0.01, 2000.0), account)
    with pytest.raises(VozesError) as refused:
        await anext(reader.events())
    assert refused.value.code == ErrorCode.UPLOAD_STALLED


async def test_nothing_is_held_once_it_is_read(account: Account) -> None:
    await read(account, _SPLIT)
    assert account.held == 0

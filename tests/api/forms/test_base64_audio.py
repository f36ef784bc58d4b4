"""Recordings in base64: as programs really write it, and a clear refusal of what is none."""

import base64
import time
from contextlib import suppress

import pytest

from vozes.api.forms.base64_audio import decode_base64

AUDIO = bytes(range(256)) * 3 + b"\xfb\xff"
PLAIN = base64.b64encode(AUDIO).decode()


@pytest.mark.parametrize(
    "written",
    [
        PLAIN,
        PLAIN.rstrip("="),
        base64.encodebytes(AUDIO).decode(),
        base64.encodebytes(AUDIO).decode().replace("\n", "\r\n"),
        f"  {PLAIN}\n",
        base64.urlsafe_b64encode(AUDIO).decode(),
        base64.urlsafe_b64encode(AUDIO).decode().rstrip("="),
        f"data:audio/wav;base64,{PLAIN}",
        f"data:audio/webm;codecs=opus;base64,{PLAIN}",
        f"DATA:;BASE64,{PLAIN}",
        f"data:audio/wav;base64,{PLAIN.replace('+', '%2B').replace('/', '%2F').replace('=', '%3D')}",
        f"data:audio/wav;base64,\n{base64.encodebytes(AUDIO).decode()}",
    ],
)
def test_base64_is_read_however_it_is_written(written: str) -> None:
    assert decode_base64(written) == AUDIO


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("é", "characters"),
        ("ab*d", "characters"),
        ("abcde", "end is missing"),
        ("ab=cd", "characters"),
        (f"data:audio/wav,{PLAIN}", ";base64"),
        (f"data:audio/wav;base64;{PLAIN}", "characters"),
        ("C:\\ana.wav", "characters"),
    ],
)
def test_what_is_no_base64_is_said_to_be_none(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        decode_base64(written)


@pytest.mark.parametrize("repeated", ["%", "%2B", "%2f", "%41", "%%2B", "data:", ";base64", "=", "\t", "-_"])
def test_what_is_made_to_be_costly_costs_little_more_than_a_recording(repeated: str) -> None:
    """It is read on the loop that serves all others: 900 kB took 200 ms, forty times what a recording of them takes."""

    def seconds(written: str) -> float:
        started = time.thread_time()
        with suppress(ValueError):
            decode_base64(written)
        return time.thread_time() - started

    odd, plain = ("data:;base64," + each * (900_000 // len(each)) for each in (repeated, "c2Vn"))
    taken = [(seconds(odd), seconds(plain)) for _ in range(5)]
    assert min(costs for costs, _ in taken) < 8 * min(costs for _, costs in taken)

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.engines import protocol
from vozes.engines.base import LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.types import AudioChunk, ClonedVoice, OptionValue, SpeechRequest, WordTiming
from vozes.warnings import CodedWarning, WarningCode

TEXT = st.text(st.characters(codec="utf-8"), max_size=300)
CLONED = st.builds(ClonedVoice, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.none() | TEXT)


@given(
    text=TEXT,
    speed=st.floats(0.25, 4),
    seed=st.none() | st.integers(0, 2**31 - 1),
    options=st.dictionaries(TEXT, st.integers() | st.booleans() | TEXT),
    streaming=st.booleans(),
    cloned=st.lists(CLONED, max_size=3).map(tuple),
)
def test_a_request_arrives_as_it_was_sent(
    text: str,
    speed: float,
    seed: int | None,
    options: dict[str, OptionValue],
    streaming: bool,
    cloned: tuple[ClonedVoice, ...],
) -> None:
    request = SpeechRequest(text, "pt-br", "voz", speed, seed, options, streaming, cloned)
    frame = protocol.read_frame(io.BytesIO(protocol.encode_request(7, request)))
    assert frame is not None
    assert protocol.decode_request(frame[0]) == request


@given(CLONED)
def test_a_voice_to_be_cloned_arrives_as_it_was_sent(voice: ClonedVoice) -> None:
    frame = protocol.read_frame(io.BytesIO(protocol.encode_clone(7, voice)))
    assert frame is not None
    assert (frame[0]["type"], frame[0]["id"]) == ("clone", 7)
    assert protocol.decode_clone(frame[0]) == voice


@pytest.mark.parametrize("length", [0, 1, 1000])
def test_a_chunk_arrives_as_it_was_sent(length: int) -> None:
    samples = np.linspace(-1, 1, length, dtype=np.float32)
    warnings = (
        CodedWarning(WarningCode.OPTIONS_WITHOUT_USE, "Isto soa errado.", model="um", names=("a", "b")),
        CodedWarning(WarningCode.PAUSE_SHORTENED, "And this.", seconds=1.5),
    )
    chunk = AudioChunk(samples, 22050, 3, 9, (WordTiming(3, 9, 0.25, 0.5),), warnings)
    frame = protocol.read_frame(io.BytesIO(protocol.encode_chunk(7, chunk)))
    assert frame is not None
    arrived = protocol.decode_chunk(*frame)
    assert arrived.samples.tolist() == samples.tolist()
    assert (arrived.sample_rate, arrived.text_start, arrived.text_end, arrived.words) == (22050, 3, 9, chunk.words)
    assert arrived.warnings == warnings
    assert [(each.code, each.values) for each in arrived.warnings] == [(each.code, each.values) for each in warnings]


@pytest.mark.parametrize(
    "settings",
    [
        EngineSettings("/casa/do João"),
        EngineSettings("C:\\x", "mps", "int8", 3, 64, 5, "/models/xtts", forced_seconds=2.5),
    ],
)
def test_settings_arrive_as_they_were_sent(settings: EngineSettings) -> None:
    frame = protocol.read_frame(io.BytesIO(protocol.encode_settings(settings)))
    assert frame is not None
    assert frame[0]["type"] == "load"
    assert protocol.decode_settings(frame[0]) == settings


@pytest.mark.parametrize("progress", [LoadProgress("converting", 0.25), LoadProgress("warming_up")])
def test_progress_arrives_as_it_was_sent(progress: LoadProgress) -> None:
    frame = protocol.read_frame(io.BytesIO(protocol.encode_progress(progress)))
    assert frame is not None
    assert frame[0]["type"] == "progress"
    assert protocol.decode_progress(frame[0]) == progress


@pytest.mark.parametrize("cut", range(1, 30))
def test_a_stream_that_ends_within_a_frame_is_at_its_end(cut: int) -> None:
    whole = protocol.encode_frame({"type": "audio", "id": 1}, b"12345678")
    assert protocol.read_frame(io.BytesIO(whole[:-cut])) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xff\xff\xff\x00\x00\x00\x00",
        b"\x00\x00\x00\x00\xff\xff\xff\xff",
        protocol.PREFIX.pack(3, 0) + b"{{{",
        protocol.PREFIX.pack(2, 0) + b"[]",
        protocol.PREFIX.pack(2, 0) + b"{}",
    ],
)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.read_frame(io.BytesIO(data))

"""The whole engine on a tiny checkpoint: from the published files to sound."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engines.xtts.checkpoints import write_checkpoint
from vozes.engines.base import FatalEngineError, LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.engine import XttsEngine
from vozes.errors import ErrorCode, VozesError
from vozes.types import AudioChunk, Samples, SpeechRequest

TEXT = "the quick brown fox."
SECONDS = 1.5
"""Made-up weights never stop, so they are told how long to speak."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


Load = Callable[..., XttsEngine]


@pytest.fixture(scope="module")
def load(tiny_checkpoint: Path, home: Path) -> Load:
    def load_engine(**fields: object) -> XttsEngine:
        settings = {"device": "cpu", "precision": "float32", "threads": 1, "forced_seconds": SECONDS, **fields}
        engine = XttsEngine()
        engine.load(EngineSettings(str(home), xtts_checkpoint=str(tiny_checkpoint), **settings), lambda _: None)  # type: ignore[arg-type]
        return engine

    return load_engine


@pytest.fixture(scope="module")
def engine(load: Load) -> XttsEngine:
    return load()


def request(
    text: str = TEXT, *, voice: str = "claribel-dervla", streaming: bool = False, **fields: object
) -> SpeechRequest:
    return SpeechRequest(text, "en", voice, seed=1, streaming=streaming, **fields)  # type: ignore[arg-type]


def sound(pieces: Iterator[AudioChunk | None]) -> Samples:
    return np.concatenate([piece.samples for piece in pieces if piece is not None])


def test_loading_tells_how_far_it_is(tiny_checkpoint: Path, tmp_path: Path) -> None:
    told: list[LoadProgress] = []
    settings = EngineSettings(
        str(tmp_path), device="cpu", threads=1, xtts_checkpoint=str(tiny_checkpoint), forced_seconds=0.2
    )
    versions = XttsEngine().load(settings, told.append)
    assert versions["precision"] == "int8"
    assert list(dict.fromkeys(progress.stage for progress in told)) == ["converting", "loading", "warming_up"]
    assert all(0 <= progress.fraction <= 1 for progress in told if progress.fraction is not None)
    assert len(told) < 250


@pytest.mark.parametrize("precision", ["float32", "int8"])
def test_it_speaks_at_24_khz_for_as_long_as_the_tokens_say(load: Load, precision: str) -> None:
    chunks = [chunk for chunk in load(precision=precision).speak(request()) if chunk is not None]
    samples = sum(len(chunk.samples) for chunk in chunks)
    assert {chunk.sample_rate for chunk in chunks} == {24_000}
    assert abs(samples / 24_000 - SECONDS) < 0.06
    assert np.abs(np.concatenate([chunk.samples for chunk in chunks])).max() > 0.01


def test_a_stream_is_the_whole_to_a_ten_thousandth(engine: XttsEngine) -> None:
    whole = sound(engine.speak(request()))
    streamed = sound(engine.speak(request(streaming=True)))
    assert np.abs(whole - streamed).max() < 1e-4


def test_the_same_seed_says_the_same_and_another_something_else(engine: XttsEngine) -> None:
    first, again = sound(engine.speak(request())), sound(engine.speak(request()))
    other = sound(engine.speak(SpeechRequest(TEXT, "en", "claribel-dervla", seed=2)))
    assert np.array_equal(first, again)
    assert not np.allclose(first, other, atol=1e-3)


def test_voices_differ(engine: XttsEngine) -> None:
    assert not np.allclose(sound(engine.speak(request())), sound(engine.speak(request(voice="luis-moray"))), atol=1e-3)


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_the_length(engine: XttsEngine, speed: float) -> None:
    assert abs(len(sound(engine.speak(request(speed=speed)))) / 24_000 - SECONDS / speed) < 0.1


def test_requests_at_once_do_not_change_each_other(engine: XttsEngine) -> None:
    texts = [TEXT, "she sells sea shells by the sea shore.", "one two three four five six seven."]
    alone = [sound(engine.speak(request(text))) for text in texts]
    open_ = {text: (engine.speak(request(text)), list[Samples]()) for text in texts}
    while open_:
        for text, (pieces, made) in list(open_.items()):
            piece = next(pieces, "end")
            if piece == "end":
                del open_[text]
                assert np.abs(np.concatenate(made) - alone[texts.index(text)]).max() < 1e-3
            elif isinstance(piece, AudioChunk):
                made.append(piece.samples)


def test_it_looks_up_after_each_token(engine: XttsEngine) -> None:
    """So that a cancelled request ends within one decode step."""
    pieces = engine.speak(request())
    assert [next(pieces) for _ in range(20)] == [None] * 20
    pieces.close()  # type: ignore[attr-defined]


def test_a_voice_that_the_checkpoint_lacks_is_named(engine: XttsEngine) -> None:
    with pytest.raises(VozesError, match=r"no voice 'gracie-wise'.*ana-florence") as caught:
        next(engine.speak(request(voice="gracie-wise")))
    assert caught.value.code is ErrorCode.UNKNOWN_VOICE


def test_a_fine_tuned_checkpoint_speaks_as_well(home: Path, tmp_path: Path) -> None:
    folder = write_checkpoint(tmp_path / "mine", layout="fine_tuned")
    (folder / "model.pth").rename(folder / "best_model_1234.pth")
    engine = XttsEngine()
    settings = EngineSettings(str(home), device="cpu", threads=1, xtts_checkpoint=str(folder), forced_seconds=0.3)
    engine.load(settings, lambda _: None)
    assert len(sound(engine.speak(request()))) > 5000


@pytest.mark.parametrize("missing", ["config.json", "vocab.json", "speakers_xtts.pth"])
def test_a_missing_file_is_named_before_any_work(tiny_checkpoint: Path, tmp_path: Path, missing: str) -> None:
    for path in tiny_checkpoint.iterdir():
        if path.name != missing:
            (tmp_path / path.name).symlink_to(path)
    with pytest.raises(VozesError, match=missing) as caught:
        XttsEngine().load(EngineSettings(str(tmp_path / "home"), xtts_checkpoint=str(tmp_path)), lambda _: None)
    assert caught.value.code is ErrorCode.INVALID_CHECKPOINT
    assert not (tmp_path / "home").exists()


def test_an_accelerators_error_ends_the_process(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load()

    def fail() -> None:
        raise RuntimeError("CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronous")

    monkeypatch.setattr(engine._synthesis.model.decoder, "step", fail)
    with pytest.raises(RuntimeError):
        next(engine.speak(request()))
    monkeypatch.setattr(engine, "_on_accelerator", True)
    with pytest.raises(FatalEngineError, match=r"The accelerator failed: CUDA error: device-side assert triggered$"):
        next(engine.speak(request()))


def test_an_accelerator_whose_memory_is_out_ends_nothing_but_the_request(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = load()

    def fail(*_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")

    monkeypatch.setattr(engine, "_on_accelerator", True)
    with monkeypatch.context() as patch:
        patch.setattr(engine._synthesis.model.vocoder.network, "forward", fail)
        with pytest.raises(VozesError) as caught:
            sound(engine.speak(request()))
    assert caught.value.code is ErrorCode.OUT_OF_MEMORY
    assert len(sound(engine.speak(request()))) > 5000


def test_threads_are_a_setting(load: Load) -> None:
    load(threads=1)
    assert torch.get_num_threads() == 1

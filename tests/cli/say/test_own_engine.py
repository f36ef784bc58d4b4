"""An engine that `vozes say` starts for itself: it is heard while it speaks, and what it warns of is told."""

import dataclasses
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from vozes.audio.formats import find_format
from vozes.cli.progress import at_work
from vozes.cli.say import own_engine
from vozes.cli.say.own_engine import speak_with_own_engine
from vozes.cli.say.result import Spoken
from vozes.cli.say.sinks import Sink
from vozes.service.speech.orders import SpeechOrder
from vozes.settings import load_settings

pytestmark = pytest.mark.anyio


class Audience(Sink):
    """Leaves after `enough` bytes."""

    def __init__(self, enough: int | None = None, *, whole: bool = False):
        super().__init__(find_format("pcm"))
        self.whole = whole
        self.heard = b""
        self._enough = enough

    def begin(self, sample_rate: int) -> None:
        self.rate = sample_rate

    def write(self, data: bytes) -> None:
        self.heard += data
        if self._enough is not None and len(self.heard) >= self._enough:
            raise BrokenPipeError

    def finish(self) -> None:
        pass


async def listened(text: str, audience: Audience, home: Path, monkeypatch: pytest.MonkeyPatch) -> Spoken:
    monkeypatch.setattr(own_engine, "engine_specs", lambda _: [fake_spec()])
    settings = load_settings(home=home, default_engine="sine")
    order = dataclasses.replace(SpeechOrder(text, "en"), format="pcm")
    with at_work("Speaking", bar=True) as progress:
        return await speak_with_own_engine(settings, order, audience, progress)


async def test_it_is_heard_while_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speech that takes an hour."""
    audience = Audience(enough=5000)

    with pytest.raises(BrokenPipeError):
        await listened("440 Hz 3600 s slowly", audience, tmp_path, monkeypatch)

    assert len(audience.heard) >= 5000
    assert audience.rate == 16_000


@pytest.mark.parametrize(("whole", "said"), [(True, "whole"), (False, "streamed")])
async def test_only_what_waits_until_it_is_whole_may_be_mended(
    whole: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken = await listened("how", Audience(whole=whole), tmp_path, monkeypatch)

    assert spoken.warnings == (said,)


async def test_warnings_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    spoken = await listened("warn Uma|Outra", Audience(), tmp_path, monkeypatch)
    spoken.tell("out.wav", "wav")

    assert capfd.readouterr().err.splitlines() == [
        "vozes: Uma",
        "vozes: Outra",
        "out.wav: 0.2 s of wav, spoken by sine as hum",
    ]

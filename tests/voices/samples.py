"""Voices to put into a library, and ways to look at what it has on the disk."""

import io
import json
import wave
from pathlib import Path

from vozes.audio.quality import Finding, QualityReport
from vozes.voices.voice import DraftRecording, VoiceDraft

REPORT = QualityReport(4.5, -23.1, -3.0, 0.0, -61.2, 0.83, (Finding.TOO_SHORT,))


def wav(seconds: float = 0.5, rate: int = 8000) -> bytes:
    """Silence, as the intake writes it: 16-bit mono."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(bytes(2 * round(seconds * rate)))
    return file.getvalue()


WAV = wav()


def draft(name: str, **said: object) -> VoiceDraft:
    return VoiceDraft(**({"name": name, "recordings": [DraftRecording(WAV, 0.5, REPORT)]} | said))  # type: ignore[arg-type]


def put_by_hand(home: Path, voice_id: str, **document: object) -> Path:
    """A folder such as a person makes: a recording, and a `voice.json` with little in it."""
    folder = home / "voices" / "custom" / voice_id
    folder.mkdir(parents=True)
    (folder / "speech.wav").write_bytes(WAV)
    (folder / "voice.json").write_text(json.dumps({"name": voice_id.title()} | document), "utf-8")
    return folder


def leftovers(home: Path) -> list[Path]:
    """Whatever is unfinished under the home folder."""
    hidden = (path for path in home.rglob(".*") if path != home / "voices" / ".lock")
    return [*hidden, *(home / "cache" / "uploads").glob("*")]

"""Recordings to clone voices from: hums with overtones, as WAV files like those that the library keeps."""

import wave
from pathlib import Path

import numpy as np

from vozes.types import ClonedVoice

RATE = 24_000


def write_recording(path: Path, pitch: float = 110.0, seconds: float = 1.5) -> Path:
    time = np.arange(round(seconds * RATE)) / RATE
    samples = sum(np.sin(2 * np.pi * pitch * harmonic * time) / harmonic for harmonic in range(1, 8))
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((0.3 * np.asarray(samples) * 32767).astype("<i2").tobytes())
    return path


def recorded_voice(folder: Path, *pitches: float, seconds: float = 1.5, voice_id: str = "voice_1") -> ClonedVoice:
    """A voice with a recording of each pitch; what engines make of it goes into `folder/voice_id.safetensors`."""
    paths = [
        write_recording(folder / voice_id / f"recording-{number}.wav", pitch, seconds)
        for number, pitch in enumerate(pitches, start=1)
    ]
    return ClonedVoice(voice_id, tuple(map(str, paths)), str(folder / f"{voice_id}.safetensors"))

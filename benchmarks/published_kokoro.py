"""Kokoro's published implementations speak phonemes that they are given, for `listening` and `true_weights`.

    PYTHON published_kokoro.py CHECKPOINT LIST.jsonl [--onnx FILE]

Each line of the list has a `file` to write, the `phonemes`, the `voice` and the `seed`. They are spoken by the
published pipeline (`kokoro` 0.9.4), or by a release for ONNX Runtime, FILE. For each a line of JSON says how long it
took and how much memory the process has held at most. It runs in an environment of its own, which has `torch`,
`soundfile` and what speaks, and nothing of Vozes.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile
import torch

_RATE = 24_000

Samples = npt.NDArray[np.float32]
Speak = Callable[[str, torch.Tensor], Samples]
"""Takes phonemes and a voice's pack (lengths, 1, width)."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("wanted", type=Path)
    parser.add_argument("--onnx", type=Path)
    arguments = parser.parse_args()
    speak = _by_onnx(arguments.checkpoint, arguments.onnx) if arguments.onnx else _by_pipeline(arguments.checkpoint)
    for line in arguments.wanted.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        voice = torch.load(arguments.checkpoint / "voices" / f"{item['voice']}.pt", weights_only=True)
        torch.manual_seed(item["seed"])
        started, worked = time.perf_counter(), time.process_time()
        samples = speak(item["phonemes"], voice)
        figures = {
            "seconds": time.perf_counter() - started,
            "processor_seconds": time.process_time() - worked,
            "speech_s": len(samples) / _RATE,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6,
        }
        soundfile.write(item["file"], _to_pcm16(samples), _RATE)
        sys.stdout.write(json.dumps(figures) + "\n")


def _by_pipeline(checkpoint: Path) -> Speak:
    from kokoro import KModel, KPipeline

    weights = next(checkpoint.glob("*.pth"))
    model = KModel(repo_id="hexgrad/Kokoro-82M", config=str(checkpoint / "config.json"), model=str(weights)).eval()
    return lambda phonemes, voice: KPipeline.infer(model, phonemes, voice).audio.numpy()


def _by_onnx(checkpoint: Path, file: Path) -> Speak:
    import onnxruntime

    symbols: dict[str, int] = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))["vocab"]
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    ids, style, speed = session.get_inputs()
    one: npt.NDArray[Any] = np.ones(1, np.float32 if "float" in speed.type else np.int32)

    def speak(phonemes: str, voice: torch.Tensor) -> Samples:
        tokens = [symbols[symbol] for symbol in phonemes if symbol in symbols]
        fed = {ids.name: np.array([[0, *tokens, 0]], np.int64), style.name: voice[len(tokens) - 1].numpy()}
        spoken: Samples = session.run(None, {**fed, speed.name: one})[0]
        return spoken.reshape(-1)

    return speak


def _to_pcm16(samples: Samples) -> npt.NDArray[np.int16]:
    """Rounds as Vozes does: as libsndfile does it silence is never zero, for which the judge's mark is 0.06 higher."""
    return np.minimum(np.rint(np.clip(samples, -1.0, 1.0) * 32768), 32767).astype(np.int16)


if __name__ == "__main__":
    main()

"""Kokoro's published pipeline (`kokoro` 0.9.4) speaks phonemes that it is given, for `benchmarks.listening`.

    PYTHON published_kokoro.py CHECKPOINT LIST.jsonl

Each line of the list has a `file` to write, the `phonemes`, the `voice` and the `seed`. It runs in an environment of
its own, which has that package and nothing of Vozes.
"""

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import torch
from kokoro import KModel, KPipeline

_RATE = 24_000


def main() -> None:
    checkpoint, wanted = map(Path, sys.argv[1:])
    weights = next(checkpoint.glob("*.pth"))
    model = KModel(repo_id="hexgrad/Kokoro-82M", config=str(checkpoint / "config.json"), model=str(weights)).eval()
    for line in wanted.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        voice = torch.load(checkpoint / "voices" / f"{item['voice']}.pt", weights_only=True)
        torch.manual_seed(item["seed"])
        spoken = KPipeline.infer(model, item["phonemes"], voice)
        soundfile.write(item["file"], _to_pcm16(spoken.audio.numpy()), _RATE)


def _to_pcm16(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.int16]:
    """Rounds as Vozes does: as libsndfile does it silence is never zero, for which the judge's mark is 0.06 higher."""
    return np.minimum(np.rint(np.clip(samples, -1.0, 1.0) * 32768), 32767).astype(np.int16)


if __name__ == "__main__":
    main()

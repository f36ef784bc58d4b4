"""How long StyleTTS 2 goes on with a sentence of 20 s that nobody wants any more: the steps between two looks.

Its models are of full size and made-up weights, written for this into a temporary folder (2 GB), so that the cost is
the true one and what they say is noise.
"""

import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.report import Cell, Mark, Report, parse_arguments, print_reports, spread
from tests.engines.styletts2.checkpoints import TINY, write_checkpoint
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.config import AlbertConfig, DiffusionConfig, Family, GeneratorConfig
from vozes.engines.styletts2.engine import StyleTts2Engine
from vozes.types import SpeechRequest

_MARK_MS = 500.0
_SECONDS = 20.0
_SENTENCE = "The boy who came over the bridge this morning told us that the river had taken the mill and the old road"
_VOICES: dict[Family, str] = {"libritts": "libritts", "kokoro": "af_heart"}
_KERNELS = (3, 7, 11)
_DILATIONS = ((1, 3, 5),) * len(_KERNELS)
_GENERATORS = {
    "libritts": GeneratorConfig("hifigan", (10, 5, 3, 2), 512, _KERNELS, _DILATIONS),
    "kokoro": GeneratorConfig("istftnet", (10, 6), 512, _KERNELS, _DILATIONS, fft_size=20, fft_hop=5),
}


def main() -> None:
    arguments = parse_arguments(__doc__, count=3)
    report = Report("StyleTTS 2: steps between two looks for a cancellation")
    for family, voice in _VOICES.items():
        with tempfile.TemporaryDirectory(prefix="vozes-bench-") as folder:
            _write(Path(folder) / family, family)
            row, longest = _time_steps(Path(folder), voice, arguments.count)
        report.rows.append({"model": family, **row})
        report.marks.append(Mark(f"{family}: longest step", longest, _MARK_MS, "ms"))
    print_reports(report, as_json=arguments.json)


def _write(folder: Path, family: Family) -> None:
    """With the published dimensions."""
    own: dict[str, Any] = {} if family == "kokoro" else {"style_input": 64, "style_most_channels": 512}
    if TINY[family].diffusion is not None:
        own["diffusion"] = DiffusionConfig(3, 8, 64, 2, 0.2)
    shared: dict[str, Any] = {"width": 512, "style_width": 128, "layers": 3, "albert": AlbertConfig()}
    write_checkpoint(folder, family, **shared, **own, generator=_GENERATORS[family])


def _time_steps(models: Path, voice: str, count: int) -> tuple[dict[str, Cell], float]:
    with tempfile.TemporaryDirectory(prefix="vozes-bench-") as home:
        engine = StyleTts2Engine()
        engine.load(EngineSettings(home, styletts2_checkpoints=str(models)), lambda _: None)
    _speak(engine, voice, 1.0)
    speed = min(1.0, _speak(engine, voice, 1.0)[0] / _SECONDS)
    steps: list[float] = []
    speech = spent = 0.0
    for _ in range(count):
        speech, times = _speak(engine, voice, speed)
        spent += sum(times) / count
        steps += times
    row = {"seconds of speech": round(speech, 1), "real-time factor": round(spent / speech, 2), **spread(steps)}
    return row, float(row["max ms"])


def _speak(engine: StyleTts2Engine, voice: str, speed: float) -> tuple[float, list[float]]:
    """Seconds of speech, and of each step."""
    pieces = engine.speak(SpeechRequest(_SENTENCE, "en-us", voice, speed, seed=1))
    speech, times = 0.0, []
    while True:
        started = time.perf_counter()
        piece = next(pieces, "end")
        times.append(time.perf_counter() - started)
        if isinstance(piece, str):
            return speech, times
        speech += 0.0 if piece is None else piece.seconds


if __name__ == "__main__":
    main()

"""One of our neural models and the reference's at full size, in turn on one machine: what disturbs one disturbs both.

Both speak with the same made-up weights, ours by `vozes bench`, the reference by its own `bench.py`, whose environment
and checkpoints its `setup.sh` and `fabricate.py` make: XTTS v2 for the same time, the StyleTTS 2 family as many
phonemes.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from operator import ge, le
from pathlib import Path
from typing import Any

from benchmarks.client import LONG_TEXT
from benchmarks.report import Cell, Report, print_reports
from vozes.cli.bench import TEXT, bench_request
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.config_file import read_config
from vozes.engines.styletts2.checkpoint.files import find_models
from vozes.engines.styletts2.info import engine_spec
from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, STYLETTS2_NOTATION, SymbolEncoder
from vozes.engines.styletts2.symbols import STYLETTS2_TABLE

_REFERENCE = Path(__file__).parents[2] / "shared" / "reference"
_PYTHON = "REFERENCE_PYTHON"
_FIRST_AUDIO_TIMES, _CONCURRENT_TIMES = 6.0, 3.0
_FIRST_AUDIO_SHARE = 0.2
_MEBIBYTE_MB = 1.048576
_WITH_ISTFTNET = (
    "import bench, functools; bench.build_styletts2 = functools.partial(bench.build_styletts2, decoder='istftnet'); "
    "bench.main()"
)
"""The reference's bench builds StyleTTS 2 with the other decoder."""

Figures = dict[str, Any]
"""What a bench prints."""


@dataclass(frozen=True, slots=True)
class _Model:
    title: str
    engine: str
    reference: tuple[str, ...]
    """What its Python is called with."""
    rtf_times: float | None
    memory_mb: float | None


_MODELS = {
    "xtts": _Model("XTTS v2", "xtts_v2", ("bench.py", "xtts"), 5.5, 1000.0),
    "libritts": _Model("StyleTTS 2, LibriTTS", "styletts2", ("bench.py", "styletts2"), 10.0, 700.0),
    "ljspeech": _Model("StyleTTS 2, LJSpeech", "styletts2", ("-c", _WITH_ISTFTNET, "styletts2"), None, None),
    "kokoro": _Model("Kokoro", "styletts2", ("bench.py", "kokoro"), 2.2, 500.0),
}


@dataclass(frozen=True, slots=True)
class _Turns:
    """What was measured, a turn in each place."""

    ours: list[Figures]
    theirs: list[Figures]
    long: list[Figures]
    """Ours with a text of sixty words, of the StyleTTS 2 family."""


def main() -> None:
    arguments = _parse_arguments()
    model = _MODELS[arguments.model]
    turns = _take_turns(model, arguments)
    figures, marks = Report(f"{model.title} and the reference"), Report("Marks")
    figures.rows = [
        _row("ours", turns.ours, _median(turns.ours, "peak_rss_mb")),
        *([_row("ours, 60 words", turns.long, _median(turns.long, "peak_rss_mb"))] if turns.long else []),
        _row("reference", turns.theirs, _median(turns.theirs, "peak_rss_mb") * _MEBIBYTE_MB),
    ]
    marks.rows = [mark.row() for mark in _marks(model, turns)]
    print_reports(figures, marks, as_json=arguments.json)


def _take_turns(model: _Model, arguments: argparse.Namespace) -> _Turns:
    checkpoint = ("--checkpoint", str(arguments.checkpoint))
    ours = [sys.executable, "-P", "-m", "vozes", "bench", model.engine, *checkpoint, "--json"]
    theirs = [arguments.python, *model.reference]
    here, turns = Path.cwd(), _Turns([], [], [])
    is_xtts = model.engine == "xtts_v2"
    if not is_xtts:
        ours += ["--concurrency", "1"]
        theirs += ["--phonemes", str(_phonemes(arguments.checkpoint))]
    for _ in range(arguments.repeat):
        turns.ours.append(_run(ours, here))
        turns.theirs.append(_run(theirs, arguments.reference))
        if not is_xtts:
            turns.long.append(_run([*ours, "--text", LONG_TEXT], here))
    return turns


def _phonemes(checkpoint: Path) -> int:
    """How many of them `vozes bench` speaks with this model."""
    settings = EngineSettings(str(Path.cwd()), styletts2_checkpoints=str(checkpoint.absolute()))
    config = read_config(find_models(settings)[0].config)
    notation = KOKORO_NOTATION if config.family == "kokoro" else STYLETTS2_NOTATION
    encoder = SymbolEncoder(config.vocabulary or STYLETTS2_TABLE, notation)
    return encoder.length(TEXT, bench_request(engine_spec(settings).info).language)


@dataclass(frozen=True, slots=True)
class _Bound:
    name: str
    value: float
    limit: float
    unit: str
    at_least: bool = True

    def row(self) -> dict[str, Cell]:
        met = (ge if self.at_least else le)(self.value, self.limit)
        return {
            "mark": self.name,
            "must be": "at least" if self.at_least else "at most",
            "limit": self.limit,
            "measured": round(self.value, 2),
            "unit": self.unit,
            "met": "yes" if met else "NO",
        }


def _marks(model: _Model, turns: _Turns) -> list[_Bound]:
    marks = []
    if model.rtf_times is not None:
        name = "real-time factor, better than the reference's"
        marks.append(_Bound(name, _times(turns, "rtf"), model.rtf_times, "times"))
    if model.memory_mb is not None:
        most = max(_median(runs, "peak_rss_mb") for runs in (turns.ours, turns.long) if runs)
        marks.append(_Bound("our memory, one at a time", most, model.memory_mb, "MB", at_least=False))
    return marks + (_marks_of_streaming(turns) if turns.long else _marks_of_xtts(model, turns))


def _marks_of_streaming(turns: _Turns) -> list[_Bound]:
    share = statistics.median(each["first_audio_s"] / statistics.median(each["times_s"]) for each in turns.long)
    return [_Bound("first audio of 60 words, of the time for all", share, _FIRST_AUDIO_SHARE, "", at_least=False)]


def _marks_of_xtts(model: _Model, turns: _Turns) -> list[_Bound]:
    gain = statistics.median(our["speech_per_second"] * our["rtf"] for our in turns.ours)
    at_once = turns.ours[0]["concurrency"]
    marks = [
        _Bound("first audio, sooner than the reference's", _times(turns, "first_audio_s"), _FIRST_AUDIO_TIMES, "times"),
        _Bound(f"speech per second of {at_once} at once, over one alone", gain, _CONCURRENT_TIMES, "times"),
    ]
    if model.memory_mb is not None:
        most = _median(turns.ours, "peak_rss_mb_concurrent")
        marks.append(_Bound(f"our memory, {at_once} at once", most, model.memory_mb, "MB", at_least=False))
    return marks


def _times(turns: _Turns, name: str) -> float:
    """The median of the turns' ratios: the two sides of a turn met the same conditions."""
    return float(
        statistics.median(their[name] / our[name] for our, their in zip(turns.ours, turns.theirs, strict=True))
    )


def _row(who: str, runs: list[Figures], memory_mb: float) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "who": who,
        "runs": len(runs),
        "speech s": round(_median(runs, "speech_s"), 2),
        "real-time factor": round(_median(runs, "rtf"), 3),
        "first audio s": round(_median(runs, "first_audio_s"), 3) if "first_audio_s" in runs[0] else "",
        "peak MB": round(memory_mb),
    }
    ours = "speech_per_second" in runs[0]
    return row | {
        "at once": runs[0]["concurrency"] if ours else "",
        "speech s per s, at once": round(_median(runs, "speech_per_second"), 2) if ours else "",
        "peak MB, at once": round(_median(runs, "peak_rss_mb_concurrent")) if ours else "",
        "loading s": round(_median(runs, "load_s"), 1) if ours else "",
    }


def _median(runs: list[Figures], name: str) -> float:
    return float(statistics.median(run[name] for run in runs))


def _run(command: Sequence[str], folder: Path) -> Figures:
    """What it prints in its last line, which is also shown at once; how it fails is seen on standard error."""
    output = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    line = output.splitlines()[-1]
    print(line, file=sys.stderr)
    figures: Figures = json.loads(line)
    return figures


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", choices=_MODELS, default="xtts", help="default xtts")
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of a full-size checkpoint")
    parser.add_argument(
        "--python", default=os.environ.get(_PYTHON), help=f"of the reference's environment; or ${_PYTHON}"
    )
    parser.add_argument("--reference", type=Path, default=_REFERENCE, help="folder of its bench.py")
    parser.add_argument("--repeat", type=int, default=3, help="turns of both; default 3")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    if arguments.python is None:
        parser.error(f"give the reference's Python by --python or ${_PYTHON}")
    return arguments


if __name__ == "__main__":
    main()

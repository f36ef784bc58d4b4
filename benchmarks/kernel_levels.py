"""What the kernels save on a processor of some level: an engine's processor time with them and with torch alone.

Both speak the same sentence in turn, each in a process of its own, on one thread. Torch and its libraries are held to
the level, so that a better processor shows what a lesser one would take.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.report import Report, print_reports
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings
from vozes.engines.worker import load_engine
from vozes.runtime.native.library import choose_kernels
from vozes.types import SpeechRequest

LIMITS = {
    "avx2": {"ATEN_CPU_CAPABILITY": "avx2", "ONEDNN_MAX_CPU_ISA": "AVX2", "MKL_ENABLE_INSTRUCTIONS": "AVX2"},
}
"""By which torch and its libraries take no more than a level; what is not here is not held back."""
TEXT = "The evening train was late again, so we walked along the river and watched the lights come on."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="styletts2", help="default styletts2")
    parser.add_argument("--checkpoint", required=True, help="folder of its model")
    parser.add_argument("--voice", default="af_heart", help="default af_heart")
    parser.add_argument("--precision", default="auto", help="default auto")
    parser.add_argument("--levels", default="avx2,none", help="to compare, the first with each; default avx2,none")
    parser.add_argument("--limit", default="avx2", help="what torch is held to; default avx2")
    parser.add_argument("--turns", type=int, default=9, help="default 9")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    arguments = parser.parse_args()
    report = Report(f"{arguments.engine}, torch held to {arguments.limit}")
    speakers = {level: Speaker(level, arguments) for level in arguments.levels.split(",")}
    turns = [{level: speaker.speak() for level, speaker in speakers.items()} for _ in range(arguments.turns)]
    medians = {level: statistics.median(turn[level][0] for turn in turns) for level in speakers}
    fastest = medians[next(iter(speakers))]
    for level in speakers:
        costs = [turn[level][0] for turn in turns]
        report.rows.append(
            {
                "kernels": level,
                "speech s": round(turns[0][level][1], 2),
                "processor s for 1 s, median": round(medians[level], 3),
                "least": round(min(costs), 3),
                "most": round(max(costs), 3),
                "times the first": round(medians[level] / fastest, 2),
            }
        )
    for speaker in speakers.values():
        speaker.end()
    print_reports(report, as_json=arguments.json)


class Speaker:
    """An engine in a process of its own."""

    def __init__(self, level: str, arguments: argparse.Namespace):
        what = {name: getattr(arguments, name) for name in ("engine", "checkpoint", "voice", "precision")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.kernel_levels", json.dumps({"level": level, **what})],
            env=os.environ | LIMITS.get(arguments.limit, {}) | {"OMP_WAIT_POLICY": "passive"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.speak()  # a warm-up

    def speak(self) -> tuple[float, float]:
        """Returns the processor seconds for a second of speech, and the seconds of speech."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        cost, seconds = json.loads(self._process.stdout.readline())
        return cost, seconds

    def end(self) -> None:
        self._process.communicate()


def speak_when_asked(level: str, engine: str, checkpoint: str, voice: str, precision: str) -> None:
    """Speaks once for each line on standard input, and answers with a line of what it cost."""
    folder = {"xtts_v2": "xtts_checkpoint", "styletts2": "styletts2_checkpoints"}[engine]
    named: dict[str, Any] = {folder: checkpoint}
    home = os.environ.get("VOZES_HOME", ".vozes")
    settings = EngineSettings(home, "cpu", precision, threads=1, kernels=level, **named)
    choose_kernels(level)
    (target,) = (spec.target for spec in engine_specs(settings) if spec.info.id == engine)
    loaded = load_engine(target)
    loaded.load(settings, lambda _: None)
    for _ in sys.stdin:
        started = time.process_time()
        chunks = [chunk for chunk in loaded.speak(SpeechRequest(TEXT, "en-us", voice, seed=1)) if chunk is not None]
        spent = time.process_time() - started
        seconds = sum(len(chunk.samples) for chunk in chunks) / chunks[0].sample_rate
        print(json.dumps([spent / seconds, seconds]), flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1].startswith("{"):
        speak_when_asked(**json.loads(sys.argv[1]))
    else:
        main()

"""How well the times of words fit what is heard: those of Kokoro and eSpeak NG against two recognisers.

A server speaks sentences of `tests/listening` with `timestamps`. Whisper says when it heard each word, and for English
pocketsphinx, which is told the text. What either is worth is said in `tests/listening/word_times.py`.
"""

import argparse
import base64
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.report import Cell, Mark, Report, print_reports
from tests.listening.listener import Listener
from tests.listening.sentences import SENTENCES
from tests.listening.word_times import TimedWord, aligned, lateness
from tests.live import LiveServer, running_server
from vozes.audio.wav import decode_wav

_SPEAKERS = (
    ("kokoro", "af_heart", "en-us"),
    ("kokoro", "am_michael", "en-us"),
    ("kokoro", "pf_dora", "pt-br"),
    ("espeak", None, "en-us"),
)
_MARK = 60.0
"""Milliseconds."""


def main() -> None:
    arguments = _parse_arguments()
    listener = Listener(arguments.whisper)
    report = Report("When words are heard, and when they are said to be")
    settings = {"VOZES_STYLETTS2_CHECKPOINTS": str(arguments.checkpoint.absolute()), "VOZES_FIRST_SOUND_SECONDS": "600"}
    with running_server(env=settings) as server:
        for engine, voice, language in _SPEAKERS:
            by_whisper, by_sphinx = list[float](), list[float]()
            for text, recording, told in _spoken(server, engine, voice, language, arguments.first, arguments.sentences):
                by_whisper += lateness(told, listener.hear_words(recording, language.partition("-")[0]))
                if language.startswith("en"):
                    by_sphinx += lateness(told, aligned(*decode_wav(recording), text))
            for recogniser, late in (("Whisper base", by_whisper), ("pocketsphinx", by_sphinx)):
                if late:
                    report.rows.append(_row(engine, voice, language, recogniser, late))
            if engine == "kokoro":
                report.marks.append(
                    Mark(f"{voice}: median by Whisper", _milliseconds(_median(by_whisper)), _MARK, "ms")
                )
    print_reports(report, as_json=arguments.json)


def _spoken(
    server: LiveServer, engine: str, voice: str | None, language: str, first: int, count: int
) -> Iterator[tuple[str, bytes, list[TimedWord]]]:
    """Yields sentences, what is heard of them, and their words as the server tells them."""
    for text in SENTENCES[language][first : first + count]:
        wish = {"text": text, "language": language, "engine": engine, "seed": 1, "timestamps": "word"}
        status, _, body = server.synthesize(**wish, **({"voice": voice} if voice else {}))
        if status != 200:
            raise RuntimeError(body.decode(errors="replace"))
        told = json.loads(body)
        yield text, base64.b64decode(told["audio"]), [TimedWord(e["text"], e["start"]) for e in told["timestamps"]]


def _row(engine: str, voice: str | None, language: str, recogniser: str, late: Sequence[float]) -> dict[str, Cell]:
    ordered = sorted(map(abs, late))
    return {
        "engine": engine,
        "voice": voice or "its default",
        "language": language,
        "recogniser": recogniser,
        "words": len(late),
        "median error ms": _milliseconds(_median(late)),
        "p90 ms": _milliseconds(ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]),
        "told later by ms": _milliseconds(median(late)),
    }


def _median(late: Sequence[float]) -> float:
    return median(map(abs, late))


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 1)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of Kokoro in its published layout")
    parser.add_argument("--whisper", type=Path, required=True, help="folder of Whisper base for faster-whisper")
    parser.add_argument("--first", type=int, default=10, help="number of the first sentence; default 10")
    parser.add_argument("--sentences", type=int, default=10, help="of each voice; default 10")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()

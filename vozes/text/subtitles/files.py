"""Writes cues as the two kinds of files that players read: SubRip (SRT) and WebVTT."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vozes.text.subtitles.cutting import Cue

SubtitleFormat = Literal["srt", "vtt"]


@dataclass(frozen=True, slots=True)
class SubtitleKind:
    media_type: str
    """Which also says the encoding, UTF-8."""


SUBTITLE_FORMATS: dict[SubtitleFormat, SubtitleKind] = {
    "srt": SubtitleKind("application/x-subrip"),
    "vtt": SubtitleKind("text/vtt"),
}


def write_subtitles(cues: Sequence[Cue], kind: SubtitleFormat) -> str:
    return _srt(cues) if kind == "srt" else _vtt(cues)


def _srt(cues: Sequence[Cue]) -> str:
    blocks = [f"{number}\n{_times(cue, ',')}\n{_text(cue)}\n" for number, cue in enumerate(cues, 1)]
    return "\n".join(blocks)


def _vtt(cues: Sequence[Cue]) -> str:
    return "".join(["WEBVTT\n", *(f"\n{_times(cue, '.')}\n{_escaped(_text(cue))}\n" for cue in cues)])


def _text(cue: Cue) -> str:
    """Returns the lines without what would be taken for the times of a cue."""
    return "\n".join(cue.lines).replace("-->", "->")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _times(cue: Cue, mark: str) -> str:
    return f"{_clock(cue.start, mark)} --> {_clock(cue.end, mark)}"


def _clock(seconds: float, mark: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{mark}{rest % 1000:03}"

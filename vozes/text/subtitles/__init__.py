"""Subtitles of speech: `cutting` makes cues of words with their times, and `files` writes them as SRT or WebVTT."""

from vozes.text.subtitles.cutting import cut
from vozes.text.subtitles.files import SUBTITLE_FORMATS, SubtitleFormat, write_subtitles

__all__ = ["SUBTITLE_FORMATS", "SubtitleFormat", "cut", "write_subtitles"]

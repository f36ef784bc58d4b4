"""The subtitles of an answer: what it says, as the user wrote it but without any marks, with the times of its words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from vozes.service.speech.scripts import read_script
from vozes.service.speech.timestamps import Transcript
from vozes.text.characters import clean
from vozes.text.markup.passages import Markup
from vozes.text.plain import plain
from vozes.text.subtitles import SubtitleFormat, cut, write_subtitles
from vozes.types import WordTiming


def subtitles(transcript: Transcript, timings: Iterable[WordTiming], seconds: float, kind: SubtitleFormat) -> str:
    """Returns the file. `timings`: the words of the answer, by their spans of the user's text; `seconds`: its length.

    It reads the whole text, so it belongs into a thread.
    """
    shown = Transcript(plain(clean(transcript.text.text).text).text, transcript.language)
    words = list(_merged(shown.placed(transcript.placed(timing)) for timing in timings))
    return write_subtitles(cut(shown.text.text, shown.language, words, seconds), kind)


def subtitles_of(
    text: str,
    markup: Markup,
    language: str,
    timings: Iterable[WordTiming],
    seconds: float,
    kind: SubtitleFormat,
    longest: int,
) -> str:
    """Returns the file for an answer that was given before. `text`: as it was sent; `longest`: what it may have.

    Raises VozesError as `read_script`.
    """
    script = read_script(text, markup, longest)
    transcript = Transcript.joining((stretch.text for stretch in script.stretches), language)
    placed = (WordTiming(min(t.text_start, len(text)), min(t.text_end, len(text)), t.start, t.end) for t in timings)
    return subtitles(transcript, sorted(placed, key=lambda word: word.text_start), seconds, kind)


def _merged(words: Iterable[WordTiming]) -> Iterator[WordTiming]:
    """Yields the words, with several that were written as one, such as a number, as one."""
    last: WordTiming | None = None
    for word in words:
        if last is not None and word.text_start < last.text_end:
            last = replace(last, text_end=max(last.text_end, word.text_end), end=max(last.end, word.end))
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last

"""Computes when each symbol and each word is heard, from the durations that the model predicted and then kept to.

The times are exact: every frame of speech was made for one symbol. It knows samples and seconds, not the model.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from vozes.audio.level import AUDIBLE, FRAME_SECONDS, levels, loud_level
from vozes.engines.styletts2.symbols import EncodedWord
from vozes.types import Samples, WordTiming

SAMPLES_OF_FRAME = 600
"""25 ms at 24 kHz."""
LEAD_OF_KOKORO = 2 * SAMPLES_OF_FRAME
"""How much earlier than the frames that are made for a symbol Kokoro lets it be heard: a recogniser that was told the
text (pocketsphinx, right to 10 ms for eSpeak NG) found the words of ten sentences so much earlier."""


def symbol_spans(frames: Sequence[int], *, late: bool) -> list[tuple[int, int]]:
    """Returns the first sample of each symbol and the one after its last; `frames`: how many each symbol takes.

    `late`: as for `frame_tokens`; the first symbol is then a frame longer, and the last one a frame shorter.
    """
    total = sum(frames)
    edges = [0, *(min(edge + late, total) for edge in accumulate(frames))]
    return [(start * SAMPLES_OF_FRAME, end * SAMPLES_OF_FRAME) for start, end in pairwise(edges)]


def word_timings(
    words: Sequence[EncodedWord],
    spans: Sequence[tuple[int, int]],
    kept: tuple[int, int],
    before: int,
    rate: int,
    lead: int = 0,
) -> tuple[WordTiming, ...]:
    """Returns the words of a segment by the spans of its symbols, in seconds of the answer.

    `kept`: the span of the segment's samples that are heard; `before`: samples of the answer that come before them;
    `lead`: how many samples before the frames of its symbol a sound is heard.
    """

    def seconds(sample: int) -> float:
        return (before + min(max(sample - lead, kept[0]), kept[1]) - kept[0]) / rate

    starts = [spans[word.first][0] for word in words]
    ends = [spans[word.end - 1][1] for word in words]
    for number, (word, following) in enumerate(pairwise(words)):
        if following.first - word.end == 1:  # a space, which is no pause: one word passes into the next one there
            ends[number] = starts[number + 1] = sum(spans[word.end]) // 2
    return tuple(
        WordTiming(word.text_start, word.text_end, seconds(start), seconds(end))
        for word, start, end in zip(words, starts, ends, strict=True)
    )


def without_silence(words: Sequence[WordTiming], samples: Samples, before: int, rate: int) -> tuple[WordTiming, ...]:
    """Returns the words of a segment's samples (time,), those before a pause ended with their last sound.

    The model gives a part of a pause to the sound before it.
    """
    found = levels(samples, rate)
    audible = np.flatnonzero(found > AUDIBLE * loud_level(found))
    starts = [*(word.start for word in words[1:]), float("inf")]
    return tuple(
        word if following <= word.end else _ended(word, audible, before / rate)
        for word, following in zip(words, starts, strict=True)
    )


def _ended(word: WordTiming, audible: npt.NDArray[np.intp], before: float) -> WordTiming:
    """`audible`: the frames of levels in which there is sound, from `before` seconds of the answer on."""
    first, end = (round((moment - before) / FRAME_SECONDS) for moment in (word.start, word.end))
    heard = audible[np.searchsorted(audible, first) : np.searchsorted(audible, end)]
    if not len(heard):
        return word
    return replace(word, end=min(word.end, before + (int(heard[-1]) + 1) * FRAME_SECONDS))

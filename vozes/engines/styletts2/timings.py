"""Computes when each symbol and each word is heard, from the durations that the model predicted and then kept to.

The times are exact: every frame of speech was made for one symbol. It knows samples and seconds, not the model.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from vozes.engines.styletts2.symbols import EncodedWord
from vozes.types import WordTiming

SAMPLES_OF_FRAME = 600
"""25 ms at 24 kHz."""


def symbol_spans(frames: Sequence[int], *, late: bool) -> list[tuple[int, int]]:
    """Returns the first sample of each symbol and the one after its last; `frames`: how many each symbol takes.

    `late`: as for `frame_tokens`; the first symbol is then a frame longer, and the last one a frame shorter.
    """
    total = sum(frames)
    edges = [0, *(min(edge + late, total) for edge in accumulate(frames))]
    return [(start * SAMPLES_OF_FRAME, end * SAMPLES_OF_FRAME) for start, end in pairwise(edges)]


def word_timings(
    words: Sequence[EncodedWord], spans: Sequence[tuple[int, int]], kept: tuple[int, int], before: int, rate: int
) -> tuple[WordTiming, ...]:
    """Returns the words of a segment by the spans of its symbols, in seconds of the answer.

    `kept`: the span of the segment's samples that are heard; `before`: samples of the answer that come before them.
    """

    def seconds(sample: int) -> float:
        return (before + min(max(sample, kept[0]), kept[1]) - kept[0]) / rate

    return tuple(
        WordTiming(word.text_start, word.text_end, seconds(spans[word.first][0]), seconds(spans[word.end - 1][1]))
        for word in words
    )

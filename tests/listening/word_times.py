"""Whether words are heard when they are said to be: by the same recogniser, and by one that is told the text.

Whisper finds words by what it attends to while it writes them down (`faster_whisper`, dynamic time warping over
alignment heads), in steps of 20 ms, and early by some hundredths of a second, the first word by all the silence before
it. Pocketsphinx is told an English text and only finds where its sounds are, in steps of 10 ms: what eSpeak NG tells of
itself, it finds within 10 ms (median).
"""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from pocketsphinx import Decoder

from vozes.audio.pcm import to_pcm16
from vozes.audio.rates import RateConverter
from vozes.types import Samples

_RATE = 16_000


class TimedWord(NamedTuple):
    word: str
    start: float
    """Seconds."""


def plain(word: str) -> str:
    """Returns a word as it is compared: without case and marks."""
    return re.sub(r"[^\w']", "", unicodedata.normalize("NFC", word.lower()))


def aligned(samples: Samples, rate: int, text: str) -> list[TimedWord]:
    """Returns when each word of an English text begins in samples (time,) that say it; nothing where none is found."""
    decoder = Decoder(lm=None, loglevel="FATAL")
    decoder.set_align_text(" ".join(map(plain, text.split())))
    decoder.start_utt()
    decoder.process_raw(_resampled(samples, rate), full_utt=True)
    decoder.end_utt()
    found = decoder.seg() or ()
    return [TimedWord(each.word, each.start_frame / 100) for each in found if each.word[0] not in "<["]


def lateness(told: Sequence[TimedWord], heard: Sequence[TimedWord]) -> list[float]:
    """Returns by how many seconds each word that was understood is told later than it was heard."""
    ours, theirs = ([plain(each.word) for each in side] for side in (told, heard))
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [
        told[block.a + number].start - heard[block.b + number].start for block in blocks for number in range(block.size)
    ]


def _resampled(samples: Samples, rate: int) -> bytes:
    converter = RateConverter(rate, _RATE)
    pieces = (converter.push(samples), converter.finish())
    return b"".join(to_pcm16(piece).tobytes() for piece in pieces)

"""Recognises sentences of one small grammar with pocketsphinx, and says None to all that is no such sentence.

A grammar alone would force any sound into its nearest sentence. So the best sentence is compared with what a free loop
of phones makes of the same sound: noise, and speech played backwards, fit the free loop far better than any sentence.
"""

import tempfile
from pathlib import Path

import av
import numpy as np
from pocketsphinx import Decoder, get_model_path

from vozes.types import Samples

WORDS = {
    "verb": ("take", "bring", "paint", "break", "clean", "hide"),
    "colour": ("red", "bread", "green", "grey", "white"),
    "object": ("ship", "dish", "bin", "cup", "cap", "goat"),
    "preposition": ("near", "under", "behind", "beside"),
    "place": ("hill", "hall", "lake", "rake"),
    "number": ("fifteen", "fifty", "sixteen", "sixty", "thirteen", "thirty"),
}
"""What may stand where. This recogniser cannot tell pin and bin, coat and goat, chip and ship, ship and sheep, pen and
pan, black and blue, white and wide when eSpeak says them (a third to all were heard as the other word), so each of
those pairs has one word here or none."""

_RATE = 16_000
_WORST_FIT = -26.0
"""Score a frame of the sentence less that of the free phones. Measured: speech -23 to 7 (96 sentences), backwards at
best -28.3 (19 of 48, with beams up to 1e-120; the rest found no path at all), noises and silence no path (192)."""


class Recognizer:
    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            grammar = _write_grammar(Path(folder))
            self._sentences = _decoder(jsgf=grammar, beam=1e-100, wbeam=1e-80, pbeam=1e-100, bestpath=False)
        phones = str(Path(get_model_path()) / "en-us" / "en-us-phone.lm.bin")
        self._phones = _decoder(allphone=phones, beam=1e-60, pbeam=1e-60, lw=2.0)

    def hear(self, samples: Samples, rate: int) -> str | None:
        """The sentence that samples (time,) at `rate` Hz say; None where they say none."""
        data = _resample(samples, rate)
        sentence, fit = _decode(self._sentences, data)
        free = _decode(self._phones, data)[1]
        return sentence if fit - free > _WORST_FIT else None


def _decoder(**options: object) -> Decoder:
    """Each utterance is normalised by itself, so that what was heard before changes nothing."""
    return Decoder(lm=None, cmn="batch", loglevel="FATAL", **options)


def _decode(decoder: Decoder, data: bytes) -> tuple[str | None, float]:
    """The best hypothesis and its score a frame, a logarithm."""
    decoder.start_utt()
    decoder.process_raw(data, False, True)
    decoder.end_utt()
    hypothesis = decoder.hyp()
    if hypothesis is None:
        return None, float("-inf")
    return hypothesis.hypstr, decoder.get_logmath().log(hypothesis.score) / decoder.n_frames()


def _write_grammar(folder: Path) -> str:
    order = "<verb> the <colour> <object> <preposition> the <place> <number>"
    rules = "".join(f"<{name}> = {' | '.join(words)};\n" for name, words in WORDS.items())
    path = folder / "sentences.jsgf"
    path.write_text(f"#JSGF V1.0;\ngrammar sentences;\npublic <sentence> = {order};\n{rules}")
    return str(path)


def _resample(samples: Samples, rate: int) -> bytes:
    """16-bit samples at the recogniser's rate."""
    pcm = np.clip(samples * 32767, -32768, 32767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(pcm.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = rate
    resampler = av.AudioResampler("s16", "mono", _RATE)
    frames = [*resampler.resample(frame), *resampler.resample(None)]
    return b"".join(each.to_ndarray().astype("<i2").tobytes() for each in frames)

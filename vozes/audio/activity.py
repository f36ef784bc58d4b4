"""Finds where in a recording somebody speaks, by three signs in frames of 50 ms.

Speech stands out from the noise floor, is voiced for a good part of the time (Boersma 1993: the autocorrelation of a
windowed frame, divided by the window's own), and its spectrum changes from one frame to the next, unlike that of tones,
chords and hums. This tells speech from silence, noise, tones and slow music, but not from quick music or singing. It
takes a single held vowel for a tone and whispering for noise, and knows nothing of who speaks or what.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from vozes.types import Samples

_STEP_SECONDS = 0.02
"""The time from one frame's start to the next."""
_WINDOW_SECONDS = 0.05
_FFT_SECONDS = 0.08  # so one bin has 12.5 Hz at any rate
_BLOCK = 512
"""Frames that are computed at once, so that the memory is bounded."""

_LOWEST_BIN = 5  # 63 Hz: below is rumble
_VOICE_BINS = 161  # 2 kHz
_LAG_RATE = 16_000
_LAGS = slice(_LAG_RATE // 400, _LAG_RATE // 55)
"""The periods of voices of 55 to 400 Hz, and every other period of higher ones."""
_OCTAVE_COST = 0.02
"""A period repeats in its double as well: of two that are as good, the shorter one counts."""
_BANDS = (8, 16, 24, 32, 40, 52, 64, 80, 100, 124, 152, 184, 224, 272, 320)
"""Edges in bins, from 100 Hz to 4 kHz: even steps, then about a third of an octave each."""
_BAND_RANGE_DB = 30.0
"""Bands that are weaker by more than the frame's strongest hold noise or a window's side lobes."""

_SILENT_DBFS = -70.0
_DIGITAL_SILENCE_DBFS = -90.0
_FLOOR_PERCENTILE = 1
"""Hurried speech has no longer pauses than that; steady noise is only a decibel louder on average."""
_ABOVE_FLOOR_DB = 6.0
_BELOW_LOUD_DB = 35.0
_VOICED = 0.5
"""Hardly any frame of white noise reaches it; speech with noise as loud as itself does."""
_FEW_PITCHES = 25
"""Half a second of voiced speech is little to tell a voice's pitch by."""
_CHANGE_DB = 2.5
"""Eight in ten frames of clean speech change by more, seven in ten at 5 dB above noise; chords at their starts only."""
_NEARBY_FRAMES = 25
_CHANGING_SHARE = 0.5
_VOICED_SHARE = 0.25
_MARGIN_SECONDS = 0.1
_LONGEST_SILENCE_SECONDS = 0.5
"""The longest silence that is kept within speech; readers pause for less between sentences."""

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Activity:
    rate: int
    """The samples' rate in Hz."""
    levels: _Floats  # (frame,), dBFS of the signal above 63 Hz
    speech: npt.NDArray[np.bool_]  # (frame,)
    quiet: npt.NDArray[np.bool_]  # (frame,): no sound stands out, of whatever kind
    noise_floor: float
    """The level of the quietest hundredth of the frames, in dBFS; -100 for digital silence."""
    pitch: float | None = None
    """The median fundamental frequency of the voiced speech, in Hz; None for less than half a second of it."""

    @property
    def is_silent(self) -> bool:
        return not (self.levels > _SILENT_DBFS).any()

    @property
    def speech_seconds(self) -> float:
        return float(self.speech.sum()) * _step(self.rate) / self.rate

    @property
    def kept(self) -> list[slice]:
        """The samples from a tenth of a second before the first speech to as much after the last; none without speech.

        They are in several parts where there are long silences in between, so that half a second of each remains.
        """
        found = np.flatnonzero(self.speech)
        if not len(found):
            return [slice(0)]
        margin, frame = round(_MARGIN_SECONDS * self.rate), round(_WINDOW_SECONDS * self.rate)
        start, end = max(0, self._at(found[0]) - margin), self._at(found[-1]) + frame + margin
        parts = []
        for silence in self._long_silences(found[0], found[-1]):
            parts.append(slice(start, silence.start))
            start = silence.stop
        return [*parts, slice(start, end)]

    @property
    def left_out(self) -> int:
        """Samples between the parts that are kept."""
        parts = self.kept
        return sum(after.start - before.stop for before, after in pairwise(parts))

    def _long_silences(self, first: int, last: int) -> Iterator[slice]:
        """Yields the middles of the long silences between two frames, which are to be left out."""
        edges = np.flatnonzero(np.diff(self.quiet[first : last + 1], prepend=False, append=False)) + first
        remaining = round(_LONGEST_SILENCE_SECONDS * self.rate)
        for start, after in zip(edges[::2], edges[1::2], strict=True):
            begin, end = self._at(start), self._at(after - 1) + round(_WINDOW_SECONDS * self.rate)
            if end - begin > remaining:
                yield slice(begin + remaining // 2, end - (remaining - remaining // 2))

    def _at(self, frame: int) -> int:
        """Returns where a frame begins, in samples."""
        return int(frame) * _step(self.rate)


def _step(rate: int) -> int:
    return round(_STEP_SECONDS * rate)


def find_speech(samples: Samples, rate: int) -> Activity:
    """Returns the activity in samples (time,) at `rate` Hz, 8 kHz or more. Samples shorter than a frame have none."""
    if len(samples) < round(_WINDOW_SECONDS * rate):
        return Activity(rate, np.zeros(0), np.zeros(0, np.bool_), np.zeros(0, np.bool_), -100.0)
    levels, voicing, pitches, change = _features(samples, rate)
    floor = _noise_floor(levels)
    loud = float(np.percentile(levels, 95))
    active = levels > max(floor + _ABOVE_FLOOR_DB, loud - _BELOW_LOUD_DB, _SILENT_DBFS)
    count = _nearby(active)
    changing = _nearby(active & (change > _CHANGE_DB)) >= _CHANGING_SHARE * count
    voiced = _nearby(active & (voicing > _VOICED)) >= _VOICED_SHARE * count
    speech = active & changing & voiced
    heard = pitches[speech & (voicing > _VOICED)]
    pitch = float(np.median(heard)) if len(heard) >= _FEW_PITCHES else None
    return Activity(rate, levels, speech, ~active, floor, pitch)


def _noise_floor(levels: _Floats) -> float:
    """Returns the floor without the digital silence at the ends, which is padding; within speech it counts."""
    sounding = np.flatnonzero(levels > _DIGITAL_SILENCE_DBFS)
    if not len(sounding):
        return float(levels.max())
    return float(np.percentile(levels[sounding[0] : sounding[-1] + 1], _FLOOR_PERCENTILE))


def _nearby(frames: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Returns how many of the frames within half a second of each are true, (frame,)."""
    sums = np.concatenate([[0], np.cumsum(frames)])
    positions = np.arange(len(frames))
    upper = np.minimum(positions + _NEARBY_FRAMES + 1, len(frames))
    counts: npt.NDArray[np.int64] = sums[upper] - sums[np.maximum(positions - _NEARBY_FRAMES, 0)]
    return counts


def _features(samples: Samples, rate: int) -> tuple[_Floats, _Floats, _Floats, _Floats]:
    """Returns level in dBFS, voicing from 0 to about 1, pitch in Hz, and change in dB, each (frame,) with at least one
    frame.
    """
    size = round(_WINDOW_SECONDS * rate)
    frames = np.lib.stride_tricks.sliding_window_view(samples, size)[:: _step(rate)]  # (frame, time)
    blocks = []
    for first in range(0, len(frames), _BLOCK):
        power = _power(frames[first : first + _BLOCK], rate)
        blocks.append((_decibels(power[:, _LOWEST_BIN:].sum(axis=1)), *_voicing(power), _bands(power)))
    levels, voicing, pitches, bands = map(np.concatenate, zip(*blocks, strict=True))
    change = np.zeros(len(levels))
    change[1:-1] = np.abs(bands[2:] - bands[:-2]).mean(axis=1)
    return levels, voicing, pitches, change


def _power(frames: Samples, rate: int) -> _Floats:
    """Returns spectra (frame, bin) whose sums are the frames' mean squares."""
    window = np.hanning(frames.shape[1])
    size = round(_FFT_SECONDS * rate)
    # Without a constant offset, which the window would spread over the lowest bins.
    spectra = np.fft.rfft((frames - frames.mean(axis=1, keepdims=True)) * window, n=size)
    power: _Floats = 2 * np.abs(spectra) ** 2 / (size * np.sum(window**2))
    return power


def _voicing(power: _Floats) -> tuple[_Floats, _Floats]:
    """Returns the highest normalized autocorrelation among the periods of voices, of the part below 2 kHz, and the
    pitch in Hz that it speaks for, each (frame,).
    """
    size = round(_FFT_SECONDS * _LAG_RATE)
    low = np.zeros((len(power), size // 2 + 1))
    low[:, _LOWEST_BIN:_VOICE_BINS] = power[:, _LOWEST_BIN:_VOICE_BINS]
    correlation = np.fft.irfft(low)
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(round(_WINDOW_SECONDS * _LAG_RATE)), n=size)) ** 2)
    normal = np.maximum(correlation[:, :1], 1e-20) * window[_LAGS] / window[0]
    strength = correlation[:, _LAGS] / normal
    lags = np.arange(_LAGS.start, _LAGS.stop)
    period = lags[(strength - _OCTAVE_COST * np.log2(lags)).argmax(axis=1)]
    highest: _Floats = strength.max(axis=1)
    return highest, _LAG_RATE / period


def _bands(power: _Floats) -> _Floats:
    """Returns the spectrum's shape in dB, (frame, band)."""
    edges = [edge for edge in _BANDS if edge <= power.shape[1]]
    bands = np.add.reduceat(power, edges, axis=1)[:, :-1]
    return _decibels(np.maximum(bands, bands.max(axis=1, keepdims=True) * 10 ** (-_BAND_RANGE_DB / 10)))


def _decibels(power: _Floats) -> _Floats:
    decibels: _Floats = 10 * np.log10(power + 1e-10)
    return decibels

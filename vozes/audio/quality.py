"""Measures the quality of a recording that a voice is to be made of, and gives advice for each shortcoming.

It does not detect whether several people speak: that takes a model of speakers, and pitch alone would accuse lively
readers. It changes no sample; `preparation` does.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

import numpy as np

from vozes.audio.activity import Activity, find_speech
from vozes.audio.level import peak
from vozes.audio.loudness import loudness
from vozes.types import Samples

_NOTHING_DBFS = -100.0
"""The level that silence is reported as, so that a report holds numbers only."""
_FEW_SECONDS = 6.0
_CLIPPED_SHARE = 1e-3
_NEAR_PEAK = 0.98
"""Sound recordings have up to 0.0003 of their samples so near their peak; those clipped by 5 dB have 0.002."""
_NOISY_DB = 18.0
"""The distance from the noise floor to speech: it measures 17 dB where noise is 15 dB below the speech, 21 dB for noise
20 dB below, and 22 dB and more for clean speech."""
_NOISE_SECONDS = 1.5
"""Speech may go on for so long without a pause in which the noise could be heard."""
_QUIET_LUFS = -40.0
"""Raising it to the common loudness raises the microphone's own noise by 17 dB."""
_LITTLE_SPEECH = 0.4
"""A reader's pauses take up to a fifth of the time."""


class Finding(StrEnum):
    TOO_SHORT = "too_short"
    CLIPPED = "clipped"
    NOISY = "noisy"
    QUIET = "quiet"
    LITTLE_SPEECH = "little_speech"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class QualityReport:
    """The quality of a recording as it was sent; levels are -100 where there is nothing to measure."""

    __pydantic_config__: ClassVar = {"allow_inf_nan": False, "extra": "forbid"}

    seconds: float
    """The length that remains without the silence around the speech, and with long silences in it shortened."""
    level_dbfs: float
    """Loudness in LUFS."""
    peak_dbfs: float
    clipped: float
    """The share of samples at the peak, or at full scale, 0 to 1."""
    noise_floor_dbfs: float
    speech: float
    """The share of time in which somebody speaks, without long silences in between, 0 to 1."""
    findings: tuple[Finding, ...]
    pitch_hz: float | None = None
    """The median fundamental frequency of the speech; None where too little is voiced, and in older reports."""


def examine(samples: Samples, rate: int, *, damaged: bool = False) -> QualityReport:
    """Returns the quality of samples (time,) as they were sent, at least one, at `rate` Hz, 8 kHz or more.

    `damaged` says whether parts of the recording are missing.
    """
    activity = find_speech(samples, rate)
    highest = peak(samples)
    report = QualityReport(
        seconds=sum(len(samples[part]) for part in activity.kept) / rate,
        level_dbfs=max(loudness(samples, rate), _NOTHING_DBFS),
        peak_dbfs=max(20 * math.log10(highest), _NOTHING_DBFS) if highest else _NOTHING_DBFS,
        clipped=_share_at_peak(samples, highest) if highest else 0.0,
        noise_floor_dbfs=activity.noise_floor,
        speech=min(1.0, activity.speech_seconds * rate / (len(samples) - activity.left_out)),
        findings=(),
        pitch_hz=activity.pitch,
    )
    findings = tuple(_findings(report, _speech_level(activity)))
    return replace(report, findings=(*findings, Finding.DAMAGED) if damaged else findings)


def _share_at_peak(samples: Samples, highest: float) -> float:
    """Counts from full scale on: higher samples are what a lossy codec made of clipped ones."""
    bound = _NEAR_PEAK * min(highest, 1.0)
    return float(np.mean((samples >= bound) | (samples <= -bound)))


def _speech_level(activity: Activity) -> float:
    """Returns the mean level of the speech, in dBFS."""
    power = 10 ** (activity.levels[activity.speech] / 10)
    return 10 * math.log10(power.mean()) if len(power) else _NOTHING_DBFS


def _findings(report: QualityReport, speech_level: float) -> Iterator[Finding]:
    if report.seconds < _FEW_SECONDS:
        yield Finding.TOO_SHORT
    if report.clipped > _CLIPPED_SHARE:
        yield Finding.CLIPPED
    if report.seconds > _NOISE_SECONDS and speech_level - report.noise_floor_dbfs < _NOISY_DB:
        yield Finding.NOISY
    if report.level_dbfs < _QUIET_LUFS:
        yield Finding.QUIET
    if report.speech < _LITTLE_SPEECH:
        yield Finding.LITTLE_SPEECH


_ADVICE_EN = {
    Finding.TOO_SHORT: "Too short: 6 s or more works best. Record a little more, or add another recording.",
    Finding.CLIPPED: "Too loud: the peaks are cut off. Lower the microphone's volume or move back, then record again.",
    Finding.NOISY: "Noisy: the voice learns the noise too. Record in a quiet room, close to the microphone.",
    Finding.QUIET: "Too quiet: move closer to the microphone or raise its volume, then record again.",
    Finding.LITTLE_SPEECH: "Little speech: most of it is silence or other sounds. Keep only the part where one person "
    "speaks.",
    Finding.DAMAGED: "Damaged: a small part of the file could not be read and is left out. Send the original if you "
    "can.",
}
_ADVICE_PT = {
    Finding.TOO_SHORT: "Curta demais: 6 s ou mais funcionam melhor. Grave um pouco mais ou acrescente outra gravação.",
    Finding.CLIPPED: "Alta demais: os picos foram cortados. Abaixe o volume do microfone ou afaste-se e grave de novo.",
    Finding.NOISY: "Com ruído: a voz aprende o ruído também. Grave em um lugar silencioso, perto do microfone.",
    Finding.QUIET: "Baixa demais: aproxime-se do microfone ou aumente o volume dele e grave de novo.",
    Finding.LITTLE_SPEECH: "Pouca fala: a maior parte é silêncio ou outros sons. Deixe só o trecho em que uma pessoa "
    "fala.",
    Finding.DAMAGED: "Danificada: um pequeno trecho do arquivo não pôde ser lido e ficou de fora. Envie o original, se "
    "puder.",
}


def advice(finding: Finding, language: str) -> str:
    """Returns what to do about a finding: in Portuguese for `pt` and all that begins with `pt-`, else in English."""
    portuguese = language.lower().replace("_", "-").split("-")[0] == "pt"
    return (_ADVICE_PT if portuguese else _ADVICE_EN)[finding]

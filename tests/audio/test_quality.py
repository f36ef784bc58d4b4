import math
from collections.abc import Callable

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError

from tests.audio.recordings import FORMATS, RATE, chords, file_of, good_file, padded, person, robot, with_noise
from tests.audio.sounds import tone
from vozes.audio.activity import find_speech
from vozes.audio.decoding import decode_recording
from vozes.audio.loudness import loudness
from vozes.audio.preparation import prepare
from vozes.audio.quality import Finding, QualityReport, advice, examine
from vozes.audio.recording import Recording
from vozes.types import Samples

SOURCES = pytest.mark.parametrize("speaker", [person, robot], ids=["a person", "eSpeak"])
Speaker = Callable[[], Samples]


def _findings(samples: Samples, rate: int = RATE) -> set[Finding]:
    return set(examine(samples, rate).findings)


def _clipped(samples: Samples, decibels: float) -> Samples:
    """As a microphone set so much too high records it."""
    limited: Samples = np.clip(samples / np.abs(samples).max() * np.float32(10 ** (decibels / 20)), -1, 1)
    return limited


@SOURCES
def test_a_good_recording_has_no_findings(speaker: Speaker) -> None:
    assert _findings(speaker()) == set()


@pytest.mark.parametrize("name", list(FORMATS))
def test_no_format_spoils_a_good_recording(name: str) -> None:
    recording = decode_recording(good_file(name), 60)
    assert _findings(recording.samples, recording.sample_rate) == set()


def test_a_report_measures_the_recording_as_it_was_given() -> None:
    samples = padded(robot() * np.float32(0.25), 1, 2)
    report = examine(samples, RATE)
    assert report.level_dbfs == pytest.approx(loudness(samples, RATE))
    assert report.peak_dbfs == pytest.approx(20 * math.log10(np.abs(samples).max()))
    assert report.noise_floor_dbfs == -100
    assert report.clipped < 1e-3
    assert report.pitch_hz == find_speech(samples, RATE).pitch is not None
    assert report.speech == pytest.approx(examine(robot(), RATE).speech * len(robot()) / len(samples), abs=0.02)


def test_the_seconds_are_those_that_remain() -> None:
    spoken = examine(robot(), RATE).seconds
    assert spoken == pytest.approx(len(robot()) / RATE, abs=0.3)
    assert examine(padded(robot(), 5, 5), RATE).seconds == pytest.approx(spoken, abs=0.3)


@pytest.mark.parametrize(("seconds", "short"), [(5.5, True), (6.5, False)])
def test_less_than_six_seconds_of_what_remains_are_too_short(seconds: float, short: bool) -> None:
    samples = padded(robot()[: round(seconds * RATE)], 3, 3)
    assert (Finding.TOO_SHORT in _findings(samples)) == short


@SOURCES
@pytest.mark.parametrize("decibels", [5, 12, 18])
def test_peaks_that_are_cut_off_are_found(speaker: Speaker, decibels: float) -> None:
    report = examine(_clipped(speaker(), decibels), RATE)
    assert Finding.CLIPPED in report.findings
    assert report.clipped == pytest.approx(np.mean(np.abs(_clipped(speaker(), decibels)) > 0.98))


@pytest.mark.parametrize("name", ["mp3", "opus"])
def test_peaks_that_are_cut_off_are_found_after_a_lossy_codec(name: str) -> None:
    recording = decode_recording(file_of(_clipped(robot(), 12), name), 60)
    assert Finding.CLIPPED in _findings(recording.samples, recording.sample_rate)


@SOURCES
def test_peaks_that_were_cut_off_before_it_was_turned_down_are_found(speaker: Speaker) -> None:
    assert Finding.CLIPPED in _findings(np.float32(0.3) * _clipped(speaker(), 12))


@pytest.mark.parametrize("peak", [1.0, 0.999, 0.2])
def test_a_loud_recording_whose_peaks_are_whole_is_not_clipped(peak: float) -> None:
    for samples in (person(), person("LJ001-0008"), robot(), robot("She sells sea shells.", "en-gb")):
        assert Finding.CLIPPED not in _findings(samples / np.abs(samples).max() * np.float32(peak))


@SOURCES
@pytest.mark.parametrize(("decibels", "noisy"), [(5, True), (10, True), (15, True), (20, False), (30, False)])
def test_noise_is_found_from_15_decibels_below_speech(speaker: Speaker, decibels: float, noisy: bool) -> None:
    assert (Finding.NOISY in _findings(with_noise(speaker(), decibels))) == noisy


def test_noise_is_not_found_where_there_was_no_pause_to_hear_it_in() -> None:
    assert Finding.NOISY not in _findings(robot("She sells sea shells.", "en-gb"))


@SOURCES
@pytest.mark.parametrize(("lufs", "quiet"), [(-45, True), (-35, False)])
def test_a_quiet_recording_is_found(speaker: Speaker, lufs: float, quiet: bool) -> None:
    samples = speaker() * np.float32(10 ** ((lufs - loudness(speaker(), RATE)) / 20))
    assert (Finding.QUIET in _findings(samples)) == quiet


def test_a_long_silence_in_between_counts_neither_as_speech_nor_as_other_sounds() -> None:
    half = robot()[: 4 * RATE]
    parted = np.concatenate([half, np.zeros(30 * RATE, np.float32), half])
    report = examine(parted, RATE)
    assert report.findings == ()
    assert report.seconds == prepare(Recording(parted, RATE)).seconds
    assert report.seconds < 9
    assert report.speech == pytest.approx(examine(half, RATE).speech, abs=0.1)


def test_a_report_says_that_parts_are_missing() -> None:
    assert examine(robot(), RATE, damaged=True).findings == (Finding.DAMAGED,)


def test_speech_that_is_the_smaller_part_is_found() -> None:
    music = np.concatenate([chords(8, 1), robot()[: 5 * RATE], chords(8, 1)])
    assert Finding.LITTLE_SPEECH in _findings(music)
    assert Finding.LITTLE_SPEECH not in _findings(padded(robot(), 2, 2))


@pytest.mark.parametrize("samples", [np.zeros(RATE, np.float32), np.zeros(1, np.float32), tone(0.02, RATE)])
def test_a_report_holds_numbers_even_of_silence(samples: Samples) -> None:
    report = examine(samples, RATE)
    measures = (report.level_dbfs, report.peak_dbfs, report.clipped, report.noise_floor_dbfs, report.speech)
    assert all(map(math.isfinite, measures))
    assert Finding.TOO_SHORT in report.findings


@pytest.mark.parametrize("finding", list(Finding))
def test_there_is_advice_for_every_finding_in_both_languages(finding: Finding) -> None:
    english, portuguese = advice(finding, "en"), advice(finding, "pt-BR")
    assert english != portuguese
    assert english.endswith(".")
    assert portuguese.endswith(".")


@pytest.mark.parametrize(
    ("language", "portuguese"),
    [("pt", True), ("pt-br", True), ("PT-PT", True), ("pt_BR", True), ("en", False), ("fr", False), ("ptx", False)],
)
def test_advice_is_in_portuguese_for_those_who_read_it(language: str, portuguese: bool) -> None:
    text = advice(Finding.TOO_SHORT, language)
    assert ("6 s ou mais funcionam melhor" if portuguese else "6 s or more works best") in text


@pytest.mark.parametrize("wrong", [{"speech": math.nan}, {"findings": ["rude"]}, {"more": 1}, {"seconds": "x"}])
def test_a_report_that_comes_from_elsewhere_is_checked(wrong: dict[str, object]) -> None:
    adapter = TypeAdapter(QualityReport)
    report = adapter.dump_python(examine(robot(), RATE))
    assert adapter.validate_python(report) == examine(robot(), RATE)
    with pytest.raises(ValidationError):
        adapter.validate_python(report | wrong)

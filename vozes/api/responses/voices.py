"""Shows voices in the API's one shape: those of the library, and those that come with the engines."""

from collections.abc import Iterable
from dataclasses import asdict
from statistics import median

from vozes.api.voice_schemas import Finding, QualityReport, Voice, VoiceRecording
from vozes.audio.quality import QualityReport as Quality
from vozes.audio.quality import advice
from vozes.engines.info import EngineInfo, VoiceInfo
from vozes.service.models import options_of_voice
from vozes.service.voices.listing import ListedEngine, cloning_engines
from vozes.voices.voice import LibraryVoice, StoredRecording

_OF_CUSTOM_VOICES = ("language", "description", "transcript", "tags", "created", "updated", "recordings")


def preset_voice(engine: ListedEngine, voice: VoiceInfo) -> Voice:
    return Voice(
        id=voice.id,
        name=voice.name,
        kind="preset",
        engine=engine.info.id,
        engines=[engine.info.id],
        languages=list(engine.info.languages_of(voice)),
        gender=voice.gender,
        pitch_hz=voice.pitch_hz,
        available=engine.is_available,
        recommended=voice.recommended,
        model=engine.model_of(voice),
        options={engine.info.id: _obeyed(engine.info, voice.id)},
        **dict.fromkeys(_OF_CUSTOM_VOICES),
    )


def _obeyed(info: EngineInfo, voice: str) -> list[str]:
    return [spec.name for spec in options_of_voice(info, voice)]


def _pitch(voice: LibraryVoice) -> int | None:
    """Returns the median of those of its recordings that were measured."""
    reports = (recording.report for recording in voice.recordings)
    measured = [report.pitch_hz for report in reports if report is not None and report.pitch_hz is not None]
    return round(median(measured)) if measured else None


class CustomVoices:
    """Shows voices of the library, for a reader of `advice_language`, with what engines make of them."""

    def __init__(self, engines: Iterable[ListedEngine], advice_language: str):
        self._cloning = cloning_engines(engines)
        self.can_be_spoken = bool(self._cloning.infos)
        self._advice_language = advice_language

    def show(self, voice: LibraryVoice) -> Voice:
        return Voice(
            id=voice.id,
            name=voice.name,
            kind="custom",
            engine=None,
            engines=list(self._cloning.ids),
            languages=list(self._cloning.languages),
            gender=None,
            pitch_hz=_pitch(voice),
            available=self._cloning.is_available,
            recommended=False,
            model=None,
            options={info.id: _obeyed(info, voice.id) for info in self._cloning.infos},
            language=voice.language,
            description=voice.description,
            transcript=voice.transcript,
            tags=list(voice.tags),
            created=voice.created,
            updated=voice.updated,
            recordings=list(map(self._recording, voice.recordings)),
        )

    def _recording(self, recording: StoredRecording) -> VoiceRecording:
        report = None if recording.report is None else self._report(recording.report)
        return VoiceRecording(seconds=recording.seconds, report=report)

    def _report(self, quality: Quality) -> QualityReport:
        findings = [
            Finding(code=finding.value, advice=advice(finding, self._advice_language)) for finding in quality.findings
        ]
        return QualityReport(**asdict(quality) | {"findings": findings})

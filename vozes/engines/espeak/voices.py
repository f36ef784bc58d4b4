"""Reads eSpeak NG's languages and variants from its data files, so that nothing has to be loaded to list them.

Each file below `lang/` is a voice: its first `language` line is the tag it is best for, further lines are tags that
it also serves. Each file in `voices/!v/` is a variant: another throat for any voice.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from vozes.engines.info import VoiceInfo

ALIASES = {
    "en": "en-us",
    "fr": "fr-fr",
    "pt": "pt-br",
    "zh": "cmn",
    "zh-cn": "cmn",
    "zh-tw": "cmn",
    "zh-hk": "yue",
}
"""Tags for which eSpeak's own first choice is not what most users expect, and what they mean here."""


@dataclass(frozen=True, slots=True)
class EspeakVoice:
    info: VoiceInfo
    identifier: str
    """The name by which the library loads it: its file below `lang/`."""


@dataclass(frozen=True, slots=True)
class _VoiceFile:
    identifier: str
    name: str
    tags: tuple[str, ...]
    dictionary: str
    gender: str


def _read_voice_file(path: Path, root: Path) -> _VoiceFile:
    values: dict[str, list[str]] = {"name": [], "language": [], "dictionary": [], "gender": []}
    for line in path.read_text("utf-8", errors="replace").splitlines():
        key, _, value = line.partition("//")[0].strip().partition(" ")
        if key in values and value.strip():
            values[key].append(value.strip())
    tags = tuple(value.split()[0].lower() for value in values["language"])
    return _VoiceFile(
        identifier=path.relative_to(root).as_posix(),
        name=values["name"][0],
        tags=tags,
        dictionary=values["dictionary"][0] if values["dictionary"] else tags[0].split("-")[0],
        gender=values["gender"][0].split()[0] if values["gender"] else "male",
    )


def read_voices(data: Path) -> tuple[EspeakVoice, ...]:
    """Returns the voices of a data folder (`espeak-ng-data`) by id, without those that lack a dictionary."""
    files = [_read_voice_file(path, data / "lang") for path in sorted((data / "lang").rglob("*")) if path.is_file()]
    speaking = [file for file in files if (data / f"{file.dictionary}_dict").is_file()]
    voices: dict[str, EspeakVoice] = {}
    for file in speaking:
        voice_id = _voice_id(file, taken=voices.keys())
        languages = tuple(dict.fromkeys((voice_id, *(tag for tag in file.tags if tag not in ALIASES))))
        info = VoiceInfo(voice_id, file.name, languages, "female" if file.gender == "female" else "male")
        voices[voice_id] = EspeakVoice(info, file.identifier)
    return tuple(voices[voice_id] for voice_id in sorted(voices))


def _voice_id(file: _VoiceFile, taken: Collection[str]) -> str:
    """Returns the tag that the voice is best for, or its file's name if another voice has that tag."""
    own = next(tag for tag in file.tags if tag not in ALIASES)
    return own if own not in taken else file.identifier.rsplit("/", 1)[-1].lower()


def read_variants(data: Path) -> tuple[str, ...]:
    """Returns the names of the variants, by which `voice+variant` loads them."""
    return tuple(sorted((path.name for path in (data / "voices" / "!v").iterdir()), key=str.casefold))

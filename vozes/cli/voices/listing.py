"""`vozes voices list`: the user's own voices, then every voice of every engine, without starting any.

A terminal gets a table, a pipe a line for each voice with its parts between tabs, and who asks for it JSON.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Column, Table

from vozes.checkout import VOZES
from vozes.cli.console import Refusal, output_console
from vozes.cli.voices.library import open_library
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.service.registry import Registry
from vozes.service.voices.listing import cloning_engines, find_engines, find_presets
from vozes.settings import Settings

_MOST_SHOWN = 2
"""The most languages of a voice that a table shows."""


@dataclass(frozen=True, slots=True)
class VoiceFilters:
    """What a voice must be to be listed; None leaves it open."""

    engine: str | None
    language: str | None
    search: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class ListedVoice:
    """Keeps what is listed of a voice, by the names that the API has for it."""

    id: str
    name: str
    kind: str
    """`custom` or `preset`."""
    engines: tuple[str, ...]
    languages: tuple[str, ...]
    language: str | None
    """The language of the recordings of a voice of one's own."""
    gender: str | None
    available: bool
    """Whether one of the engines is installed."""

    @property
    def spoken(self) -> tuple[str, ...]:
        """The languages that it is best for."""
        own = () if self.language is None else (self.language,)
        return self.languages if self.kind == "preset" else own

    def cells(self, languages: str) -> tuple[str, ...]:
        return self.id, self.name, ", ".join(self.engines), languages, self.gender or "", _usable(self.available)

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def print_voices(settings: Settings, filters: VoiceFilters, *, as_json: bool) -> None:
    """Raises VozesError where there is no such engine, Refusal where no voice is left."""
    voices = list(_voices(settings, filters))
    console = output_console()
    if as_json:
        sys.stdout.write(json.dumps({"voices": [voice.as_json() for voice in voices]}) + "\n")
    elif not voices:
        raise Refusal(_nothing(filters))
    elif console.is_terminal:
        console.print(_table(voices))
    else:
        sys.stdout.writelines(
            "\t".join(map(_one_line, voice.cells(", ".join(voice.spoken)))) + "\n" for voice in voices
        )


def _voices(settings: Settings, filters: VoiceFilters) -> Iterator[ListedVoice]:
    engines = find_engines(Registry(engine_specs(engine_settings(settings)), settings), filters.engine)
    cloning = cloning_engines(engines)
    if cloning.ids:
        for own in open_library(settings).list(filters.search, filters.language):
            yield ListedVoice(
                own.id, own.name, "custom", cloning.ids, cloning.languages, own.language, None, cloning.is_available
            )
    for engine, voice in find_presets([] if filters.mine else engines, filters.language, filters.search):
        languages = engine.info.languages_of(voice)
        yield ListedVoice(
            voice.id, voice.name, "preset", (engine.info.id,), languages, None, voice.gender, engine.is_available
        )


def _table(voices: Sequence[ListedVoice]) -> Table:
    """Returns a table that keeps ids on one line, to be copied, and leaves nothing out in a narrow terminal."""
    names = ("name", "engine", "languages", "gender", "usable")
    table = Table(
        Column("voice", no_wrap=True), *(Column(name, overflow="fold") for name in names), box=None, pad_edge=False
    )
    for voice in voices:
        table.add_row(*voice.cells(_shorten(voice.spoken)))
    return table


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _usable(available: bool) -> str:
    return "yes" if available else "no"


def _shorten(languages: tuple[str, ...]) -> str:
    more = len(languages) - _MOST_SHOWN
    return ", ".join(languages[:_MOST_SHOWN]) + (f", +{more}" if more > 0 else "")


def _nothing(filters: VoiceFilters) -> str:
    if filters == VoiceFilters(None, None, None, mine=True):
        return f"You have no voices yet: {VOZES} voices add NAME FILE --consent makes one of a recording."
    if filters == VoiceFilters(None, filters.language, None, mine=False):
        return f"No voice speaks {filters.language!r}."
    return "No voice is like that: leave out a filter."

"""`vozes voices list`: the user's own voices, then every voice of every engine, without starting any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Column, Table

from vozes.cli.console import output_console
from vozes.cli.refusal import Refusal
from vozes.cli.voices.library import open_library
from vozes.engines.catalog import engine_specs
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.supervisor import engine_settings
from vozes.settings import Settings
from vozes.voices.names import plain

_Row = tuple[str, str, str, str, str, str]
"""A voice's id, name, engines, languages, gender, and whether it can be used."""


@dataclass(frozen=True, slots=True)
class VoiceFilters:
    """None: whatever it is."""

    engine: str | None
    language: str | None
    search: str | None
    mine: bool


def print_voices(settings: Settings, filters: VoiceFilters) -> None:
    """Raises VozesError where there is no such engine, Refusal where no voice is left."""
    registry = Registry(engine_specs(engine_settings(settings)), settings)
    engines = list(registry.engines.values()) if filters.engine is None else [registry.find(filters.engine)]
    table = _table()
    for row in _own(settings, engines, filters):
        table.add_row(*row)
    table.add_section()
    if not filters.mine:
        for row in _presets(engines, filters):
            table.add_row(*row)
    if not table.row_count:
        raise Refusal(_nothing(filters))
    output_console().print(table)


def _table() -> Table:
    """Ids can be copied from it, and nothing is left out, however narrow it is."""
    names = ("name", "engine", "languages", "gender", "usable")
    columns = (Column(name, overflow="fold", min_width=len("installed")) for name in names)
    return Table(Column("voice", no_wrap=True), *columns)


def _own(settings: Settings, engines: Sequence[RegisteredEngine], filters: VoiceFilters) -> Iterator[_Row]:
    cloning = [engine for engine in engines if engine.info.capabilities.cloning]
    if not cloning:
        return
    names = ", ".join(engine.info.id for engine in cloning)
    usable = _usable(any(engine.supervisor.missing is None for engine in cloning))
    for voice in open_library(settings).list(filters.search, filters.language):
        yield voice.id, voice.name, names, voice.language or "", "", usable


def _presets(engines: Sequence[RegisteredEngine], filters: VoiceFilters) -> Iterator[_Row]:
    words = plain(filters.search or "").split()
    for engine in engines:
        info, usable = engine.info, _usable(engine.supervisor.missing is None)
        for voice in info.voices_speaking(filters.language):
            searched = plain(f"{voice.name}\n{voice.id}")
            if all(word in searched for word in words):
                languages = _shorten(info.languages_of(voice))
                yield voice.id, voice.name, info.id, languages, voice.gender or "", usable


def _usable(installed: bool) -> str:
    return "yes" if installed else "not installed"


def _shorten(languages: tuple[str, ...], most: int = 4) -> str:
    return ", ".join(languages[:most]) + (f" and {len(languages) - most} more" if len(languages) > most else "")


def _nothing(filters: VoiceFilters) -> str:
    if filters == VoiceFilters(None, None, None, mine=True):
        return "You have no voices yet: vozes voices add NAME FILE --consent makes one of a recording."
    if filters == VoiceFilters(None, filters.language, None, mine=False):
        return f"No voice speaks {filters.language!r}."
    return "No voice is like that: leave out a filter."

"""`vozes voices`: every voice of every engine, without starting any."""

from rich.console import Console
from rich.table import Table

from vozes.cli.refusal import Refusal
from vozes.engines.catalog import engine_specs
from vozes.service.registry import Registry
from vozes.service.supervisor import engine_settings
from vozes.settings import Settings


def list_voices(settings: Settings, engine: str | None, language: str | None) -> None:
    """Raises VozesError where there is no such engine."""
    registry = Registry(engine_specs(engine_settings(settings)), settings)
    table = Table("voice", "name", "engine", "languages", "gender", "usable")
    for each in registry.engines.values() if engine is None else [registry.find(engine)]:
        info = each.info
        usable = "yes" if each.supervisor.missing is None else "not installed"
        for voice in info.voices_speaking(language):
            languages = _shorten(info.languages_of(voice))
            table.add_row(voice.id, voice.name, info.id, languages, voice.gender or "", usable)
    if not table.row_count:
        raise Refusal(f"No voice speaks {language!r}.")
    Console().print(table)


def _shorten(languages: tuple[str, ...], most: int = 4) -> str:
    return ", ".join(languages[:most]) + (f" and {len(languages) - most} more" if len(languages) > most else "")

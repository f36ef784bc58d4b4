"""The tool `list_voices`: voices of one's own, then those of the engines that are installed."""

from collections.abc import Callable
from itertools import islice
from typing import Literal

from pydantic import BaseModel

from vozes.mcp.arguments import ListArguments
from vozes.mcp.tools import Tell, Tool, ToolResult, as_data
from vozes.service.registry import Registry
from vozes.service.thread_pools import in_thread
from vozes.service.voices.listing import cloning_engines, find_engines, find_presets
from vozes.voices.library import VoiceLibrary


class VoiceEntry(BaseModel):
    id: str
    name: str
    kind: Literal["custom", "preset"]
    engine: str
    languages: list[str]


class VoiceList(BaseModel):
    voices: list[VoiceEntry]
    total: int


def voices_tool(open_places: Callable[[], tuple[Registry, VoiceLibrary]]) -> Tool:
    """`open_places`: gives where voices are looked for; is called in a thread."""

    async def work(arguments: ListArguments, _: Tell) -> ToolResult:
        return as_data(await in_thread(lambda: _listed(*open_places(), arguments)))

    return Tool(
        "list_voices",
        "List voices",
        "Lists the voices that speak and save_speech can use, with their ids and languages.",
        ListArguments,
        work,
        VoiceList,
        {"readOnlyHint": True, "openWorldHint": False},
    )


def _listed(registry: Registry, library: VoiceLibrary, arguments: ListArguments) -> VoiceList:
    """Raises VozesError(UNKNOWN_ENGINE)."""
    language, search = arguments.language or None, arguments.search or None
    engines = [each for each in find_engines(registry, arguments.engine or None) if each.is_available]
    found: list[VoiceEntry] = []
    if cloning := cloning_engines(engines).ids:
        for own in library.list(search, language):
            known = [own.language] if own.language else []
            found.append(VoiceEntry(id=own.id, name=own.name, kind="custom", engine=cloning[0], languages=known))
    for engine, voice in find_presets(engines, language, search):
        spoken = list(engine.info.languages_of(voice))
        found.append(VoiceEntry(id=voice.id, name=voice.name, kind="preset", engine=engine.info.id, languages=spoken))
    return VoiceList(voices=list(islice(found, arguments.limit)), total=len(found))

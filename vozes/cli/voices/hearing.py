"""`vozes voices preview`: a short sentence in a voice, into a file or aloud, with an engine started for it."""

from pathlib import Path

from vozes.audio.preparation import encode
from vozes.audio.recording import decode_recording
from vozes.cli.outputs import deliver, refusal_told, refuse_folder, temporary_file
from vozes.cli.players import Player, find_player, play_file
from vozes.cli.refusal import Refusal
from vozes.cli.running import at_work, run
from vozes.engines.catalog import engine_specs
from vozes.service.core import Service
from vozes.service.supervisor import engine_settings
from vozes.settings import Settings

_LONGEST_SECONDS = 60.0


def preview_voice(settings: Settings, voice: str, engine: str | None, output: str | None, *, play: bool) -> None:
    """Raises VozesError; a file appears only when it is whole."""
    refuse_folder(output)
    if output is not None and Path(output).suffix.lower() not in ("", ".mp3"):
        raise Refusal(f"A preview is an MP3 file: name it {Path(output).with_suffix('.mp3')}.")
    aloud = play or output is None
    player = find_player("give -o FILE" if output is None else "leave out --play") if aloud else None
    with temporary_file(output, "mp3") as path:
        with at_work(f"Speaking as {voice}"):
            preview = run(_speak(settings, voice, engine))
        with refusal_told(output):
            path.write_bytes(preview)
        deliver(path, output)
    if player is not None:
        _play(player, preview)


def _play(player: Player, preview: bytes) -> None:
    """As WAV: not every player knows MP3."""
    with temporary_file(None, "wav") as path:
        path.write_bytes(encode(decode_recording(preview, _LONGEST_SECONDS)))
        play_file(player, path)


async def _speak(settings: Settings, text: str, engine: str | None) -> bytes:
    async with Service(settings, engine_specs(engine_settings(settings))) as service:
        return await service.previews.get(*_meant(service, text, engine))


def _meant(service: Service, text: str, engine: str | None) -> tuple[str, str | None]:
    """The voice's id, and the engine where that decides: ids come before names, and own voices first."""
    registry, wanted = service.registry, text.casefold()
    engines = [registry.current, *registry.engines.values()] if engine is None else [registry.find(engine)]
    presets = [(voice, each.info.id) for each in engines for voice in each.info.voices]
    own = service.library.find(text)
    by_id = ((voice.id, engine_id) for voice, engine_id in presets if voice.id.casefold() == wanted)
    by_name = ((voice.id, engine_id) for voice, engine_id in presets if voice.name.casefold() == wanted)
    if own is not None and own.id == text:
        return own.id, engine
    of_own = (own.id, engine) if own else None
    return next(by_id, None) or of_own or next(by_name, None) or (text, engine)

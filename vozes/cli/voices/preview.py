"""`vozes voices preview` speaks a short sentence in a voice, into a file or aloud, by a server or its own engine."""

from contextlib import suppress
from pathlib import Path

from vozes.audio.decoding import decode_recording
from vozes.audio.pcm import to_pcm16
from vozes.audio.recording import Recording
from vozes.cli.console import Refusal, note
from vozes.cli.outputs import deliver, os_errors_refused, refuse_folder, temporary_file
from vozes.cli.progress import WorkProgress, at_work, run
from vozes.cli.say.players import Player, find_player
from vozes.cli.say.server_client import by_server, preview_through
from vozes.cli.say.sinks import PlayerSink
from vozes.cli.voices.library import open_library
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import engine_settings
from vozes.service.core import Service
from vozes.service.registry import AUTOMATIC, Registry
from vozes.settings import Settings

_LONGEST_SECONDS = 60.0


def preview_voice(settings: Settings, voice: str, engine: str | None, output: str | None, *, play: bool) -> None:
    """Speaks the preview; a file appears only when it is whole. Raises VozesError."""
    refuse_folder(output)
    if output is not None and Path(output).suffix.lower() not in ("", ".mp3"):
        raise Refusal(f"A preview is an MP3 file: name it {Path(output).with_suffix('.mp3')}.")
    aloud = play or output is None
    player = find_player("give -o FILE" if output is None else "leave out --play") if aloud else None
    with temporary_file(output, "mp3", settings.home) as path:
        preview = _preview(settings, voice, engine)
        with os_errors_refused(output):
            path.write_bytes(preview)
        deliver(path, output)
    recording = decode_recording(preview, _LONGEST_SECONDS)
    if player is not None:
        _play(player, recording, settings)
    if output not in (None, "-"):
        note(f"{output}: {recording.seconds:.1f} s of mp3, spoken as {voice}")


def _play(player: Player, recording: Recording, settings: Settings) -> None:
    """Plays it as samples: not every player knows MP3."""
    with PlayerSink(player, settings.home) as sink:
        sink.begin(recording.sample_rate)
        with suppress(BrokenPipeError):  # the player has ended: as it should, or `finish` says why
            sink.write(to_pcm16(recording.samples).astype("<i2").tobytes())
        sink.finish()


def _preview(settings: Settings, voice: str, engine: str | None) -> bytes:
    voice_id, engine_id = _resolve(settings, voice, engine)

    def ask(url: str, _: WorkProgress) -> bytes:
        return preview_through(url, settings, voice_id, engine_id)

    preview = by_server(settings, f"Speaking as {voice}, by the running server", ask)
    if preview is not None:
        return preview
    with at_work(f"Speaking as {voice}"):
        return run(_speak(settings, voice_id, engine_id))


async def _speak(settings: Settings, voice_id: str, engine_id: str | None) -> bytes:
    async with Service(settings, engine_specs(engine_settings(settings))) as service:
        return (await service.previews.get(voice_id, engine_id)).mp3


def _resolve(settings: Settings, text: str, engine: str | None) -> tuple[str, str | None]:
    """Returns the voice's id, and the engine where that decides: ids come before names, and own voices first."""
    registry, wanted = Registry(engine_specs(engine_settings(settings)), settings), text.casefold()
    engines = registry.search_order if engine in (None, AUTOMATIC) else [registry.find(engine)]
    presets = [(voice, each.info.id) for each in engines for voice in each.info.voices]
    own = open_library(settings).find(text)
    by_id = ((voice.id, engine_id) for voice, engine_id in presets if voice.id.casefold() == wanted)
    by_name = ((voice.id, engine_id) for voice, engine_id in presets if voice.name.casefold() == wanted)
    if own is not None and own.id == text:
        return own.id, engine
    of_own = (own.id, engine) if own else None
    return next(by_id, None) or of_own or next(by_name, None) or (text, engine)

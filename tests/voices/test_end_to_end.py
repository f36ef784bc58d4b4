"""Voices from recordings to speech: a real server, the real engines on tiny models, and the command line beside it."""

import base64
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.audio.recordings import FORMATS, file_of, robot
from tests.live import server_environment
from tests.shared import shared_file
from tests.spoken import spoken
from tests.voices.cloning_server import (
    ENGINES,
    WORDS,
    CloningServer,
    File,
    OwnFunctions,
    Speech,
    Tensors,
    cloning_server,
    heard,
    server_variables,
    tiny_models,
)
from vozes.engines.settings import EngineSettings

pytestmark = pytest.mark.usefixtures("one_thread")

PRESETS = {"xtts_v2": "luis-moray", "styletts2": "libritts"}
"""A voice of each engine's own."""
PEOPLE = ("LJ001-0001", "LJ001-0002", "LJ001-0008")
SENTENCE = "The quick brown fox jumps over the lazy dog."


def ana_wav() -> File:
    return "ana.wav", spoken(SENTENCE)


def rui_wav() -> File:
    return "rui.wav", spoken(SENTENCE, "pt-br")


@dataclass(frozen=True)
class KeptFile:
    """Another one once it is written again, be it with the same content."""

    content: bytes
    written: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> "KeptFile":
        status = path.stat()
        return cls(path.read_bytes(), status.st_mtime_ns, status.st_ino)


@dataclass(frozen=True)
class Past:
    """What a server has done in the home folder before it ended."""

    voice: str
    shown: dict[str, Any]
    """What the API told of the voice."""
    at_once: set[str]
    """The engines that had embedded it when it was cloned; XTTS alone was loaded then."""
    in_the_end: set[str]
    """The same, once each had spoken with it."""
    speech: dict[str, Speech]
    """By engine."""
    kept: dict[str, KeptFile]
    forgotten: str
    """Another voice, of which the embeddings have been deleted since."""
    lost: dict[str, Tensors]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> EngineSettings:
    return tiny_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def past(settings: EngineSettings) -> Past:
    with cloning_server(settings) as server:
        server.speak(PRESETS["xtts_v2"], "xtts_v2")
        voice = server.clone("Remembered", ana_wav())
        shown = server.get(voice)
        at_once = server.embedded(voice)
        speech = {engine: server.speak(voice, engine) for engine in ENGINES}
        in_the_end = server.embedded(voice)
        forgotten = server.clone("Forgotten", rui_wav())
        for engine in ENGINES:
            server.speak(forgotten, engine)
    kept = {engine: KeptFile.of(server.embedding_path(engine, voice)) for engine in ENGINES}
    lost = {}
    for engine in ENGINES:
        lost[engine] = {name: tensor.clone() for name, tensor in server.embedding(engine, forgotten).items()}
        server.embedding_path(engine, forgotten).unlink()
    return Past(voice, shown, at_once, in_the_end, speech, kept, forgotten, lost)


@pytest.fixture(scope="module")
def server(settings: EngineSettings, past: Past) -> Iterator[CloningServer]:
    """With both engines loaded."""
    with cloning_server(settings) as server:
        with ThreadPoolExecutor() as at_once:
            list(at_once.map(server.speak, PRESETS.values(), PRESETS))
        yield server


@pytest.fixture(scope="module")
def own(settings: EngineSettings, past: Past, one_thread: None) -> OwnFunctions:
    return OwnFunctions(settings)


@pytest.fixture(scope="module")
def ana(server: CloningServer) -> str:
    return server.clone("Ana", ana_wav())


@pytest.fixture(scope="module")
def rui(server: CloningServer) -> str:
    return server.clone("Rui", rui_wav())


def same(first: Tensors, second: Tensors) -> bool:
    return first.keys() == second.keys() and all(torch.equal(first[name], second[name]) for name in first)


def check(server: CloningServer, own: OwnFunctions, voice: str, recordings: int = 1) -> None:
    """Each engine speaks with it, and keeps of it what its own function makes of its recordings."""
    kept = server.recordings(voice)
    assert len(kept) == recordings
    for engine in ENGINES:
        speech = server.speak(voice, engine)
        assert (speech.engine, speech.voice) == (engine, voice)
        assert same(server.embedding(engine, voice), own.embedding(engine, kept))


def test_an_engine_that_is_not_loaded_embeds_a_voice_when_it_first_speaks_with_it(past: Past) -> None:
    assert past.at_once == {"xtts_v2"}
    assert past.in_the_end == set(ENGINES)


def test_engines_that_are_loaded_embed_a_voice_at_once(server: CloningServer) -> None:
    assert server.embedded(server.clone("At once", ana_wav())) == set(ENGINES)


@pytest.mark.parametrize("name", FORMATS)
def test_a_recording_in_any_format_gives_a_voice(name: str, server: CloningServer, own: OwnFunctions) -> None:
    check(server, own, server.clone(f"In {name}", ("recording", file_of(robot(SENTENCE), name))))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_recording_of_a_person_gives_a_voice(name: str, server: CloningServer, own: OwnFunctions) -> None:
    recording = shared_file("audio", f"{name}.wav").read_bytes()
    check(server, own, server.clone(name, (f"{name}.wav", recording)))


def test_several_recordings_give_one_voice(server: CloningServer, own: OwnFunctions) -> None:
    check(server, own, server.clone("Several", ana_wav(), rui_wav()), recordings=2)


def test_what_the_openai_client_sends_gives_a_voice(server: CloningServer, own: OwnFunctions) -> None:
    said = {"name": "OpenAI's", "consent": "true"}
    answer = server.http.post("/v1/audio/voices", data=said, files={"audio_sample": ana_wav()})
    check(server, own, answer.json()["id"])


def test_voices_speak_each_in_its_own_way(server: CloningServer, ana: str, rui: str) -> None:
    for engine, preset in PRESETS.items():
        assert len({server.speak(voice, engine).audio for voice in (ana, rui, preset)}) == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_after_a_restart_a_voice_speaks_with_the_embedding_that_was_kept(
    engine: str, server: CloningServer, past: Past
) -> None:
    assert server.get(past.voice) == past.shown
    assert server.speak(past.voice, engine) == past.speech[engine]
    assert KeptFile.of(server.embedding_path(engine, past.voice)) == past.kept[engine]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_embedding_deleted_while_no_server_ran_is_made_again(engine: str, server: CloningServer, past: Past) -> None:
    server.speak(past.forgotten, engine)
    assert same(server.embedding(engine, past.forgotten), past.lost[engine])


@pytest.mark.parametrize("engine", ENGINES)
def test_an_embedding_deleted_beside_the_server_is_made_again(
    engine: str, server: CloningServer, own: OwnFunctions, ana: str
) -> None:
    before = server.speak(ana, engine)
    server.embedding_path(engine, ana).unlink()
    assert server.speak(ana, engine) == before
    assert same(server.embedding(engine, ana), own.embedding(engine, server.recordings(ana)))


@pytest.mark.parametrize("engine", ENGINES)
def test_cloned_voices_are_mixed(engine: str, server: CloningServer, ana: str, rui: str) -> None:
    mixed = server.speak(f"{rui}:0.4+{ana}:0.6", engine)
    assert (mixed.engine, mixed.voice) == (engine, f"{ana}:0.6+{rui}:0.4")
    assert mixed.audio not in [server.speak(voice, engine).audio for voice in (ana, rui, f"{ana}+{rui}")]


def test_a_cloned_voice_is_mixed_with_a_speaker_of_the_checkpoint(server: CloningServer, ana: str) -> None:
    mixed = server.speak("Ana:0.7+Luis Moray:0.3", "xtts_v2")
    assert mixed.voice == f"{ana}:0.7+luis-moray:0.3"
    assert mixed.audio not in [server.speak(voice, "xtts_v2").audio for voice in (ana, PRESETS["xtts_v2"])]


@pytest.mark.parametrize("way", ["form", "json"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_voice_that_is_used_once_speaks_as_if_it_were_kept_and_is_not(
    engine: str, way: str, server: CloningServer, ana: str
) -> None:
    kept = server.speak(ana, engine)
    before = server.tree()
    order = {**WORDS, "engine": engine}
    if way == "form":
        answer = server.http.post("/v1/tts/synth", data=order, files={"reference_audio": ana_wav()})
    else:
        order["reference_audio"] = base64.b64encode(spoken(SENTENCE)).decode()
        answer = server.http.post("/v1/tts/synth", json=order)
    speech = heard(answer)
    assert (speech.engine, speech.audio) == (engine, kept.audio)
    assert speech.voice not in (ana, "")
    assert server.tree() == before


def test_espeak_cannot_speak_with_it_and_says_which_engines_can(server: CloningServer, ana: str) -> None:
    answer = server.ask(ana, "espeak")
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (422, "invalid_field", "engine")
    assert "xtts_v2, libritts" in error["message"]


def test_where_no_engine_is_named_one_that_can_clone_speaks(server: CloningServer, ana: str) -> None:
    assert server.speak(ana) == server.speak(ana, "xtts_v2")


def test_a_voice_is_found_by_its_name_whatever_its_case(server: CloningServer) -> None:
    voice = server.clone("Ângela Strauß", ana_wav())
    for name in ("Ângela Strauß", "ÂNGELA STRAUSS", "a\u0302ngela strauß"):
        assert server.speak(name, "styletts2").voice == voice


def test_a_deleted_voice_is_silent_until_it_is_restored(server: CloningServer) -> None:
    voice = server.clone("Deleted", ana_wav())
    before = server.speak(voice, "styletts2")
    assert server.http.delete(f"/v1/voices/{voice}").status_code == 204
    assert server.ask(voice, "styletts2").json()["error"]["code"] == "unknown_voice"
    assert server.http.post(f"/v1/voices/{voice}/restore").status_code == 200
    assert server.speak(voice, "styletts2") == before


def test_a_voice_that_the_command_line_adds_is_spoken_with_at_once(
    server: CloningServer, own: OwnFunctions, settings: EngineSettings, tmp_path: Path
) -> None:
    (tmp_path / "ana.wav").write_bytes(spoken(SENTENCE))
    command = [sys.executable, "-m", "vozes", "voices", "add", "From the shell", "ana.wav", "--consent"]
    environment = server_environment(settings.home_path, server_variables(settings))
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    voice = server.speak("from the SHELL", "xtts_v2").voice
    assert server.embedded(voice) == {"xtts_v2"}
    server.speak(voice, "styletts2")
    check(server, own, voice)

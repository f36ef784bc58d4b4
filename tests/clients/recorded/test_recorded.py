"""Each program hears what it asked for: from eSpeak always, from every other engine in full where that is asked for."""

import urllib.request
from collections.abc import Iterator

import pytest

from tests.api.wyoming.client import WyomingServer
from tests.clients.conftest import VOICES
from tests.clients.recorded import openai_programs, other_programs, sockets
from tests.clients.recorded.exchange import Program, talk
from tests.clients.recorded.sockets import TALKERS, Talker
from tests.live import LiveServer, running_server

PROGRAMS = [*openai_programs.PROGRAMS, *other_programs.PROGRAMS]
_SOME = {"LiveKit, OpenAI", "Pipecat, ElevenLabs over HTTP", "SillyTavern, XTTSv2"}
"""Those that every engine speaks for always: events, characters with times, and all of another server's calls."""
_PAGES = ("--cors-origins", "sillytavern,browser-extensions")


@pytest.fixture(scope="module")
def without_key() -> Iterator[LiveServer]:
    with running_server("--default-engine", "espeak", *_PAGES) as server:
        yield server


@pytest.fixture(scope="module")
def with_key() -> Iterator[LiveServer]:
    """It lets lists be read without the key, as some programs want it."""
    settings = {"VOZES_API_KEY": "secret", "VOZES_OPEN_LISTS": "true"}
    with running_server("--default-engine", "espeak", *_PAGES, env=settings, ready="/health") as server:
        yield server


@pytest.fixture(params=VOICES)
def selected(request: pytest.FixtureRequest, every_engine: WyomingServer) -> Iterator[str]:
    """Yields a voice of the engine that every request without one means."""
    _select(every_engine.live, request.param)
    yield VOICES[request.param]
    _select(every_engine.live, "auto")


def _select(server: LiveServer, engine: str) -> None:
    address = f"{server.url}/v1/monitor/select-engine?engine={engine}"
    with urllib.request.urlopen(urllib.request.Request(address, method="POST"), timeout=600):
        pass


@pytest.mark.parametrize("program", PROGRAMS, ids=str)
def test_a_program_hears_its_answers(program: Program, without_key: LiveServer, with_key: LiveServer) -> None:
    heard = talk(with_key if program.has_key else without_key, program, VOICES["espeak"])
    assert all(0.8 < seconds < 8 for seconds in heard), heard


@pytest.mark.parametrize(
    "program",
    [pytest.param(each, marks=[] if each.name in _SOME else [pytest.mark.slow]) for each in PROGRAMS],
    ids=str,
)
def test_a_program_hears_every_engine(program: Program, every_engine: WyomingServer, selected: str) -> None:
    assert all(seconds > 0 for seconds in talk(every_engine.live, program, selected))


def test_vllm_omni_s_clients_hear_what_they_say_on_their_socket(without_key: LiveServer) -> None:
    assert 3 < sockets.talk(without_key, TALKERS[0], VOICES["espeak"]) < 8


@pytest.mark.slow
@pytest.mark.parametrize("talker", TALKERS, ids=str)
def test_a_program_hears_every_engine_on_its_socket(talker: Talker, every_engine: WyomingServer, selected: str) -> None:
    assert sockets.talk(every_engine.live, talker, selected) > 0

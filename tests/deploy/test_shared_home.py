"""Two servers with one home behind nginx: what one is told counts at both, and a kill of one takes nothing along."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle, islice
from pathlib import Path

import httpx2
import pytest

from tests.deploy.proxies import nginx_balancer
from tests.language_model import lend_language_model
from tests.live import LiveServer, wait_for
from tests.live import running_server as start_server
from tests.spoken import spoken
from vozes.errors import ErrorCode, VozesError
from vozes.running_server import running_server
from vozes.service.home_lock import HomeLock
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no locks that several hold")

BALANCER = {"Host": "localhost:8000"}
"""What a browser calls both by."""
OWNER = {"Authorization": "Bearer secret"}
HUM = {"text": "440 Hz 0.1 s", "language": "en", "engine": "parrot"}
COMMAND = ("-m", "tests.browser.voices.cloning_server")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("shared") / "home"
    lend_language_model(home)
    return home


@pytest.fixture(scope="module")
def servers(home: Path) -> Iterator[list[LiveServer]]:
    variables = {"VOZES_HOME": str(home), "VOZES_SHARED_HOME": "true", "VOZES_API_KEY": "secret"}
    variables["VOZES_TRUSTED_PROXIES"] = "127.0.0.1"
    with ExitStack() as stack:
        yield [stack.enter_context(start_server(env=variables, command=COMMAND, ready="/health")) for _ in range(2)]


@pytest.fixture(scope="module")
def url(servers: list[LiveServer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx."""
    with nginx_balancer(servers, tmp_path_factory.mktemp("nginx")) as url:
        yield url


@pytest.fixture
def keys(home: Path) -> Iterator[KeyStore]:
    store = KeyStore(home / "keys.json")
    yield store
    for key in store.list():
        store.remove(key.name)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def said(url: str, headers: dict[str, str] = OWNER, **fields: object) -> httpx2.Response:
    return httpx2.post(f"{url}/v1/tts/synth", json={**HUM, **fields}, headers=headers, timeout=60)


def outcome(answer: httpx2.Response) -> str:
    return "spoken" if answer.status_code == 200 else str(answer.json()["error"]["code"])


def looked(url: str, headers: dict[str, str] = OWNER) -> httpx2.Response:
    return httpx2.get(f"{url}/v1/voices", headers=headers, timeout=60)


def shown(url: str, name: str) -> object:
    listed = httpx2.get(f"{url}/v1/settings", headers=OWNER, timeout=60).json()["settings"]
    return next(each["value"] for each in listed if each["name"] == name)


def test_the_engine_that_is_selected_at_one_speaks_at_the_other(servers: list[LiveServer]) -> None:
    first, second = (live.url for live in servers)
    for chosen, asked, engine in ((first, second, "parrot"), (second, first, "espeak")):
        answer = httpx2.post(f"{chosen}/v1/monitor/select-engine?engine={engine}", headers=OWNER, timeout=60)
        assert answer.json()["selected_engine"] == engine
        assert said(asked, text="440 Hz 0.1 s", engine=None).headers["x-engine"] == engine


def test_settings_that_are_changed_at_one_count_at_the_other(servers: list[LiveServer]) -> None:
    first, second = (live.url for live in servers)
    for url, change in ((first, {"queue_limit": 7}), (second, {"idle_unload_seconds": 900.0})):
        assert httpx2.patch(f"{url}/v1/settings", json=change, headers=OWNER, timeout=60).status_code == 200
    assert [(shown(url, "queue_limit"), shown(url, "idle_unload_seconds")) for url in (first, second)] == [(7, 900)] * 2
    assert httpx2.patch(f"{second}/v1/settings", json={"queue_limit": None}, headers=OWNER, timeout=60).is_success
    assert shown(first, "queue_limit") == 32


def test_a_key_has_its_limit_once_for_both(servers: list[LiveServer], url: str, keys: KeyStore) -> None:
    key = bearer(keys.add(NamedKey("ten", "", "", per_minute=10)))
    asked = islice(cycle((url, *(live.url for live in servers))), 40)
    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda where: looked(where, key), asked))
    assert sorted(answer.status_code for answer in answers) == [200] * 10 + [429] * 30
    assert {answer.json()["error"]["code"] for answer in answers if answer.is_error} == {"rate_limited"}


def test_the_characters_of_a_day_are_those_of_both(servers: list[LiveServer], keys: KeyStore) -> None:
    key = bearer(keys.add(NamedKey("day", "", "", characters_per_day=len(HUM["text"]) * 3)))
    asked = islice(cycle(live.url for live in servers), 8)
    with ThreadPoolExecutor(4) as clients:
        answers = list(clients.map(lambda where: said(where, key), asked))
    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [429] * 5


def test_a_key_that_is_removed_is_refused_by_both_and_so_is_its_session(
    servers: list[LiveServer], keys: KeyStore
) -> None:
    first, second = (live.url for live in servers)
    key = bearer(keys.add(NamedKey("short-lived", "", "")))
    begun = httpx2.post(f"{first}/v1/session", headers=key | BALANCER, timeout=60)
    session = BALANCER | {"Cookie": "; ".join(f"{name}={value}" for name, value in begun.cookies.items())}
    assert [looked(second, headers).status_code for headers in (key, session)] == [200, 200]
    keys.remove("short-lived")
    assert [looked(url, headers).status_code for url in (first, second) for headers in (key, session)] == [401] * 4


def test_a_voice_that_one_gets_is_heard_at_the_other(servers: list[LiveServer]) -> None:
    recording, fields = {"files": ("a.wav", spoken())}, {"name": "Ana", "consent": "true"}
    made = httpx2.post(
        f"{servers[0].url}/v1/tts/clone-voice", data=fields, files=recording, headers=OWNER, timeout=60
    ).json()
    assert said(servers[1].url, voice=made["id"]).status_code == 200


def test_a_server_that_does_not_share_is_refused(servers: list[LiveServer], home: Path) -> None:
    with pytest.raises(VozesError) as refused:
        HomeLock(home)
    assert refused.value.code == ErrorCode.HOME_IN_USE


def test_when_one_is_killed_under_load_the_other_answers_all(
    servers: list[LiveServer], url: str, home: Path, keys: KeyStore
) -> None:
    key = bearer(keys.add(NamedKey("sixty", "", "", per_minute=60)))
    with ThreadPoolExecutor(4) as clients:
        answers = [clients.submit(said, url, key) for _ in range(80)]
        wait_for(lambda: sum(each.done() for each in answers) >= 8)
        servers[0].process.send_signal(signal.SIGKILL)
        told = [outcome(each.result()) for each in answers]
    assert servers[0].process.wait(30) == -signal.SIGKILL
    assert set(told) <= {"spoken", "rate_limited", "not_ready"}  # nginx asks the dead one after the other's 429
    assert 56 <= told.count("spoken") <= 60  # the killed one had counted as many as it was asked at once
    assert said(url).status_code == 200
    wait_for(lambda: (told := running_server(home)) is not None and told.url == servers[1].url, 10)

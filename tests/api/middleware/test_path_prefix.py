"""Under a path of a proxy's: by the setting or by the proxy's word, whether it passes the path on or takes it off."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect, connected_to
from tests.api.middleware.test_api_key import come_from
from tests.api.test_paths import PATHS
from vozes.api.middleware.path_prefix import OWN
from vozes.errors import VozesError

HUM = {"text": "440 Hz 0.1 s", "language": "en"}
CALLS = [
    "/",
    "/voices",
    "/engines",
    "/docs",
    "/openapi.json",
    "/ui/api.js",
    "/health",
    "/v1/voices",
    "/v1/monitor/info",
    "/nope",
]


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of an application under `/vozes`, which believes 10.0.0.1 in other things."""
    flags = {"root_path": "/vozes/", "trusted_proxies": "10.0.0.1"}
    with connected_to(tmp_path_factory.mktemp("prefix") / "home", (), flags) as client:
        yield client


@pytest.mark.parametrize("path", CALLS)
def test_the_prefix_may_be_passed_on_or_taken_off(below: TestClient, path: str) -> None:
    kept, taken = below.get(f"/vozes{path}"), below.get(path)
    for name in ("content-type", "content-security-policy"):
        assert kept.headers.get(name) == taken.headers.get(name)
    assert kept.status_code == taken.status_code == (404 if path == "/nope" else 200)


def test_it_speaks_below_the_prefix(below: TestClient) -> None:
    assert below.post("/vozes/v1/tts/synth", json=HUM).content[:4] == b"RIFF"


@pytest.mark.parametrize("root_path", ["/casa/vozes", "/fala", "/api.v2"])
def test_a_prefix_may_have_parts_and_begin_as_nothing_of_the_server_s_own(connect: Connect, root_path: str) -> None:
    with connect(root_path=root_path) as client:
        assert client.get(f"{root_path}/health").status_code == client.get("/health").status_code == 200


@pytest.mark.parametrize("path", ["/vozesv1/voices", "/vozes2/v1/voices", "/Vozes/v1/voices", "/vozes/vozes/v1/voices"])
def test_only_the_prefix_as_a_whole_is_taken_off_and_once(below: TestClient, path: str) -> None:
    assert below.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/vozes/vozes/v1/voices/hum/preview", "/vozes/v1/voices/hum/preview", "/vozes/v1"])
def test_the_guards_see_what_the_routes_see(connect: Connect, path: str) -> None:
    with connect(root_path="/vozes", api_key="secret") as client:
        key = {"authorization": "Bearer secret"}
        assert client.get(path, headers=key | {"origin": "https://evil.example"}).status_code in (403, 404)
        assert client.get(path).status_code == 401
        assert client.get("/vozes/health").status_code == 200


def test_a_form_has_the_limits_of_its_path(below: TestClient) -> None:
    recording = {"files": ("a.wav", b"RIFF" + bytes(2_000_000))}
    answer = below.post("/vozes/v1/tts/clone-voice", data={"name": "Ana", "consent": "true"}, files=recording)
    assert answer.json()["error"]["code"] not in ("body_too_large", "unsupported_content_type")


def test_the_description_says_where_calls_go(below: TestClient, client: TestClient) -> None:
    assert below.get("/openapi.json").json()["servers"] == [{"url": "/vozes"}]
    assert "servers" not in client.get("/openapi.json").json()


@pytest.mark.parametrize(
    ("asked", "place"),
    [("/vozes", "/vozes/"), ("/vozes/voices/", "/vozes/voices"), ("/voices/?a=b", "/vozes/voices?a=b")],
)
def test_a_redirect_stays_below_the_prefix_and_within_the_host(below: TestClient, asked: str, place: str) -> None:
    answer = below.get(asked, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, place)


def test_a_redirect_names_no_host_without_a_prefix_either(client: TestClient) -> None:
    assert client.get("/voices/", follow_redirects=False).headers["location"] == "/voices"


@pytest.mark.parametrize(
    "wrong", ["vozes", "//x", "/a//b", "/a/../b", "/a b", "/a?b", "https://a.example/b", "/v1", "/ui/x"]
)
def test_what_is_no_prefix_is_refused_at_the_start(connect: Connect, wrong: str) -> None:
    with pytest.raises(VozesError, match="root_path"), connect(root_path=wrong):
        pass


def test_a_trusted_proxy_says_the_prefix_and_nobody_else(below: TestClient) -> None:
    told = {"x-forwarded-prefix": "/casa"}
    assert below.get("/casa/health", headers=told).status_code == 404
    come_from(below, "10.0.0.1")
    assert below.get("/casa/health", headers=told).status_code == 200
    assert below.get("/openapi.json", headers=told).json()["servers"] == [{"url": "/casa"}]


@pytest.mark.parametrize("nonsense", ["https://evil.example", "//evil.example", "/v1", "/a b", '/"><script>'])
def test_a_prefix_that_is_none_counts_for_nothing(below: TestClient, nonsense: str) -> None:
    come_from(below, "10.0.0.1")
    answer = below.get("/openapi.json", headers={"x-forwarded-prefix": nonsense})
    assert answer.json()["servers"] == [{"url": "/vozes"}]


def test_no_prefix_begins_as_a_path_of_the_servers_own() -> None:
    assert {path.split("/")[1] for _, path in PATHS} <= OWN

"""Several servers on one cluster: they share what the nodes host, and what they host ends with the last of them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import pytest

from tests.live import LiveServer, running_server, wait_for
from tests.ray_nodes import RayNodes, running_nodes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def nodes() -> Iterator[RayNodes]:
    with running_nodes(1) as started:
        yield started


def server_at(home: Path, models: Path, nodes: RayNodes) -> AbstractContextManager[LiveServer]:
    """A server with a home of its own and models that others have too."""
    models.mkdir(exist_ok=True)
    home.mkdir()
    (home / "models").symlink_to(models)
    variables = {"VOZES_HOME": str(home), "VOZES_CLUSTER": nodes.address}
    return running_server(env=variables, command=("-m", "tests.fake_server"))


def status_of(server: LiveServer) -> int:
    body = {"text": "440 Hz 0.1 s", "language": "en", "engine": "sine"}
    return httpx2.post(f"{server.url}/v1/tts/synth", json=body, timeout=60).status_code


def test_servers_with_the_same_models_share_an_engine_that_ends_with_the_last(nodes: RayNodes, tmp_path: Path) -> None:
    models = tmp_path / "models"
    with server_at(tmp_path / "first", models, nodes) as first:
        with server_at(tmp_path / "second", models, nodes) as second:
            assert [status_of(each) for each in (first, second, first)] == [200] * 3
            assert len(nodes.engine_processes()) == 1
        assert status_of(first) == 200
        assert len(nodes.engine_processes()) == 1
    wait_for(lambda: nodes.engine_processes() == [])


def test_the_engines_of_a_server_that_was_killed_end_in_a_while(nodes: RayNodes, tmp_path: Path) -> None:
    with server_at(tmp_path / "home", tmp_path / "models", nodes) as server:
        assert status_of(server) == 200
        server.process.kill()
        server.process.wait()
        wait_for(lambda: nodes.engine_processes() == [])

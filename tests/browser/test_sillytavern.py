"""SillyTavern's page in a real Chromium, as far as it speaks: fetches across origins, and audio elements without a key.

The page has another port of this machine, as SillyTavern's, and like there its requests never tell their referrer.
"""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import NewPage
from tests.live import LiveServer, running_server

SAID = {"text": "Good morning.", "speaker_wav": "en-us", "language": "en"}
PLAY = """url => new Promise(resolve => {
  const audio = new Audio(url);
  audio.onended = () => resolve("played");
  audio.onerror = () => resolve("refused");
  audio.play().catch(() => {});
})"""
"""As `index.js` plays a stream and a preview."""
SPEAK = """async ([endpoint, said]) => {
  const headers = { "Content-Type": "application/json", "Cache-Control": "no-cache" };
  const answer = await fetch(`${endpoint}/tts_to_audio/`, { method: "POST", headers, body: JSON.stringify(said) });
  return (await answer.blob()).type;
}"""
"""As `xtts.js` does without streaming."""


class _Tavern(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = b"<!doctype html><title>A page</title><link rel=icon href=data:,>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where the page is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Tavern) as tavern:
        serving = Thread(target=tavern.serve_forever)
        serving.start()
        yield tavern.server_address[1]
        tavern.shutdown()
        serving.join()


@pytest.fixture(scope="module")
def server(port: int) -> Iterator[LiveServer]:
    with running_server(env={"VOZES_CORS_ORIGINS": f"http://127.0.0.1:{port}"}) as server:
        yield server


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


def test_its_page_hears_a_preview_a_file_and_a_stream(page: Page, server: LiveServer, port: int) -> None:
    page.goto(f"http://127.0.0.1:{port}/")
    speakers = page.evaluate("url => fetch(url).then(answer => answer.json())", f"{server.url}/speakers")
    preview = next(speaker["preview_url"] for speaker in speakers if speaker["voice_id"] == "en-us")
    assert page.evaluate(PLAY, preview) == "played"
    assert page.evaluate(SPEAK, [server.url, SAID]) == "audio/wav"
    assert page.evaluate(PLAY, f"{server.url}/tts_stream/?{urlencode(SAID)}") == "played"


@pytest.mark.parametrize("path", ["/tts_stream/", "/tts-stream", "/api/tts-generate-streaming", "/sample/en-us"])
def test_a_page_of_another_site_does_not_make_it_speak(page: Page, server: LiveServer, port: int, path: str) -> None:
    """A host of another name is another site."""
    page.goto(f"http://localhost:{port}/")
    assert page.evaluate(PLAY, f"{server.url}{path}?{urlencode(SAID)}") == "refused"

"""Photographs the pages in each of their states, on true servers: `python -m docs.screenshots [FOLDER]`.

Without a folder it writes the few pictures of the documentation to `docs/screenshots`; into a folder it writes all, in
both languages, light and dark, wide and narrow. Kokoro's files are those in the folder of the variable `KOKORO_FOLDER`;
without it eSpeak speaks alone. It knows how one gets to a state, and nothing of how that looks.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.chromium import ARGUMENTS
from tests.browser.conftest import LOOK_AT_PLAYER
from tests.live import running_server, wait_for
from vozes.setup.testing.browser import find_chromium

FOLDER = Path(__file__).parent / "screenshots"
COMMITTED = {
    *(f"{state}-wide-pt-BR-light" for state in ("first", "speaking", "history", "picker", "mixing", "engines")),
    *(f"{state}-wide-en-dark" for state in ("speaking", "picker", "options")),
    *(f"{state}-narrow-pt-BR-light" for state in ("first", "speaking", "failed")),
}
"""What `docs/screenshots` has."""

SIZES = {"wide": (1280, 720), "narrow": (375, 667)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOADING_SECONDS = 600
SETTLED_MS = 400
SPOKEN_FOR_SECONDS = 3.5
REFUSAL = {
    "message": "32 requests are waiting.", "type": "busy", "param": None, "code": "queue_full", "request_id": "req_1",
}  # fmt: skip


@dataclass
class Servers:
    bare: str
    full: str
    """With Kokoro, where that is there."""
    locked: str


def story(page: Page) -> None:
    page.locator(".try-list button").nth(1).click()


def speak(page: Page) -> None:
    """Speaks, and returns after a few seconds of speech."""
    page.locator("#speak").click()
    page.evaluate(LOOK_AT_PLAYER)
    heard = "seconds => watchedPlayer.get().phase === 'ended' || watchedPlayer.get().position > seconds"
    page.wait_for_function(heard, arg=SPOKEN_FOR_SECONDS, timeout=300_000)


def first(page: Page, servers: Servers) -> None:
    page.goto(servers.bare)
    expect(page.locator("#natural-voice button").first).to_be_visible()


def writing(page: Page, servers: Servers) -> None:
    page.goto(servers.full)
    story(page)
    page.locator("#text").focus()


def preparing(page: Page, servers: Servers) -> None:
    page.route("**/v1/tts/synth", lambda route: None)
    page.locator("#speak").click()


def speaking(page: Page, servers: Servers) -> None:
    page.locator("#stop").click()
    page.unroute_all(behavior="ignoreErrors")
    speak(page)


def stopped(page: Page, servers: Servers) -> None:
    page.locator("#stop").click()
    expect(page.locator(".clip")).to_have_count(1)


def formats(page: Page, servers: Servers) -> None:
    page.locator(".download [aria-expanded]").click()
    expect(page.locator("[data-format=srt]")).to_be_visible()


def failed(page: Page, servers: Servers) -> None:
    page.keyboard.press("Escape")
    page.route("**/v1/tts/synth", lambda route: route.fulfill(status=503, json={"error": REFUSAL}))
    page.locator("#speak").click()
    expect(page.locator("#error")).to_be_visible()


def history(page: Page, servers: Servers) -> None:
    page.unroute_all(behavior="ignoreErrors")
    for place in (0, 2):
        page.locator(".try-list button").nth(place).click()
        speak(page)
        page.locator("#stop").click()
        page.wait_for_function("count => document.querySelectorAll('.clip').length === count", arg=2 + place // 2)
    page.locator(".clip [aria-expanded]").first.click()
    page.locator(".clip-actions button").nth(1).click()
    page.locator(".clip > .small").first.click()
    page.locator("#history").scroll_into_view_if_needed()


def picker(page: Page, servers: Servers) -> None:
    page.evaluate("() => scrollTo(0, 0)")
    page.locator("#voice").click()
    expect(page.locator(".tile").first).to_be_visible()


def mixing(page: Page, servers: Servers) -> None:
    if page.locator(".mix-chip").count() == 0:
        return  # Nothing mixes without Kokoro.
    page.locator(".mix-chip").click()
    for tile in page.locator(".tile:not(.absent) .tile-choose").all()[:2]:
        tile.click()


def options(page: Page, servers: Servers) -> None:
    voice = "pt-br" if page.locator("html").get_attribute("lang") == "pt-BR" else "en-us"
    page.goto(f"{servers.full}/?voice={voice}")
    page.locator(".adjust summary").click()


def voices(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/voices")
    expect(page.locator("#my-voices")).to_be_visible()


def engines(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/engines")
    expect(page.locator(".engine").first).to_be_visible()


def word(page: Page, servers: Servers) -> None:
    page.locator("#lexicon button").first.click()
    page.locator("#word").fill("gif")
    page.locator("#saying").fill("jife")
    page.locator("#lexicon").scroll_into_view_if_needed()


def key(page: Page, servers: Servers) -> None:
    page.goto(servers.locked)
    expect(page.locator("#key-input")).to_be_visible()


STATES: tuple[Callable[[Page, Servers], None], ...] = (
    first, writing, preparing, speaking, stopped, formats, failed, history, picker, mixing, options, voices, engines,
    word, key,
)  # fmt: skip
"""In the order in which one page goes through them."""


def photograph(browser: Browser, servers: Servers, folder: Path, wanted: set[str] | None) -> Iterator[Path]:
    """Writes the wanted pictures, or all, and yields their files."""
    for size, locale, scheme in product(SIZES, ("pt-BR", "en"), SCHEMES):
        names = {state: f"{state.__name__}-{size}-{locale}-{scheme}" for state in STATES}
        pictured = [wanted is None or names[state] in wanted for state in STATES]
        last = max((place for place, is_pictured in enumerate(pictured) if is_pictured), default=-1)
        width, height = SIZES[size]
        context = browser.new_context(
            locale=locale, color_scheme=scheme, viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        page = context.new_page()
        for state, is_pictured in zip(STATES[: last + 1], pictured, strict=False):
            state(page, servers)
            if is_pictured:
                page.wait_for_timeout(SETTLED_MS)
                page.screenshot(path=folder / f"{names[state]}.png", animations="disabled", caret="hide")
                yield folder / f"{names[state]}.png"
        context.close()


@contextmanager
def running_servers() -> Iterator[Servers]:
    kokoro: dict[str, str] = {}
    if "KOKORO_FOLDER" in os.environ:
        kokoro = {
            "VOZES_STYLETTS2_CHECKPOINTS": os.environ["KOKORO_FOLDER"],
            "VOZES_FIRST_SOUND_SECONDS": str(LOADING_SECONDS),
        }
    with ExitStack() as stack:
        start = stack.enter_context
        full = start(running_server(env=kokoro))
        if kokoro:
            wait_for(
                lambda: full.get_json("/v1/monitor/info")["engines"]["styletts2"]["state"] == "ready", LOADING_SECONDS
            )
        yield Servers(
            start(running_server()).url,
            full.url,
            start(running_server(env={"VOZES_API_KEY": "secret"}, ready="/health")).url,
        )


def main() -> None:
    expect.set_options(timeout=60_000)
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    chromium = find_chromium(os.environ)
    with running_servers() as servers, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for file in photograph(browser, servers, folder, COMMITTED if folder == FOLDER else None):
            sys.stdout.write(f"{file}\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()

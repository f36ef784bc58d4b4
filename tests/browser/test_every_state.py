"""In each of its states the page shows what matters there, and axe-core finds nothing wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.sight import out_of_sight
from tests.live import running_server, wait_for

pytestmark = pytest.mark.browser

LONG = "A text that is spoken, and that takes its time to be read to the end. " * 20
BRIEF = "Olá!"
PORTUGUESE = "Bom dia, tudo bem com você? Hoje faz sol em Lisboa."
SETTLED = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
"""The player's bar has told the page how high it is."""
PLAYER = ("#play", "#stop", ".player-line")


@dataclass(frozen=True)
class Servers:
    bare: str
    """With eSpeak alone."""
    full: str
    """With a natural voice that hums, models that mix and clone, and an engine that is not installed."""
    locked: str


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    picker_server = ("-m", "tests.browser.picker.picker_server")
    with (
        running_server() as bare,
        running_server("--default-engine", "auto", command=picker_server) as full,
        running_server(env={"VOZES_API_KEY": "secret"}, ready="/health") as locked,
    ):
        wait_for(lambda: full.get_json("/v1/monitor/info")["current_engine"] == "natural")
        yield Servers(bare.url, full.url, locked.url)


@pytest.fixture(scope="module")
def server_url(servers: Servers) -> str:
    return servers.full


def first_visit(page: Page, servers: Servers) -> None:
    page.goto(servers.bare)
    expect(page.locator("#natural-voice button").first).to_be_visible()


def empty_history(page: Page, servers: Servers) -> None:
    page.locator(".history-foot").scroll_into_view_if_needed()


def too_long(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/?voice=en-us")
    page.locator("#text").fill("abcd " * 2100)
    expect(page.locator("#text-count")).to_contain_text("10")


def markup_help(page: Page, servers: Servers) -> None:
    page.locator("#text").fill(LONG)
    page.locator("#markup-button").click()
    expect(page.locator("#markup-help dt").first).to_be_visible()


def preparing(page: Page, servers: Servers) -> None:
    page.locator("#markup-button").click()
    page.route("**/v1/tts/synth", lambda route: None)
    page.locator("#speak").click()
    in_phase(page, "preparing")


def speaking(page: Page, servers: Servers) -> None:
    page.locator("#stop").click()
    page.unroute_all(behavior="ignoreErrors")
    page.locator("#speak").click()
    expect(page.locator(".lit-word")).not_to_be_empty()


def paused(page: Page, servers: Servers) -> None:
    page.locator("#play").click()
    in_phase(page, "paused")


def stopped(page: Page, servers: Servers) -> None:
    page.locator("#stop").click()
    expect(page.locator(".clip")).to_have_count(1)


def failed(page: Page, servers: Servers) -> None:
    error = {"message": "32 requests wait.", "type": "busy", "param": None, "code": "queue_full", "request_id": "req_1"}
    page.route("**/v1/tts/synth", lambda route: route.fulfill(status=503, json={"error": error}))
    page.locator("#speak").click()
    expect(page.locator("#error button")).to_be_visible()


def finished(page: Page, servers: Servers) -> None:
    page.unroute_all(behavior="ignoreErrors")
    page.locator("#text").fill(BRIEF)
    page.locator("#speak").click()
    in_phase(page, "ended")


def formats(page: Page, servers: Servers) -> None:
    page.locator(".download [aria-expanded]").click()
    expect(page.locator("[data-format=srt]")).to_be_visible()


def warned(page: Page, servers: Servers) -> None:
    page.keyboard.press("Escape")
    page.locator("#text").fill(f"{BRIEF} ⏣ <!-- note --> <em>{BRIEF}</em>")
    page.locator("#speak").click()
    in_phase(page, "ended")
    expect(page.locator("#warning")).to_be_visible()


def history(page: Page, servers: Servers) -> None:
    page.locator(".clip [aria-expanded]").first.click()
    page.locator(".clip").first.scroll_into_view_if_needed()


def picker(page: Page, servers: Servers) -> None:
    page.evaluate("() => scrollTo(0, 0)")
    page.locator("#voice").click()
    expect(page.locator(".tile").nth(2)).to_be_visible()


def nothing_found(page: Page, servers: Servers) -> None:
    page.get_by_role("searchbox").fill("zzz")
    expect(page.locator(".tile:visible")).to_have_count(0)


def mixing(page: Page, servers: Servers) -> None:
    page.get_by_role("searchbox").fill("")
    page.locator(".mix-chip").click()
    for tile in page.locator(".tile:not(.absent) .tile-choose").all()[:2]:
        tile.click()
    expect(page.locator(".mixing")).to_be_visible()


def options(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/?voice=libritts")
    page.locator("#text").fill(BRIEF)
    page.locator(".adjust > summary").click()
    expect(page.locator(".option-fields")).to_be_visible()


def language_hint(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/?voice=af_heart")
    page.locator("#text").fill(PORTUGUESE)
    expect(page.locator(".language-hint .note")).to_be_visible()


def voices(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/voices")
    expect(page.locator("#my-voices")).to_be_visible()
    if page.locator("#new-name").is_hidden():
        page.locator("#adding > summary").click()


def engines(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/engines")
    expect(page.locator(".engine").first).to_be_visible()


def key(page: Page, servers: Servers) -> None:
    page.goto(servers.locked)
    expect(page.locator("#key-input")).to_be_visible()


def gone(page: Page, servers: Servers) -> None:
    page.goto(f"{servers.full}/?voice=en-us")
    page.locator("#text").fill(LONG)
    page.route("**/v1/**", lambda route: route.abort())
    page.locator("#speak").click()
    expect(page.locator("#server-problem")).to_be_visible()


def in_phase(page: Page, phase: str) -> None:
    expect(page.locator(f".player-bar[data-phase={phase}]")).to_be_attached()


Step = Callable[[Page, Servers], None]

WHOLE = "html"
STATES: dict[Step, tuple[str, tuple[str, ...]]] = {
    first_visit: (
        WHOLE,
        ("#natural-voice", "#voice", "#speed", "#text", "#text-count", "#speak", "#download", *PLAYER),
    ),
    empty_history: ("#side", (".history-empty", ".history-foot")),
    too_long: (".text-card", ("#voice", "#text", "#text-count", "#speak")),
    markup_help: (".text-card", ("#markup-button",)),
    preparing: (".player-bar", ("#voice", "#text", "#speak", *PLAYER)),
    speaking: (WHOLE, ("#voice", ".lit-text", "#speak", "#edit", *PLAYER)),
    paused: (".player-bar", (".lit-text", "#edit", *PLAYER)),
    stopped: (".text-card", ("#voice", "#text", "#speak", "#play", ".player-line")),
    failed: (".player-bar", ("#text", "#speak", "#error", "#error button", *PLAYER)),
    finished: (".player-bar", ("#text", "#speak", "#play", "#download")),
    formats: (".download", ("#download", "[data-format=mp3]", "[data-format=srt]")),
    warned: (".player-bar", ("#speak", "#warning", "#play")),
    history: ("#side", (".clip", ".clip-actions")),
    picker: ("dialog", ("dialog input[type=search]", "dialog .tile-choose[aria-pressed=true]")),
    nothing_found: ("dialog", ("dialog input[type=search]",)),
    mixing: ("dialog", ("dialog .mixing",)),
    options: (WHOLE, ("#voice", ".adjust > summary", "#speak")),
    language_hint: (".text-card", (".language-hint p", ".hint-actions button", "#text", "#speak")),
    voices: (WHOLE, ("#adding > summary", "#new-name")),
    engines: (WHOLE, (".engine",)),
    key: (WHOLE, ("#key-input", "#key-dialog [type=submit]")),
    gone: (".text-card", ("#text", "#speak", "#server-problem")),
}
"""How one gets to each from the one before it, the part of the page that it changes, and what is in sight then."""

Case = tuple[Literal["light", "dark"], str, int, int]
PHONE: Case = ("dark", "pt-BR", 375, 667)
SCREEN: Case = ("light", "en-US", 1280, 720)
OTHERS: tuple[Case, ...] = (("light", "en-US", 375, 667), ("dark", "pt-BR", 1280, 720))


@pytest.mark.parametrize(
    ("scheme", "locale", "width", "height"),
    [PHONE, SCREEN, *(pytest.param(*other, marks=pytest.mark.slow) for other in OTHERS)],
)
def test_each_state_shows_what_matters_and_is_accessible(
    visit: Visitor, servers: Servers, scheme: Literal["light", "dark"], locale: str, width: int, height: int
) -> None:
    home = visit(
        None,
        locale=locale,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    found = []
    for reach, (part, in_sight) in STATES.items():
        reach(home.page, servers)
        home.page.evaluate(SETTLED)
        faults = [*out_of_sight(home.page, *in_sight), *violations(home.page, within=part)]
        found += [f"{reach.__name__}: {fault}" for fault in faults]
    home.page.goto("about:blank")  # it asks no more for the server that is gone
    ours = (servers.bare, servers.full, servers.locked)
    home.foreign[:] = [url for url in home.foreign if not url.startswith(ours)]
    home.problems[:] = [problem for problem in home.problems if "Failed to load resource" not in problem]
    assert found == []

"""A server with a key: its pages open, ask for the key once, and work as without one from then on."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.chromium import NewPage
from tests.browser.conftest import Visit
from tests.live import LiveServer, running_server
from tests.reverse_proxy import Manner, reverse_proxy
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore

pytestmark = pytest.mark.browser

KEY = "sécret ключ"
PAGES = ["/", "/voices", "/engines", "/docs"]
REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium itself writes into the console for an answer of 401 or 429."""

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(env={"VOZES_API_KEY": KEY, "VOZES_WRONG_KEYS_PER_MINUTE": "3"}, ready="/health") as live:
        yield live


@pytest.fixture
def keys(server: LiveServer) -> KeyStore:
    return KeyStore(server.home / "keys.json")


@pytest.fixture
def open_page(new_page: NewPage, server: LiveServer) -> Iterator[Open]:
    """Opens a path in a browser of its own; at the end nothing odd was seen beside refusals."""
    visits: list[Visit] = []

    def visit(path: str = "/", *, locale: str = "en-US", url: str = server.url) -> Visit:
        opened = Visit(new_page(locale=locale), url)
        visits.append(opened)
        opened.page.goto(url.rstrip("/") + path)
        return opened

    yield visit
    assert [opened.foreign for opened in visits if opened.foreign] == []
    assert [problem for opened in visits for problem in opened.problems if not problem.startswith(REFUSED)] == []


def sign_in(page: Page, key: str = KEY) -> None:
    page.get_by_label("Key", exact=True).fill(key)
    page.get_by_role("button", name="Sign in").click()


def status_of(page: Page, path: str) -> int:
    """What the page itself gets for a path, without a key of its own."""
    return int(page.evaluate("async (path) => (await fetch(path)).status", path))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_and_asks_for_the_key_once(open_page: Open, path: str) -> None:
    page = open_page(path).page
    expect(page.get_by_role("dialog", name="This server asks for a key")).to_be_visible()
    expect(page.get_by_label("Key", exact=True)).to_be_focused()
    sign_in(page)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#version")).to_contain_text("Vozes")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_dialog_is_accessible_and_in_the_language_of_the_reader(open_page: Open) -> None:
    page = open_page(locale="pt-BR").page
    dialog = page.get_by_role("dialog", name="Este servidor pede uma chave")
    expect(dialog).to_contain_text("vozes keys add")
    assert_accessible(page, within="#key-dialog")
    field = page.get_by_label("Chave", exact=True)
    field.fill("à vista")
    expect(field).to_have_attribute("type", "password")
    page.get_by_role("button", name="Mostrar").click()
    expect(field).to_have_attribute("type", "text")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("() => document.querySelector('#key-dialog').getBoundingClientRect().right") <= 320


def test_what_an_audio_element_plays_and_a_link_downloads_needs_no_key_in_the_page(open_page: Open) -> None:
    page = open_page().page
    assert status_of(page, "v1/voices") == 401
    sign_in(page)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    seconds = page.evaluate(
        """async () => {
          const audio = new Audio("v1/voices/pt-br/preview");
          await audio.play();
          return audio.duration;
        }"""
    )
    assert seconds > 0.2
    assert page.evaluate("() => document.cookie") == ""
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)


def test_who_wants_stays_signed_in_when_the_browser_is_closed(open_page: Open) -> None:
    page = open_page().page
    page.get_by_label("Stay signed in").check()
    sign_in(page)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert page.context.cookies()[0]["expires"] > 0


def test_who_signs_out_is_asked_again(open_page: Open) -> None:
    page = open_page().page
    sign_in(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert status_of(page, "v1/voices") == 401


def test_a_key_that_is_removed_ends_its_sign_in_and_the_page_says_so(open_page: Open, keys: KeyStore) -> None:
    page = open_page().page
    sign_in(page, keys.add(NamedKey("Ana", "", "")))
    expect(page.locator("#account")).to_contain_text("Key: Ana")
    keys.remove("Ana")
    page.reload()
    expect(page.get_by_role("dialog")).to_contain_text("Your sign-in has ended")


def test_what_a_key_may_not_do_is_said_above_the_page(open_page: Open, keys: KeyStore) -> None:
    page = open_page().page
    sign_in(page, keys.add(NamedKey("panel", "", "", read_only=True)))
    expect(page.locator("header + .note")).to_contain_text("The key “panel” may only look")
    keys.remove("panel")


def test_below_a_prefix_the_session_counts_there_alone(open_page: Open, server: LiveServer) -> None:
    with reverse_proxy(server.url, Manner("/vozes")) as url:
        page = open_page(url=url).page
        sign_in(page)
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        assert status_of(page, "v1/voices") == 200


def test_wrong_keys_are_told_and_after_some_how_long_to_wait(new_page: NewPage) -> None:
    with running_server(env={"VOZES_API_KEY": KEY, "VOZES_WRONG_KEYS_PER_MINUTE": "2"}, ready="/health") as server:
        page = new_page(locale="pt-BR")
        page.goto(server.url)
        field, enter = page.get_by_label("Chave", exact=True), page.get_by_role("button", name="Entrar")
        problem = page.locator("#key-problem")
        for _ in range(2):
            field.fill("errada")
            enter.click()
            expect(problem).to_have_text("Esta chave está errada. Confira e tente de novo.")
        field.fill(KEY)
        enter.click()
        expect(problem).to_contain_text("Muitas tentativas com chave errada do seu endereço. Espere")
        expect(problem).to_contain_text("segundos.")
        expect(enter).to_be_disabled()


def test_who_closes_the_dialog_is_asked_again_with_the_next_thing_they_do(open_page: Open) -> None:
    page = open_page().page
    expect(page.get_by_label("Key", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert status_of(page, "v1/voices") == 401
    page.get_by_role("heading", name="Vozes", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_visible()

"""The states of the engines are shown, and they are loaded, unloaded and selected."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.engines.conftest import Opener, lay, look_again

pytestmark = pytest.mark.browser


def engine(page: Page, name: str) -> Locator:
    return page.locator(".engine").filter(has=page.get_by_role("heading", name=name, exact=True))


def info_of(opened: Visit) -> dict[str, Any]:
    info: dict[str, Any] = opened.page.request.get(f"{opened.url}/v1/monitor/info").json()
    return info


@pytest.mark.parametrize("width", [375, 1280])
def test_an_engine_is_loaded_and_unloaded(engines_page: Opener, width: int) -> None:
    page = engines_page(width=width).page
    choir = engine(page, "Choir")
    expect(choir).to_contain_text("Loads when used")
    expect(choir).not_to_contain_text("of memory")
    choir.get_by_role("button", name="Load Choir").click()
    expect(choir.get_by_role("status")).to_have_text("Ready")
    expect(choir).to_contain_text("MB of memory")
    expect(choir).to_contain_text("on the processor")
    unload = choir.get_by_role("button", name="Free memory: Choir")
    expect(unload).to_be_focused()
    unload.click()
    expect(choir.get_by_role("status")).to_have_text("Loads when used")
    expect(choir).to_contain_text("MB of memory freed")


def test_why_one_cannot_be_loaded_is_told(engines_page: Opener) -> None:
    opened = engines_page()
    broken = engine(opened.page, "Broken")
    broken.get_by_role("button", name="Load Broken").click()
    expect(broken.get_by_role("alert")).to_contain_text("The engine failed.")
    expect(broken.get_by_role("status")).to_have_text("Failed")
    expect(broken.locator(".note")).to_contain_text("told not to load")
    expect(broken.get_by_role("button", name="Load Broken")).to_be_enabled()
    assert "503" in opened.problems.pop()


def test_why_one_has_failed_is_told_in_the_language_of_the_page(engines_page: Opener) -> None:
    opened = engines_page(locale="pt-BR")
    info = info_of(opened)
    failed = {"state": "failed", "reason": "It asked for 9 GB, and 2 GB are free.", "reason_code": "out_of_memory"}
    info["engines"]["choir"] |= failed
    info["engines"]["broken"] |= {"id": "styletts2", "name": "StyleTTS 2 and Kokoro"}
    lay(opened.page, "/v1/monitor/info", info)
    look_again(opened.page)
    note = engine(opened.page, "Choir").locator(".note")
    expect(engine(opened.page, "StyleTTS 2 e Kokoro")).to_have_count(1)
    expect(note).to_contain_text("O servidor tem pouca memória para isto.")
    expect(note.get_by_text("It asked for 9 GB")).to_be_hidden()
    opened.page.get_by_label("Idioma da página").select_option("en")
    expect(note).to_contain_text("The server has too little memory for this.")
    expect(note.get_by_text("It asked for 9 GB")).to_be_hidden()
    note.get_by_text("Details").click()
    expect(note.get_by_text("It asked for 9 GB")).to_be_visible()


def test_one_that_is_not_installed_says_what_it_lacks_and_leads_to_the_models(engines_page: Opener) -> None:
    page = engines_page(locale="pt-BR").page
    gone = engine(page, "Gone")
    expect(gone).to_contain_text("Gone ainda não está instalado neste servidor.")
    expect(gone).to_contain_text("Instale um modelo dele: os programas de que precisa vêm junto.")
    expect(gone.get_by_text("Run: make gone")).to_be_hidden()
    gone.get_by_text("Detalhes (em inglês)").click()
    expect(gone.get_by_text("Run: make gone")).to_have_attribute("lang", "en")
    expect(gone.get_by_role("button")).to_have_count(0)
    gone.get_by_role("link", name="Ver os modelos").click()
    expect(page.get_by_role("heading", name="Modelos")).to_be_in_viewport()


def test_loading_shows_its_stage_and_how_far_it_is(engines_page: Opener) -> None:
    opened = engines_page()
    info = info_of(opened)
    info["engines"]["choir"] |= {"state": "loading", "progress": {"stage": "converting", "fraction": 0.42}}
    lay(opened.page, "/v1/monitor/info", info)
    look_again(opened.page)
    choir = engine(opened.page, "Choir")
    expect(choir).to_contain_text("Converting the model… 42%")
    expect(choir.get_by_role("status")).to_have_text("Converting the model…")
    assert choir.locator("progress").evaluate("bar => bar.value") == pytest.approx(0.42)
    expect(choir.get_by_role("button")).to_have_count(0)


def test_one_that_computes_on_a_gpu_says_so(engines_page: Opener) -> None:
    opened = engines_page()
    info = info_of(opened)
    info["engines"]["choir"] |= {"state": "ready", "device": "cuda:0"}
    lay(opened.page, "/v1/monitor/info", info)
    look_again(opened.page)
    expect(engine(opened.page, "Choir")).to_contain_text("on the GPU (cuda:0)")


def test_which_one_speaks_by_default_is_chosen_for_everybody(engines_page: Opener) -> None:
    opened = engines_page()
    choice = opened.page.get_by_label("Default engine")
    expect(choice).to_have_value("auto")
    expect(engine(opened.page, "eSpeak NG")).to_contain_text("speaks by default")
    expect(choice.locator("option[value=gone]")).to_have_count(0)
    choice.select_option("choir")
    expect(engine(opened.page, "Choir")).to_contain_text("speaks by default")
    assert info_of(opened)["selected_engine"] == "choir"
    choice.select_option("auto")
    expect(engine(opened.page, "eSpeak NG")).to_contain_text("speaks by default")

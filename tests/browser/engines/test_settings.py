"""Settings that are safe to change are changed on the page of the engines, and the others are shown."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.engines.conftest import Opener
from vozes.settings import Settings

pytestmark = pytest.mark.browser


def settings_of(opened: Visit) -> dict[str, Any]:
    listed = opened.page.request.get(f"{opened.url}/v1/settings").json()["settings"]
    return {each["name"]: each for each in listed}


@pytest.mark.parametrize("width", [375, 1280])
def test_a_number_is_changed_and_brought_back(engines_page: Opener, width: int) -> None:
    opened = engines_page(width=width)
    page = opened.page
    limit = page.get_by_label("Texts that may wait for an engine", exact=True)
    expect(limit).to_have_value("32")
    limit.fill("5")
    limit.press("Enter")
    expect(page.locator("#settings .said")).to_have_text("Saved: Texts that may wait for an engine.")
    assert settings_of(opened)["queue_limit"]["value"] == 5
    page.get_by_role("button", name="Back to the default: Texts that may wait").click()
    expect(limit).to_have_value("32")


def test_what_the_server_refuses_is_told_and_the_field_goes_back(engines_page: Opener) -> None:
    opened = engines_page()
    limit = opened.page.get_by_label("Texts that may wait for an engine", exact=True)
    limit.fill("-1")
    limit.press("Enter")
    expect(opened.page.locator("#settings .problem")).to_contain_text("queue_limit must be at least 0")
    expect(limit).to_have_value("32")
    assert "422" in opened.problems.pop()


def test_languages_are_ordered_added_and_removed(engines_page: Opener) -> None:
    opened = engines_page()
    page = opened.page
    languages = page.locator(".language-list li > span")
    expect(languages).to_have_text(["Portuguese (Brazil)", "English (United States)"])
    page.get_by_role("button", name="Put English (United States) first").click()
    expect(languages).to_have_text(["English (United States)", "Portuguese (Brazil)"])
    page.get_by_label("Add a language").select_option("es")
    expect(languages).to_have_text(["English (United States)", "Portuguese (Brazil)", "Spanish"])
    page.get_by_role("button", name="Remove Portuguese (Brazil)").click()
    expect(languages).to_have_count(2)
    assert settings_of(opened)["preferred_languages"]["value"] == ["en-us", "es"]
    page.get_by_role("button", name="Back to the default: Preferred languages").click()
    expect(languages).to_have_text(["Portuguese (Brazil)", "English (United States)"])


def test_a_language_gets_a_voice_of_its_own(engines_page: Opener) -> None:
    opened = engines_page()
    page = opened.page
    voice = page.get_by_label("English (United States)", exact=True)
    expect(voice).to_have_value("")
    voice.select_option("en-us")
    expect(page.locator("#settings .said")).to_contain_text("Voices of these languages")
    assert settings_of(opened)["default_voices"]["value"]["en-us"] == "en-us"
    voice.select_option("")
    expect(page.get_by_role("button", name="Back to the default: Voices")).to_have_count(0)
    assert settings_of(opened)["default_voices"]["value"] == settings_of(opened)["default_voices"]["default"]


def test_engines_are_unloaded_after_a_time_that_is_chosen(engines_page: Opener) -> None:
    opened = engines_page(locale="pt-BR")
    time = opened.page.get_by_label("Liberar memória de motores parados", exact=True)
    time.select_option(label="Depois de 15 min")
    expect(opened.page.locator("#settings .said")).to_have_text("Salvo: Liberar memória de motores parados.")
    assert settings_of(opened)["idle_unload_seconds"]["value"] == 900
    time.select_option(label="Nunca")
    expect(opened.page.get_by_role("button", name="Voltar ao padrão: Liberar memória")).to_have_count(0)


def test_what_is_set_elsewhere_cannot_be_changed_and_says_where_it_is(engines_page: Opener) -> None:
    opened = engines_page()
    listed = list(settings_of(opened).values())
    next(each for each in listed if each["name"] == "queue_limit")["fixed_by"] = "VOZES_QUEUE_LIMIT"
    page = engines_page(routes={"/v1/settings": {"may_change": True, "settings": listed}}).page
    expect(page.get_by_label("Texts that may wait for an engine", exact=True)).to_be_disabled()
    expect(page.locator("#settings")).to_contain_text("Set by VOZES_QUEUE_LIMIT: change it there")


def test_the_others_are_listed_with_what_they_do(engines_page: Opener) -> None:
    page = engines_page().page
    page.get_by_text("other settings").click()
    expect(page.locator(".other-settings dt")).to_have_count(len(Settings.model_fields) - 4)
    expect(page.locator(".other-settings")).to_contain_text("vozes.toml in the folder where Vozes is started")


def test_what_the_others_do_is_told_in_the_language_of_the_page(engines_page: Opener) -> None:
    page = engines_page(locale="pt-BR").page
    page.get_by_text("outras configurações").click()
    port = page.locator(".other-settings div", has=page.get_by_text("port", exact=True))
    expect(port.locator(".hint").last).to_have_text("Porta em que o servidor escuta; 0 pega uma livre.")
    page.get_by_label("Idioma da página").select_option("en")
    expect(port.locator(".hint").last).to_have_text("Port to listen on; 0 takes a free one.")
    expect(page.locator(".other-settings")).not_to_contain_text("`")


def test_who_may_not_change_any_reads_why(engines_page: Opener) -> None:
    opened = engines_page()
    mine = [each for each in settings_of(opened).values() if each["changeable"]]
    page = engines_page(routes={"/v1/settings": {"may_change": False, "settings": mine}}).page
    expect(page.locator("#settings .note")).to_contain_text(
        "This is done on the server's own machine, or with its key."
    )
    expect(page.get_by_label("Texts that may wait for an engine", exact=True)).to_be_disabled()

"""What the server had to tell about a speech stands beside it, in the language of the page."""

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visitor
from vozes.engines.xtts.guard import Verdict
from vozes.errors import ErrorCode
from vozes.text.markup.support import AROUND_ANY_ENGINE, Capability
from vozes.warnings import VALUES, WarningCode

pytestmark = pytest.mark.browser

_WORDS = """
  async ([language, warning]) => {
    const { setPageLanguage } = await import("/ui/i18n.js");
    const { wordsForWarning } = await import("/ui/warnings.js");
    setPageLanguage(language);
    return wordsForWarning(warning);
  }
"""
_KINDS: dict[str, list[str]] = {
    "quantity": ["rate", "pitch", "volume"],
    "kind": ["pause", "voice", "lang", "rate"],
    "capability": sorted(map(str, set(Capability) - AROUND_ANY_ENGINE)),
    "complaint": sorted(map(str, set(Verdict) - {Verdict.GOOD})),
}
"""Values of which the page has words of its own."""


def values_of(code: WarningCode) -> dict[str, Any]:
    """Returns some value of each name, of which none is a part of another one."""
    known = {"names": ["«a»", "«b»"], "more": 3, "count": 2, "language": "eo", "asked": "fi", "error": "storage_full"}
    numbers = {"number": 1.5, "seconds": 10, "wished": 6, "speed": 4}
    kinds = {name: values[0] for name, values in _KINDS.items()}
    return {name: {**known, **numbers, **kinds}.get(name, f"«{name}»") for name in VALUES[code]}


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_every_warning_has_words_of_its_own_in_the_language_of_the_page(visit: Visitor, language: str) -> None:
    page = visit("/health").page
    said = {}
    for code in WarningCode:
        values = values_of(code)
        told = page.evaluate(_WORDS, [language, {"sentence": "The server's.", "code": code, "values": values}])
        assert told["language"] == language
        assert not any(sign in told["words"] for sign in ("{", "undefined", "The server's.")), told["words"]
        quoted = [value for value in values.values() if str(value).startswith("«")]
        assert [value for value in quoted if value not in told["words"]] == []
        if "names" in values:
            assert "«a», «b»" in told["words"]
            assert "more" not in values or "«b»" not in told["words"].split("3")[-1]
        said[code] = told["words"]
    assert len(set(said.values())) == len(WarningCode)


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_each_kind_within_a_warning_has_words_of_its_own(visit: Visitor, language: str) -> None:
    page = visit("/health").page
    texts = page.evaluate(f"async () => Object.values(await import('/ui/strings/{language}.js'))[0]")
    for name, kinds in _KINDS.items():
        assert len({texts[f"warning_{name}_{kind}"] for kind in kinds}) == len(kinds)


def test_a_warning_that_the_page_does_not_know_yet_is_in_the_server_s_words(visit: Visitor) -> None:
    page = visit("/health").page
    for known in ({}, {"code": "brand_new", "values": {"a": 1}}):
        told = page.evaluate(_WORDS, ["pt-BR", {"sentence": "Something new.", **known}])
        assert told == {"words": "Something new.", "language": "en"}


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("pt-BR", "<blink> não foi entendido: ficou de fora, e o texto nele foi mantido. "
                  "Ficou de fora por não ter nome neste idioma, português (Brasil): ⏣"),
        ("en-US", "<blink> is not understood: it was left out, its text was kept. "
                  "Left out, since there is no name for it in Portuguese (Brazil): ⏣"),
    ],
)  # fmt: skip
def test_the_warnings_of_a_speech_are_in_the_language_of_the_page(visit: Visitor, locale: str, words: str) -> None:
    home = visit("/?voice=pt-br", locale=locale)
    home.page.locator("#text").fill("<speak>Olá, <blink>mundo</blink> ⏣!</speak>")
    home.page.locator("#speak").click()
    warning = home.page.locator("#warning")
    expect(warning).to_have_text(words, ignore_case=True)
    assert warning.locator("span").evaluate_all("all => all.map((each) => each.lang)") == 2 * [
        locale.removesuffix("-US")
    ]
    home.page.locator("#stop").click()


def test_a_warning_is_shown_beside_the_speech_until_the_next_one(visit: Visitor) -> None:
    def warn(route: Route) -> None:
        answer = route.fetch()
        *lines, last = answer.text().splitlines()
        codes = [{"code": "options_without_use", "values": {"model": "libritts", "names": ["alpha"]}}]
        told = json.loads(last) | {"warnings": ["No use for alpha.", "And a new one."], "warning_codes": codes}
        route.fulfill(response=answer, body="\n".join([*lines, json.dumps(told)]) + "\n")

    home = visit("/", locale="pt-BR")
    home.page.route("**/v1/tts/synth", warn)
    home.page.locator("#text").fill("Olá, mundo!")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_have_text("O modelo libritts não usa estas opções: alpha. And a new one.")
    expect(home.page.locator("#warning [lang=en]")).to_have_text("And a new one.")
    home.page.get_by_label("Idioma da página").select_option("en")
    expect(home.page.locator("#warning")).to_contain_text("The model libritts has no use for these options: alpha.")

    home.page.unroute("**/v1/tts/synth")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_be_hidden()


def test_an_error_within_a_warning_has_the_page_s_words(visit: Visitor) -> None:
    warning = {"sentence": "", "code": "voice_not_kept", "values": {"error": ErrorCode.STORAGE_FULL}}
    words = visit("/health").page.evaluate(_WORDS, ["pt-BR", warning])["words"]
    assert "O disco do servidor está cheio." in words

"""What goes wrong is told in the language of the page, with what to do and the numbers that matter."""

import pytest

from tests.browser.conftest import Visitor
from vozes.errors import ErrorCode

pytestmark = pytest.mark.browser

_WORDS = """
  async ([language, status, headers, error]) => {
    const { setPageLanguage } = await import("/ui/i18n.js");
    const { refusal } = await import("/ui/http.js");
    const { detailOf, wordsFor } = await import("/ui/errors.js");
    setPageLanguage(language);
    const refused = refusal(status, JSON.stringify({ error }), (name) => headers[name] ?? null);
    return [wordsFor(refused).words, wordsFor(refused).language, detailOf(refused)];
  }
"""


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_every_refusal_has_words_of_its_own_in_the_language_of_the_page(visit: Visitor, language: str) -> None:
    page = visit("/health").page
    said = {}
    for code in ErrorCode:
        error = {"message": "The server's words.", "code": code}
        words, spoken, _ = page.evaluate(_WORDS, [language, 400, {}, error])
        assert spoken == language
        said[code] = words
    assert len(set(said.values())) == len(ErrorCode)
    assert not any("The server" in words for words in said.values()) or language == "en"


@pytest.mark.parametrize(
    ("language", "error", "headers", "words"),
    [
        ("pt-BR", {"code": "text_too_long", "limit": 10_000}, {},
         "O texto é longo demais. Divida-o em partes. São permitidos no máximo 10.000 caracteres."),
        ("en", {"code": "text_too_long", "limit": 10_000}, {},
         "The text is too long. Split it into parts. At most 10,000 characters are allowed."),
        ("pt-BR", {"code": "daily_limit", "limit": 12}, {"Retry-After": "40000"},
         "Restam poucos caracteres a esta chave hoje. Encurte o texto ou continue amanhã. Hoje restam 12."),
        ("pt-BR", {"code": "option_out_of_range", "param": "options.alpha"}, {},
         "Uma opção está fora da faixa. Volte-a para dentro dos limites. (“options.alpha”)"),
        ("pt-BR", {"code": "too_many_wrong_keys"}, {"Retry-After": "42"},
         "Muitas tentativas com chave errada do seu endereço. Espere 42 segundos."),
    ],
)  # fmt: skip
def test_the_numbers_and_the_field_are_told(
    visit: Visitor, language: str, error: dict[str, object], headers: dict[str, str], words: str
) -> None:
    page = visit("/health").page
    said, _, detail = page.evaluate(_WORDS, [language, 400, headers, {"message": "In English.", **error}])
    assert said == words
    assert detail in ("", "In English.")


@pytest.mark.parametrize(
    ("param", "words"), [("voice", "no longer there"), ("text", "asks for a voice that is not here")]
)
def test_a_voice_that_the_text_asks_for_is_told_apart_from_the_chosen_one(
    visit: Visitor, param: str, words: str
) -> None:
    error = {"message": "There is no voice 'xyz'.", "code": "unknown_voice", "param": param}
    said, _, detail = visit("/health").page.evaluate(_WORDS, ["en", 404, {}, error])
    assert words in said
    assert detail == (error["message"] if param == "text" else "")


def test_what_this_page_does_not_know_yet_is_told_in_the_server_s_words(visit: Visitor) -> None:
    error = {"message": "Something new.", "code": "brand_new"}
    assert visit("/health").page.evaluate(_WORDS, ["pt-BR", 400, {}, error]) == ["Something new.", "en", ""]

"""The user's own words through the API: listed, added, changed and removed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from vozes.service.lexicon import FILE
from vozes.text.lexicon.entries import MOST_ENTRIES

PLS = "application/pls+xml"
NVIDIA = {"word": "Nvidia", "language": "pt-br", "respelling": "en-vídia"}
NEXUS = {"word": "NEXUS", "ipa": "ˈnɛksʊs", "case_sensitive": True}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lexicon") / "home"


@pytest.fixture(scope="module")
def _connected(home: Path) -> Iterator[TestClient]:
    with connected_to(home, (), {}) as client:
        yield client


@pytest.fixture
def client(_connected: TestClient, home: Path) -> TestClient:
    """Of one application for all tests, without any words."""
    (home / FILE).unlink(missing_ok=True)
    return _connected


def put(client: TestClient, *entries: object, **more: object) -> Any:
    return client.put("/v1/lexicon", json={"entries": entries} | more)


def listed(client: TestClient, **query: str) -> Any:
    return client.get("/v1/lexicon", params=query).json()["entries"]


def error_of(answer: Any) -> tuple[int, str, str | None]:
    error = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code", "request_id"}
    return answer.status_code, error["code"], error["param"]


def test_what_is_put_is_listed_by_language_and_word(client: TestClient) -> None:
    answer = put(client, NVIDIA, NEXUS)

    assert answer.status_code == 200
    assert answer.json() == {"added": 2, "changed": 0, "removed": 0, "total": 2, "warnings": [], "warning_codes": []}
    assert listed(client) == [NEXUS, NVIDIA]
    assert listed(client, language="pt_BR") == [NVIDIA]
    assert listed(client, language="") == [NEXUS]
    assert listed(client, language="pt") == []


def test_what_is_put_again_is_changed_and_all_else_stays_unless_it_is_to_go(client: TestClient) -> None:
    put(client, NVIDIA, NEXUS)
    other = NVIDIA | {"respelling": "ene-vídia"}

    assert put(client, other).json()["changed"] == 1
    assert listed(client) == [NEXUS, other]
    assert put(client, NVIDIA, mode="replace").json()["removed"] == 1
    assert listed(client) == [NVIDIA]


def test_what_is_listed_can_be_put_as_it_is(client: TestClient) -> None:
    put(client, NVIDIA, NEXUS)
    content = client.get("/v1/lexicon").content
    client.delete("/v1/lexicon", params={"all": "true"})

    answer = client.put("/v1/lexicon", content=content, headers={"content-type": "application/json"})

    assert answer.json()["added"] == 2


def test_a_word_is_removed_in_one_language_or_in_all(client: TestClient) -> None:
    put(client, NVIDIA, NVIDIA | {"language": "en"}, NVIDIA | {"language": "es"}, NEXUS)

    assert client.delete("/v1/lexicon", params={"word": "nvidia", "language": "en"}).json()["removed"] == 1
    assert client.delete("/v1/lexicon", params={"word": "Nvidia"}).json()["removed"] == 2
    assert listed(client) == [NEXUS]


def test_all_words_go_only_where_that_is_said(client: TestClient) -> None:
    put(client, NVIDIA, NEXUS)

    for query in ({}, {"language": "pt-br"}, {"word": "Nvidia", "all": "true"}):
        assert error_of(client.delete("/v1/lexicon", params=query)) == (422, "invalid_field", "word")
    assert client.delete("/v1/lexicon", params={"all": "true"}).json()["removed"] == 2
    assert listed(client) == []


def test_a_word_that_is_not_there_cannot_be_removed(client: TestClient) -> None:
    put(client, NVIDIA)

    assert error_of(client.delete("/v1/lexicon", params={"word": "x"})) == (404, "not_found", "word")
    query = {"word": "Nvidia", "language": "en"}
    assert error_of(client.delete("/v1/lexicon", params=query)) == (404, "not_found", "word")
    assert listed(client) == [NVIDIA]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("[", (400, "malformed_json", None)),
        ("[]", (422, "invalid_field", "body")),
        ("{}", (422, "invalid_field", "entries")),
        ('{"entries": {}}', (422, "invalid_field", "entries")),
        ('{"entries": [1]}', (422, "invalid_field", "entries.0")),
        ('{"entries": [], "language": "pt"}', (422, "invalid_field", "language")),
        ('{"entries": [], "mode": "add"}', (422, "invalid_field", "mode")),
        ('{"entries": [{"respelling": "a"}]}', (422, "invalid_field", "entries.0.word")),
        ('{"entries": [{"word": "a", "respelling": "b", "x": 1}]}', (422, "invalid_field", "entries.0.x")),
        ('{"entries": [{"word": "a"}]}', (422, "invalid_field", "entries")),
        ('{"entries": [{"word": "a", "ipa": "QQ"}]}', (422, "invalid_field", "entries")),
        ('{"entries": [{"word": "", "respelling": "b"}]}', (422, "invalid_field", "entries")),
        ('{"entries": [{"word": "a\\ud800", "respelling": "b"}]}', (400, "malformed_json", None)),
        ('{"entries": [{"word": "a", "respelling": "b", "language": "?"}]}', (422, "invalid_field", "entries")),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_changed(
    body: str, error: tuple[int, str, str | None], client: TestClient
) -> None:
    put(client, NVIDIA)

    answer = client.put("/v1/lexicon", content=body, headers={"content-type": "application/json"})

    assert error_of(answer) == error
    assert listed(client) == [NVIDIA]


def test_a_language_that_is_none_is_refused(client: TestClient) -> None:
    assert error_of(client.get("/v1/lexicon", params={"language": "?"})) == (422, "invalid_field", "language")
    query = {"word": "a", "language": "a-" * 1_000}
    assert error_of(client.delete("/v1/lexicon", params=query)) == (422, "invalid_field", "language")


def test_words_of_a_language_are_given_as_pls_where_that_is_asked_for(client: TestClient) -> None:
    put(client, NVIDIA, NEXUS)

    answer = client.get("/v1/lexicon", params={"language": "pt-br"}, headers={"accept": f"{PLS}, */*;q=0.1"})

    assert answer.headers["content-type"] == PLS
    assert "<grapheme>Nvidia</grapheme><alias>en-vídia</alias>" in answer.text
    several = client.get("/v1/lexicon", headers={"accept": PLS})
    assert error_of(several) == (422, "invalid_field", "language")


def put_pls(client: TestClient, document: str | bytes, media_type: str = PLS, **query: str) -> Any:
    return client.put("/v1/lexicon", content=document, params=query, headers={"content-type": media_type})


LEXEMES = (
    "<lexeme><grapheme>Nvidia</grapheme><alias>en-vídia</alias></lexeme>"
    "<lexeme><grapheme>Nexus</grapheme><phoneme alphabet='x-sampa'>'nEksUs</phoneme></lexeme>"
)


@pytest.mark.parametrize("media_type", [PLS, "application/xml", "text/xml; charset=utf-8"])
def test_words_are_put_as_pls_and_what_cannot_be_read_is_told(media_type: str, client: TestClient) -> None:
    answer = put_pls(client, f"<lexicon xml:lang='pt-BR'>{LEXEMES}</lexicon>", media_type)

    assert answer.json()["added"] == 1
    (warning,) = answer.json()["warnings"]
    assert warning.startswith("'Nexus' is left out")
    assert listed(client) == [NVIDIA]


def test_the_language_of_pls_can_be_named_beside_it(client: TestClient) -> None:
    put_pls(client, f"<lexicon>{LEXEMES}</lexicon>", language="pt-br")
    put_pls(client, f"<lexicon xml:lang='pt'>{LEXEMES}</lexicon>", language="")

    assert listed(client) == [{"word": "Nvidia", "respelling": "en-vídia"}, NVIDIA]


def test_pls_that_is_given_can_be_put_as_it_is(client: TestClient) -> None:
    put(client, NEXUS)
    document = client.get("/v1/lexicon", headers={"accept": PLS}).content
    client.delete("/v1/lexicon", params={"all": "true"})

    assert put_pls(client, document).json()["added"] == 1
    assert listed(client) == [NEXUS]


@pytest.mark.parametrize(
    "document",
    [
        "",
        "<lexicon",
        "<lexicon/>",
        '<!DOCTYPE l [<!ENTITY a "b">]><lexicon xml:lang="pt"/>',
        '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><lexicon xml:lang="pt">&a;</lexicon>',
        "<a>" * 10_000,
    ],
)
def test_pls_that_is_none_or_made_to_hurt_is_refused(document: str, client: TestClient) -> None:
    put(client, NVIDIA)

    assert error_of(put_pls(client, document)) == (422, "invalid_field", "lexicon")
    assert listed(client) == [NVIDIA]


def test_other_documents_and_pls_elsewhere_are_refused(client: TestClient) -> None:
    assert error_of(put_pls(client, "<lexicon/>", "text/plain")) == (415, "unsupported_content_type", None)
    answer = client.post("/v1/tts/synth", content="<lexicon/>", headers={"content-type": PLS})
    assert error_of(answer) == (415, "unsupported_content_type", None)


@pytest.mark.parametrize("more", [0, 1])
def test_the_longest_lexicon_is_put_and_listed_whole_and_no_longer_one(more: int, client: TestClient) -> None:
    entries = [
        {"word": f"palavra {number}", "language": "pt-br", "respelling": "leitura " * 10, "case_sensitive": False}
        for number in range(MOST_ENTRIES + more)
    ]

    answer = put(client, *entries)

    if more:
        assert error_of(answer) == (422, "invalid_field", "entries")
        return
    assert answer.json()["total"] == len(listed(client)) == MOST_ENTRIES
    assert client.get("/v1/lexicon").status_code == 200


def test_a_body_of_very_many_values_or_bytes_is_refused_before_it_is_read(client: TestClient) -> None:
    many = '{"entries": [' + "{}," * 200_000 + "{}]}"
    answer = client.put("/v1/lexicon", content=many, headers={"content-type": "application/json"})
    assert "100,000 values" in answer.json()["error"]["message"]
    assert error_of(put_pls(client, b" " * 20_000_001)) == (413, "body_too_large", None)


def test_a_damaged_file_is_told_and_put_aside_when_words_are_added(client: TestClient, home: Path) -> None:
    (home / FILE).write_text("{")

    answer = client.get("/v1/lexicon")

    assert answer.status_code == 200
    assert "cannot be understood" in unquote(answer.headers["x-warning"])
    (warning,) = put(client, NVIDIA).json()["warnings"]
    assert "lexicon.damaged.json" in warning
    assert str(home) not in warning
    assert (home / "lexicon.damaged.json").read_text() == "{"
    assert "x-warning" not in client.get("/v1/lexicon").headers


def test_what_another_process_writes_is_listed_at_once(client: TestClient, home: Path) -> None:
    put(client, NVIDIA)
    (home / FILE).write_text('{"entries": [{"word": "Ana", "respelling": "âna"}]}', "utf-8")

    assert listed(client) == [{"word": "Ana", "respelling": "âna"}]

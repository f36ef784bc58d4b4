"""Pronunciation dictionaries in ElevenLabs' shapes count where they are named, and nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from tests.api.elevenlabs.timing_engine import timing_spec

PATH = "/v1/pronunciation-dictionaries"
ALIAS = {"type": "alias", "string_to_replace": "UN", "alias": "United Nations"}
PLS = b"""<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="pt-BR">
  <lexeme><grapheme>UN</grapheme><alias>un unit</alias></lexeme>
  <lexeme><grapheme>odd</grapheme><phoneme alphabet="x-sampa">Od</phoneme></lexeme>
</lexicon>
"""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with connected_to(tmp_path / "home", (timing_spec(),), {}) as client:
        yield client


def add(client: TestClient, *rules: dict[str, Any], name: str = "Names", **fields: Any) -> Any:
    return client.post(f"{PATH}/add-from-rules", json={"name": name, "rules": rules or [ALIAS], **fields})


def add_file(client: TestClient, document: bytes = PLS) -> Any:
    return client.post(f"{PATH}/add-from-file", data={"name": "File"}, files={"file": ("a.pls", document)})


def said(client: TestClient, text: str, *locators: dict[str, Any]) -> tuple[str, str | None]:
    """What is said, and the warnings."""
    body = {"text": text, "language_code": "en", "pronunciation_dictionary_locators": locators}
    answer = client.post("/v1/text-to-speech/hum/with-timestamps", json=body)
    assert answer.status_code == 200, answer.text
    return "".join(answer.json()["normalized_alignment"]["characters"]), answer.headers.get("x-warning")


def locator(made: Any, version: str | None = None) -> dict[str, Any]:
    return {"pronunciation_dictionary_id": made.json()["id"], "version_id": version or made.json()["version_id"]}


def test_a_dictionary_counts_where_it_is_named(client: TestClient) -> None:
    made = add(client, workspace_access="admin")
    assert (made.status_code, made.json()["version_rules_num"]) == (200, 1)
    assert made.headers["x-ignored-fields"] == "workspace_access"
    assert said(client, "The UN met.", locator(made)) == ("The United Nations met.", None)
    assert "United" not in said(client, "The UN met.")[0]
    assert "United" not in said(client, "The un met.", locator(made))[0]  # as written


def test_of_two_for_a_word_the_first_counts(client: TestClient) -> None:
    first, second = add(client), add(client, {**ALIAS, "alias": "other name"})
    assert said(client, "The UN met.", locator(second), locator(first))[0] == "The other name met."


def test_another_version_is_told(client: TestClient) -> None:
    spoken, warning = said(client, "The UN met.", locator(add(client), "older"))
    assert spoken == "The United Nations met."
    assert "latest version" in (warning or "")


def test_a_dictionary_that_is_not_there_is_refused(client: TestClient) -> None:
    body = {"text": "Hi", "pronunciation_dictionary_locators": [{"pronunciation_dictionary_id": "x"}]}
    answer = client.post("/v1/text-to-speech/hum", json=body)
    assert (answer.status_code, answer.json()["detail"]["status"]) == (404, "not_found")


def test_a_document_counts_in_every_language_and_what_is_left_out_is_told(client: TestClient) -> None:
    made = add_file(client)
    assert made.json()["version_rules_num"] == 1
    assert "x-sampa" in made.headers["x-warning"]
    assert said(client, "The UN met.", locator(made))[0] == "The un unit met."


def test_one_is_shown_renamed_put_away_and_downloaded(client: TestClient) -> None:
    phoneme = {"type": "phoneme", "string_to_replace": "Nexus", "phoneme": "ˈnɛksʊs", "alphabet": "ipa"}
    made = add(client, ALIAS, phoneme, description="Ours.").json()
    shown = client.get(f"{PATH}/{made['id']}").json()
    assert {rule["string_to_replace"]: rule["type"] for rule in shown["rules"]} == {"UN": "alias", "Nexus": "phoneme"}
    assert (shown["latest_version_id"], shown["description"]) == (made["version_id"], "Ours.")
    document = client.get(f"{PATH}/{made['id']}/{made['version_id']}/download")
    assert "<alias>United Nations</alias>" in document.text
    assert add_file(client, document.content).json()["version_id"] == made["version_id"]
    assert client.patch(f"{PATH}/{made['id']}", json={"name": "B", "archived": True}).json()["name"] == "B"
    listed = [each["name"] for each in client.get(PATH).json()["pronunciation_dictionaries"]]
    assert listed == ["File"]
    all_ = client.get(f"{PATH}?include_archived=true&sort=name&sort_direction=ascending").json()
    assert [each["name"] for each in all_["pronunciation_dictionaries"]] == ["B", "File"]


def test_the_list_comes_by_pages(client: TestClient) -> None:
    for name in "CAB":
        add(client, name=name)
    first = client.get(f"{PATH}?page_size=2&sort=name&sort_direction=ascending").json()
    assert (first["has_more"], len(first["pronunciation_dictionaries"])) == (True, 2)
    rest = client.get(f"{PATH}?page_size=2&sort=name&sort_direction=ascending&cursor={first['next_cursor']}").json()
    assert [each["name"] for each in rest["pronunciation_dictionaries"]] == ["C"]
    assert client.get(f"{PATH}?cursor=x").status_code == 422


@pytest.mark.parametrize(
    "rule",
    [
        {**ALIAS, "alias": None},
        {**ALIAS, "string_to_replace": ""},
        {**ALIAS, "type": "other"},
        {"type": "phoneme", "string_to_replace": "a", "phoneme": "AH0", "alphabet": "cmu-arpabet"},
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(client: TestClient, rule: dict[str, Any]) -> None:
    answer = add(client, rule)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["body", "rules"]
    assert client.get(PATH).json()["pronunciation_dictionaries"] == []


def test_a_rule_for_parts_of_words_is_told(client: TestClient) -> None:
    assert "only whole" in add(client, {**ALIAS, "word_boundaries": False}).headers["x-warning"]


def test_hundreds_of_rules_are_taken(client: TestClient) -> None:
    rules = [{**ALIAS, "string_to_replace": f"word{number}"} for number in range(1000)]
    assert add(client, *rules).json()["version_rules_num"] == 1000


@pytest.mark.parametrize("document", [b"", b"no XML", b"<html/>"])
def test_a_file_that_is_no_pls_is_refused(client: TestClient, document: bytes) -> None:
    assert add_file(client, document).status_code == 422


def test_a_form_without_a_file_is_refused(client: TestClient) -> None:
    answer = client.post(f"{PATH}/add-from-file", files={"name": (None, "A")})
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["body", "file"])

"""The voices that there are: listed, edited, deleted, restored, heard, exported and imported."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import av
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.api.voices.serving import KEPT, error_of, keep_voice, left
from tests.fakes import fake_spec
from tests.live import wait_for
from tests.spoken import spoken
from vozes.api.dependencies import advice_language
from vozes.api.responses.downloads import content_disposition
from vozes.locks import open_lock, taken

UNKNOWN = ["voice_0123456789abcdef", "Ana", "..", "%2e%2e", "a%2fb", "con", "voice_0123456789abcdef%00", "import", "é"]


def names(client: TestClient, query: str = "") -> list[str]:
    return [voice["name"] for voice in client.get(f"/v1/voices?{query}").json()["voices"]]


def test_the_library_is_listed_before_what_comes_with_the_engines(client: TestClient) -> None:
    keep_voice(client, "Rui", tags=["low"], language="pt-br", description="Calm", transcript="Olá.")
    keep_voice(client, "Ana")
    answer = client.get("/v1/voices").json()
    assert answer["total"] == 6
    assert [voice["name"] for voice in answer["voices"]] == ["Ana", "Rui", "Hum", "Alto", "Hum", "Alto"]
    custom, preset = answer["voices"][1], answer["voices"][3]
    assert set(custom) == set(preset)
    assert (custom["tags"], custom["language"], custom["description"], custom["transcript"]) == (
        ["low"], "pt-br", "Calm", "Olá.",
    )  # fmt: skip
    assert custom["recordings"] == [{"seconds": 6.0, "report": None}]
    assert {name: value for name, value in preset.items() if value is not None} == {
        "id": "alto", "name": "Alto", "kind": "preset", "engine": "sine", "engines": ["sine"], "languages": ["pt"],
        "gender": "female", "available": True, "recommended": False,
        "options": {"sine": ["depth", "warmth", "echo", "color", "motto"]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=custom", ["Ana", "Rui"]),
        ("kind=preset", ["Hum", "Alto", "Hum", "Alto"]),
        ("engine=sine", ["Hum", "Alto"]),
        ("engine=cloner", ["Ana", "Rui", "Hum", "Alto"]),
        ("engine=cloner&language=pt", ["Rui", "Hum", "Alto"]),
        ("engine=sine&language=en", ["Hum"]),
        ("search=al&engine=sine", ["Alto"]),
        ("search=ANÁ", ["Ana"]),
        ("search=grave", ["Rui"]),
        ("tag=Low", ["Rui"]),
        ("tag=high", []),
        ("kind=custom&search=nobody", []),
        ("limit=3&offset=1", ["Rui", "Hum", "Alto"]),
        ("limit=1", ["Ana"]),
        ("offset=5", ["Alto"]),
        ("offset=600", []),
    ],
)
def test_voices_are_found(client: TestClient, query: str, found: list[str]) -> None:
    keep_voice(client, "Rui", tags=["low"], language="pt-br", description="Voz grave")
    keep_voice(client, "Ana")
    assert names(client, query) == found


def test_the_total_counts_what_is_on_no_page_too(client: TestClient) -> None:
    keep_voice(client)
    assert client.get("/v1/voices?limit=2").json()["total"] == 5
    assert client.get("/v1/voices?kind=custom&offset=7").json()["total"] == 1


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("engine=nope", (404, "unknown_engine", "engine")),
        ("kind=other", (422, "invalid_field", "kind")),
        ("limit=0", (422, "invalid_field", "limit")),
        ("limit=1001", (422, "invalid_field", "limit")),
        ("offset=-1", (422, "invalid_field", "offset")),
    ],
)
def test_wrong_filters_are_refused(client: TestClient, query: str, error: tuple[int, str, str]) -> None:
    assert error_of(client.get(f"/v1/voices?{query}")) == error


def test_a_folder_that_is_put_there_by_hand_is_a_voice(client: TestClient, home: Path) -> None:
    folder = home / "voices" / "custom" / "grandma"
    folder.mkdir(parents=True)
    (folder / "tape.wav").write_bytes(spoken())
    (folder / "voice.json").write_text('{"name": "Grandma"}')
    assert names(client, "kind=custom") == ["Grandma"]
    answer = client.post("/v1/tts/synth", json={"text": "a", "language": "en", "voice": "grandma"})
    assert (answer.status_code, answer.headers["x-voice"]) == (200, "grandma")


def test_a_voice_is_edited(client: TestClient) -> None:
    voice = keep_voice(client, language="pt", description="Calm")
    path = f"/v1/voices/{voice.id}"
    edited = client.patch(path, json={"name": " Bia ", "tags": ["low"], "description": None}).json()
    assert (edited["name"], edited["tags"], edited["description"], edited["language"]) == ("Bia", ["low"], "Calm", "pt")
    assert client.patch(path, json={"language": None}).json()["language"] is None
    assert client.patch(path, json={}).json() == client.get(path).json()


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        ({"name": "rui"}, (409, "name_taken", "name")),
        ({"name": ""}, (422, "invalid_field", "name")),
        ({"name": "a\nb"}, (422, "invalid_field", "name")),
        ({"name": 5}, (422, "invalid_field", "name")),
        ({"language": "?"}, (422, "invalid_field", "language")),
        ({"tags": "low"}, (422, "invalid_field", "tags")),
        ({"id": "voice_0"}, (422, "invalid_field", "id")),
        ([], (422, "invalid_field", "body")),
    ],
)
def test_a_wrong_edit_changes_nothing(client: TestClient, edit: object, error: tuple[int, str, str]) -> None:
    keep_voice(client, "Rui")
    path = f"/v1/voices/{keep_voice(client).id}"
    before = client.get(path).json()
    assert error_of(client.patch(path, json=edit)) == error
    assert client.get(path).json() == before


def test_a_deleted_voice_is_in_the_trash_until_it_is_restored(client: TestClient) -> None:
    voice = keep_voice(client).id
    assert client.delete(f"/v1/voices/{voice}").status_code == 204
    assert names(client, "kind=custom") == []
    (deleted,) = client.get("/v1/voices/trash").json()["voices"]
    assert (deleted["id"], deleted["name"], deleted["deleted"][:2]) == (voice, "Ana", "20")
    assert error_of(client.get(f"/v1/voices/{voice}")) == (404, "unknown_voice", "voice")
    assert client.post(f"/v1/voices/{voice}/restore").json()["name"] == "Ana"
    assert names(client, "kind=custom") == ["Ana"]
    assert client.get("/v1/voices/trash").json() == {"voices": []}


def test_a_voice_whose_name_is_used_meanwhile_is_not_restored(client: TestClient) -> None:
    voice = keep_voice(client).id
    client.delete(f"/v1/voices/{voice}")
    keep_voice(client)
    refused = client.post(f"/v1/voices/{voice}/restore")
    assert error_of(refused) == (409, "name_taken", "name")
    assert refused.json()["error"]["message"] == (
        "There is another voice named 'Ana'. Rename or delete the other one, or choose another name."
    )


def test_a_voice_whose_id_is_used_meanwhile_is_not_restored_and_the_one_that_has_it_is_named(
    client: TestClient, home: Path
) -> None:
    voice = keep_voice(client).id
    client.delete(f"/v1/voices/{voice}")
    folder = home / "voices" / "custom" / voice
    folder.mkdir()
    (folder / "voice.json").write_text('{"name": "Rui"}')
    refused = client.post(f"/v1/voices/{voice}/restore")
    assert error_of(refused) == (409, "name_taken", "name")
    assert f"has the id {voice} now" in (message := refused.json()["error"]["message"])
    assert "rename its folder" not in message


def test_a_name_where_an_id_is_wanted_is_told_the_id(client: TestClient) -> None:
    voice = keep_voice(client).id
    for answer in (client.get("/v1/voices/Ana"), client.delete("/v1/voices/ana")):
        assert error_of(answer) == (404, "unknown_voice", "voice")
        assert f"the voice with the id '{voice}'" in answer.json()["error"]["message"]


def test_the_trash_is_emptied_for_good(client: TestClient, home: Path) -> None:
    voice = keep_voice(client).id
    client.delete(f"/v1/voices/{voice}")
    assert client.delete("/v1/voices/trash").status_code == 204
    assert error_of(client.post(f"/v1/voices/{voice}/restore")) == (404, "unknown_voice", "voice")
    assert left(home) == []


@pytest.mark.parametrize("voice", UNKNOWN)
def test_an_id_that_is_not_there_and_one_that_may_not_be_get_the_same_answer(client: TestClient, voice: str) -> None:
    keep_voice(client)
    path = f"/v1/voices/{voice}"
    answers = [
        client.get(path), client.patch(path, json={"name": "Bia"}), client.delete(path), client.post(f"{path}/restore"),
        client.get(f"{path}/preview"), client.get(f"{path}/recording"), client.get(f"{path}/export"),
        client.delete(f"/v1/audio/voices/{voice}"),
    ]  # fmt: skip
    errors = [error_of(answer) for answer in answers]
    if "/" in voice or "%2f" in voice or ".." in voice or voice == "import":  # another path, or none
        assert all(status in (404, 405, 422) for status, _, _ in errors), errors
    else:
        assert set(errors) == {(404, "unknown_voice", "voice")}


@pytest.mark.parametrize("voice", ["hum", "alto"])
def test_a_voice_of_an_engine_is_none_of_the_library(client: TestClient, voice: str) -> None:
    path = f"/v1/voices/{voice}"
    for answer in (client.get(path), client.patch(path, json={"name": "Bia"}), client.delete(path)):
        assert error_of(answer) == (404, "unknown_voice", "voice")


def test_a_preview_is_spoken_once(client: TestClient, home: Path) -> None:
    voice = keep_voice(client).id
    answer = client.get(f"/v1/voices/{voice}/preview")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mpeg")
    with av.open(io.BytesIO(answer.content), "r", format="mp3") as container:
        assert sum(frame.samples for frame in container.decode(audio=0)) > 1000
    client.post("/v1/engines/cloner/unload")
    assert client.get(f"/v1/voices/{voice}/preview").content == answer.content
    assert client.get("/v1/monitor/info").json()["engines"]["cloner"]["state"] == "unloaded"
    (preview,) = (home / "voices" / "previews").iterdir()
    assert preview.name.startswith(f"{voice}-")
    preview.unlink()
    assert client.get(f"/v1/voices/{voice}/preview").status_code == 200


def test_a_preview_is_made_anew_for_other_recordings_and_other_languages(client: TestClient, home: Path) -> None:
    voice = keep_voice(client, language="en").id
    path = f"/v1/voices/{voice}/preview"
    first = client.get(path).content
    recording = home / "voices" / "custom" / voice / "recording-1.wav"
    recording.write_bytes(spoken("Another recording, of somebody else."))
    second = client.get(path).content
    assert first != second
    client.patch(f"/v1/voices/{voice}", json={"language": "pt"})
    client.get(path)
    assert len(list((home / "voices" / "previews").iterdir())) == 3


def test_voices_of_engines_have_previews_too(client: TestClient) -> None:
    assert client.get("/v1/voices/alto/preview").status_code == 200
    assert client.get("/v1/voices/alto/preview?engine=cloner").status_code == 200
    assert client.get("/v1/monitor/info").json()["engines"]["cloner"]["state"] == "ready"


@pytest.mark.parametrize(
    ("voice", "query", "error"),
    [
        ("Ana", "", (404, "unknown_voice", "voice")),
        ("Hum", "", (404, "unknown_voice", "voice")),
        ("hum:1+nobody:1", "engine=cloner", (404, "unknown_voice", "voice")),
        ("hum", "engine=nope", (404, "unknown_engine", "engine")),
        ("nobody", "engine=sine", (404, "unknown_voice", "voice")),
        (None, "engine=sine", (422, "invalid_field", "engine")),
    ],
)
def test_what_has_no_preview_is_refused(
    client: TestClient, voice: str | None, query: str, error: tuple[int, str, str]
) -> None:
    own = keep_voice(client).id
    assert error_of(client.get(f"/v1/voices/{quote(voice or own)}/preview?{query}")) == error


def test_without_an_engine_that_can_clone_there_is_no_preview(connect: Connect) -> None:
    with connect(fake_spec(), fake_spec("gone", cloning=True, missing="Run: x")) as client:
        answer = client.get(f"/v1/voices/{keep_voice(client).id}/preview")
        assert error_of(answer) == (409, "model_not_installed", "engine")


def test_the_recording_is_downloaded(client: TestClient) -> None:
    voice = keep_voice(client, 'Aná "x"/y').id
    answer = client.get(f"/v1/voices/{voice}/recording")
    assert (answer.headers["content-type"], answer.content) == ("audio/wav", spoken())
    assert answer.headers["content-length"] == str(len(spoken()))
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"Ana _x__y.wav\"; filename*=UTF-8''An%C3%A1%20_x__y.wav"
    )


@pytest.mark.parametrize("name", ["Ana", "a\r\nb", "私の声", '"', "\\", "🎤" * 80, "a;b", "%41"])
def test_any_name_makes_a_header(name: str) -> None:
    header = content_disposition(f"{name}.zip")
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2


def test_one_voice_goes_to_another_library_by_export_and_import(client: TestClient, home: Path) -> None:
    voice = keep_voice(client, "Aná", tags=["low"]).id
    keep_voice(client, "Rui")
    archive = client.get(f"/v1/voices/{voice}/export")
    assert archive.headers["content-type"] == "application/zip"
    assert "An%C3%A1.zip" in archive.headers["content-disposition"]
    for each in client.get("/v1/voices?kind=custom").json()["voices"]:
        client.delete(f"/v1/voices/{each['id']}")
    client.delete("/v1/voices/trash")
    answer = client.post("/v1/voices/import", files={"file": ("a.zip", archive.content)})
    assert answer.status_code == 201
    (imported,) = answer.json()["voices"]
    assert (imported["name"], imported["tags"], imported["kind"]) == ("Aná", ["low"], "custom")
    assert left(home) == KEPT


def test_all_voices_are_exported_together(client: TestClient, home: Path) -> None:
    for name in ("Ana", "Rui"):
        keep_voice(client, name)
    archive = client.get("/v1/voices/export")
    assert int(archive.headers["content-length"]) == len(archive.content)
    with zipfile.ZipFile(io.BytesIO(archive.content)) as unpacked:
        described = [json.loads(unpacked.read(name)) for name in unpacked.namelist() if name.endswith("/voice.json")]
    assert [voice["name"] for voice in described] == ["Ana", "Rui"]
    assert not list((home / "cache" / "uploads").iterdir())


def test_names_that_are_taken_are_refused_or_changed_by_an_import(client: TestClient, home: Path) -> None:
    keep_voice(client)
    files = {"file": ("a.zip", client.get("/v1/voices/export").content)}
    refused = client.post("/v1/voices/import", files=files)
    assert refused.json()["error"]["code"] == "name_taken"
    assert left(home) == KEPT
    renamed = client.post("/v1/voices/import", files=files, data={"taken": "rename"})
    assert [voice["name"] for voice in renamed.json()["voices"]] == ["Ana (2)"]


@pytest.mark.parametrize(
    ("files", "data", "code"),
    [
        ({"file": ("a.zip", b"no zip")}, {}, "invalid_archive"),
        ({"file": ("a.zip", b"")}, {}, "invalid_archive"),
        ({"other": ("a.zip", b"no zip")}, {}, "invalid_field"),
        ({"file": (None, b"no file")}, {}, "invalid_field"),
        ({"file": ("a.zip", b"no zip")}, {"taken": "maybe"}, "invalid_field"),
    ],
)
def test_what_cannot_be_imported_is_refused_and_leaves_nothing(
    client: TestClient, home: Path, files: Any, data: dict[str, str], code: str
) -> None:
    answer = client.post("/v1/voices/import", files=files, data=data)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert left(home) == []


def test_the_voices_of_the_engines_are_listed_in_a_file(client: TestClient, home: Path) -> None:
    path = home / "voices" / "presets" / "metadata.json"
    wait_for(path.exists)
    assert json.loads(path.read_text())["engines"]["cloner"] == [
        {"id": "hum", "name": "Hum", "languages": ["en", "pt"], "gender": None},
        {"id": "alto", "name": "Alto", "languages": ["pt"], "gender": "female"},
    ]


def test_what_a_kill_has_left_behind_is_gone_when_the_server_starts(connect: Connect, tmp_path: Path) -> None:
    unfinished = tmp_path / "home" / "voices" / "custom" / ".new-1"
    received = tmp_path / "home" / "cache" / "uploads" / "tmp1"
    for folder in (unfinished, received):
        folder.mkdir(parents=True)
        (folder / "0").write_bytes(b"a")
    with connect(fake_spec()):
        assert left(tmp_path / "home") == []


def test_a_library_that_cannot_be_written_keeps_no_server_from_speaking(connect: Connect, tmp_path: Path) -> None:
    (tmp_path / "home" / "voices" / ".lock").mkdir(parents=True)
    with connect(fake_spec()) as client:
        assert client.post("/v1/tts/synth", json={"text": "a", "language": "en", "voice": "hum"}).status_code == 200


def test_a_change_that_waits_for_another_process_too_long_is_told_when_to_come_back(
    connect: Connect, tmp_path: Path
) -> None:
    with connect(fake_spec("cloner", cloning=True), default_engine="cloner", library_wait_seconds=0.3) as client:
        voice = keep_voice(client, "Ana")
        with open_lock(tmp_path / "home" / "voices" / ".lock") as lock:
            assert taken(lock, seconds=10)
            answers = [
                client.patch(f"/v1/voices/{voice.id}", json={"name": "Bia"}),
                client.delete(f"/v1/voices/{voice.id}"),
                client.delete("/v1/voices/trash"),
                client.delete(f"/v1/audio/voices/{voice.id}"),
                client.post("/v1/tts/clone-voice", data={"name": "Bia", "consent": "true"}, files={"files": spoken()}),
            ]
            listed = names(client, "kind=custom")

    assert [error_of(answer)[:2] for answer in answers] == [(503, "library_busy")] * 5
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers)
    assert listed == ["Ana"]


@pytest.mark.parametrize(
    ("header", "language"),
    [("", "en"), ("pt", "pt"), ("PT-br;q=0.1", "pt"), ("en;q=0.2, pt;q=0.3", "pt"), ("de, pt;q=0.1", "pt"),
     ("pt;q=0", "en"), ("*", "en"), (";;q=,,", "en"), ("pt;q=nan", "en"), ("pt;level=1", "en"), ("en,pt", "en")],
)  # fmt: skip
def test_the_language_of_advice_is_what_the_reader_likes_best(header: str, language: str) -> None:
    assert advice_language(header) == language

"""A voice is cloned from recordings, kept, spoken with; or used once and kept nowhere."""

import base64
import io
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.api.voices.serving import KEPT, error_of, keep_voice, left
from tests.audio.sounds import encode
from tests.fakes import cloned_frequency, fake_spec, frequency_of
from tests.spoken import spoken
from vozes.audio.wav import decode_wav
from vozes.engines.info import ModelInfo

SHORT = "Hello there, my good old friend."
CLONER = fake_spec("cloner", cloning=True)


def clone(client: TestClient, *recordings: bytes, headers: dict[str, str] | None = None, **fields: Any) -> Any:
    files = [("files", (f"{number}.wav", each)) for number, each in enumerate(recordings or (spoken(),))]
    data = {name: value for name, value in {"name": "Ana", "consent": "true", **fields}.items() if value is not None}
    return client.post("/v1/tts/clone-voice", data=data, files=files, headers=headers)


def speak(client: TestClient, **fields: Any) -> Any:
    return client.post("/v1/tts/synth", json={"text": "Hello!", "language": "en", **fields})


def heard(answer: Any) -> int:
    assert answer.status_code == 200, answer.text
    return frequency_of(*decode_wav(answer.content))


def frequency(home: Path, voice_id: str) -> int:
    """What the fake engine makes of the recordings that are kept."""
    recordings = sorted((home / "voices" / "custom" / voice_id).glob("recording-*.wav"))
    return cloned_frequency(*(path.read_bytes() for path in recordings))


def test_a_voice_is_cloned(client: TestClient, home: Path) -> None:
    answer = clone(
        client, language="pt_BR", transcript="The quick brown fox.", description="Calm", tags=["warm, low", "mine"]
    )
    assert answer.status_code == 201
    voice = answer.json()
    assert re.fullmatch("voice_[0-9a-f]{16}", voice["id"])
    (recording,) = voice.pop("recordings")
    assert 5 < recording["seconds"] < 7
    report = recording["report"]
    assert set(report) == {
        "seconds", "level_dbfs", "peak_dbfs", "clipped", "noise_floor_dbfs", "speech", "findings", "pitch_hz",
    }  # fmt: skip
    assert voice["created"] == voice["updated"]
    assert {name: voice[name] for name in sorted(voice) if name not in ("id", "created", "updated")} == {
        "available": True, "description": "Calm", "engine": None, "engines": ["cloner"], "gender": None,
        "kind": "custom", "language": "pt-br", "languages": ["en", "pt"], "model": None, "name": "Ana",
        "pitch_hz": round(report["pitch_hz"]),
        "options": {"cloner": ["depth", "warmth", "echo", "color", "motto"]},
        "recommended": False, "tags": ["warm", "low", "mine"], "transcript": "The quick brown fox.",
    }  # fmt: skip
    assert client.get(f"/v1/voices/{voice['id']}").json()["name"] == "Ana"
    assert left(home) == KEPT


def test_a_voice_is_cloned_from_several_recordings_in_any_format(client: TestClient, home: Path) -> None:
    samples, rate = decode_wav(spoken())
    recordings = [encode(name, samples, rate, seekable=True) for name in ("mp3", "opus", "flac")]
    voice = clone(client, *recordings).json()
    assert len(voice["recordings"]) == 3
    assert len(left(home)) == 5


def test_originals_are_kept_where_a_setting_says_so(connect: Connect, tmp_path: Path) -> None:
    with connect(fake_spec(), keep_originals=True) as client:
        assert clone(client).status_code == 201
    (original,) = (tmp_path / "home" / "voices" / "custom").glob("*/original-1.wav")
    assert original.read_bytes() == spoken()


@pytest.mark.parametrize("consent", [None, "", "false", "no", "cons_123"])
def test_without_consent_nothing_is_kept(client: TestClient, home: Path, consent: str | None) -> None:
    answer = clone(client, consent=consent)
    assert error_of(answer) == (422, "consent_required", "consent")
    assert left(home) == []


def test_consent_counts_after_the_files_too(client: TestClient, home: Path) -> None:
    def form(consent: bytes) -> bytes:
        part = b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        file = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.wav"\r\n\r\n' + spoken() + b"\r\n"
        return part % (b"name", b"Ana") + file + part % (b"consent", consent) + b"--b--\r\n"

    headers = {"content-type": "multipart/form-data; boundary=b"}
    refused = client.post("/v1/tts/clone-voice", content=form(b"false"), headers=headers)
    assert error_of(refused) == (422, "consent_required", "consent")
    assert left(home) == []
    assert client.post("/v1/tts/clone-voice", content=form(b"true"), headers=headers).status_code == 201


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"name": "a" * 81}, "name"),
        ({"language": "klingonese"}, "language"),
        ({"description": "a" * 1001}, "description"),
        ({"tags": ",".join(f"tag {number}" for number in range(21))}, "tags"),
    ],
)
def test_wrong_fields_are_refused_before_the_work(
    client: TestClient, home: Path, fields: dict[str, Any], param: str
) -> None:
    assert error_of(clone(client, b"no recording", **fields)) == (422, "invalid_field", param)
    assert left(home) == []


@pytest.mark.parametrize(
    "recording",
    [b"", b"no recording", spoken()[:1000], encode("wav", decode_wav(spoken())[0] * 0, 22050, seekable=True)],
)
def test_what_is_no_recording_is_refused_and_leaves_nothing(client: TestClient, home: Path, recording: bytes) -> None:
    assert error_of(clone(client, recording)) == (422, "invalid_recording", "files")
    assert left(home) == []


def test_the_recording_that_is_none_is_named_among_others(client: TestClient, home: Path) -> None:
    answer = clone(client, spoken(), b"no recording")
    assert error_of(answer) == (422, "invalid_recording", "files")
    assert answer.json()["error"]["message"].startswith("Recording 2: ")
    assert left(home) == []


def test_a_recording_beyond_the_limits_is_refused(connect: Connect, tmp_path: Path) -> None:
    with connect(fake_spec(), max_recording_seconds=3) as client:
        assert error_of(clone(client)) == (422, "invalid_recording", "files")
    with connect(fake_spec(), max_recording_bytes=100_000) as client:
        assert error_of(clone(client)) == (413, "body_too_large", "files")
    assert left(tmp_path / "home") == []


def test_a_name_that_is_taken_is_refused_before_the_work(client: TestClient) -> None:
    keep_voice(client)
    assert error_of(clone(client, b"no recording", name="ANA")) == (409, "name_taken", "name")


def test_of_two_clones_with_the_same_name_at_once_one_wins(client: TestClient, home: Path) -> None:
    together = threading.Barrier(2)

    def compete(name: str) -> int:
        together.wait()
        return int(clone(client, name=name).status_code)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(compete, ("Ana", "aNA"))) == [201, 409]
    assert left(home) == KEPT


@pytest.mark.parametrize(("header", "language"), [("pt-BR,en;q=0.5", "pt"), ("en, pt;q=0.9", "en"), ("de", "en")])
def test_advice_is_in_the_language_of_the_reader(client: TestClient, header: str, language: str) -> None:
    voice = clone(client, spoken(SHORT), headers={"accept-language": header}).json()
    advice = {finding["code"]: finding["advice"] for finding in voice["recordings"][0]["report"]["findings"]}
    assert advice["too_short"].startswith("Curta" if language == "pt" else "Too short")
    again = client.get(f"/v1/voices/{voice['id']}", headers={"accept-language": header}).json()
    assert again["recordings"] == voice["recordings"]


def test_an_engine_that_is_loaded_makes_its_embedding_at_once(client: TestClient, home: Path) -> None:
    embeddings = home / "voices" / "embeddings" / "cloner"
    first = keep_voice(client).id
    assert not embeddings.exists()
    client.post("/v1/engines/cloner/load")
    second = clone(client, name="Bia").json()["id"]
    assert [path.stem for path in embeddings.iterdir()] == [second]
    assert heard(speak(client, voice=first)) == pytest.approx(frequency(home, first), abs=3)
    assert {path.stem for path in embeddings.iterdir()} == {first, second}


def test_an_engine_that_fails_on_a_voice_does_not_fail_its_cloning(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    with connect(fake_spec(), fake_spec("stubborn", cloning=True, engine="SineEngine")) as client:
        client.post("/v1/engines/stubborn/load")
        with caplog.at_level(logging.WARNING):
            assert clone(client).status_code == 201
        assert any("stubborn has made nothing" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("by", ["id", "name", "name in capitals"])
def test_a_voice_is_spoken_with_by_id_or_name(client: TestClient, home: Path, by: str) -> None:
    voice = keep_voice(client, "Aná").id
    named = {"id": voice, "name": "Aná", "name in capitals": "ANÁ"}[by]
    answer = speak(client, voice=named, engine="cloner")
    assert answer.headers["x-voice"] == voice
    assert heard(answer) == pytest.approx(frequency(home, voice), abs=3)


def test_an_engine_that_can_clone_steps_in_where_none_is_named(client: TestClient) -> None:
    voice = keep_voice(client).id
    assert speak(client, voice=voice).headers["x-engine"] == "cloner"
    assert speak(client, voice="hum").headers["x-engine"] == "sine"
    assert client.get("/v1/monitor/info").json()["current_engine"] == "sine"


def test_an_engine_that_cannot_clone_says_which_can(client: TestClient) -> None:
    voice = keep_voice(client).id
    refused = speak(client, voice=voice, engine="sine")
    assert error_of(refused) == (422, "invalid_field", "engine")
    assert "supported engines: cloner" in refused.json()["error"]["message"]


def test_models_that_clone_are_named_among_what_could_be_installed(connect: Connect) -> None:
    spec = fake_spec()
    models = (ModelInfo("kept", ("hum", "alto")), ModelInfo("libritts", cloning=True, missing="Run: make it"))
    gone = fake_spec("gone", cloning=True, missing="Run: make gone")
    with connect(replace(spec, info=replace(spec.info, models=models)), gone) as client:
        refused = speak(client, voice=keep_voice(client).id)
        assert error_of(refused) == (409, "model_not_installed", "engine")
        assert "supported engines: libritts, gone" in refused.json()["error"]["message"]


def test_where_no_engine_that_can_clone_is_installed_it_says_which_could(connect: Connect) -> None:
    with connect(fake_spec(), fake_spec("gone", cloning=True, missing="Run: make gone")) as client:
        voice = client.get(f"/v1/voices/{keep_voice(client).id}").json()
        assert (voice["engines"], voice["available"]) == (["gone"], False)
        refused = speak(client, voice=voice["id"])
        assert error_of(refused) == (409, "model_not_installed", "engine")
        assert "supported engines: gone" in refused.json()["error"]["message"]
        assert error_of(speak(client, voice=voice["id"], engine="gone")) == (409, "model_not_installed", "engine")


def test_cloned_voices_are_mixed_with_one_another_and_with_an_engine_s_own(client: TestClient, home: Path) -> None:
    ana, bia = keep_voice(client, "Ana").id, keep_voice(client, "Bia", spoken(SHORT)).id
    mixed = speak(client, voice=f"ana:3+{bia}:1")
    assert mixed.headers["x-voice"] == f"{ana}:0.75+{bia}:0.25"
    expected = 0.75 * frequency(home, ana) + 0.25 * frequency(home, bia)
    assert heard(mixed) == pytest.approx(expected, abs=3)
    with_its_own = speak(client, voice="Ana+hum", engine="cloner")
    assert heard(with_its_own) == pytest.approx((frequency(home, ana) + 440) / 2, abs=3)
    assert error_of(speak(client, voice="Ana+nobody", engine="cloner")) == (404, "unknown_voice", "voice")
    assert error_of(speak(client, voice="Ana:0+hum", engine="cloner")) == (422, "invalid_field", "voice")
    assert error_of(speak(client, voice="Ana+hum", engine="sine")) == (422, "invalid_field", "engine")


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("form", ["{}", "data:audio/wav;base64,{}", "\n{}\n"])
def test_a_voice_is_used_once_by_a_recording_in_json(client: TestClient, home: Path, stream: bool, form: str) -> None:
    recording = form.format(base64.b64encode(spoken()).decode())
    answer = speak(client, reference_audio=recording, stream=stream)
    assert (answer.status_code, answer.headers["x-engine"]) == (200, "cloner")
    assert answer.headers["x-voice"].startswith("reference_")
    assert heard(answer) != pytest.approx(440, abs=3)
    assert left(home) == []
    assert not (home / "voices" / "embeddings").exists()
    assert client.get("/v1/voices?kind=custom").json() == {"voices": [], "total": 0}


@pytest.mark.parametrize("stream", ["false", "true"])
def test_a_voice_is_used_once_by_recordings_in_a_form(client: TestClient, home: Path, stream: str) -> None:
    fields = {"text": "Hello!", "language": "en", "speed": "1.5", "options": '{"depth": 2}', "stream": stream}
    files = [("reference_audio", (f"{number}.wav", spoken(text))) for number, text in enumerate((SHORT, SHORT * 2))]
    answer = client.post("/v1/tts/synth", data=fields, files=files)
    assert answer.headers["x-engine"] == "cloner"
    assert heard(answer) != pytest.approx(440, abs=3)
    assert left(home) == []


def test_a_form_without_recordings_is_spoken_as_json_is(client: TestClient) -> None:
    fields = {"text": "880 Hz 0.5 s", "language": "en", "voice": "hum"}
    assert heard(client.post("/v1/tts/synth", files={name: (None, text) for name, text in fields.items()})) == 880


@pytest.mark.parametrize(
    ("fields", "param"),
    [({"speed": "fast"}, "speed"), ({"options": "[]"}, "options"), ({"options": "[" * 100_000}, "options"),
     ({"seed": "1.5"}, "seed"), ({"nope": "1"}, "nope")],
)  # fmt: skip
def test_the_fields_of_a_form_are_checked_as_those_of_json(
    client: TestClient, home: Path, fields: dict[str, str], param: str
) -> None:
    files = {"reference_audio": ("a.wav", spoken())}
    answer = client.post("/v1/tts/synth", data={"text": "Hello!", **fields}, files=files)
    assert error_of(answer) == (422, "invalid_field", param)
    assert left(home) == []


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"reference_audio": "no base64!"}, (422, "invalid_field", "reference_audio")),
        ({"reference_audio": "é"}, (422, "invalid_field", "reference_audio")),
        (
            {"reference_audio": base64.b64encode(b"no recording").decode()},
            (422, "invalid_recording", "reference_audio"),
        ),
        ({"reference_audio": ""}, (422, "invalid_recording", "reference_audio")),
        ({"reference_audio": "YQ==", "voice": "hum"}, (422, "invalid_field", "voice")),
        ({"reference_audio": "YQ==", "engine": "sine"}, (422, "invalid_field", "engine")),
        ({"reference_audio": "YQ==", "text": " "}, (422, "empty_text", "text")),
    ],
)
def test_what_is_no_voice_to_use_once_is_refused_and_leaves_nothing(
    client: TestClient, home: Path, fields: dict[str, str], error: tuple[int, str, str]
) -> None:
    assert error_of(speak(client, **fields)) == error
    assert left(home) == []


def test_an_engine_that_dies_with_a_voice_used_once_leaves_nothing(client: TestClient, home: Path) -> None:
    answer = speak(client, text="crash", reference_audio=base64.b64encode(spoken()).decode())
    assert error_of(answer) == (503, "engine_crashed", None)
    assert left(home) == []


def test_the_recording_of_a_voice_used_once_lies_in_a_file_only_while_it_is_spoken_with(
    client: TestClient, home: Path
) -> None:
    recording = io.BytesIO(spoken())
    with client.stream(
        "POST",
        "/v1/tts/synth",
        data={"text": "300 Hz 1 s slowly", "stream": "true"},
        files={"reference_audio": recording},
    ) as answer:
        assert next(answer.iter_bytes(100))
    assert left(home) == []

"""What the catalogue tells of the published models."""

from pathlib import Path

from fastapi.testclient import TestClient

from tests.api.models.conftest import ELSEWHERE, Serve, model


def test_every_published_model_is_listed_with_its_licence(client: TestClient) -> None:
    models = client.get("/v1/models/catalog").json()["models"]
    assert [each["id"] for each in models] == ["kokoro", "xtts_v2", "libritts", "ljspeech"]
    kokoro = models[0]
    assert (kokoro["engine"], kokoro["name"], kokoro["state"]) == ("styletts2", "Kokoro-82M", "absent")
    assert kokoro["languages"][:2] == ["pt-br", "en-us"]
    assert kokoro["bytes"] > 300_000_000
    assert (kokoro["problem"], kokoro["source"], kokoro["pull"]) == (None, None, None)
    assert [each["licence"]["restricted"] for each in models] == [False, True, True, True]
    assert set(models[1]["licence"]["permits"]) == {"en", "pt-BR"}
    assert all(each["licence"]["url"].startswith("https://") for each in models)


def test_models_that_come_and_go_on_disk_are_noticed(client: TestClient, bare_home: Path) -> None:
    place = bare_home / "models" / "styletts2" / "kokoro"
    place.parent.mkdir(parents=True)
    (bare_home / "to-pull" / "kokoro").rename(place)
    assert model(client)["state"] == "installed"
    (place / "config.json").unlink()
    damaged = model(client)
    assert damaged["state"] == "damaged"
    assert "config.json" in damaged["problem"]


def test_where_a_model_lies_is_told_on_this_machine_alone(serve: Serve, bare_home: Path) -> None:
    part = bare_home / "models" / "styletts2" / "kokoro" / "config.json"
    part.parent.mkdir(parents=True)
    part.touch()
    with serve() as here:
        assert str(bare_home) in model(here)["problem"]
    with serve(ELSEWHERE, host="0.0.0.0", no_auth=True) as elsewhere:
        assert str(bare_home) not in model(elsewhere)["problem"]

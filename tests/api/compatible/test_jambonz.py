"""jambonz with a custom speech vendor."""

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE

SENT = {"language": "en-US", "voice": "hum", "type": "text", "text": TONE}


@pytest.mark.parametrize("markup", [{}, {"type": "ssml", "text": f"<speak>{TONE}<break time='1s'/></speak>"}])
def test_a_text_and_ssml_become_mp3(client: TestClient, markup: dict[str, str]) -> None:
    answer = client.post("/jambonz", json={**SENT, **markup})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mpeg")
    assert float(answer.headers["x-audio-seconds"]) == pytest.approx(1.2 if markup else 0.2, abs=0.01)


def test_a_plain_text_is_no_ssml(client: TestClient) -> None:
    answer = client.post("/jambonz", json={**SENT, "text": "<speak>broken"})
    assert answer.status_code == 200


def test_broken_ssml_is_refused(client: TestClient) -> None:
    answer = client.post("/jambonz", json={**SENT, "type": "ssml", "text": "<speak>broken"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_text")

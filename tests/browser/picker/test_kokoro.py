"""With Kokoro itself: its voices are heard, chosen, mixed and spoken with from the window of voices."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.picker.conftest import PORTUGUESE, Opener, open_voices, pill, tile
from tests.live import running_server

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    if "KOKORO_FOLDER" not in os.environ:
        pytest.skip("KOKORO_FOLDER names no folder: `python3 start.py test` fetches it")
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": os.environ["KOKORO_FOLDER"],
        "VOZES_THREADS": "1",
        "VOZES_FIRST_SOUND_SECONDS": "600",
    }
    with running_server(env=settings) as server:
        yield server.url


def test_doras_sample_and_a_mixture_are_heard_and_speak(speaking: Opener) -> None:
    page = speaking("pt-BR", text=PORTUGUESE, width=375).page
    page.set_default_timeout(400_000)  # Kokoro is converted and loaded meanwhile
    window = open_voices(page)
    with page.expect_response("**/v1/voices/pf_dora/preview") as sample:
        window.get_by_role("button", name="Ouvir Dora").click()
    assert (sample.value.status, sample.value.headers["x-voice"]) == (200, "pf_dora")
    expect(window.locator(".tile[data-voice='pf_dora'] .sample")).to_have_attribute("data-phase", "playing")

    window.locator(".mix-chip").click()
    tile(page, "pf_dora").click()
    tile(page, "pm_alex").click()
    with page.expect_response("**/preview?engine=styletts2") as mixed:
        window.locator(".mixing .sample").click()
    assert mixed.value.status == 200
    window.get_by_role("button", name="Usar esta mistura").click()
    expect(pill(page)).to_contain_text("Dora + Alex")
    with page.expect_response("**/v1/tts/synth") as spoken:
        page.locator("#speak").click()
    assert spoken.value.headers["x-voice"] == "pf_dora:0.5+pm_alex:0.5"


def test_the_fifty_four_voices_are_sorted_by_language_with_the_best_of_each_first(speaking: Opener) -> None:
    page = speaking("en-US", text="").page
    window = open_voices(page)
    voices = window.locator(".picker-section[data-kind='natural'] .tile")
    expect(voices.first).to_contain_text("Heart")
    stars = window.locator(".picker-section[data-kind='natural'] .tile:has(.star) .tile-name > span:first-child")
    expect(stars).to_have_text(["Heart", "Bella", "Fenrir", "Michael", "Emma", "George"])
    expect(window.get_by_role("heading", name="Natural voices · Kokoro 28")).to_be_visible()

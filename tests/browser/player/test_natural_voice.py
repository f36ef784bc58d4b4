"""Kokoro's true weights: what it says is heard long before all of it is made, with its words in step."""

import os
from collections.abc import Iterator

import pytest

from tests.browser.chromium import NewPage
from tests.browser.conftest import Visit
from tests.browser.player.conftest import Listener
from tests.live import running_server

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif("KOKORO_FOLDER" not in os.environ, reason="no Kokoro: set KOKORO_FOLDER"),
]

TEXT = (
    "O faroleiro acordou antes do amanhecer, como fazia todos os dias havia trinta e um anos.\n\n"
    "Pôs a chaleira no fogo, subiu os cento e doze degraus e olhou para o mar.\n\n"
    "Era pequeno, pintado de azul, e girava devagar na corrente, vazio, com um remo a menos."
)


@pytest.fixture
def listener(new_page: NewPage) -> Iterator[Listener]:
    patience = ("FIRST_SOUND_SECONDS", "STALL_SECONDS", "HEARTBEAT_TIMEOUT_SECONDS")  # of a busy machine
    patient = {f"VOZES_{name}": "600" for name in patience}
    with running_server(env={"VOZES_STYLETTS2_CHECKPOINTS": os.environ["KOKORO_FOLDER"], **patient}) as server:
        listener = Listener(Visit(new_page(locale="pt-BR"), server.url))
        listener.open()
        yield listener
        listener.visit.assert_nothing_odd()


def test_three_paragraphs_are_heard_before_they_are_made(listener: Listener) -> None:
    listener.page.set_default_timeout(600_000)
    listener.page.evaluate(
        """() => { globalThis.early = null; player.subscribe(({ clip }) => {
          if (early === null && player.position() > 0.2) globalThis.early = clip === null;
        }); }"""
    )
    listener.speak(TEXT, language="pt-br", engine="kokoro")
    state = listener.wait('["ended", "failed"].includes(state.phase) && (state.clip || state.error)')
    assert (state["phase"], state["error"]) == ("ended", None)
    assert listener.page.evaluate("early") is True
    assert state["sentences"] == 3
    assert [TEXT[word["textStart"] : word["textEnd"]] for word in state["words"]][:3] == ["O", "faroleiro", "acordou"]
    assert 12 < state["clip"]["seconds"] < 25

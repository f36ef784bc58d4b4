"""The record of the last requests follows each of them to its end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.service.conftest import until
from tests.service.speech.test_speech import Serve, serve
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.recent import MOST_ENDED, Outcome, RecentRequests, RequestRecord

pytestmark = pytest.mark.anyio

__all__ = ["serve"]

ENDLESS = SpeechOrder("440 Hz 3600 s slowly", language="en", format="pcm")
RECORD = RequestRecord("", datetime.now(UTC), "sine", "hum", "en", 3, None)


def outcomes(service: Service) -> list[Outcome]:
    return [record.outcome for record in service.speech.recent.list()]


async def test_one_waits_for_its_turn_then_speaks_and_is_cancelled_where_its_reader_leaves(serve: Serve) -> None:
    async with serve() as service:
        speech = service.speech
        async with speech.render(await speech.prepare(ENDLESS), whole=False) as first:
            await first.started()
            async with speech.render(await speech.prepare(ENDLESS), whole=False):
                await until(lambda: service.registry.current.queue.waiting == 1)
                assert outcomes(service) == [Outcome.WAITING, Outcome.SPEAKING]
            await until(lambda: outcomes(service) == [Outcome.SPEAKING, Outcome.CANCELLED])
        await until(lambda: outcomes(service) == [Outcome.CANCELLED] * 2)
        latest, before = service.speech.recent.list()
        assert latest.audio_seconds > 0
        assert before.audio_seconds == 0


async def test_only_the_last_ones_are_kept_and_the_latest_comes_first() -> None:
    recent = RecentRequests()
    for number in range(MOST_ENDED + 5):
        with recent.kept(replace(RECORD, id=str(number))):
            pass
    assert [record.id for record in recent.list()] == [str(number) for number in range(MOST_ENDED + 4, 4, -1)]

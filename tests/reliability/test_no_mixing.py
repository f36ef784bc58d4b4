"""Under load no answer ever belongs to another request: each hums at its own frequency."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fakes import frequency_of
from tests.live import LiveServer, running_server
from tests.reliability.conftest import Answer, connect, post
from vozes.audio.wav import decode_wav

CLIENTS = 64
REQUESTS = 2_000


class Client:
    """One keep-alive connection that hums again and again, at a frequency that nobody else has at that time."""

    def __init__(self, server: LiveServer, number: int, engine: str):
        self._server = server
        self._number = number
        self._engine = engine

    def hum(self, times: int) -> list[tuple[int, Answer]]:
        connection = connect(self._server)
        answers = []
        for time in range(times):
            frequency = 200 + 20 * self._number + 2000 * (time % 3)
            body = {"text": f"{frequency} Hz 0.1 s", "language": "en", "engine": self._engine, "stream": time % 2 == 0}
            response = post(connection, body)
            headers = {key.lower(): value for key, value in response.getheaders()}
            answers.append((frequency, Answer(response.status, headers, response.read())))
        connection.close()
        return answers


@pytest.mark.parametrize("queue_limit", [32, CLIENTS])
@pytest.mark.parametrize("engine", ["sine", "choir"])
def test_no_answer_belongs_to_another_request(engine: str, queue_limit: int) -> None:
    """With room for every client in the queue, all are spoken; with less, the rest is turned away honestly."""
    limit = ("--queue-limit", str(queue_limit))
    with running_server(*limit, command=("-m", "tests.fake_server"), ready="/health") as server:
        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = [Client(server, number, engine) for number in range(CLIENTS)]
            answers = [
                pair for each in pool.map(lambda client: client.hum(-(-REQUESTS // CLIENTS)), clients) for pair in each
            ]
        assert len(answers) >= REQUESTS
        for frequency, answer in answers:
            if answer.status == 200:
                assert frequency_of(*decode_wav(answer.body)) == pytest.approx(frequency, abs=6)
            else:
                assert (answer.status, answer.error["code"]) == (429, "queue_full")
                assert int(answer.headers["retry-after"]) >= 1
        statuses = Counter(answer.status for _, answer in answers)
        assert statuses[200] > REQUESTS / 10, statuses
        assert queue_limit < CLIENTS or set(statuses) == {200}
        queue = server.get_json("/v1/monitor/info")["queues"][engine]
        assert queue == {"waiting": 0, "running": 0, "limit": queue_limit}


def test_within_the_queue_s_limit_nobody_is_turned_away() -> None:
    with running_server(command=("-m", "tests.fake_server"), ready="/health") as server:
        together = threading.Barrier(32)

        def hum(number: int) -> int:
            together.wait()
            return Client(server, number, "sine").hum(1)[0][1].status

        with ThreadPoolExecutor(32) as pool:
            assert set(pool.map(hum, range(32))) == {200}

"""Requests as plain clients make them, and what can be seen of a server from outside."""

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest

from tests.live import LiveServer

LONG = "Uma frase que se repete muitas vezes. " * 2500


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def error(self) -> dict[str, Any]:
        error: dict[str, Any] = json.loads(self.body)["error"]
        return error


def again_and_again(some: int, all_: int) -> list[Any]:
    """Numbers for a test to be repeated with: `all_` of them under the slow marker, `some` without."""
    return [pytest.param(number, marks=[pytest.mark.slow] if number >= some else []) for number in range(all_)]


def connect(server: LiveServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=120)


def post(connection: http.client.HTTPConnection, body: dict[str, object]) -> http.client.HTTPResponse:
    connection.request("POST", "/v1/tts/synth", json.dumps(body), {"Content-Type": "application/json"})
    return connection.getresponse()


def request(server: LiveServer, **body: object) -> Answer:
    connection = connect(server)
    try:
        response = post(connection, body)
        return Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())
    finally:
        connection.close()


def engine_pid(server: LiveServer, target: str = "EspeakEngine") -> int:
    """The process that hosts an engine; 0 where there is none."""
    for child in psutil.Process(server.process.pid).children():
        try:
            if target in " ".join(child.cmdline()):
                return child.pid
        except psutil.Error:
            continue
    return 0

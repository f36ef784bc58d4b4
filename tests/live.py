"""A true `vozes serve` process on a free port, for tests that need what only a real server shows."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.language_model import lend_language_model

ROOT = Path(__file__).parents[1]
FOR_ALL_SERVERS: dict[str, str] = {}
"""Variables of every server; `clustered.py` puts some in."""
_PATIENCE = 60.0
_LONGEST_ANSWER = 600.0


@dataclass
class LiveServer:
    url: str
    process: subprocess.Popen[str]
    home: Path

    def get_json(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=30) as response:
            return json.load(response)

    def synthesize(self, **body: object) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of `POST /v1/tts/synth`."""
        request = urllib.request.Request(
            f"{self.url}/v1/tts/synth", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=_LONGEST_ANSWER) as response:
                return response.status, dict(response.headers), response.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()

    def wait_until(self, path: str) -> None:
        """Returns once GET path answers 200."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self.get_json(path)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)  # polling what another process does; the loop's end is the condition
            else:
                return

    def delete_home(self) -> None:
        """Deletes the home at one stroke: the server makes it again whenever it finds that it is gone."""
        gone = self.home.with_name(f"{self.home.name}-gone")
        self.home.rename(gone)
        shutil.rmtree(gone)

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE)


def wait_for(condition: Callable[[], object], seconds: float = _PATIENCE) -> None:
    """Returns once what another process does has made it true."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.005)  # polling; the loop's end is the condition


def server_environment(home: Path, extra: dict[str, str] | None = None) -> dict[str, str]:
    """This process's, without the settings of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.upper().startswith("VOZES_")}
    own = {"VOZES_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    return inherited | own | FOR_ALL_SERVERS | (extra or {})


@contextmanager
def running_server(
    *arguments: str,
    env: dict[str, str] | None = None,
    command: Sequence[str] = ("-m", "vozes", "serve"),
    ready: str = "/ready",
    bare: bool = False,
) -> Iterator[LiveServer]:
    """The server, once `ready` answers; its process has ended when the block ends.

    `bare`: nothing is in its home. Otherwise the model that tells languages is there, as after a server's first start.
    """
    with tempfile.TemporaryDirectory(prefix="vozes-test-") as folder:
        if not bare and "VOZES_HOME" not in (env or {}):
            lend_language_model(Path(folder) / "home")
        process = subprocess.Popen(
            [sys.executable, *command, "--port", "0", *arguments],
            cwd=folder,
            env=server_environment(Path(folder) / "home", env),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            match = re.search(r"http://\S+", line)
            assert match is not None, f"the server did not start: {line!r}"
            server = LiveServer(match[0], process, Path(folder) / "home")
            server.wait_until(ready)
            yield server
            server.stop()
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()

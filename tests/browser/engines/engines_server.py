"""`vozes serve` with eSpeak and fakes in all states: `python -m tests.browser.engines.engines_server --port 0`."""

import typer

from tests.fakes import fake_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.engines.espeak.info import engine_spec
from vozes.settings import Settings


@settings_flags
def serve(settings: Settings) -> None:
    gone = fake_spec("gone", missing="Run: make gone")
    run_server(settings, [engine_spec(), fake_spec("choir"), gone, fake_spec("broken", engine="BrokenEngine")])


if __name__ == "__main__":
    typer.run(serve)

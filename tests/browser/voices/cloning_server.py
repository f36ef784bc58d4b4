"""`vozes serve` with eSpeak and a fake engine that clones: `python -m tests.browser.voices.cloning_server --port 0`."""

import typer

from tests.fakes import fake_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.engines.espeak.info import engine_spec
from vozes.settings import Settings


@settings_flags
def serve(settings: Settings) -> None:
    run_server(settings, [engine_spec(), fake_spec("parrot", cloning=True)])


if __name__ == "__main__":
    typer.run(serve)

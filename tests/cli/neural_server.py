"""`vozes serve` with eSpeak and two fake engines under the names of the neural ones, as if they were installed.

With `--styletts2-alone` the other one lacks its model, as where Kokoro is the only model.
"""

import typer

from tests.fakes import fake_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.engines.espeak.info import engine_spec
from vozes.settings import Settings


@settings_flags
def serve(settings: Settings, styletts2_alone: bool = False) -> None:
    xtts = fake_spec("xtts_v2", missing="Its model is missing." if styletts2_alone else None)
    run_server(settings, [engine_spec(), xtts, fake_spec("styletts2")])


if __name__ == "__main__":
    typer.run(serve)

"""`vozes serve` with a fake engine that speaks sixteen texts at once: `python -m tests.reliability.crowded_server`."""

import typer

from tests.fakes import fake_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.settings import Settings


@settings_flags
def serve(settings: Settings) -> None:
    run_server(settings.model_copy(update={"default_engine": "sine"}), [fake_spec("sine", concurrency=16)])


if __name__ == "__main__":
    typer.run(serve)

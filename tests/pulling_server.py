"""`vozes serve`, where models are installed from a folder of the home: `python -m tests.pulling_server --port 0`."""

import typer

from tests.fake_pull import fake_command
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.service import pulls
from vozes.settings import Settings


@settings_flags
def serve(settings: Settings) -> None:
    run_server(settings)


if __name__ == "__main__":
    pulls.fetching_command = fake_command
    typer.run(serve)

"""`vozes serve` with eSpeak and a fake engine that clones: `python -m tests.browser.voices.cloning_server --port 0`."""

from dataclasses import replace

import typer

from tests.fakes import fake_spec
from vozes.cli.flags import settings_flags
from vozes.cli.serve.server import run_server
from vozes.engines.base import EngineSpec
from vozes.engines.espeak.info import engine_spec
from vozes.settings import Settings


def parrot_spec() -> EngineSpec:
    """The fake that clones, which tells of words, as all engines do and the page asks for."""
    spec = fake_spec("parrot", cloning=True)
    capabilities = replace(spec.info.capabilities, word_timings="estimated")
    return replace(spec, info=replace(spec.info, capabilities=capabilities))


@settings_flags
def serve(settings: Settings) -> None:
    run_server(settings, [engine_spec(), parrot_spec()])


if __name__ == "__main__":
    typer.run(serve)

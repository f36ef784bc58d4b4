"""`vozes serve` with the fake engine: `python -m tests.fake_server --port 0`."""

from vozes.process.collecting import importing

with importing():
    import typer

    from tests.fakes import fake_spec
    from vozes.cli.flags import settings_flags
    from vozes.cli.serve.server import run_server
    from vozes.settings import Settings


@settings_flags
def serve(settings: Settings) -> None:
    settings = settings.model_copy(update={"default_engine": "sine"})
    run_server(settings, [fake_spec("sine"), fake_spec("choir", concurrency=4)])


if __name__ == "__main__":
    typer.run(serve)

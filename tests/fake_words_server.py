"""`vozes serve` with engines that tell when words are heard: `python -m tests.fake_words_server --port 0`.

`paced` takes a third of the time of its speech for it, and obeys commands; `sine` speaks at once.
"""

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
    run_server(settings, [fake_spec(engine="WordEngine"), fake_spec("paced", engine="PacedWordEngine")])


if __name__ == "__main__":
    typer.run(serve)

"""What start.py takes for itself of its command line, and what it leaves to the command."""

import pytest

from vozes.setup.choices.modes import Mode
from vozes.setup.choices.request import Request, UsageError, parse


@pytest.mark.parametrize(
    ("arguments", "request_"),
    [
        ([], Request("serve", ())),
        (["--port", "9000", "--neural=cpu"], Request("serve", ("--port", "9000"), "cpu")),
        (["--neural", "cuda", "serve", "--host=::1"], Request("serve", ("--host=::1",), "cuda")),
        (["--neural", "none", "test", "-k", "x"], Request("test", ("-k", "x"), "none")),
        (["say", "--neural", "cpu"], Request("say", ("--neural", "cpu"))),
        (["serve", "--mode", "skip", "--choose", "-x"], Request("serve", ("-x",), None, Mode.SKIP, choose=True)),
        (["--mode=fresh", "--neural", "auto", "doctor"], Request("doctor", (), "auto", Mode.FRESH)),
    ],
)
def test_only_its_own_flags_are_taken_by_start(arguments: list[str], request_: Request) -> None:
    assert parse(arguments) == request_


@pytest.mark.parametrize(
    "arguments", [["--neural"], ["--neural", "tpu"], ["--neural=", "test"], ["--mode"], ["--mode", "new"]]
)
def test_a_wrong_flag_is_refused(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        parse(arguments)


@pytest.mark.parametrize(
    ("arguments", "model"),
    [
        (["models", "pull", "kokoro"], "kokoro"),
        (["models", "pull", "--accept-license", "xtts_v2"], "xtts_v2"),
        (["models", "pull", "kokoro", "--home", "/x"], "kokoro"),
        (["models", "pull", "xtts_v2"], None),
        (["models", "pull", "kokoros"], None),
        (["models", "pull", "kokoro", "--help"], None),
        (["models", "pull"], None),
        (["models", "list"], None),
        (["say", "pull", "kokoro"], None),
    ],
)
def test_only_for_a_model_that_will_be_fetched_is_anything_installed(arguments: list[str], model: str | None) -> None:
    assert parse(arguments).model == model

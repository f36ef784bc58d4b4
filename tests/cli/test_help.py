"""`--help`: what a command is for comes before what the server is set to."""

import re

import pytest

from tests.cli.conftest import Vozes
from tests.docs.commands import command_names, options_of
from vozes.checkout import START, STARTED_AS

HEADING = "Settings (docs/settings.md has all)"


@pytest.mark.parametrize("command", ["say", "voices", "bench", "doctor", "smoke", "serve"])
def test_a_commands_own_options_come_first_and_the_settings_under_one_heading(command: str, vozes: Vozes) -> None:
    shown = vozes(command, "--help", COLUMNS="100").stdout.decode()

    own, _, settings = shown.partition(HEADING)
    assert "--help" in own
    assert "--home" not in own
    assert "--home" in settings
    assert shown.count(HEADING) == 1


@pytest.mark.parametrize(("command", "example"), [("say", "[pause:500ms]"), ("serve", "[default_voices]")])
def test_brackets_in_help_are_shown(command: str, example: str, vozes: Vozes) -> None:
    assert example in vozes(command, "--help", COLUMNS="200").stdout.decode()


@pytest.mark.parametrize(("variables", "called"), [({}, "vozes"), ({STARTED_AS: START}, START)])
def test_usage_names_the_command_as_it_was_called(variables: dict[str, str], called: str, vozes: Vozes) -> None:
    assert f"Usage: {called} say " in vozes("say", "--help", **variables).stdout.decode()
    assert f"Usage: {called} " in vozes("--prot", **variables).stderr.decode()


@pytest.mark.parametrize(
    ("command", "shown", "hidden"),
    [
        ("say", {"--device", "--default-engine"}, {"--port", "--cors-origins", "--queue-limit"}),
        ("voices", {"--home", "--styletts2-checkpoints"}, {"--port", "--device", "--queue-limit"}),
        ("smoke", {"--port", "--host"}, {"--device", "--queue-limit"}),
        ("serve", {"--port", "--device", "--queue-limit"}, set()),
    ],
)
def test_help_shows_the_settings_that_matter_and_takes_the_others_too(
    command: str, shown: set[str], hidden: set[str], vozes: Vozes
) -> None:
    named = set(re.findall(r"(?<!\w)--[a-z0-9-]+", vozes(command, "--help", COLUMNS="100").stdout.decode()))

    assert shown <= named
    assert not hidden & named
    assert hidden <= options_of(command)
    assert command in command_names()

"""The commands that pages show, and whether `vozes` and `start.py` have them."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import typer

from tests.docs.markdown import fenced_blocks, prose
from vozes.cli import app
from vozes.setup.choices.request import Request, UsageError, parse

_ASSIGNMENT = re.compile(r"[A-Z_]+=\S*$")
_SHELL = frozenset({"bash", "sh", "console"})


def shown_commands(text: str) -> Iterator[list[str]]:
    """The words of every `vozes …` and `python3 start.py …`, in shell blocks and between backticks."""
    lines = [line for language, block in fenced_blocks(text) if language in _SHELL for line in block.splitlines()]
    for line in [*lines, *re.findall(r"`([^`\n]+)`", prose(text))]:
        for part in re.split(r"\s\|\s|&&", line):
            words = [word for word in shlex.split(part) if not _ASSIGNMENT.match(word)]
            if words[:1] == ["vozes"] or words[:2] in (["python3", "start.py"], ["py", "start.py"]):
                yield words


def faults(words: Sequence[str]) -> list[str]:
    """What `vozes` or `start.py` would not understand in a command."""
    if words[0] == "vozes":
        return _faults_of_vozes(words[1:])
    try:
        request: Request = parse(words[2:])
    except UsageError as error:
        return [str(error)]
    return [] if request.command == "test" else _faults_of_vozes([request.command, *request.arguments])


def command_names() -> set[str]:
    return set(_commands())


def options_of(command: str) -> set[str]:
    """Its own and those of its subcommands."""
    itself = _commands()[command]
    return {option for each in (itself, *_subcommands(itself).values()) for option in _options(each)}


def _commands() -> Mapping[str, Any]:
    group: Any = typer.main.get_command(app)
    return dict(group.commands)


def _subcommands(command: Any) -> Mapping[str, Any]:
    return getattr(command, "commands", {})


def _options(command: Any) -> set[str]:
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}


def _faults_of_vozes(words: Sequence[str]) -> list[str]:
    command, name, rest = typer.main.get_command(app), "vozes", list(words)
    while rest and not rest[0].startswith("-") and (known := _subcommands(command)):
        name = rest.pop(0)
        if name not in known:
            return [f"there is no command {name}"]
        command = known[name]
    given = [word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)]
    return [f"{name} has no {option}" for option in given if option not in _options(command) | {"--help"}]

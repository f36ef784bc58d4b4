"""Reads the Dockerfile: its stages and their instructions, with variables of `ARG` filled in.

It knows as much of the language as our file uses, and refuses the rest, so that no line is passed over in silence.
"""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_KNOWN = frozenset(
    {"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "RUN", "USER", "VOLUME"}
    | {"WORKDIR"}
) - {"ADD"}
_FLAG = re.compile(r"--([a-z-]+)=(\S+)\s+")


class DockerfileError(ValueError):
    """The file says what this does not know."""


@dataclass(frozen=True, slots=True)
class Instruction:
    name: str
    value: str
    """What stands behind the name and its flags."""
    flags: Mapping[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def words(self) -> list[str]:
        """The words of a list in JSON, or those that a shell would see."""
        if self.value.startswith("["):
            return [str(word) for word in json.loads(self.value)]
        return shlex.split(self.value)

    @property
    def variables(self) -> dict[str, str]:
        """Of `ENV NAME=value NAME=value`."""
        return dict(word.split("=", 1) for word in self.words)


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    base: str
    """Another stage's name, or an image."""
    instructions: tuple[Instruction, ...]


def read_stages(text: str) -> dict[str, Stage]:
    """Returns the stages by their names, in their order. Raises DockerfileError for what it does not know."""
    arguments: dict[str, str] = {}
    stages: dict[str, Stage] = {}
    name, base, within = "", "", list[Instruction]()
    for instruction in read_instructions(text):
        if instruction.name == "FROM":
            if name:
                stages[name] = Stage(name, base, tuple(within))
            base, name = _stage_of(instruction, arguments)
            within = []
        elif not name and instruction.name == "ARG":
            argument, _, value = instruction.value.partition("=")
            arguments[argument] = value
        elif not name or instruction.name == "ARG":
            raise DockerfileError(f"line {instruction.line}: {instruction.name} is not expected here")
        else:
            within.append(instruction)
    return stages | {name: Stage(name, base, tuple(within))}


def read_instructions(text: str) -> Iterator[Instruction]:
    """Yields what the lines say; one that ends with a backslash goes on in the next. Raises DockerfileError."""
    waiting, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("#") or not (waiting or line.strip()):
            continue
        first = first if waiting else number
        if line.endswith("\\"):
            waiting += line[:-1]
            continue
        yield _instruction(waiting + line, first)
        waiting = ""
    if waiting:
        raise DockerfileError(f"line {first}: it goes on in a line that is not there")


def _instruction(text: str, line: int) -> Instruction:
    name, _, rest = text.strip().partition(" ")
    if name not in _KNOWN:
        raise DockerfileError(f"line {line}: {name} is no instruction that is known here")
    flags = {}
    rest = rest.lstrip()
    while found := _FLAG.match(rest):
        flags[found[1]] = found[2]
        rest = rest[found.end() :]
    if name != "RUN":
        rest = " ".join(rest.split())
    return Instruction(name, rest, flags, line)


def _stage_of(instruction: Instruction, arguments: Mapping[str, str]) -> tuple[str, str]:
    """Returns what a stage begins with, and its name."""
    found = re.fullmatch(r"(\S+) AS (\S+)", instruction.value)
    if not found:
        raise DockerfileError(f"line {instruction.line}: a stage needs a name")
    return re.sub(r"\$\{(\w+)\}", lambda name: arguments[name[1]], found[1]), found[2]

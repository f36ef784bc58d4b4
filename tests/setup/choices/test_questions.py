"""What `--choose` asks, and what is taken where nobody answers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.setup.conftest import Sandbox, clean_environment
from vozes.setup.environment import CHECKOUT

ASK = """
import sys
from vozes.setup.console import Console
from vozes.setup.choices.questions import Questions
print("taken:", Questions(Console(sys.stdout), {seconds}).ask("Which?", {{"cpu": "small", "cu130": "large"}}, "cpu"))
"""


@contextmanager
def asking(seconds: float) -> "Iterator[subprocess.Popen[str]]":
    """A process that asks for one of `cpu` and `cu130`, of which it suggests the former."""
    command = [sys.executable, "-P", "-c", ASK.format(seconds=seconds)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=pipe, stdout=pipe, text=True) as process:
        yield process


@pytest.mark.parametrize(
    ("answer", "taken"), [("2\n", "cu130"), ("CU130\n", "cu130"), ("\n", "cpu"), ("3\n0\nno\n2\n", "cu130")]
)
def test_an_answer_is_a_number_or_a_word_and_what_is_neither_is_asked_again(answer: str, taken: str) -> None:
    with asking(60) as process:
        output, _ = process.communicate(answer)
    assert f"taken: {taken}\n" in output
    assert "  1  cpu    small\n  2  cu130  large\n" in output


def test_where_nobody_answers_what_is_suggested_is_taken() -> None:
    with asking(0.05) as process:
        assert process.stdout is not None
        assert "No answer: cpu.\ntaken: cpu\n" in process.stdout.read()


def test_without_a_terminal_nothing_is_asked(sandbox: Sandbox) -> None:
    result = sandbox.start("--choose", "voices")
    assert "There is no terminal on which to choose" in result.stderr
    assert sandbox.calls()[-1][-1] == "voices"


def test_on_a_terminal_the_build_and_the_mode_are_asked_for(sandbox: Sandbox) -> None:
    if os.name != "posix":
        pytest.skip("there are no pseudo-terminals")
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, b"none\nskip\n")
    command = [sys.executable, "start.py", "--choose", "voices"]
    result = subprocess.run(
        command,
        cwd=sandbox.folder,
        env=clean_environment(),
        stdin=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert "Which torch are the natural voices to get?" in result.stderr
    assert "How is it to be installed?" in result.stderr
    assert "Nothing is installed yet that --mode skip could start." in result.stderr

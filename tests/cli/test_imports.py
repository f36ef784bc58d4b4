"""A command imports what it needs and no more: its user waits for it each time."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("module", "needless"),
    [
        ("vozes.cli", {"numpy", "rich", "fastapi", "uvicorn", "av"}),
        ("vozes.cli.serve.server", {"rich", "av", "torch"}),
        ("vozes.cli.say.command", {"fastapi", "uvicorn", "av", "torch", "vozes.text.normalizing.common"}),
    ],
)
def test_what_a_command_does_without_is_not_imported(module: str, needless: set[str]) -> None:
    code = f"import sys, {module}; print(sorted({needless!r} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"

"""Runs a module of ours in a process of its own, for what the command itself shall not import."""

import subprocess

from vozes.process.starting import command, engine_environment


def run_module(module: str, *arguments: str, seconds: float) -> subprocess.CompletedProcess[str]:
    """Returns its exit status and what it printed; raises TimeoutExpired where it takes longer than `seconds`."""
    return subprocess.run(  # noqa: S603 - our own module
        command(module, *arguments),
        env=engine_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
        check=False,
    )

"""Finds out what a neural engine lacks on this machine, without loading packages or models."""

import importlib.util
from collections.abc import Callable, Sequence

from vozes.checkout import install_command
from vozes.errors import VozesError


def missing_for_neural(packages: Sequence[str], find_models: Callable[[], object]) -> str | None:
    """Returns what is missing and how to install it, or None; `find_models` raises VozesError where there is none."""
    if any(importlib.util.find_spec(package) is None for package in packages):
        return f"It needs torch. Run: {install_command('neural')}"
    try:
        find_models()
    except VozesError as error:
        return error.message
    return None

"""Finds out what a neural engine lacks on this machine, without loading packages or models."""

import importlib.util
from collections.abc import Callable, Sequence

from vozes.errors import VozesError


def missing_for_neural(packages: Sequence[str], find_models: Callable[[], object]) -> str | None:
    """Returns what is missing and how to install it, or None; `find_models` raises VozesError where there is none."""
    if any(importlib.util.find_spec(package) is None for package in packages):
        return "It needs torch. Run: python3 start.py --neural auto"
    try:
        find_models()
    except VozesError as error:
        return error.message
    return None

"""Imports the libraries of the extra `lang`, only when a text needs them."""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from vozes.errors import ErrorCode, VozesError

_NEEDED = {"ja": ("fugashi", "unidic_lite"), "zh": ("pypinyin",)}
"""The packages without which a language's phonemes cannot be told, by its base tag."""


def can_read(language: str) -> bool:
    """Returns whether all is installed that the phonemes of a language, by its base tag, need."""
    return all(find_spec(package) is not None for package in _NEEDED.get(language, ()))


def library(name: str, language: str) -> Any:
    """Returns a package, for a text in a language (`Chinese`). Raises VozesError(MODEL_NOT_INSTALLED)."""
    try:
        return import_module(name)
    except ImportError as error:
        raise _not_installed(name, language) from error


def japanese_reader(package: str, name: str) -> Any:
    """Returns a package's reader, which needs MeCab's dictionary. Raises VozesError(MODEL_NOT_INSTALLED)."""
    reader = getattr(library(package, "Japanese"), name)
    try:
        return reader()
    except RuntimeError as error:  # MeCab without its dictionary
        raise _not_installed("unidic-lite", "Japanese") from error


def _not_installed(package: str, language: str) -> VozesError:
    message = (
        f"{language} needs the package {package}, which is not installed. "
        "Run: python3 start.py --neural cpu (or: pip install 'vozes[lang]')."
    )
    if language == "Japanese" and sys.version_info >= (3, 13):  # mojimoji 0.0.13, which cutlet needs
        message += " This needs Python 3.11 or 3.12: for newer ones it is not built."
    return VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="language")

"""Finds where Hugging Face's tools keep what they have downloaded. It opens nothing but a branch's name."""

import os
from collections.abc import Iterator
from pathlib import Path

_LONGEST_REVISION = 100
"""Bytes; a commit's hash has 40."""


def cached_name(repository: str) -> str:
    """Returns the folder of `owner/name` within a cache."""
    return f"models--{repository.replace('/', '--')}"


def named_caches() -> Iterator[Path]:
    """Yields the cache, or the folder above it, that the environment names."""
    for variable in ("HF_HUB_CACHE", "HF_HOME"):
        if value := os.environ.get(variable):
            yield Path(value).expanduser()


def default_cache() -> Path:
    """Returns the folder above the cache where nothing is named, or where it is from before."""
    return Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "huggingface"


def with_snapshots(folder: Path) -> Iterator[Path]:
    """Yields the folder, then what a model's folder in a cache holds: its main branch, then others, newest first."""
    yield folder
    snapshots = [entry for entry in (folder / "snapshots").glob("*") if entry.is_dir()]
    main = folder / "refs" / "main"
    revision = ""
    if main.is_file():
        with main.open("rb") as file:
            revision = file.read(_LONGEST_REVISION).decode(errors="replace").strip()
    yield from sorted(snapshots, key=lambda entry: (entry.name != revision, -entry.stat().st_mtime))

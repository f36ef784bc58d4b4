"""Writes what the pages use of others' work into `vozes/ui/vendor`: files of npm packages, with their licences.

Run by whoever changes a version here: `.venv/bin/python -m requirements.pages`. A package that is not the one whose
hash is here is refused, and `vozes/ui/vendor/sha256.txt` has the hash of each file that was written, which a test
checks. Files stay as they were published, but that a module imports its neighbour by the path where it lies here, since
a page has no build step that would find it by its name. It knows nothing of the pages.
"""

import base64
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vozes.setup.environment import CHECKOUT

VENDOR = CHECKOUT / "vozes" / "ui" / "vendor"
HASHES = VENDOR / "sha256.txt"


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    sha512: str
    """Of the package as npm gives it, in base64."""
    files: Mapping[str, str]
    """By a path in the package, the path below `vendor` that it is written to."""
    imports: Mapping[str, str] = field(default_factory=dict)
    """By the name that a module imports, the path from that module."""


PACKAGES = (
    Package(
        "preact",
        "11.2.0",
        "/HfHI/7N84e6GrWBJ3J280z3mLaRJiDcSvj/A+y/4AbLnND/1UlGHe1sR6oYuTGwId0nP7dqDU9OnLxMPZ7xBg==",
        {
            "dist/preact.mjs": "preact/preact.js",
            "hooks/dist/hooks.mjs": "preact/hooks.js",
            "LICENSE": "preact/LICENSE",
        },
        {"preact": "./preact.js"},
    ),
    Package(
        "htm",
        "3.1.1",
        "983Vyg8NwUE7JkZ6NmOqpCZ+sh1bKv2iYTlUkzlWmA5JD2acKoxd4KVxbMmxX/85mtfdnDmTFoNKcg5DGAvxNQ==",
        {"dist/htm.mjs": "htm/htm.js", "LICENSE": "htm/LICENSE"},
    ),
    Package(
        "swagger-ui-dist",
        "5.35.0",
        "U06rpMtW9V3XPGOBeamTUSr0Z09jMX4IJuANpE/EZbAhw0G8CgwrzU4YmXkn/h0wCDNsXdGarTNNHC3sU8yVUQ==",
        {
            name: f"swagger-ui/{name}"
            for name in (
                "LICENSE",
                "NOTICE",
                "swagger-ui-bundle.js",
                "swagger-ui-bundle.js.LICENSE.txt",
                "swagger-ui.css",
            )
        },
    ),
)


def main() -> None:
    hashes = {}
    for package in PACKAGES:
        for path, content in _files(package).items():
            target = VENDOR / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            hashes[path] = hashlib.sha256(content).hexdigest()
    HASHES.write_text("".join(f"{value}  {path}\n" for path, value in sorted(hashes.items())), encoding="utf-8")


def _files(package: Package) -> dict[str, bytes]:
    """Returns what is written for a package, by paths below `vendor`. Raises SystemExit where npm has another one."""
    with tempfile.TemporaryDirectory() as folder:
        packed = subprocess.run(  # noqa: S603 what is above, and no words of others
            [shutil.which("npm") or "npm", "pack", "--json", f"{package.name}@{package.version}"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        archive = (Path(folder) / json.loads(packed.stdout)[0]["filename"]).read_bytes()
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != package.sha512:
        raise SystemExit(f"{package.name} {package.version} is not the package whose hash is in {__file__}.")
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed_files:
        return {
            target: _as_written(packed_files.extractfile(f"package/{source}").read(), package.imports)  # type: ignore[union-attr]
            for source, target in package.files.items()
        }


def _as_written(content: bytes, imports: Mapping[str, str]) -> bytes:
    for name, path in imports.items():
        content = content.replace(f'from"{name}"'.encode(), f'from"{path}"'.encode())
    return content


if __name__ == "__main__":
    main()

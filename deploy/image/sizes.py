"""Measures how large an image is when compressed, and holds it against its mark.

All of its file system goes through gzip once; an engine compresses each layer by itself, which comes to about the same,
as no layer here writes again what one below it has.
"""

import subprocess
from pathlib import Path

MARKS_MB = {"espeak": 250, "natural": 1600}
"""The size in MB that an image should not exceed; Kokoro is in `natural`."""
_CHUNK = 1024 * 1024


def tell_size(name: str, root: Path) -> str:
    """Returns a line with the size, and whether it is within the mark."""
    megabytes = compressed_bytes(root) / 1e6
    mark = MARKS_MB.get(name)
    if mark is None:
        return f"{name}: {megabytes:.0f} MB compressed"
    verdict = "within" if megabytes <= mark else "BEYOND"
    return f"{name}: {megabytes:.0f} MB compressed, {verdict} its mark of {mark} MB"


def compressed_bytes(root: Path) -> int:
    pack = ["tar", "--create", "--one-file-system", "--gzip", "--file=-", "--directory", str(root), "."]
    size = 0
    with subprocess.Popen(pack, stdout=subprocess.PIPE) as packing:  # noqa: S603
        while packing.stdout is not None and (chunk := packing.stdout.read(_CHUNK)):
            size += len(chunk)
    if packing.returncode:
        raise OSError(f"{root} could not be packed")
    return size

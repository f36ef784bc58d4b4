"""Which node a voice belongs to: rendezvous hashing, by which a node that comes or goes moves its own voices only."""

import hashlib
from collections.abc import Iterable


def preferred(nodes: Iterable[str], key: str) -> list[str]:
    """Returns the nodes, the one that `key` belongs to first, and behind it who has it where that one cannot."""
    return sorted(nodes, key=lambda node: hashlib.sha256(f"{node}\n{key}".encode()).digest(), reverse=True)

"""What oneDNN, and torch's way to it, keep of what they made for a signal's length: little, where each is another.

It knows no network.
"""

import os

_CAPACITY = 64
"""More than one sentence needs, whose equal layers share theirs."""
_VARIABLES = ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY")
"""Those of oneDNN's compiled primitives, and of what torch remembers beside each; both are 1,024 by default."""


def keep_few_primitives() -> None:
    """Has what was made for earlier lengths forgotten. Called before torch computes anything: it looks once.

    What the user has set holds.
    """
    for name in _VARIABLES:
        os.environ.setdefault(name, str(_CAPACITY))

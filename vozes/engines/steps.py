"""Work in steps: whoever asks for the next one may do something else meanwhile, or give the work up.

It knows nothing of what is done, nor of whose turn it is.
"""

from collections.abc import Generator
from typing import TypeVar

_Result = TypeVar("_Result")

Steps = Generator[None, None, _Result]
"""Work that gives up its turn between steps, and returns its result."""


def finish(steps: Steps[_Result]) -> _Result:
    """Takes all steps at once, and returns the result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result

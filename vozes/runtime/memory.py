"""Tells an exhausted memory, which passes, from an accelerator's other errors, which poison the process."""

import gc

import torch

from vozes.errors import ErrorCode, VozesError


def is_out_of_memory(error: BaseException) -> bool:
    """Returns whether it means that memory is out; then gives back what is cached, so that trying again makes sense."""
    text = str(error)
    out = isinstance(error, torch.OutOfMemoryError) or "not enough memory" in text or "out of memory" in text
    if out:
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
    return out


def out_of_memory() -> VozesError:
    """Returns the error for a request that not even on its own fits into what is left."""
    message = "There is not enough memory to go on with this text, even on its own."
    return VozesError(ErrorCode.OUT_OF_MEMORY, message)

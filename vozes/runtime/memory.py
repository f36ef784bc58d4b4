"""Telling an exhausted memory, which passes, from an accelerator's other errors, which poison the process."""

import gc

import torch


def is_out_of_memory(error: BaseException) -> bool:
    """Whether it means that memory is out; then what is cached is also given back, so that trying again makes sense."""
    text = str(error)
    out = isinstance(error, torch.OutOfMemoryError) or "not enough memory" in text or "out of memory" in text
    if out:
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
    return out

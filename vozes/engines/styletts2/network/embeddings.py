"""Tables that symbols are looked up in."""

import torch
from torch import nn


def embedding(symbols: int, width: int) -> nn.Embedding:
    """One to be filled. torch would draw numbers for it, and for that load its compiler: 74 MB of it."""
    return nn.Embedding(symbols, width, _weight=torch.empty(symbols, width))

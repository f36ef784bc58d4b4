"""Dense layers, attention and LSTMs, by the native kernels or by torch; for layers `use_kernels` chooses.

Parameters are those of torch's layers. For inference only; it knows no network.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.runtime.native import attention as native
from vozes.runtime.native.dense import LayerNorm, NativeDense
from vozes.runtime.native.library import kernels
from vozes.runtime.native.lstm import Direction, NativeLstm
from vozes.runtime.native.tiles import TileDense, dense


class Linear(nn.Linear):
    """Multiplies the last dimension by its weight."""

    _native: NativeDense | TileDense | None = None

    def forward(
        self, x: Tensor, *, gelu: bool = False, add: Tensor | None = None, norm: nn.LayerNorm | None = None
    ) -> Tensor:
        """(..., inputs) → (..., outputs).

        With `gelu` the result goes through GELU by tanh, then `add`, of its shape, is added, then comes `norm`.
        """
        shape = (*x.shape[:-1], self.out_features)
        if self._native is not None:
            add = None if add is None else add.reshape(-1, self.out_features)
            last = None if norm is None else LayerNorm(norm.weight, norm.bias, norm.eps)
            return self._native(x.reshape(-1, self.in_features).contiguous(), gelu=gelu, add=add, norm=last).view(shape)
        result = super().forward(x)
        if gelu:
            result = F.gelu(result, approximate="tanh")
        if add is not None:
            result = result + add
        return result if norm is None else norm(result)

    def use_kernels(self, half: bool) -> None:
        """Takes the parameters away; `half`: the kernels hold the weight in 16 bits."""
        self._native = dense(self.weight, self.bias, half)
        _empty(self)


def attention(query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
    """Returns what each row attends to, in each head: (batch, rows, heads * width), as the queries, keys and values."""
    if native.can_be_native(query[0], heads):
        return torch.stack([native.attention(*each, heads) for each in zip(query, key, value, strict=True)])
    query, key, value = (each.view(*each.shape[:2], heads, -1).transpose(1, 2) for each in (query, key, value))
    return F.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)


class BidirectionalLstm(nn.LSTM):
    """Goes through a sequence both ways."""

    _native: NativeLstm | None = None

    def __init__(self, inputs: int, outputs: int):
        """`outputs`: of both directions together."""
        super().__init__(inputs, outputs // 2, batch_first=True, bidirectional=True)

    def forward(self, x: Tensor) -> Tensor:  # type: ignore[override]
        """(time, inputs) or (batch, time, inputs) → (..., time, outputs)"""
        if self._native is None:
            out: Tensor = super().forward(x)[0]
            return out
        if x.dim() == 2:
            return self._native(x.contiguous())
        return torch.stack([self._native(each) for each in x.contiguous()])

    def use_kernels(self, half: bool) -> None:
        """Takes the parameters away; `half`: the kernels hold weights in 16 bits."""
        both = [(input_, state, first + second) for input_, state, first, second in self.all_weights]
        self._native = NativeLstm([Direction(*each) for each in both], half)
        _empty(self)


def use_kernels(network: nn.Module, half: bool = False) -> None:
    """Has the kernels compute a network's dense layers and LSTMs, where there are any and they can.

    `half`: they hold weights in 16 bits.
    """
    for module in network.modules():
        if isinstance(module, Linear | BidirectionalLstm) and kernels() is not None and _is_plain(module):
            module.use_kernels(half)


def _is_plain(module: nn.Module) -> bool:
    return all(each.dtype == torch.float32 and each.device.type == "cpu" for each in module.parameters())


def _empty(module: nn.Module) -> None:
    for parameter in module.parameters():
        parameter.data = parameter.new_empty(0)

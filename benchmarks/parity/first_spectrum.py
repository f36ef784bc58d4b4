"""Speaks a recording of an iSTFTNet with the signs that the phases of its first spectrum had.

The reference leaves them to rounding: the first spectrum is of a signal that mirrors itself, so it is real, and the
phase of a negative number is π or -π as the last bit of a Fourier transform falls. On another processor the reference
itself gives another first twentieth of a second. So they count as draws, and are found again in the recorded wave; what
they are found by is the beginning alone, with the norms of the whole.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import torch
from torch import Tensor

from vozes.engines.steps import finish
from vozes.engines.styletts2.network import adain
from vozes.engines.styletts2.network.adain import Affines
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.generator import Generator
from vozes.engines.styletts2.network.istftnet import IstftNet
from vozes.runtime.native.activation import Affine, Moments

_VALUES = 16
"""Of the pitch, that a beginning has: the samples that count, and all that these depend on."""
_HEARD = 1200
"""Samples in which the first spectrum is heard."""
_NEGATIVE = 3.0
"""Phases beyond that are those of negative numbers."""


@torch.inference_mode()
def decode_as_recorded(
    decode: Callable[[], Tensor], generator: Generator, normal: Draw, recorded: Tensor
) -> tuple[Tensor, int]:
    """What `decode` gives by the generator, and how many of its first phases have the recording's sign, not ours."""
    if not isinstance(generator, IstftNet):
        return decode(), 0
    with _watched(generator) as beginning:
        wave = decode()
    noise = normal((len(recorded),))

    def error(signs: Tensor) -> float:
        spoken = beginning.speak(generator, signs, noise)
        return float((spoken - recorded[:_HEARD]).square().sum())

    signs = _closest_signs(error, beginning.phases)
    if (signs > 0).all():
        return wave, 0
    with _signed(generator, signs):
        return decode(), int((signs < 0).sum())


@dataclass(slots=True)
class _Beginning:
    """What a generator was given and told first, and what its norms were for the whole."""

    x: Tensor
    pitch: Tensor
    affines: Affines
    phases: Tensor  # (bins,)
    norms: list[Affine]

    def speak(self, generator: IstftNet, signs: Tensor, noise: Tensor) -> Tensor:
        norms = iter(self.norms)
        with _signed(generator, signs), patch.object(adain, "folded", lambda *given: next(norms)):
            steps = generator(self.x.clone(), self.pitch, self.affines, lambda shape: noise[: shape[0]])
            wave: Tensor = finish(steps)
        return wave[:_HEARD]


@contextmanager
def _watched(generator: IstftNet) -> Iterator[_Beginning]:
    nothing = torch.empty(0)
    beginning = _Beginning(nothing, nothing, {}, nothing, [])
    source, fold = generator._source, adain.folded

    def start(_: object, given: tuple[Tensor, Tensor, Affines, Draw]) -> None:
        x, pitch, beginning.affines, _normal = given
        beginning.x, beginning.pitch = x[:_VALUES].clone(), pitch[:_VALUES]
        beginning.norms.clear()  # those before the generator's

    def tell(excitation: Tensor, dtype: torch.dtype) -> Tensor:
        told = source(excitation, dtype)
        beginning.phases = told[0].chunk(2)[1]
        return told

    def keep(moments: Moments, affine: Affine) -> Affine:
        beginning.norms.append(fold(moments, affine))
        return beginning.norms[-1]

    with patch.object(generator, "_source", tell), patch.object(adain, "folded", keep):
        hook = generator.register_forward_pre_hook(start)
        yield beginning
        hook.remove()


@contextmanager
def _signed(generator: IstftNet, signs: Tensor) -> Iterator[None]:
    """While it holds, the first phases have the signs (bins,)."""
    source = generator._source

    def tell(excitation: Tensor, dtype: torch.dtype) -> Tensor:
        told = source(excitation, dtype)
        told[0, len(signs) :] *= signs
        return told

    with patch.object(generator, "_source", tell):
        yield


def _closest_signs(error: Callable[[Tensor], float], phases: Tensor) -> Tensor:
    """Of the phases (bins,): turned one by one as long as the error becomes smaller."""
    signs = torch.ones_like(phases)
    smallest, before = error(signs), math.inf
    while smallest < before:
        before = smallest
        for index in (phases > _NEGATIVE).nonzero().flatten().tolist():
            signs[index] *= -1
            if (turned := error(signs)) < smallest:
                smallest = turned
            else:
                signs[index] *= -1
    return signs

"""The settings for the hardware, made concrete for this machine."""

import os
from collections.abc import Iterator

import pytest
import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.device import place, use_threads
from vozes.runtime.native import library


def test_a_processor_gets_int8_unless_told_otherwise() -> None:
    assert place("cpu", "auto").precision == "int8"
    assert place("cpu", "float32").precision == "float32"


def test_float32_is_float32_everywhere() -> None:
    placement = place("cpu", "float32")
    assert {placement.dtype, placement.cache_dtype, placement.vocoder_dtype} == {torch.float32}
    assert not placement.packs_weights


def test_int8_holds_other_weights_in_16_bits() -> None:
    assert place("cpu", "int8").packs_weights


def test_int8_keeps_activations_in_float32() -> None:
    assert place("cpu", "int8").dtype == torch.float32


def test_a_precision_that_the_device_lacks_is_refused() -> None:
    with pytest.raises(VozesError, match=r"float16 is not for cpu.*int8, float32") as caught:
        place("cpu", "float16")
    assert caught.value.code is ErrorCode.INVALID_SETTINGS


@pytest.mark.parametrize("device", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_refused(device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(VozesError, match=f"no {device}.*set device to auto or cpu"):
        place(device, "auto")


def test_a_gpu_is_taken_by_itself_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: True)
    assert (place("auto", "auto").device.type, place("auto", "auto").precision) == ("cuda", "bfloat16")


def test_a_gpu_without_bfloat16_computes_in_float16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: False)
    assert place("cuda", "auto").precision == "float16"


@pytest.fixture
def given_to_kernels(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The numbers of threads that the kernels were told, without any being started."""
    given: list[int] = []
    monkeypatch.setattr(library, "use_threads", given.append)
    before = torch.get_num_threads()
    yield given
    torch.set_num_threads(before)


def test_torch_and_the_kernels_have_the_threads_that_are_set(given_to_kernels: list[int]) -> None:
    use_threads(3)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)


def test_nothing_set_is_every_core_that_the_process_may_use(
    given_to_kernels: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 2, 5}, raising=False)
    use_threads(0)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)


def test_nothing_set_is_every_core_where_a_system_cannot_bind_processes(
    given_to_kernels: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    use_threads(0)
    assert (given_to_kernels, torch.get_num_threads()) == ([3], 3)

"""The settings for the hardware, made concrete for this machine."""

import pytest
import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime import device
from vozes.runtime.device import place
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


@pytest.mark.parametrize(
    ("level", "fast_bfloat16", "dtype"),
    [
        ("amx", True, torch.bfloat16),
        ("amx", False, torch.bfloat16),
        ("avx512", True, torch.float32),
        ("avx512", False, torch.float32),
        (None, True, torch.bfloat16),
        (None, False, torch.float32),
    ],
)
def test_int8_multiplies_bfloat16_by_tiles_and_by_onednn_without_kernels(
    monkeypatch: pytest.MonkeyPatch, level: str | None, fast_bfloat16: bool, dtype: torch.dtype
) -> None:
    monkeypatch.setattr(device, "has_bfloat16", lambda: fast_bfloat16)
    monkeypatch.setattr(library, "_loaded", lambda: (level, object()) if level else None)
    assert place("cpu", "int8").vocoder_dtype == dtype
    assert place("cpu", "float32").vocoder_dtype == torch.float32
    assert place("cpu", "int8").convolves_natively == (level is not None)


def test_int8_keeps_activations_in_float32() -> None:
    assert place("cpu", "int8").dtype == torch.float32


def test_a_precision_that_the_device_lacks_is_refused() -> None:
    with pytest.raises(VozesError, match=r"float16 is not for cpu.*int8, float32") as caught:
        place("cpu", "float16")
    assert caught.value.code is ErrorCode.INVALID_SETTINGS


@pytest.mark.parametrize("name", ["cuda", "mps"])
def test_a_device_that_is_not_there_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(VozesError, match=f"no {name}.*set device to auto or cpu"):
        place(name, "auto")


def test_a_gpu_is_taken_by_itself_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: True)
    assert (place("auto", "auto").device.type, place("auto", "auto").precision) == ("cuda", "bfloat16")


def test_a_gpu_without_bfloat16_computes_in_float16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda **_: False)
    assert place("cuda", "auto").precision == "float16"

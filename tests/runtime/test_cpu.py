"""Which fast arithmetic the processor has."""

from pathlib import Path

import pytest
import torch

from vozes.runtime import cpu

_CPUINFO = Path("/proc/cpuinfo")


@pytest.mark.skipif(not _CPUINFO.exists(), reason="only Linux lists the processor's instructions there")
def test_instructions_are_found_where_the_kernel_lists_them() -> None:
    flags = _CPUINFO.read_text().split()
    assert cpu.has_vnni() == ("avx512_vnni" in flags)
    assert cpu._says("_is_avx512_bf16_supported") == ("avx512_bf16" in flags)


@pytest.mark.parametrize(("seconds", "taken"), [(0.5, True), (0.95, False), (2.0, False)])
def test_bfloat16_is_taken_only_where_it_is_clearly_faster(
    monkeypatch: pytest.MonkeyPatch, seconds: float, taken: bool
) -> None:
    monkeypatch.setattr(cpu, "_says", lambda name: True)
    monkeypatch.setattr(cpu, "_seconds", lambda matrix: {torch.bfloat16: seconds, torch.float32: 1.0}[matrix.dtype])
    assert cpu.has_bfloat16.__wrapped__() == taken


def test_a_version_of_torch_that_does_not_answer_counts_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(torch.cpu, "_is_vnni_supported", raising=False)
    assert not cpu.has_vnni()

"""What a look at the installed torch finds."""

import pytest
import torch

from vozes.runtime import torch_build
from vozes.runtime.torch_build import build_name, faults

VERSION = torch.__version__.partition("+")[0]


def test_the_torch_that_is_installed_is_as_it_says() -> None:
    assert list(faults(VERSION, build_name())) == []


def test_another_version_and_another_build_are_told() -> None:
    version, build = faults("1.0", "cu999")
    assert version == f"torch is {VERSION}, and 1.0 is pinned"
    assert build == f"torch's build is {build_name()}, and cu999 was asked for"


@pytest.mark.parametrize(
    ("cuda", "hip", "name"),
    [("13.0", None, "cu130"), ("12.6", None, "cu126"), (None, "7.2.26015-fc0010cf6a", "rocm7.2")],
)
def test_a_build_is_called_as_its_index(
    monkeypatch: pytest.MonkeyPatch, cuda: str | None, hip: str | None, name: str
) -> None:
    monkeypatch.setattr(torch.version, "cuda", cuda)
    monkeypatch.setattr(torch.version, "hip", hip)
    assert build_name() == name
    assert list(faults(VERSION, name.replace("7.2", ""))) == []


def test_a_device_that_refuses_or_errs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_build, "best_device", lambda: torch.device("cuda"))
    if not torch.cuda.is_available():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(torch.Tensor, "to", _refuse)
            (fault,) = faults(VERSION, build_name())
        assert fault == "torch cannot multiply on cuda: no kernel image is available"
    monkeypatch.setattr(torch_build, "best_device", lambda: torch.device("cpu"))
    monkeypatch.setattr(torch, "equal", lambda one, other: False)
    assert list(faults(VERSION, build_name())) == ["torch multiplies wrong on cpu"]


def _refuse(*_arguments: object) -> torch.Tensor:
    raise RuntimeError("no kernel image is available\nCompile with TORCH_USE_CUDA_DSA")

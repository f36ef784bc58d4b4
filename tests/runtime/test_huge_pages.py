"""What lies in huge pages is a copy, and where there are none nothing is copied."""

import mmap
import re
from pathlib import Path

import pytest
import torch

from vozes.runtime import huge_pages
from vozes.runtime.huge_pages import in_huge_pages

MAPS = Path("/proc/self/smaps")
HAS_THEM = huge_pages.SETTING.exists() and "[never]" not in huge_pages.SETTING.read_text()
needs_huge_pages = pytest.mark.skipif(not HAS_THEM, reason="this system has no huge pages for who asks")


def some_tensors() -> list[torch.Tensor]:
    """Two of them with lengths that end amid a line of the caches."""
    generator = torch.Generator().manual_seed(0)
    weight = torch.randint(-127, 128, (1031, 4099), generator=generator, dtype=torch.int8)
    return [weight, torch.randn(3, 7, generator=generator), weight[:4].contiguous()]


def flags_at(address: int) -> list[str]:
    """Returns what the system was told of the memory there."""
    for part in re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", MAPS.read_text()):
        first, last = (int(each, 16) for each in part.split()[0].split("-"))
        if first <= address < last:
            return part.rpartition("VmFlags:")[2].split()
    raise AssertionError(f"nothing is mapped at {address:x}")


def test_copies_are_equal() -> None:
    given = some_tensors()
    for copy, tensor in zip(in_huge_pages(given), given, strict=True):
        assert copy.dtype == tensor.dtype
        assert torch.equal(copy, tensor)


@needs_huge_pages
def test_copies_are_their_own_and_aligned_for_vectors() -> None:
    given = some_tensors()
    copies = in_huge_pages(given)
    expected = [tensor.clone() for tensor in given]
    for tensor in given:
        tensor.zero_()
    for copy, tensor in zip(copies, expected, strict=True):
        assert torch.equal(copy, tensor)
        assert copy.data_ptr() % 64 == 0


@needs_huge_pages
@pytest.mark.skipif(not MAPS.exists(), reason="only Linux tells what is mapped")
def test_the_system_is_asked_for_them_where_a_whole_one_is_filled() -> None:
    copies = in_huge_pages(some_tensors())
    assert "hg" in flags_at(copies[0].data_ptr())
    assert "hg" not in flags_at(copies[2].data_ptr() + copies[2].nbytes)


@pytest.mark.parametrize("setting", ["always madvise [never]", None])
def test_where_there_are_none_the_tensors_stay_where_they_are(
    setting: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "enabled"
    if setting:
        file.write_text(setting)
    monkeypatch.setattr(huge_pages, "SETTING", file)
    given = some_tensors()
    assert all(copy is tensor for copy, tensor in zip(in_huge_pages(given), given, strict=True))


@needs_huge_pages
def test_so_they_do_where_there_is_no_memory_for_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(mmap, "mmap", refuse)
    given = some_tensors()
    assert all(copy is tensor for copy, tensor in zip(in_huge_pages(given), given, strict=True))


def test_of_nothing_there_are_no_copies() -> None:
    assert in_huge_pages([]) == []

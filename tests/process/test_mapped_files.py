"""Pages of files that nobody needs any more are let go of, and come back as the file has them."""

import ctypes
import mmap
import re
import sys
from pathlib import Path

import pytest

from vozes.process.mapped_files import release_mapped_files

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what is mapped")

SIZE = 8 << 20


def kept(path: Path) -> int:
    """Returns how many bytes of a file's mappings are in this process's memory."""
    smaps = Path("/proc/self/smaps").read_text()
    mappings = re.findall(
        rf"{re.escape(str(path))}\n(?:Size|KernelPageSize|MMUPageSize).*?\nRss: +(\d+) kB", smaps, re.S
    )
    return 1024 * sum(map(int, mappings))


def close_to_writing(mapped: mmap.mmap) -> None:
    """As the linker does with a library's tables once it has filled them."""
    address = ctypes.addressof(ctypes.c_char.from_buffer(mapped))
    assert ctypes.CDLL(None).mprotect(ctypes.c_void_p(address), ctypes.c_size_t(len(mapped)), mmap.PROT_READ) == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "library"
    path.write_bytes(bytes(range(256)) * (SIZE // 256))
    return path


def test_what_was_read_of_a_mapped_file_is_let_go_and_read_again(file: Path) -> None:
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ) as mapped:
        content = mapped[:]
        assert kept(file) == SIZE
        release_mapped_files()
        assert kept(file) == 0
        assert mapped[:] == content


def test_what_was_written_over_a_mapped_file_stays(file: Path) -> None:
    """As addresses in the tables of a library, whether they may be written to now or not."""
    with (
        file.open("rb") as opened,
        mmap.mmap(opened.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE) as mapped,
    ):
        mapped[5000:5004] = b"ours"
        release_mapped_files()
        assert mapped[5000:5004] == b"ours"


def test_what_was_written_and_then_closed_to_writing_stays(file: Path) -> None:
    with (
        file.open("rb") as opened,
        mmap.mmap(opened.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ | mmap.PROT_WRITE) as mapped,
    ):
        mapped[5000:5004] = b"ours"
        close_to_writing(mapped)
        release_mapped_files()
        assert mapped[5000:5004] == b"ours"

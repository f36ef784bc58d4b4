"""What a process gives up for good before it works on what others sent, so that whoever takes it over can do little.

Limits hold on Linux, and on macOS as far as it has them; Windows has none of this. New privileges, programs and
connections are refused on Linux alone, by a filter of system calls, which binds root too. Nothing here needs a package.
"""

import contextlib
import ctypes
import platform
import struct
import sys

_NO_NEW_PRIVILEGES = 38  # linux/prctl.h
_FILTER, _ALL_THREADS = 1, 1  # linux/seccomp.h
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050001, 0x00050026  # as EPERM and ENOSYS
_LOAD, _IS, _AT_LEAST, _HAS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # linux/bpf_common.h
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_OTHER_NUMBERS = 0x40000000  # x86's calls for 32-bit pointers
_THREAD = 0x10000  # CLONE_THREAD
_INTERNET = (2, 10)  # AF_INET, AF_INET6

_CALLS = {
    "x86_64": (0xC000003E, 317, {"clone": 56, "clone3": 435, "socket": 41}, (57, 58, 59, 101, 311, 322, 425)),
    "aarch64": (0xC00000B7, 277, {"clone": 220, "clone3": 435, "socket": 198}, (117, 221, 271, 281, 425)),
}
"""For each machine: its audit code, then the numbers of the call `seccomp`, of calls whose arguments decide, and of
refused calls: fork and vfork, which arm64 lacks, execve, ptrace, process_vm_writev, execveat and io_uring_setup."""


def give_up(what: str, limit: int, more: int = 0) -> None:
    """Gives up what is beyond a limit of the system (`RLIMIT_…`), if it has that one.

    At the limit the system tells the process; `more` beyond it, it ends the process without a word.
    """
    if sys.platform == "win32":
        return
    with contextlib.suppress(AttributeError, ImportError, ValueError, OSError):
        import resource

        number = getattr(resource, f"RLIMIT_{what}")
        most = resource.getrlimit(number)[1]
        hard = limit + more if most == resource.RLIM_INFINITY else min(limit + more, most)
        resource.setrlimit(number, (min(limit, hard), hard))


def data_bytes() -> int:
    """Returns what `RLIMIT_DATA` counts of this process: memory that only it can write. 0 where that is not known."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status") as status:
        return next((int(line.split()[1]) << 10 for line in status if line.startswith("VmData:")), 0)
    return 0


def give_up_programs() -> bool:
    """Gives up programs, processes, connections, other processes' memory, and privileges that a program would bring.

    Threads can still be made. Returns whether all threads are bound; macOS has but a limit, which does not bind root.
    """
    if sys.platform != "linux":
        give_up("NPROC", 0)
        return False
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if platform.machine() in _CALLS:
            return _bind(library)
    return False


def _bind(library: ctypes.CDLL) -> bool:
    _, call, _, _ = _CALLS[platform.machine()]
    code = _filter()
    instructions = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("@HP", len(code) // 8, ctypes.addressof(instructions))
    return bool(library.syscall(call, _FILTER, _ALL_THREADS, program) == 0)


def _filter() -> bytes:
    """Returns lines of struct sock_filter: code, instructions to skip if it holds, and if not, value."""
    mark, _, looked_into, refused = _CALLS[platform.machine()]
    fits = [(_LOAD, 0, 0, _ARCHITECTURE), *_unless(_IS, mark), (_LOAD, 0, 0, _NUMBER), *_if(_AT_LEAST, _OTHER_NUMBERS)]
    simple = [line for number in refused for line in _if(_IS, number)]
    simple += _if(_IS, looked_into["clone3"], _UNKNOWN)  # libraries then use clone, whose flags can be looked at
    clone = [(_LOAD, 0, 0, _ARGUMENT), *_unless(_HAS, _THREAD), (_RETURN, 0, 0, _ALLOW)]
    socket = [(_LOAD, 0, 0, _ARGUMENT), *(line for family in _INTERNET for line in _if(_IS, family))]
    lines = [
        *fits,
        *simple,
        (_IS, 0, len(clone), looked_into["clone"]),
        *clone,
        (_IS, 0, len(socket), looked_into["socket"]),
        *socket,
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)


def _if(test: int, value: int, verdict: int = _REFUSE) -> list[tuple[int, int, int, int]]:
    return [(test, 0, 1, value), (_RETURN, 0, 0, verdict)]


def _unless(test: int, value: int) -> list[tuple[int, int, int, int]]:
    return [(test, 1, 0, value), (_RETURN, 0, 0, _REFUSE)]

"""Reads what `torch.save` wrote without running anything that the file asks for; the only caller of `torch.load`.

A pickle is a program. So its text is read first, and a file that names more than tensors need, and more than the
classes that its reader expects, is refused; only then does torch's own restricted loader get it, with inert classes
in the place of those that were expected. It knows nothing of models.
"""

import pickletools
import warnings
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any, Self

import torch

from vozes.errors import ErrorCode, VozesError

_STORAGES = ("Bool", "Byte", "Char", "Short", "Int", "Long", "Half", "BFloat16", "Float", "Double")
_TENSORS = frozenset(
    {
        "collections.OrderedDict",
        "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_tensor_v2",
        *(f"torch.{name}Storage" for name in _STORAGES),
    }
)
"""All names that plain tensors ask for."""
_INDIRECT = frozenset({"STACK_GLOBAL", "INST", "OBJ", "NEWOBJ_EX", "EXT1", "EXT2", "EXT4", "PERSID"})
"""Instructions that reach for something by other means than GLOBAL; `torch.save` writes none of them."""
_LARGEST_PICKLE = 256 * 1024 * 1024
"""Bytes of a pickle, without the tensors' own."""


class _Inert:
    """Stands in for an object of another package: it takes whatever the file says of it, and keeps nothing."""

    __slots__ = ()

    def __new__(cls, *_: object) -> Self:
        return super().__new__(cls)

    def __setstate__(self, _: object) -> None:
        pass


def read_pickled(path: Path, stand_ins: Collection[str] = ()) -> Any:
    """Returns what the file holds, with its tensors mapped into memory, on the CPU.

    `stand_ins` are the full names of classes that it may name besides tensors; their objects come back empty.
    Raises VozesError(INVALID_CHECKPOINT) for a file that is broken, or that asks for anything else.
    """
    try:
        _check_archive(path, stand_ins)
        return _load(path, stand_ins)
    except VozesError:
        raise
    except Exception as error:  # whatever a broken file makes the readers raise
        raise _refusal(path, f"cannot be read: {_reason(error)}") from error


def _load(path: Path, stand_ins: Collection[str]) -> Any:
    inert: list[Any] = [(type(name.rpartition(".")[2], (_Inert,), {"__slots__": ()}), name) for name in stand_ins]
    with torch.serialization.safe_globals(inert), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what the file is made of, which is the reader's matter
        return torch.load(path, map_location="cpu", weights_only=True, mmap=True)


def _check_archive(path: Path, stand_ins: Collection[str]) -> None:
    if not path.is_file():  # a pipe would be waited for
        raise _refusal(path, "is no file")
    if not zipfile.is_zipfile(path):
        raise _refusal(path, "is cut short, or was not written by torch.save of PyTorch 1.6 or newer")
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        pickles = [entry for entry in entries if entry.filename.lower().endswith(".pkl")]
        if any(entry.filename.lower().endswith("constants.pkl") for entry in pickles):
            raise _refusal(path, "is a TorchScript program, not a checkpoint")
        if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
            raise _refusal(path, "is a compressed archive, which torch.save does not write")
        if len(pickles) != 1 or pickles[0].file_size > _LARGEST_PICKLE:
            raise _refusal(path, "is not laid out as torch.save writes it")
        if broken := archive.testzip():  # else torch would make weights of bytes that changed on the way
            raise _refusal(path, f"is damaged: {broken} is not what was written")
        _check_pickle(path, archive.read(pickles[0]), _TENSORS | set(stand_ins))


def _check_pickle(path: Path, pickle: bytes, allowed: Collection[str]) -> None:
    for opcode, argument, _ in pickletools.genops(pickle):
        if opcode.name in _INDIRECT:
            raise _refusal(path, f"has the instruction {opcode.name}, which no checkpoint needs; it was not run")
        if opcode.name == "GLOBAL":
            name = ".".join(str(argument).split(" ", 1))
            if name not in allowed:
                raise _refusal(path, f"asks for {name[:200]!r}, which no checkpoint needs; it was not run")


def _reason(error: Exception) -> str:
    """Returns the first line that says what is wrong, without torch's advice to load the file all the same."""
    text = str(error).rpartition("WeightsUnpickler error:")[2].strip() or type(error).__name__
    return text.splitlines()[0][:200]


def _refusal(path: Path, problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_CHECKPOINT, f"{path} {problem}.")

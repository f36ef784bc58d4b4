"""Files that try to run something when they are loaded, put together from a pickle's own instructions.

Each takes the path of a marker: whoever runs what the file asks for creates it. None is ever written by `torch.save`.
"""

import gzip
import io
import pickle
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

CONFIG = "TTS.tts.configs.xtts_config.XttsConfig"
"""The class that the reader expects."""
REBUILD = "torch._utils._rebuild_tensor_v2"


def program(*parts: bytes) -> bytes:
    """A pickle as `torch.save` frames it."""
    return b"\x80\x02" + b"".join(parts) + b"."


def value(content: object) -> bytes:
    """The instructions that put plain data on the stack."""
    return pickle.dumps(content, 2)[2:-1]


def named(name: str) -> bytes:
    module, _, attribute = name.rpartition(".")
    return f"c{module}\n{attribute}\n".encode()


def call(name: str, *arguments: object) -> bytes:
    return named(name) + value(arguments) + b"R"


def archive(
    pickled: bytes,
    name: str = "data.pkl",
    compression: int = zipfile.ZIP_STORED,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A file as `torch.save` lays it out, with one storage of sixteen bytes."""
    records = {name: pickled, "byteorder": b"little", "data/0": bytes(16), "version": b"3\n", **more}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as target:
        for record, content in records.items():
            target.writestr(f"archive/{record}", content)
    return file.getvalue()


def tensor(size: object = (4,), stride: object = (1,), offset: object = 0, hooks: bytes = b"") -> bytes:
    """A tensor over the archive's sixteen bytes."""
    storage = b"(" + value("storage") + named("torch.FloatStorage") + value("0") + value("cpu") + value(4) + b"tQ"
    hooks = hooks or named("collections.OrderedDict") + b")R"
    return named(REBUILD) + b"(" + storage + value(offset) + value(size) + value(stride) + value(False) + hooks + b"tR"


class _Reducing:
    """Pickles as a call of `exec`, in any protocol."""

    def __init__(self, code: str):
        self.code = code

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return exec, (self.code,)


class _Unpickler(pickle.Unpickler):
    def persistent_load(self, _: object) -> None:
        return None


def load_trustingly(pickled: bytes) -> None:
    """As a reader does that runs what it is given."""
    loaded = _Unpickler(io.BytesIO(pickled)).load()
    if isinstance(loaded, io.IOBase):
        loaded.close()


def _touch(marker: str) -> str:
    return f"open({marker!r}, 'w').close()"


def harmful_programs(marker: str) -> dict[str, bytes]:
    """Pickles that create the marker when they are trusted."""
    return _by_function(marker) | _by_instruction(marker) | _by_place(marker)


def _by_function(marker: str) -> dict[str, bytes]:
    """The ways to a function that does harm."""
    code, shell = _touch(marker), f"> '{marker}'"
    command = [sys.executable, "-c", code]
    harm = program(call("builtins.exec", code))
    get = named("builtins.getattr")
    return {
        "os.system": program(call("os.system", shell)),
        "posix.system": program(call("posix.system", shell)),
        "os.mkdir": program(call("os.mkdir", marker)),
        "subprocess.call": program(call("subprocess.call", command)),
        "subprocess.run": program(call("subprocess.run", command)),
        "subprocess.check_output": program(call("subprocess.check_output", command)),
        "exec": harm,
        "eval": program(call("builtins.eval", code)),
        "Python 2's eval": program(call("__builtin__.eval", code)),
        "builtins.open": program(call("builtins.open", marker, "w")),
        "io.open": program(call("io.open", marker, "w")),
        "_io.FileIO": program(call("_io.FileIO", marker, "w")),
        "shutil.copyfile": program(call("shutil.copyfile", __file__, marker)),
        "cProfile.run": program(call("cProfile.run", code)),
        "runpy": program(call("runpy._run_code", code, {})),
        "numpy's runstring": program(call("numpy.testing._private.utils.runstring", code, {})),
        "importlib": program(
            get, b"(", call("importlib.import_module", "os"), value("mkdir"), b"tR", value((marker,)), b"R"
        ),
        "an interpreter": program(
            call("operator.methodcaller", "runsource", code), b"(", named("code.InteractiveInterpreter"), b")RtR"
        ),
        "operator.methodcaller": program(
            call("operator.methodcaller", "touch"), b"(", call("pathlib.Path", marker), b"tR"
        ),
        "functools.partial": program(named("functools.partial"), b"(", named("os.mkdir"), value(marker), b"tR)R"),
        "map": program(
            named("builtins.list"), b"(", named("builtins.map"), b"(", named("os.mkdir"), value([marker]), b"tRtR"
        ),
        "pickle.loads": program(call("pickle.loads", harm)),
        "_pickle.loads": program(call("_pickle.loads", harm)),
        "torch.storage._load_from_bytes": program(call("torch.storage._load_from_bytes", archive(harm))),
    }


def _by_instruction(marker: str) -> dict[str, bytes]:
    """The instructions that reach for a function."""
    code = _touch(marker)
    harm = call("builtins.exec", code)
    instructions = {
        "INST": program(b"(", value(code), b"ibuiltins\nexec\n"),
        "OBJ": program(b"(", named("builtins.exec"), value(code), b"o"),
        "STACK_GLOBAL": program(value("builtins"), value("exec"), b"\x93", value((code,)), b"R"),
        "NEWOBJ": program(named("builtins.list"), b")\x81", harm),
        "NEWOBJ_EX": program(named("builtins.list"), b")}\x92", harm),
        "the memo": program(named("builtins.exec"), b"q\x000h\x00", value((code,)), b"R"),
    }
    return instructions | {f"protocol {number}": pickle.dumps(_Reducing(code), number) for number in range(6)}


def _by_place(marker: str) -> dict[str, bytes]:
    """The places in a checkpoint where a call may hide."""
    harm = call("builtins.exec", _touch(marker))
    return {
        "after the model": program(value({"model": {}}), b"0", harm),
        "a parameter": program(b"}(", value("model"), b"}(", value("mel_stats"), harm, b"uu"),
        "a parameter's name": program(b"}(", value("model"), b"}(", harm, value(1), b"uu"),
        "in a list": program(b"](", harm, b"e"),
        "in a tuple": program(harm, b"\x85"),
        "a storage's type": program(b"(", value("storage"), harm, value("0"), value("cpu"), value(4), b"tQ"),
        "a storage's device": program(b"(", value("storage"), b"N", value("0"), harm, value(4), b"tQ"),
        "a persistent id": program(harm, b"Q"),
        "an attribute": program(named("collections.OrderedDict"), b")R}(", value("x"), harm, b"ub"),
    }


def hostile_files(marker: str) -> dict[str, bytes]:
    """Whole files that no checkpoint looks like, besides the harmful programs as `torch.save` would lay them out."""
    programs = _within_the_expected(marker) | _of_torch() | _of_broken_tensors()
    return {name: archive(pickled) for name, pickled in programs.items()} | _odd_containers(marker)


def _within_the_expected(marker: str) -> dict[str, bytes]:
    """What reaches from the classes that are expected to others, or hangs on their objects."""
    code = _touch(marker)
    config = named(CONFIG) + b")\x81"
    return {
        "the configuration's class": program(named(f"{CONFIG}.__class__")),
        "the configuration's globals": program(named(f"{CONFIG}.__init__.__globals__")),
        "the configuration's bases": program(named(f"{CONFIG}.__bases__")),
        "the configuration's module": program(call("TTS.tts.configs.xtts_config.os.system", code)),
        "a name with a space": program(b"cTTS.tts.configs.xtts_config XttsConfig\nsystem\n"),
        "another class of the package": program(named("TTS.tts.models.xtts.Xtts")),
        "a call in the configuration": program(config, b"}(", value("languages"), call("builtins.exec", code), b"ub"),
        "__setstate__ of the configuration": program(
            config, b"}(", value("__setstate__"), named("os.mkdir"), b"ub", value(marker), b"b"
        ),
        "__class__ of the configuration": program(
            config, b"N}(", value("__class__"), named("subprocess.Popen"), b"u\x86b"
        ),
        "nt.system": program(call("nt.system", code)),
        "EXT1": program(b"\x82\x01"),
        "copyreg": program(call("copyreg.add_extension", "os", "system", 240)),
        "copy_reg": program(call("copy_reg.__newobj__", 1)),
    }


def _of_torch() -> dict[str, bytes]:
    """What torch's restricted loader may call, and plain tensors never need."""
    return {
        "a codec": program(call("_codecs.encode", "x", "rot13")),
        "a huge bytearray": program(call("builtins.bytearray", 2**40)),
        "a set": program(call("builtins.set", [1])),
        "a wrapper's subclass": program(call("torch._utils._rebuild_wrapper_subclass", 1, 2, 3, 4, 5, 6, 7)),
        "a tensor of a type": program(call("torch._tensor._rebuild_from_type_v2", 1, 2, 3, 4)),
        "an array as a tensor": program(call("torch._utils._rebuild_device_tensor_from_numpy", 1, 2, 3, 4)),
        "a quantized tensor": program(call("torch._utils._rebuild_qtensor", 1, 2, 3, 4, 5, 6, 7)),
        "a sparse tensor": program(call("torch._utils._rebuild_sparse_tensor", 1, 2)),
        "an untyped storage": program(call("torch.storage.UntypedStorage", 2**40)),
        "a device": program(call("torch.device", "cuda")),
        "torch.hub": program(call("torch.hub.load", "a/b", "c")),
    }


def _of_broken_tensors() -> dict[str, bytes]:
    """Tensors that would read beyond their bytes, or that are none."""
    return {
        "more than the storage has": program(tensor(size=(2**20,))),
        "far more than the storage has": program(tensor(size=(2**60,))),
        "a stride beyond the storage": program(tensor(size=(2,), stride=(2**40,))),
        "a negative stride": program(tensor(stride=(-1,))),
        "a negative offset": program(tensor(offset=-(2**20))),
        "an offset beyond the storage": program(tensor(offset=2**40)),
        "a size of letters": program(tensor(size="four")),
        "another archive's storage": program(tensor().replace(value("0"), value("../0"))),
        "a rebuilt string": program(call(REBUILD, "x", 0, (1,), (1,), False, None)),
        "a parameter of text": program(call("torch._utils._rebuild_parameter", "x", True, None)),
        "nothing": b"",
        "an empty stack": b"\x80\x02.",
        "a memo that is not there": program(b"h\x09"),
        "a call of nothing": program(b")R"),
    }


def _odd_containers(marker: str) -> dict[str, bytes]:
    harm = program(call("builtins.exec", _touch(marker)))
    fine = program(value({"model": {}}))
    return {
        "a bare pickle": harm,
        "a pickle before an archive": harm + archive(fine),
        "the first format of torch": _old_format(harm),
        "the tar format of torch": _tar(harm),
        "a tar archive, gzipped": gzip.compress(_tar(harm)),
        "an array of objects": _array_of_objects(marker),
        "TorchScript": archive(fine, more={"constants.pkl": harm}),
        "TorchScript in capitals": archive(fine, more={"CONSTANTS.PKL": harm}),
        "a second pickle": archive(fine, more={"other/data.pkl": harm}),
        "a second pickle in capitals": archive(fine, more={"DATA.PKL": harm}),
        "a pickle by another name": archive(harm, "model.pkl"),
        "compressed": archive(program(tensor()), compression=zipfile.ZIP_DEFLATED),
        "no pickle": archive(fine, "data.txt"),
        "empty": b"",
        "an empty archive": b"PK\x05\x06" + bytes(18),
    }


def _old_format(harm: bytes) -> bytes:
    """Before PyTorch 1.6: pickles one after another."""
    magic, version, system = 0x1950A86A20F9469CFC6C, 1001, {"little_endian": True}
    return b"".join(pickle.dumps(part, 2) for part in (magic, version, system)) + harm + pickle.dumps([], 2)


def _tar(harm: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as target:
        for name in ("storages", "tensors", "pickle"):
            entry = tarfile.TarInfo(name)
            entry.size = len(harm)
            target.addfile(entry, io.BytesIO(harm))
    return file.getvalue()


def _array_of_objects(marker: str) -> bytes:
    file = io.BytesIO()
    np.savez(file, model=np.array([_Reducing(_touch(marker))], dtype=object))
    return file.getvalue()

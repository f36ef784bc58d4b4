"""Whatever a file asks for, nothing of it is run; and what checkpoints hold is read."""

import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.runtime.malicious import (
    CONFIG,
    archive,
    call,
    harmful_programs,
    hostile_files,
    load_trustingly,
    named,
    program,
    tensor,
    value,
)
from vozes.errors import ErrorCode, VozesError
from vozes.runtime import pickles
from vozes.runtime.pickles import read_pickled


def _refusal(path: Path) -> str:
    with pytest.raises(VozesError) as refused:
        read_pickled(path, [CONFIG])
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert refused.value.message.startswith(str(path))
    return refused.value.message


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", harmful_programs(""))
def test_a_program_that_would_do_harm_is_refused_and_not_run(name: str, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    pickled = harmful_programs(str(marker))[name]
    _refusal(_written(tmp_path / "model.pth", archive(pickled)))
    assert not marker.exists()


@pytest.mark.parametrize("name", harmful_programs(""))
@pytest.mark.skipif(sys.platform == "win32", reason="some of the programs are for a POSIX shell")
def test_that_program_does_harm_to_a_reader_that_trusts_it(name: str, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    load_trustingly(harmful_programs(str(marker))[name])
    assert marker.exists()


@pytest.mark.parametrize("name", harmful_programs(""))
def test_torch_does_not_run_it_either(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickles, "_check_archive", lambda path, stand_ins: None)
    marker = tmp_path / "marker"
    pickled = harmful_programs(str(marker))[name]
    _refusal(_written(tmp_path / "model.pth", archive(pickled)))
    assert not marker.exists()


@pytest.mark.parametrize("name", hostile_files(""))
def test_a_hostile_file_is_refused_and_not_run(name: str, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    _refusal(_written(tmp_path / "model.pth", hostile_files(str(marker))[name]))
    assert not marker.exists()


def test_there_are_at_least_fifty_of_them() -> None:
    files = {archive(pickled) for pickled in harmful_programs("").values()} | set(hostile_files("").values())
    assert len(files) >= 80


@pytest.mark.parametrize(
    ("name", "asked"), [("os.system", "'os.system'"), ("INST", "INST"), ("protocol 4", "STACK_GLOBAL")]
)
def test_the_refusal_names_what_was_asked_for(name: str, asked: str, tmp_path: Path) -> None:
    pickled = harmful_programs("")[name]
    assert asked in _refusal(_written(tmp_path / "model.pth", archive(pickled)))


def test_the_same_archive_with_nothing_but_a_tensor_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path / "model.pth", archive(program(tensor())))
    assert torch.equal(read_pickled(path), torch.zeros(4))


def test_expected_classes_come_back_empty_whatever_the_file_says_of_them(tmp_path: Path) -> None:
    state = b"}(" + value("languages") + value(["en"]) + value("__class__") + value(1) + b"u"
    for pickled in (
        program(named(CONFIG), b")\x81", state, b"b"),
        program(call(CONFIG, 1, 2)),
        program(named(CONFIG), value((1, 2)), b"\x81"),
        program(named(CONFIG), b")\x81N", state, b"\x86b"),
    ):
        config = read_pickled(_written(tmp_path / "model.pth", archive(pickled)), [CONFIG])
        assert type(config).__name__ == "XttsConfig"
        assert not hasattr(config, "languages")
        assert not hasattr(config, "__dict__")


def test_a_class_that_was_not_expected_is_refused(tmp_path: Path) -> None:
    path = _written(tmp_path / "model.pth", archive(program(named(CONFIG), b")\x81")))
    with pytest.raises(VozesError, match=f"asks for '{CONFIG}'"):
        read_pickled(path, ["TTS.tts.models.xtts.XttsArgs"])


def test_expected_classes_are_expected_of_one_file_alone(tmp_path: Path) -> None:
    before = set(torch.serialization.get_safe_globals())
    read_pickled(_written(tmp_path / "model.pth", archive(program(named(CONFIG), b")\x81"))), [CONFIG])
    assert set(torch.serialization.get_safe_globals()) == before


def test_what_torch_saves_of_tensors_is_read(tmp_path: Path) -> None:
    shared = torch.arange(6.0)
    saved: dict[str, Any] = {
        "float": torch.randn(2, 3),
        "half": torch.randn(3).half(),
        "bfloat16": torch.randn(3).bfloat16(),
        "whole": torch.tensor(7),
        "true": torch.tensor([True, False]),
        "parameter": torch.nn.Parameter(torch.ones(2)),
        "view": shared[2:4],
        "turned": torch.randn(2, 3).t(),
    }
    torch.save(saved | {"step": 3, "names": ["a", None, 1.5]}, tmp_path / "model.pth")
    read = read_pickled(tmp_path / "model.pth")
    assert (read["step"], read["names"]) == (3, ["a", None, 1.5])
    assert all(torch.equal(read[name], tensor) for name, tensor in saved.items())


def test_a_model_that_was_saved_as_its_state_is_read(tmp_path: Path) -> None:
    layer = torch.nn.Linear(2, 3)
    torch.save(layer.state_dict(), tmp_path / "model.pth")
    assert torch.equal(read_pickled(tmp_path / "model.pth")["weight"], layer.weight)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what is mapped")
def test_tensors_are_mapped_from_the_file(tmp_path: Path) -> None:
    torch.save({"weight": torch.ones(1000)}, tmp_path / "model.pth")
    read = read_pickled(tmp_path / "model.pth")
    assert str(tmp_path / "model.pth") in Path("/proc/self/maps").read_text()
    assert read["weight"].sum() == 1000


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_cut_short_is_refused(kept: float, tmp_path: Path) -> None:
    torch.save({"weight": torch.randn(1000)}, tmp_path / "whole.pth")
    content = (tmp_path / "whole.pth").read_bytes()
    _refusal(_written(tmp_path / "model.pth", content[: int(kept * len(content))]))


def test_a_byte_that_changed_on_the_way_is_found(tmp_path: Path) -> None:
    weight = torch.full((1000,), 1.5)
    torch.save({"weight": weight}, tmp_path / "whole.pth")
    damaged = (tmp_path / "whole.pth").read_bytes().replace(weight.numpy().tobytes(), bytes(4000))
    assert "is damaged" in _refusal(_written(tmp_path / "model.pth", damaged))


def test_a_missing_file_or_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    _refusal(tmp_path / "model.pth")
    _refusal(tmp_path)

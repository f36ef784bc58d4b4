"""Turns a published model, and its voice packs, into safetensors once, in a process that is thrown away.

`converted` gives the files. Where they are missing, or what they are made from has changed, it starts this module as a
process: the pickles are opened there alone. It knows nothing of what the tensors are for.
"""

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from vozes.engines.styletts2.checkpoint.checkpoint import read_tensors, read_voice
from vozes.engines.styletts2.checkpoint.config_file import read_config
from vozes.engines.styletts2.checkpoint.downloads import own_folder
from vozes.engines.styletts2.checkpoint.files import ModelFiles, voice_packs
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.runtime.conversion import convert_once, fingerprint, write_converted
from vozes.runtime.conversion_process import convert_elsewhere, serve_conversion
from vozes.runtime.starter import Progress
from vozes.runtime.weights import Weights

_LAYOUT = 1
"""A number to raise when the written files change."""
_WEIGHTS, _VOICES = "weights.safetensors", "voices.safetensors"
_MODEL_SHARE = 0.9
"""The model's part of the progress where there are voice packs, which only report their end."""


@dataclass(frozen=True, slots=True)
class ConvertedModel:
    weights: Path
    """The table's parameters, float32."""
    voices: Path | None
    """A tensor (510, 256) by the name of each voice pack; None for a model without packs."""

    @property
    def fingerprint(self) -> str:
        """Identifies the model, whatever its packs."""
        return self.weights.parent.name

    def read_voices(self) -> dict[str, Tensor]:
        """Returns the voice packs by name, mapped in the file."""
        return Weights(self.voices).load() if self.voices else {}


def converted(files: ModelFiles, config: StyleTts2Config, home: Path, progress: Progress) -> ConvertedModel:
    """Returns the converted files, made if need be, which takes some seconds and as much room as the model.

    Packs are converted apart from the weights, so that another one makes little work. Raises
    VozesError(INVALID_CHECKPOINT, STORAGE_FULL or ENGINE_FAILED).
    """
    share = _MODEL_SHARE if files.voices else 1.0
    folder = own_folder(home) / "converted"
    weights = folder / fingerprint(_LAYOUT, [files.model], [files.config]) / _WEIGHTS
    _see_to(weights, files.model, files.config, set(parameters(config)), lambda done: progress(share * done))
    if not files.voices:
        return ConvertedModel(weights, None)
    voices = folder / fingerprint(_LAYOUT, [], [files.config, *files.voices]) / _VOICES
    packs = {path.stem for path in files.voices}
    _see_to(voices, files.voices[0].parent, files.config, packs, progress)
    return ConvertedModel(weights, voices)


def _see_to(path: Path, source: Path, config: Path, names: Collection[str], progress: Progress) -> None:
    """Converts `source`, a model or a folder of packs, to `path`, unless that holds tensors of those names already."""

    def convert(work: Path) -> None:
        convert_elsewhere(__name__, (source, config, work / path.name), source, progress)

    convert_once(path.parent, {path.name: names}, source, convert)


def _convert(source: Path, config_path: Path, path: Path, progress: Progress) -> None:
    """Converts in the process that is started for it. Raises VozesError."""
    config = read_config(config_path)

    def read(progress: Progress) -> dict[str, Tensor]:
        if source.is_dir():
            return {pack.stem: read_voice(pack, config) for pack in voice_packs(source)}
        return read_tensors(source, config, progress)

    write_converted(path, source, read, progress)


def _main(*paths: str) -> int:
    source, config, path = map(Path, paths)
    return serve_conversion(lambda progress: _convert(source, config, path, progress))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))

"""Turns a published checkpoint into safetensors once, in a process of its own that is thrown away.

`converted` gives the files. Where they are missing, or the checkpoint has changed, it starts this module as a process:
the pickles are opened there alone. It knows nothing of what the tensors are for.
"""

import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from torch import Tensor

from vozes.engines.xtts.checkpoint.checkpoint import Precision, converted_names, read_speakers, read_tensors
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.files import CheckpointFiles, own_folder
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.voice import XttsVoice
from vozes.runtime.conversion import convert_once, fingerprint, write_converted
from vozes.runtime.conversion_process import convert_elsewhere, serve_conversion
from vozes.runtime.starter import Progress
from vozes.runtime.weights import Weights, write_weights

_LAYOUT = 1
"""A number to raise when the written files change."""


@dataclass(frozen=True, slots=True)
class ConvertedFiles:
    weights: Path
    """The table's parameters; in int8, those to quantize are int8 (out, in), with `NAME.scale` float32 (out,)."""
    speakers: Path
    """`N.latents` (1, 32, width) and `N.embedding` (1, 512, 1), N counting the metadata's `names`, which are JSON."""

    @property
    def fingerprint(self) -> str:
        """Identifies the checkpoint, whatever the precision."""
        return self.weights.parent.name

    @classmethod
    def of(cls, folder: Path, precision: Precision) -> "ConvertedFiles":
        return cls(folder / f"weights.{precision}.safetensors", folder / "speakers.safetensors")

    def read_speakers(self) -> dict[str, XttsVoice]:
        """Returns the built-in voices by name, in the published order."""
        weights = Weights(self.speakers)
        tensors = weights.load()
        return {
            name: XttsVoice(tensors[f"{index}.latents"], tensors[f"{index}.embedding"])
            for index, name in enumerate(json.loads(weights.metadata["names"]))
        }


def converted(
    files: CheckpointFiles, config: XttsConfig, precision: Precision, home: Path, progress: Progress
) -> ConvertedFiles:
    """Returns the converted files, made if need be, which takes up to a minute and as much room as the checkpoint.

    Raises VozesError(INVALID_CHECKPOINT, STORAGE_FULL or ENGINE_FAILED).
    """
    small = (files.config, files.vocabulary, files.speakers)
    folder = own_folder(home) / "converted" / fingerprint(_LAYOUT, [files.model], small)
    made = ConvertedFiles.of(folder, precision)

    def convert(work: Path) -> None:
        convert_elsewhere(__name__, (precision, files.model, *small, work), files.model, progress)

    contents = {made.speakers.name: None, made.weights.name: converted_names(config, precision)}
    convert_once(folder, contents, files.model, convert)
    return made


def _convert(files: CheckpointFiles, precision: Precision, work: Path, progress: Progress) -> None:
    """Converts in the process that is started for it. Raises VozesError."""
    config = read_config(files.config, files.vocabulary)
    made = ConvertedFiles.of(work, precision)
    speakers = read_speakers(files.speakers, config)
    voices: dict[str, Tensor] = {}
    for index, voice in enumerate(speakers.values()):
        voices[f"{index}.latents"], voices[f"{index}.embedding"] = voice.latents, voice.speaker
    write_weights(made.speakers, voices, {"names": json.dumps(list(speakers))})
    read = partial(read_tensors, files.model, config, precision)
    write_converted(made.weights, files.model, read, progress, precision=precision)


def _main(precision: str, *paths: str) -> int:
    *sources, work = map(Path, paths)
    files = CheckpointFiles(*sources)
    return serve_conversion(lambda progress: _convert(files, cast(Precision, precision), work, progress))


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))

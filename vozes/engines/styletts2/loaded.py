"""The installed models of the family, each loaded when a voice of it is first needed, and kept from then on.

It knows the way of a model from its files to memory. What is spoken with it is `synthesis`.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from torch import Tensor

from vozes.engines.neural import ReportStage
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.checkpoint.config_file import read_config
from vozes.engines.styletts2.checkpoint.conversion import converted
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models, none_that_clones
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.model import Encoding, StyleTts2Model
from vozes.engines.styletts2.phonemizing import Reader, kokoro_notation, styletts2_notation
from vozes.engines.styletts2.reading import Part, TextReader, padded
from vozes.engines.styletts2.styles import own_style
from vozes.engines.styletts2.symbols import STYLETTS2_TABLE
from vozes.engines.styletts2.voices import offered_voices
from vozes.errors import VozesError
from vozes.runtime.device import Placement
from vozes.runtime.weights import Weights

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LoadedModel:
    id: str
    model: StyleTts2Model
    reader: Reader
    packs: Mapping[str, Tensor]
    """Kokoro's voices: a style (2 * style width,) for each count of symbols, by name."""
    own_style: Tensor | None
    """The voice of a model of many speakers where there is no recording: (2 * style width,)."""
    fingerprint: str
    """Of its files; that of another model is another."""

    def text_reader(self, language: str, speed: float = 1.0) -> TextReader:
        """Its parts fit into PL-BERT, and at a slow pace they are shorter: memory goes by seconds, not by symbols."""
        config = self.model.config
        most = config.albert.positions - len(padded((), config.family))
        return TextReader(self.reader, language, int(most * min(1.0, speed)))

    def encode(self, part: Part) -> Encoding:
        return self.model.encode(padded(part.ids, self.model.config.family))


class Models:
    def __init__(self, settings: EngineSettings, placement: Placement):
        """Raises VozesError where no model is installed, as `find_models`."""
        self._settings = settings
        self._home = settings.home_path
        self._placement = placement
        self._files = {files.id: files for files in find_models(settings)}
        self._loaded: dict[str, LoadedModel] = {}
        self.voices = offered_voices(self._files.values())

    @property
    def installed(self) -> tuple[str, ...]:
        return tuple(self._files)

    @property
    def first_loaded(self) -> LoadedModel:
        return next(iter(self._loaded.values()))

    @cached_property
    def cloning(self) -> str:
        """The id of the first that takes voices from recordings. Raises VozesError(MODEL_NOT_INSTALLED)."""
        for files in self._files.values():
            with suppress(VozesError):  # one that cannot be read does not
                if read_config(files.config).takes_recordings:
                    return files.id
        raise none_that_clones(self._settings)

    def look_again(self) -> None:
        """Takes note of models and voice packs that have come meanwhile.

        What is loaded stays as it is, files that are gone included; but a model with other voice packs is loaded anew.
        """
        try:
            found = {files.id: files for files in find_models(self._settings)}
        except VozesError:
            return
        for model_id in list(self._loaded):
            if model_id in found and found[model_id].voices != self._files[model_id].voices:
                del self._loaded[model_id]
        self._files = found | {model_id: self._files[model_id] for model_id in self._loaded}
        self.voices = offered_voices(self._files.values())

    def get(self, model_id: str, report: ReportStage = lambda stage, done: None) -> LoadedModel:
        """One that is installed; it is converted and loaded if that was not done. Raises VozesError."""
        if model_id not in self._loaded:
            self._loaded[model_id] = self._load(self._files[model_id], report)
        return self._loaded[model_id]

    def get_any(self, report: ReportStage) -> LoadedModel:
        """The first that can be loaded, so that a broken one does not keep the others from speaking."""
        failures: list[VozesError] = []
        for model_id in self._files:
            try:
                return self.get(model_id, report)
            except VozesError as error:
                log.warning("The model %s cannot be loaded: %s", model_id, error.message)
                failures.append(error)
        raise failures[0]

    def _load(self, files: ModelFiles, report: ReportStage) -> LoadedModel:
        config = read_config(files.config)
        ready = converted(files, config, self._home, lambda done: report("converting", done))
        report("loading", None)
        placement = self._placement
        weights = Weights(ready.weights).load
        model = StyleTts2Model(config, weights, placement.device, placement.vocoder_dtype, placement.packs_weights)
        reader = _reader(config)
        style = own_style(model, reader) if config.multispeaker and config.diffusion else None
        return LoadedModel(files.id, model, reader, ready.read_voices(), style, ready.fingerprint)


def _reader(config: StyleTts2Config) -> Reader:
    if config.vocabulary is not None:
        return Reader(config.vocabulary, kokoro_notation)
    return Reader(STYLETTS2_TABLE, styletts2_notation)

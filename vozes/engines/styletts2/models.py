"""Loads each installed model of the family when a voice of it is first needed, and keeps it from then on.

It knows the way of a model from its files into memory. What is spoken with it is decided in `synthesis`.
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
from vozes.engines.styletts2.checkpoint.downloads import none_that_clones
from vozes.engines.styletts2.checkpoint.files import ModelFiles, find_models
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.model import Encoding, StyleTts2Model
from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, STYLETTS2_NOTATION, SymbolEncoder
from vozes.engines.styletts2.segmentation import Segment, Segmenter, padded
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
    symbol_encoder: SymbolEncoder
    packs: Mapping[str, Tensor]
    """Kokoro's voice packs by name: a style (2 * style width,) for each count of symbols."""
    own_style: Tensor | None
    """The voice (2 * style width,) of a model of many speakers where there is no recording."""
    fingerprint: str
    """Differs from that of any other model's files."""

    def segmenter(self, language: str, speed: float = 1.0) -> Segmenter:
        """Its segments fit into PL-BERT, and are shorter at a slow pace, since memory grows with seconds of speech."""
        config = self.model.config
        most = config.albert.positions - len(padded((), config.family))
        return Segmenter(self.symbol_encoder, language, int(most * min(1.0, speed)))

    def encode(self, segment: Segment) -> Encoding:
        return self.model.encode(padded(segment.ids, self.model.config.family))


class Models:
    def __init__(self, settings: EngineSettings, placement: Placement):
        """Raises VozesError as `find_models`, where no model is installed."""
        self._settings = settings
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
        """The id of the first model that takes voices from recordings; raises VozesError(MODEL_NOT_INSTALLED)."""
        for files in self._files.values():
            with suppress(VozesError):  # one that cannot be read does not
                if read_config(files.config).takes_recordings:
                    return files.id
        raise none_that_clones(self._settings)

    def look_again(self) -> None:
        """Finds models and voice packs that have come meanwhile.

        Loaded models stay, even if their files are gone; only a model whose voice packs have changed is loaded anew.
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
        """Returns an installed model, converted and loaded if that was not done; raises VozesError."""
        if model_id not in self._loaded:
            self._loaded[model_id] = self._load(self._files[model_id], report)
        return self._loaded[model_id]

    def get_any(self, report: ReportStage) -> LoadedModel:
        """Returns the first model that can be loaded, so that a broken one does not keep the others from speaking."""
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
        ready = converted(files, config, self._settings.home_path, lambda done: report("converting", done))
        report("loading", None)
        placement = self._placement
        weights = Weights(ready.weights).load
        model = StyleTts2Model(config, weights, placement.device, placement.vocoder_dtype, placement.packs_weights)
        symbol_encoder = _symbol_encoder(config)
        style = own_style(model, symbol_encoder) if config.multispeaker and config.diffusion else None
        return LoadedModel(files.id, model, symbol_encoder, ready.read_voices(), style, ready.fingerprint)


def _symbol_encoder(config: StyleTts2Config) -> SymbolEncoder:
    if config.vocabulary is not None:
        return SymbolEncoder(config.vocabulary, KOKORO_NOTATION)
    return SymbolEncoder(STYLETTS2_TABLE, STYLETTS2_NOTATION)

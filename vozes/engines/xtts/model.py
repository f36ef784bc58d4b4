"""A loaded XTTS v2: everything of one checkpoint, on one device, and how that comes from its files into memory.

What is spoken with it, and in which order, is decided in `synthesis`.
"""

from dataclasses import dataclass

from vozes.engines.neural import ReportStage
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.checkpoint.checkpoint import Precision
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.conversion import converted
from vozes.engines.xtts.checkpoint.files import CheckpointFiles, find_checkpoint
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.info import CONCURRENCY, voice_id
from vozes.engines.xtts.network.decoding import Decoder
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.vocoder import Vocoder
from vozes.engines.xtts.speakers import Speakers, cloned_voices
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.runtime.device import Placement
from vozes.runtime.weights import Weights


@dataclass(frozen=True, slots=True)
class XttsModel:
    config: XttsConfig
    tokenizer: XttsTokenizer
    decoder: Decoder
    vocoder: Vocoder
    speakers: Speakers


def load_model(settings: EngineSettings, placement: Placement, report: ReportStage) -> XttsModel:
    """Loads the checkpoint that the settings mean, and converts it first if that was not done; raises VozesError."""
    files = CheckpointFiles.of(find_checkpoint(settings))
    config = read_config(files.config, files.vocabulary)
    tokenizer = XttsTokenizer(files.vocabulary)
    stored: Precision = "int8" if placement.precision == "int8" else "float32"
    ready = converted(files, config, stored, settings.home_path, lambda done: report("converting", done))
    weights = Weights(ready.weights)
    gpt = Gpt.placed(config, weights.load, placement, lambda done: report("loading", done))
    own = {voice_id(name): voice for name, voice in ready.read_speakers().items()}
    encoder = VoiceEncoder(config, weights.load, str(placement.device))
    return XttsModel(
        config,
        tokenizer,
        Decoder(gpt, placement.cache_dtype, settings.batch_memory_mb << 20, CONCURRENCY),
        Vocoder(config, weights.load, placement.device, placement.vocoder_dtype),
        Speakers(own, cloned_voices(config, encoder, ready.fingerprint)),
    )

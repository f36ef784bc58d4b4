"""The published models of the StyleTTS 2 family: where each is downloaded from, and to; and the errors that say so.

It looks for no file, and torch is not imported.
"""

from pathlib import Path

from vozes.checkout import HF
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError

KOKORO = "kokoro"
LIBRITTS = "libritts"
_DOWNLOADS = {
    KOKORO: ("hexgrad/Kokoro-82M",),
    LIBRITTS: (
        "yl4579/StyleTTS2-LibriTTS",
        "Models/LibriTTS/epochs_2nd_00020.pth",
        "Models/LibriTTS/config.yml",
    ),
    "ljspeech": (
        "yl4579/StyleTTS2-LJSpeech",
        "Models/LJSpeech/epoch_2nd_00100.pth",
        "Models/LJSpeech/config.yml",
    ),
}
"""Where each is published at Hugging Face, and what to take from there; all of it where nothing is named."""
PUBLISHED = tuple(_DOWNLOADS)
REPOSITORIES = tuple(repository for repository, *_ in _DOWNLOADS.values())


def own_folder(home: Path) -> Path:
    """Returns the folder for this family: a folder for each model, and the converted files."""
    return home / "models" / "styletts2"


def download_command(model_id: str, home: Path) -> str:
    """Returns the command that downloads a published model to where it is found."""
    return f"{HF} download {' '.join(_DOWNLOADS[model_id])} --local-dir {own_folder(home) / model_id}"


def none_that_clones(settings: EngineSettings) -> VozesError:
    """Returns the error where a voice is to be cloned, and no installed model does that."""
    named = settings.styletts2_checkpoints
    if named is None:
        how = f"Run: {download_command(LIBRITTS, settings.home_path)}"
    else:
        how = f"Put LibriTTS, or a model that is fine-tuned from it, into {named}"
    message = f"No installed model of the StyleTTS 2 family takes voices from recordings. {how}."
    return VozesError(ErrorCode.MODEL_NOT_INSTALLED, message, param="engine")


def not_installed(settings: EngineSettings) -> VozesError:
    """Returns the error where no model is found."""
    named, home = settings.styletts2_checkpoints, settings.home_path
    if named is not None:
        message = f"The setting styletts2_checkpoints names {named}, where there is no model of the StyleTTS 2 family."
    else:
        commands = "; ".join(download_command(model_id, home) for model_id in _DOWNLOADS)
        message = f"There is no model in {own_folder(home)}. Run one of these or all: {commands}"
    return VozesError(ErrorCode.MODEL_NOT_INSTALLED, message)

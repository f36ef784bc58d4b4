"""The published models of the StyleTTS 2 family: where each is published, how it is fetched, and errors that say so.

It looks for no file, and torch is not imported.
"""

from pathlib import Path

from vozes.checkout import VOZES
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError

KOKORO = "kokoro"
LIBRITTS = "libritts"
_REPOSITORIES = {
    KOKORO: "hexgrad/Kokoro-82M",
    LIBRITTS: "yl4579/StyleTTS2-LibriTTS",
    "ljspeech": "yl4579/StyleTTS2-LJSpeech",
}
"""Where each is published at Hugging Face, in whose cache it may lie."""
PUBLISHED = tuple(_REPOSITORIES)
REPOSITORIES = tuple(_REPOSITORIES.values())


def own_folder(home: Path) -> Path:
    """Returns the folder for this family: a folder for each model, and the converted files."""
    return home / "models" / "styletts2"


def pull_command(model_id: str) -> str:
    """Returns the command that fetches a published model to where it is found."""
    return f"{VOZES} models pull {model_id}"


def none_that_clones(settings: EngineSettings) -> VozesError:
    """Returns the error where a voice is to be cloned, and no installed model does that."""
    named = settings.styletts2_checkpoints
    if named is None:
        how = f"Run: {pull_command(LIBRITTS)}"
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
        commands = "; ".join(map(pull_command, PUBLISHED))
        message = f"There is no model in {own_folder(home)}. Run one of these or all: {commands}"
    return VozesError(ErrorCode.MODEL_NOT_INSTALLED, message)

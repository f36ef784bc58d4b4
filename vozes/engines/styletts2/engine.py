"""The StyleTTS 2 family as an engine: loads models that the settings mean, and speaks requests with them.

What a GPU's error means for the process is decided here; the rest is `loaded` and `synthesis`. One request is spoken
at a time: sentences differ in length, and every norm runs over a whole one, so that several in one batch would have
to be padded and masked throughout, and on a processor their convolutions would take as long as one after the other.
"""

from collections.abc import Callable, Iterator

import torch

from vozes.engines.base import Engine, FatalEngineError, LoadProgress
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.loaded import Models, Report
from vozes.engines.styletts2.synthesis import Synthesis
from vozes.runtime.device import place, use_threads
from vozes.runtime.memory import is_out_of_memory, out_of_memory, release_freed
from vozes.types import AudioChunk, SpeechRequest


class StyleTts2Engine(Engine):
    def load(self, settings: EngineSettings, report: Callable[[LoadProgress], None]) -> dict[str, str]:
        """Loads the first model, which has the default voice; the others are loaded when they are first asked for."""
        placement = place(settings.device, settings.precision)
        models = Models(settings, placement)
        use_threads(settings.threads)
        self._on_accelerator = placement.device.type != "cpu"
        self._synthesis = Synthesis(models)
        loaded = models.get_any(_in_percent(report))
        report(LoadProgress("warming_up"))
        release_freed()
        self._synthesis.warm_up(loaded)
        return {
            "torch": torch.__version__,
            "device": str(placement.device),
            "precision": str(placement.vocoder_dtype).removeprefix("torch."),
            "loaded": loaded.id,
            "installed": ", ".join(models.installed),
        }

    def speak(self, request: SpeechRequest) -> Iterator[AudioChunk | None]:
        try:
            yield from self._synthesis.speak(request)
        except RuntimeError as error:
            if is_out_of_memory(error):
                raise out_of_memory() from error
            if self._on_accelerator:  # whatever it was, the device's state is no longer known
                raise FatalEngineError(f"The accelerator failed: {str(error).splitlines()[0]}") from error
            raise


def _in_percent(report: Callable[[LoadProgress], None]) -> Report:
    """Reports a stage and its fraction only where that is another percentage than before."""
    last: tuple[str, int | None] = ("", None)

    def report_once(stage: str, done: float | None) -> None:
        nonlocal last
        news = stage, None if done is None else int(100 * done)
        if news != last:
            last = news
            report(LoadProgress(stage, None if news[1] is None else news[1] / 100))

    return report_once

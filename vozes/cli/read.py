"""`vozes read` shows what will be said of a text, without saying it. No server is needed."""

from vozes.api.reading_schemas import Reading as ReadingAnswer
from vozes.cli.console import tell
from vozes.cli.progress import run
from vozes.service.lexicon import LexiconStore
from vozes.service.speech.language_choice import LanguageChooser
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.reading import ReadingService
from vozes.settings import Settings
from vozes.text.detection import LanguageDetector
from vozes.text.language import AUTO, normalize_tag
from vozes.text.reading.words import Reading


def read_text(settings: Settings, order: SpeechOrder, *, as_json: bool) -> None:
    """Prints a line a sentence and one a warning, or all as JSON in the shape of the API. Raises VozesError."""
    reading = run(_read(settings, order))
    if as_json:
        tell(ReadingAnswer.of(reading).model_dump_json(indent=2))
        return
    if normalize_tag(order.language) == AUTO:
        tell(f"Language: {reading.language}")
    tell(*(sentence.spoken for sentence in reading.sentences))
    tell(*(f"Warning: {warning}" for warning in reading.warnings))


async def _read(settings: Settings, order: SpeechOrder) -> Reading:
    detector = LanguageDetector(settings.home / "cache" / "language")
    languages = LanguageChooser(detector, settings.preferred_languages)
    try:
        lexicon = LexiconStore(settings.home, settings.library_wait_seconds)
        return await ReadingService(languages, lexicon, settings.max_text_characters).read(order)
    finally:
        await languages.close()

"""How a text will be read, for those who want to see it before they hear it, or instead.

It knows nothing of engines: the language is the one that is named, or the likeliest.
"""

from dataclasses import replace

from vozes.errors import ErrorCode, VozesError
from vozes.service.lexicon import LexiconStore
from vozes.service.speech.language_choice import LanguageChooser
from vozes.service.speech.orders import SpeechOrder
from vozes.service.speech.scripts import Piece, by_language, pieces, pronunciations, read_script, shortened
from vozes.service.thread_pools import with_texts
from vozes.text.language import AUTO, is_tag, normalize_tag
from vozes.text.markup.planning import Stretch
from vozes.text.reading.words import Reading, SpokenSentence, read


class ReadingService:
    def __init__(self, languages: LanguageChooser, lexicon: LexiconStore, most_characters: int):
        self._languages = languages
        self._lexicon = lexicon
        self._most_characters = most_characters

    async def read(self, order: SpeechOrder) -> Reading:
        """Returns the reading of an order's text, by its language, switches, markup and lexicon.

        Raises VozesError: EMPTY_TEXT, TEXT_TOO_LONG, INVALID_TEXT, INVALID_FIELD, NOTHING_TO_SAY.
        """
        script = await with_texts(read_script, order.text, order.markup, self._most_characters)
        tag = normalize_tag(order.language)
        if tag != AUTO and not is_tag(tag):
            message = f"{shortened(tag)!r} is no language tag: give one such as `pt-br`, or `auto`."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="language")
        if tag == AUTO:
            tag = (await self._languages.likely(" ".join(each.text.text for each in script.stretches)))[0]
        sentences: list[SpokenSentence] = []
        warnings = dict.fromkeys(script.warnings)
        for stretch in script.stretches:
            whole = stretch.manner.language or tag
            for piece in await with_texts(pieces, stretch, whole):
                for part, language in await self._in_languages(order, piece, whole):
                    reading = await with_texts(self._read, order, part, language)
                    sentences += reading.sentences
                    warnings |= dict.fromkeys(reading.warnings)
        return Reading(tag, tuple(sentences), tuple(warnings))

    async def _in_languages(self, order: SpeechOrder, piece: Piece, whole: str) -> list[tuple[Stretch, str]]:
        """Returns the parts of a piece with their languages, as an engine reads them that speaks all of these."""
        if piece.is_foreign:
            return [(piece.stretch, (await self._languages.likely(piece.stretch.text.text))[0])]
        if normalize_tag(order.language) != AUTO:
            return [(piece.stretch, whole)]
        return await with_texts(by_language, piece.stretch, whole, self._languages.preferred, str)

    def _read(self, order: SpeechOrder, stretch: Stretch, language: str) -> Reading:
        """Returns the reading of a stretch, with the spans of the user's text."""
        pinned = pronunciations(stretch, language, self._lexicon.read().matcher(language, order.lexicon))
        reading = read(stretch.text.text, language, order.reading, pinned)
        sentences = tuple(sentence.mapped(stretch.text) for sentence in reading.sentences)
        return replace(reading, sentences=sentences)

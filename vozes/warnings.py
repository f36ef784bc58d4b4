"""Everything that may go wrong without ending an answer, in one closed list, and the warning that tells one of it.

A warning is its sentence in English, and brings what a program needs to say it in another language: a code, which fixes
the names of its values, and these. It knows nothing of who is warned.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Self

Value = str | int | float | tuple[str, ...]
"""Of a warning; several texts are shown in their order."""


class WarningCode(StrEnum):
    CONTROL_CHARACTERS_LEFT_OUT = "control_characters_left_out"
    CONTROL_CHARACTERS_READ = "control_characters_read"
    LOST_CHARACTERS_LEFT_OUT = "lost_characters_left_out"
    PRIVATE_CHARACTERS_LEFT_OUT = "private_characters_left_out"
    UNKNOWN_CHARACTERS_LEFT_OUT = "unknown_characters_left_out"
    TERMINAL_SEQUENCES_LEFT_OUT = "terminal_sequences_left_out"
    LINKS_LEFT_OUT = "links_left_out"
    PICTURES_LEFT_OUT = "pictures_left_out"
    HTML_TAGS_LEFT_OUT = "html_tags_left_out"
    HTML_COMMENTS_LEFT_OUT = "html_comments_left_out"
    HTML_PARTS_LEFT_OUT = "html_parts_left_out"
    CODE_LANGUAGES_LEFT_OUT = "code_languages_left_out"
    FOOTNOTE_MARKS_LEFT_OUT = "footnote_marks_left_out"
    TASK_MARKS_LEFT_OUT = "task_marks_left_out"
    SYMBOLS_LEFT_OUT = "symbols_left_out"
    SIGNS_LEFT_OUT = "signs_left_out"
    KANJI_LEFT_OUT = "kanji_left_out"
    WORDS_NOT_BORNE = "words_not_borne"
    SCRIPT_LEFT_OUT = "script_left_out"
    SCRIPT_READ_BY_ANOTHER = "script_read_by_another"
    ELEMENT_LEFT_OUT = "element_left_out"
    ELEMENT_UNKNOWN = "element_unknown"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    ATTRIBUTE_MISSING = "attribute_missing"
    ATTRIBUTE_VALUE_UNKNOWN = "attribute_value_unknown"
    PROSODY_BOUNDED = "prosody_bounded"
    TAG_READ_AS_TEXT = "tag_read_as_text"
    PAUSE_SHORTENED = "pause_shortened"
    PAUSES_SHORTENED = "pauses_shortened"
    SPEED_BOUNDED = "speed_bounded"
    MARKUP_NOT_DONE = "markup_not_done"
    MORE_MARKUP_LEFT_OUT = "more_markup_left_out"
    SOUNDS_NOT_TOLD = "sounds_not_told"
    SOUNDS_NOT_ENGLISH = "sounds_not_english"
    BETTER_SPEAKER_UNABLE = "better_speaker_unable"
    BEST_VOICE_MISSING = "best_voice_missing"
    VOICE_REPLACED = "voice_replaced"
    DEFAULT_VOICE_SPEAKS = "default_voice_speaks"
    STAND_IN_SPEAKS = "stand_in_speaks"
    NARRATOR_WITHOUT_VOICE = "narrator_without_voice"
    PIECE_NOT_SAID = "piece_not_said"
    SPEAKER_LEFT_OUT = "speaker_left_out"
    MODEL_REPLACED = "model_replaced"
    LANGUAGE_REPLACED = "language_replaced"
    LANGUAGE_IGNORED = "language_ignored"
    ENGLISH_SOUNDS_ALONE = "english_sounds_alone"
    OPTIONS_WITHOUT_USE = "options_without_use"
    FIELDS_WITHOUT_MEANING = "fields_without_meaning"
    MOOD_HEEDED = "mood_heeded"
    PASSAGE_MAY_SOUND_WRONG = "passage_may_sound_wrong"
    VOICE_NOT_KEPT = "voice_not_kept"
    DICTIONARY_VERSION_REPLACED = "dictionary_version_replaced"
    WORDS_FOUND_WHOLE = "words_found_whole"
    WORD_WITHOUT_PRONUNCIATION = "word_without_pronunciation"
    WORD_IN_OTHER_ALPHABET = "word_in_other_alphabet"
    WORD_REFUSED = "word_refused"
    LEXICON_UNREADABLE = "lexicon_unreadable"
    LEXICON_KEPT_ASIDE = "lexicon_kept_aside"
    MORE_WARNINGS = "more_warnings"


_NAMED = ("names", "more")
VALUES: Mapping[WarningCode, tuple[str, ...]] = {
    WarningCode.CONTROL_CHARACTERS_LEFT_OUT: _NAMED,
    WarningCode.CONTROL_CHARACTERS_READ: _NAMED,
    WarningCode.LOST_CHARACTERS_LEFT_OUT: _NAMED,
    WarningCode.PRIVATE_CHARACTERS_LEFT_OUT: _NAMED,
    WarningCode.UNKNOWN_CHARACTERS_LEFT_OUT: _NAMED,
    WarningCode.TERMINAL_SEQUENCES_LEFT_OUT: ("count",),
    WarningCode.LINKS_LEFT_OUT: _NAMED,
    WarningCode.PICTURES_LEFT_OUT: _NAMED,
    WarningCode.HTML_TAGS_LEFT_OUT: _NAMED,
    WarningCode.HTML_COMMENTS_LEFT_OUT: _NAMED,
    WarningCode.HTML_PARTS_LEFT_OUT: _NAMED,
    WarningCode.CODE_LANGUAGES_LEFT_OUT: _NAMED,
    WarningCode.FOOTNOTE_MARKS_LEFT_OUT: _NAMED,
    WarningCode.TASK_MARKS_LEFT_OUT: _NAMED,
    WarningCode.SYMBOLS_LEFT_OUT: ("language", "names"),
    WarningCode.SIGNS_LEFT_OUT: ("engine", "names"),
    WarningCode.KANJI_LEFT_OUT: ("names",),
    WarningCode.WORDS_NOT_BORNE: ("engine", "names"),
    WarningCode.SCRIPT_LEFT_OUT: ("text",),
    WarningCode.SCRIPT_READ_BY_ANOTHER: ("voice", "engine", "language", "text"),
    WarningCode.ELEMENT_LEFT_OUT: ("element",),
    WarningCode.ELEMENT_UNKNOWN: ("element",),
    WarningCode.ATTRIBUTE_UNKNOWN: ("element", "attribute"),
    WarningCode.ATTRIBUTE_MISSING: ("element", "attribute"),
    WarningCode.ATTRIBUTE_VALUE_UNKNOWN: ("element", "attribute", "value"),
    WarningCode.PROSODY_BOUNDED: ("quantity", "number"),
    WarningCode.TAG_READ_AS_TEXT: ("tag", "kind"),
    WarningCode.PAUSE_SHORTENED: ("seconds",),
    WarningCode.PAUSES_SHORTENED: ("seconds",),
    WarningCode.SPEED_BOUNDED: ("wished", "speed"),
    WarningCode.MARKUP_NOT_DONE: ("engine", "capability"),
    WarningCode.MORE_MARKUP_LEFT_OUT: (),
    WarningCode.SOUNDS_NOT_TOLD: ("engine", "text"),
    WarningCode.SOUNDS_NOT_ENGLISH: _NAMED,
    WarningCode.BETTER_SPEAKER_UNABLE: ("error",),
    WarningCode.BEST_VOICE_MISSING: ("model", "voice"),
    WarningCode.VOICE_REPLACED: ("voice",),
    WarningCode.DEFAULT_VOICE_SPEAKS: ("voice",),
    WarningCode.STAND_IN_SPEAKS: ("name", "voice"),
    WarningCode.NARRATOR_WITHOUT_VOICE: (),
    WarningCode.PIECE_NOT_SAID: ("error",),
    WarningCode.SPEAKER_LEFT_OUT: ("name",),
    WarningCode.MODEL_REPLACED: ("model",),
    WarningCode.LANGUAGE_REPLACED: ("voice", "asked", "language"),
    WarningCode.LANGUAGE_IGNORED: ("language",),
    WarningCode.ENGLISH_SOUNDS_ALONE: ("model", "language"),
    WarningCode.OPTIONS_WITHOUT_USE: ("model", "names"),
    WarningCode.FIELDS_WITHOUT_MEANING: ("text",),
    WarningCode.MOOD_HEEDED: ("mood",),
    WarningCode.PASSAGE_MAY_SOUND_WRONG: ("complaint", "count"),
    WarningCode.VOICE_NOT_KEPT: ("error",),
    WarningCode.DICTIONARY_VERSION_REPLACED: ("dictionary",),
    WarningCode.WORDS_FOUND_WHOLE: (),
    WarningCode.WORD_WITHOUT_PRONUNCIATION: ("word",),
    WarningCode.WORD_IN_OTHER_ALPHABET: ("word", "alphabet"),
    WarningCode.WORD_REFUSED: ("error",),
    WarningCode.LEXICON_UNREADABLE: ("error",),
    WarningCode.LEXICON_KEPT_ASIDE: ("error", "file"),
    WarningCode.MORE_WARNINGS: ("count",),
}
"""The names of each code's values. `names` are some of what it is about, and `more` is how many it does not name;
`count` is of what it is about; `error` is a code of `vozes.errors`.
"""


class CodedWarning(str):
    """A sentence for the user, with the code of what it tells and the values in it.

    As a text, and as a key, it is the sentence alone.
    """

    __slots__ = ("code", "values")
    code: WarningCode
    values: Mapping[str, Value]

    def __new__(cls, code: WarningCode, sentence: str, **values: Value) -> Self:
        warning = super().__new__(cls, sentence)
        warning.code = code
        warning.values = values
        return warning

    @classmethod
    def of(cls, sentence: str, told: Mapping[str, Any]) -> Self:
        """Returns the warning of a sentence and of what `told` returned, maybe as JSON."""
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in told["values"].items()}
        return cls(WarningCode(told["code"]), sentence, **values)

    def told(self) -> dict[str, Any]:
        """Returns what a program needs to say it in another language, for JSON."""
        return {"code": self.code, "values": dict(self.values)}

    def shown(self, show: Callable[[str], str]) -> "CodedWarning":
        """Returns the same with each of its texts as `show` returns it."""
        return CodedWarning(self.code, show(self), **{name: _shown(value, show) for name, value in self.values.items()})

    # Copies and pickles are made by this.
    def __getnewargs_ex__(
        self,
    ) -> tuple[tuple[WarningCode, str], dict[str, Value]]:
        return (self.code, str(self)), dict(self.values)


def _shown(value: Value, show: Callable[[str], str]) -> Value:
    if isinstance(value, str):
        return show(value)
    return tuple(map(show, value)) if isinstance(value, tuple) else value

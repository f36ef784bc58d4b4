"""How much text XTTS v2 can say at once, in each language: the limits that were published with it.

A longer segment would be cut off in the middle or trail off into noise. `synthesis` splits texts by them.
"""

from vozes.text.language import base_language

CHARACTER_LIMITS = {
    "en": 250, "de": 253, "fr": 273, "es": 239, "it": 213, "pt": 203, "pl": 224, "zh": 82, "ar": 166,
    "cs": 186, "ru": 182, "nl": 251, "tr": 226, "ja": 71, "hu": 224, "ko": 95, "hi": 150,
}  # fmt: skip
"""Characters by language without region."""
MAX_TEXT_TOKENS = 400
_OTHER_LANGUAGES = 250


def character_limit(language: str) -> int:
    """Returns the limit of a segment, in characters as the user wrote them; for other languages a cautious guess."""
    return CHARACTER_LIMITS.get(base_language(language), _OTHER_LANGUAGES)

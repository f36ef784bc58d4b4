"""Makes the stress of a word's symbols weaker or stronger. It knows no words."""

PRIMARY, SECONDARY = "ˈ", "ˌ"
VOWELS = frozenset("AIOQWYaiuæɑɒɔəɛɜɪʊʌᵻ")
_LONG = frozenset("AIOQWYʤʧ")


def weaken(symbols: str) -> str:
    """Returns a word that leans on another: its main stress becomes the lesser one, and others go."""
    return symbols.replace(SECONDARY, "").replace(PRIMARY, SECONDARY) if PRIMARY in symbols else symbols


def raise_up(symbols: str) -> str:
    """Returns a word without any stress with a lesser one."""
    return symbols if stressed(symbols) else _before_vowel(SECONDARY, symbols)


def shout(symbols: str) -> str:
    """Returns a word without a main stress with one: the first lesser one, or one before the first vowel."""
    if PRIMARY in symbols:
        return symbols
    if SECONDARY in symbols:
        return symbols.replace(SECONDARY, PRIMARY)
    return _before_vowel(PRIMARY, symbols)


def stressed(symbols: str) -> bool:
    return PRIMARY in symbols or SECONDARY in symbols


def weight(symbols: str) -> int:
    """Returns how long a word is: diphthongs and affricates count double."""
    return sum(2 if symbol in _LONG else 1 for symbol in symbols)


def _before_vowel(mark: str, symbols: str) -> str:
    place = next((place for place, symbol in enumerate(symbols) if symbol in VOWELS), None)
    return symbols if place is None else symbols[:place] + mark + symbols[place:]

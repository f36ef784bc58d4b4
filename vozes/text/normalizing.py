"""Where text is written out as it is spoken: numbers, dates, currencies, abbreviations, symbols, for every engine.

Nothing is written out yet: this is the one place that engines call, on a whole text and before it is split.
"""


def normalize(text: str, language: str) -> str:
    """The text in words, in a language's tag (`pt-br`); today the text as it is."""
    return text

"""Finds the mood that instructions in words ask for, as OpenAI's clients send them: `Speak cheerfully`, `Fale triste`.

It knows English and Portuguese words, and no engine: which moods a model has, the model tells.
"""

import re

OPTION = "preset"
"""The option of engines that takes a mood."""
_WORDS = {
    "happy": "happ|cheer|joy|excit|enthusias|upbeat|delight|feliz|alegr|animad|entusias|empolgad",
    "sad": "sad|sorrow|melanchol|griev|mourn|gloom|trist|melanc|chateu|chatead|abatid|luto",
    "angry": "angr|anger|furious|irritat|enraged|annoyed|raiv|furios|irritad|zangad|bravo|brava",
    "surprised": "surpris|amaz|astonish|shock|surpres|espant|admirad|pasm",
}
_NEGATED = r"(?<!not )(?<!never )(?<!don't be )(?<!without )(?<!não )(?<!nunca )(?<!sem )"
_MOODS = re.compile(_NEGATED + r"\b(?:" + "|".join(f"(?P<{mood}>{words})" for mood, words in _WORDS.items()) + ")")


def mood_of(instructions: str) -> str | None:
    """Returns the name of the first mood that is asked for; None where none is."""
    found = _MOODS.search(instructions.lower())
    return None if found is None else found.lastgroup

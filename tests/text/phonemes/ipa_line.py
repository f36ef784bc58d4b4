from vozes.text.ipa import Phonemes


def ipa_line(phonemes: Phonemes) -> str:
    """Returns all signs in one line."""
    return "".join(" " * group.space_before + group.signs for group in phonemes.groups).strip()

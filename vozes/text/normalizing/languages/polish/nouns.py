"""How Polish nouns and adjectives are declined, from the four forms that a dictionary gives.

It knows no texts; `polish_tables` has the words.
"""

from collections.abc import Mapping, Sequence

from vozes.text.normalizing.languages.slavic.nouns import Noun, fixed, phrase

_HARD = {
    "m": "y ego emu y ym ym".split(),
    "f": "a ej ej ą ą ej".split(),
    "n": "e ego emu e ym ym".split(),
    "p": "e ych ym e ymi ych".split(),
}
_SOFT = {gender: [end.replace("y", "i", 1) if end[0] == "y" else end for end in ends] for gender, ends in _HARD.items()}
_MASCULINE_LOCATIVES = {
    "r": "rze", "t": "cie", "d": "dzie", "n": "nie", "m": "mie", "p": "pie", "b": "bie", "w": "wie", "z": "zie",
    "s": "sie",
    "ł": "le", "f": "fie",
}  # fmt: skip
_FEMININE_LOCATIVES = _MASCULINE_LOCATIVES | {
    "k": "ce",
    "g": "dze",
    "c": "cy",
    "j": "ji",
    "ch": "sze",
    "i": "i",
    "z": "zie",
    "l": "li",
}


def adjective(nominative: str) -> Mapping[str, Sequence[str]]:
    """Returns the six cases of an adjective in `-y` or `-i` by gender; `p` is its plural but for men."""
    stem, last = nominative[:-1], nominative[-1]
    if last == "y":
        return {gender: [stem + end for end in ends] for gender, ends in _HARD.items()}
    if stem[-1] in "kg":
        return {
            gender: [stem + ("i" + end if end[0] == "e" else end) for end in ends] for gender, ends in _SOFT.items()
        }
    return {gender: [stem + (end if end[0] == "i" else "i" + end) for end in ends] for gender, ends in _SOFT.items()}


def noun(forms: str) -> Noun:
    """Returns a noun by its nominative and genitive, then those of the plural: `metr metra metry metrów`.

    Adjectives behind `+` are declined with it, words behind `|` stay as they are. One word alone is the same in every
    case.
    """
    forms, _, tail = (part.strip() for part in forms.partition("|"))
    forms, _, adjectives = (part.strip() for part in forms.partition("+"))
    head = _plain(forms.split(), gender="")
    all_ = map(adjective, adjectives.split())
    return phrase([head, *(Noun("", forms[head.gender], forms["p"], forms["p"][0]) for forms in all_)], tail)


def person(forms: str) -> Noun:
    """Returns a noun for men, whose accusatives are genitives."""
    made = _plain(forms.split(), gender="m")
    singular, plural = list(made.singular), list(made.plural)
    singular[3], plural[3] = singular[1], plural[1]
    return Noun("m", singular, plural, made.few)


def _plain(forms: Sequence[str], gender: str) -> Noun:
    if len(forms) == 1:
        return fixed(forms[0], "n" if forms[0].endswith(("o", "e", "um")) else "m")
    one, of_one, many, of_many = forms
    gender = gender or {"a": "f", "o": "n", "e": "n", "ę": "n"}.get(one[-1], "m")
    if of_one == many and gender == "m":
        gender = "f"
    if of_many.endswith(("ych", "ich")):
        stem = of_many[:-2]
        return Noun(gender, _adjectival(one, of_one), [many, of_many, f"{stem}m", many, f"{stem}mi", of_many], many)
    singular = {"m": _masculine, "f": _feminine, "n": _neuter}[gender](one, of_one)
    stem = many[:-1] if many[-1] in "aey" or many.endswith(("ki", "gi")) else many
    ends = ("om", "ami", "ach")
    if stem[-1] == "j" or many[-1] != "e" or stem[-1] not in "ni":
        stem = stem.removesuffix("e")
    dative, instrumental, locative = (stem + end for end in ends)
    if one in _IRREGULAR:
        dative, instrumental, locative = _IRREGULAR[one].split()
    return Noun(gender, singular, [many, of_many, dative, many, instrumental, locative], many)


_IRREGULAR = {
    "dzień": "dniom dniami dniach",
    "rok": "latom latami latach",
    "tydzień": "tygodniom tygodniami tygodniach",
}


def _adjectival(one: str, of_one: str) -> list[str]:
    if of_one.endswith("ego"):
        stem = of_one[:-3]
        return [one, of_one, f"{stem}emu", one, f"{stem}ym", f"{stem}ym"]
    return [one, of_one, of_one, one[:-1] + "ą", one[:-1] + "ą", of_one]


def _masculine(one: str, of_one: str) -> list[str]:
    stem = of_one[:-1]
    instrumental = stem + ("iem" if stem[-1] in "kg" else "em")
    soft = stem[-1] in "kglj" or one[-1] in "ńśćźcżj" or stem.endswith(("cz", "rz", "sz", "ch", "i"))
    locative = stem + "u" if soft else _softened(stem)
    return [one, of_one, stem + "owi", one, instrumental, locative]


def _softened(stem: str) -> str:
    """Returns the locative of a hard stem: `metr` -> `metrze`, `miast` -> `mieście`."""
    if stem == "miast":
        return "mieście"
    if stem.endswith("st"):
        return stem[:-2] + "ście"
    return stem[:-1] + _MASCULINE_LOCATIVES.get(stem[-1], stem[-1] + "u")


def _feminine(one: str, of_one: str) -> list[str]:
    if one[-1] != "a":
        return [one, of_one, of_one, one, of_one[:-1] + ("ią" if of_one[-1] == "i" else "ą"), of_one]
    stem = one[:-1]
    if stem[-1] in "ij" or stem.endswith(("cz", "sz", "ż", "rz", "l", "c")):
        locative = of_one
    elif stem.endswith("ch"):
        locative = stem[:-2] + "sze"
    else:
        locative = stem[:-1] + _FEMININE_LOCATIVES.get(stem[-1], stem[-1] + "ie")
    return [one, of_one, locative, stem + "ę", stem + "ą", locative]


def _neuter(one: str, of_one: str) -> list[str]:
    stem = of_one[:-1]
    instrumental = stem + ("iem" if stem[-1] in "kg" else "em")
    soft = stem[-1] in "kglci" or stem.endswith("ch")
    locative = stem + "u" if soft else _softened(stem)
    return [one, of_one, stem + "u", one, instrumental, locative]

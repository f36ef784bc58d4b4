"""How Czech nouns and adjectives are declined, from the four forms that a dictionary gives.

It knows no texts; `czech_tables` has the words.
"""

from collections.abc import Mapping, Sequence

from vozes.text.normalizing.languages.slavic.nouns import Noun, fixed, phrase

_HARD = {
    "m": "ý ého ému ý ým ém".split(),
    "f": "á é é ou ou é".split(),
    "n": "é ého ému é ým ém".split(),
    "p": "é ých ým é ými ých".split(),
    "o": "á ých ým á ými ých".split(),
}
_SOFT = {
    "m": "í ího ímu í ím ím".split(),
    "f": "í í í í í í".split(),
    "n": "í ího ímu í ím ím".split(),
    "p": "í ích ím í ími ích".split(),
    "o": "í ích ím í ími ích".split(),
}
_SOFTENED = {"k": "ce", "h": "ze", "g": "ze", "r": "ře", "l": "le", "s": "se", "z": "ze"}


def adjective(nominative: str) -> Mapping[str, Sequence[str]]:
    """Returns the six cases of an adjective by gender; `p` is its plural, `o` the neuter one."""
    stem, last = nominative[:-1], nominative[-1]
    endings = _HARD if last == "ý" else _SOFT
    return {gender: [stem + end for end in ends] for gender, ends in endings.items()}


def noun(forms: str) -> Noun:
    """Returns a noun by its nominative and genitive, then those of the plural: `metr metru metry metrů`.

    A fifth form is its locative. Adjectives behind `+` are declined with it, words behind `|` stay as they are. One
    word alone is the same in every case.
    """
    forms, _, tail = (part.strip() for part in forms.partition("|"))
    forms, _, adjectives = (part.strip() for part in forms.partition("+"))
    head = _plain(forms.split())
    all_ = map(adjective, adjectives.split())
    return phrase([head, *(Noun("", forms[head.gender], forms["p"], forms["p"][0]) for forms in all_)], tail)


def person(forms: str, dative: str = "ovi") -> Noun:
    """Returns a man's name by its nominative and genitive; `dative` ends its dative and locative."""
    name, of_name = forms.split()
    stem = of_name[:-1]
    singular = [name, of_name, stem + dative, of_name, stem + "em", stem + dative]
    plural = [stem + end for end in ("ové", "ů", "ům", "y", "y", "ech")]
    return Noun("m", singular, plural, plural[0])


def _plain(forms: Sequence[str]) -> Noun:
    if len(forms) == 1:
        return fixed(forms[0], "n" if forms[0][-1] in "oeí" else "m")
    one, of_one, many, of_many = forms[:4]
    gender = _gender(one, of_many)
    singular = _singular(gender, one, of_one)
    if len(forms) > 4:
        singular[5] = forms[4]
    dative, instrumental, locative = _oblique_plurals(gender, one, many)
    return Noun(gender, singular, [many, of_many, dative, many, instrumental, locative], many)


def _gender(one: str, of_many: str) -> str:
    if one[-1] in "oí" or one.endswith(("iště", "moře")):
        return "n"
    if one[-1] in "aeě":
        return "f"
    return "m" if of_many[-1] == "ů" or one in ("den", "rok", "tisíc") else "f"


def _singular(gender: str, one: str, of_one: str) -> list[str]:
    stem = one[:-1]
    if one[-1] == "í":
        return [one, one, one, one, one + "m", one]
    if gender == "f":
        if one[-1] == "a":
            softened = stem[:-1] + (_SOFTENED.get(stem[-1]) or stem[-1] + "ě")
            return [one, of_one, softened, stem + "u", stem + "ou", softened]
        if one[-1] in "eě":
            return [one, of_one, stem + "i", stem + "i", stem + "í", stem + "i"]
        return [one, of_one, of_one, one, of_one[:-1] + "í", of_one]
    stem = of_one[:-1]
    if of_one[-1] in "eě":
        return [one, of_one, stem + "i", one, stem + "em", stem + "i"]
    locative = stem + "u"
    if gender == "n":
        locative = stem[:-1] + (_SOFTENED.get(stem[-1]) or stem[-1] + "ě")
    return [one, of_one, stem + "u", one, stem + "em", locative]


def _oblique_plurals(gender: str, one: str, many: str) -> list[str]:
    stem = many[:-1]
    if one == "rok":
        return ["rokům", "roky", "letech"]
    if one[-1] == "í":
        return [one + "m", one + "mi", one + "ch"]
    if gender == "f":
        if many[-1] == "y":
            return [stem + "ám", stem + "ami", stem + "ách"]
        return (
            [stem + "ím", stem + "emi", stem + "ích"] if many[-1] in "eě" else [stem + "em", stem + "mi", stem + "ech"]
        )
    if many[-1] in "eě":
        return [stem + "ům", stem + "i", stem + "ích"]
    locative = stem[:-1] + {"k": "cích", "h": "zích"}.get(stem[-1], stem[-1] + "ech")
    return [stem + "ům", stem + "y", locative]

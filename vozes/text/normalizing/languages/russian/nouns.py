"""How Russian nouns, adjectives and numbers are declined, by the endings of their nominatives.

It knows no texts; `russian_tables` has the words.
"""

from collections.abc import Mapping, Sequence

from vozes.text.normalizing.languages.slavic.nouns import Noun, fixed, phrase

_VELARS = "гкхжшщчц"
_ADJECTIVES = {
    "m": "ый ого ому ый ым ом".split(),
    "f": "ая ой ой ую ой ой".split(),
    "n": "ое ого ому ое ым ом".split(),
    "p": "ые ых ым ые ыми ых".split(),
}
_SOFT = {
    "m": "ий его ему ий им ем".split(),
    "f": "яя ей ей юю ей ей".split(),
    "n": "ее его ему ее им ем".split(),
    "p": "ие их им ие ими их".split(),
}
_THIRD = {
    "m": "ий ьего ьему ий ьим ьем".split(),
    "f": "ья ьей ьей ью ьей ьей".split(),
    "n": "ье ьего ьему ье ьим ьем".split(),
    "p": "ьи ьих ьим ьи ьими ьих".split(),
}
_GENITIVE_PLURALS = {
    "копейка": "копеек", "гривна": "гривен", "попытка": "попыток", "строка": "строк", "кнопка": "кнопок",
    "колонка": "колонок", "республика": "республик",
}  # fmt: skip
_UNCHANGED = ("байт", "бит", "ватт", "вольт", "ампер", "герц", "децибел", "ом")
"""Ends of units whose genitive plural is their nominative."""
_IRREGULAR = {
    "день": ("день дня дню день днём дне", "дни дней дням дни днями днях"),
    "год": ("год года году год годом году", "годы лет годам годы годами годах"),
    "раз": ("раз раза разу раз разом разе", "разы раз разам разы разами разах"),
    "человек": ("человек человека человеку человека человеком человеке", "люди человек людям людей людьми людях"),
    "путь": ("путь пути пути путь путём пути", "пути путей путям пути путями путях"),
    "Пётр": ("Пётр Петра Петру Петра Петром Петре", "Петры Петров Петрам Петров Петрами Петрах"),
    "Павел": ("Павел Павла Павлу Павла Павлом Павле", "Павлы Павлов Павлам Павлов Павлами Павлах"),
    "Лев": ("Лев Льва Льву Льва Львом Льве", "Львы Львов Львам Львов Львами Львах"),
    "этаж": ("этаж этажа этажу этаж этажом этаже", "этажи этажей этажам этажи этажами этажах"),
}
_PLURALS_IN_A = frozenset("номер дом том корпус город век остров доктор профессор паспорт адрес поезд".split())
"""Nouns whose plural is stressed on `а`."""
_FEMININES = frozenset("площадь часть область степень очередь ночь скорость".split())
"""Nouns in a soft sign that are feminine; other ones are masculine."""


def adjective(nominative: str) -> Mapping[str, Sequence[str]]:
    """Returns the six cases of an adjective by gender; `p` is its plural."""
    stem, ending = nominative[:-2], nominative[-2:]
    if nominative == "третий":
        endings = _THIRD
    elif ending == "ий" and stem[-1] not in _VELARS:
        endings = _SOFT
    else:
        endings = _ADJECTIVES
    forms = {gender: [stem + end for end in ends] for gender, ends in endings.items()}
    if stem[-1] in _VELARS:
        forms = {gender: [form.replace(stem + "ы", stem + "и") for form in all_] for gender, all_ in forms.items()}
    if ending == "ой":
        forms["m"] = [nominative if form in (f"{stem}ый", f"{stem}ий") else form for form in forms["m"]]
    return forms


def noun(name: str) -> Noun:
    """Returns a noun by its nominative, with adjectives before it and words behind it: `грамм на литр`."""
    words = name.split()
    before: list[Noun] = []
    while words[0].endswith(("ый", "ая", "ое", "ий", "ой")) and len(words) > 1:
        forms = adjective(_masculine(words[0]))
        gender = {"ая": "f", "ое": "n"}.get(words[0][-2:], "m")
        before.append(Noun("", forms[gender], forms["p"], forms["p"][0]))
        words = words[1:]
    head = _plain(words[0])
    return phrase([*before, head], " ".join(words[1:]), "n" if head.gender == "f" else "g")


def _masculine(word: str) -> str:
    stem, ending = word[:-2], word[-2:]
    return word if ending in ("ый", "ий", "ой") else stem + ("ий" if stem[-1] in _VELARS else "ый")


def _plain(name: str) -> Noun:
    stem, last = name[:-1], name[-1]
    if name.endswith(("ый", "ая", "ой")) or name in ("рабочий",):
        return _adjectival(name)
    if name in _IRREGULAR:
        one, many = _IRREGULAR[name]
        return Noun("m", one.split(), many.split(), one.split()[1])
    if name in _FEMININES:
        return _soft_feminine(stem)
    if last == "ь":
        instrumental = "ём" if name == "рубль" else "ем"
        return _from_endings(name, "m", stem, f"ь я ю ь {instrumental} е", "и ей ям и ями ях")
    if last == "й":
        locative = "и" if name.endswith("ий") else "е"
        return _from_endings(name, "m", stem, f"й я ю й ем {locative}", "и ев ям и ями ях")
    if last == "а":
        ending = "и" if stem[-1] in _VELARS[:-1] else "ы"
        instrumental = "ей" if stem[-1] in "жшщчц" else "ой"
        return _from_endings(name, "f", stem, f"а {ending} е у {instrumental} е", f"{ending} - ам {ending} ами ах")
    if name.endswith("ия"):
        return _from_endings(name, "f", stem, "я и и ю ей и", "и й ям и ями ях")
    if last == "я":
        return _from_endings(name, "f", stem, "я и е ю ей е", "и ь ям и ями ях")
    if name.endswith("ие"):
        return _from_endings(name, "n", stem, "е я ю е ем и", "я й ям я ями ях")
    if last == "о" and name != "евро":
        return _from_endings(name, "n", stem, "о а у о ом е", "а - ам а ами ах")
    if last in "аеёиоуыэюя":
        return fixed(name)
    if name in _PLURALS_IN_A:
        return _from_endings(name, "m", name, "- а у - ом е", "а ов ам а ами ах")
    many = "ей" if last in "жшщч" else "ев" if last == "ц" else "ов"
    ending = "и" if last in _VELARS[:-1] else "ы"
    instrumental = "ем" if last in "жшщчц" else "ом"
    return _from_endings(name, "m", name, f"- а у - {instrumental} е", f"{ending} {many} ам {ending} ами ах")


def _adjectival(name: str) -> Noun:
    forms = adjective(_masculine(name))
    gender = "f" if name.endswith("ая") else "m"
    return Noun(gender, forms[gender], forms["p"], forms["p"][1])


def _soft_feminine(stem: str) -> Noun:
    return _from_endings("", "f", stem, "ь и и ь ью и", "и ей ям и ями ях")


def _from_endings(name: str, gender: str, stem: str, singular: str, plural: str) -> Noun:
    one, many = ([stem + end.replace("-", "") for end in ends.split()] for ends in (singular, plural))
    many[1] = name if name.endswith(_UNCHANGED) else _GENITIVE_PLURALS.get(name, many[1])
    return Noun(gender, one, many, one[1])

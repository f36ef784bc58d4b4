"""Telling letters: those beside `a` to `z`, and beside the letters of all who write Cyrillic or Arabic.

A letter stands under every language that writes it, so that it speaks for all of them and against the others. How much
one counts is not known here.
"""

from collections import defaultdict

_LETTERS = {
    "pt": "áàâãçéêíóôõú",
    "en": "",
    "es": "áéíñóú",
    "fr": "àâæçéèêëîïôœùûÿ",
    "de": "äöüß",
    "it": "àèéìòù",
    "nl": "éëïĳ",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýž",
    "sv": "äåö",
    "da": "æøå",
    "no": "æøå",
    "fi": "äö",
    "ro": "ăâîșşțţ",
    "hu": "áéíóöőúüű",
    "tr": "âçğıöşü",
    "vi": "àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ",
    "af": "êëïô",
    "bs": "čćđšž",
    "ca": "àçèéíïòóúü·",
    "cy": "âêîôûŵŷ",
    "eo": "ĉĝĥĵŝŭ",
    "et": "äõöü",
    "eu": "ñ",
    "ga": "áéíóú",
    "gl": "áéíñóú",
    "hr": "čćđšž",
    "is": "áðéíóúýþæö",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mt": "àċġħż",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čšž",
    "sq": "çë",
    "sr": "čćđšžјљњћџђ",
    "ru": "ёъыэ",
    "uk": "ґєії",
    "be": "ёіўыэ",
    "bg": "ъ",
    "kk": "әғқңөұүһіыэ",
    "mk": "јљњџѓќѕ",
    "ar": "ةىيكإأؤئ",
    "fa": "پچژگکی",
    "ur": "ٹڈڑےںھہپچژگکی",
    "mr": "ळ",
}


def _languages_by_letter() -> dict[str, frozenset[str]]:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for language, letters in _LETTERS.items():
        for letter in letters:
            languages[letter].add(language)
    return {letter: frozenset(writing) for letter, writing in languages.items()}


LANGUAGES_OF_LETTERS = _languages_by_letter()
"""For each telling letter the languages that write it."""

"""German genders and endings, as far as the words around a number tell them.

It knows articles, prepositions and the heads of many nouns, but no sentences: where the case cannot be seen, a form is
chosen that is right most often. `german_rules` asks it.
"""

import re
from functools import lru_cache

from vozes.text.normalizing.language import Gender
from vozes.text.normalizing.languages.continental import ends_text

_WINDOW = 60
"""Characters before a number that are looked at."""
_MASCULINE = (
    "tag monat stock platz rang punkt schritt versuch gang satz band teil akt preis advent geburtstag feiertag euro "
    "dollar franken cent meter liter grad fuß zoll mann sohn junge freund gast mensch kunde name weg zug bus januar "
    "februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag sommer winter herbst frühling weltkrieg krieg kongress bezirk sieg titel fall fc sc fsv "
    "tsv bfc hsv bvb svw stern bund film song artikel paragraf absatz abschnitt buchstabe quadratmeter kubikmeter "
    "löffel stich becher hinweis eintrag beitrag anruf termin treffer klick kommentar follower brief apfel stuhl "
    "tisch ball hund baum fisch wert raum flur saal verein vorsitzende bürgermeister minister präsident könig "
    "deutsche erwachsene jugendliche befragte angestellte verletzte studierende österreicher schweizer europäer"
)
_FEMININE = (
    "person stadt zahl nacht hand wand frau tochter mutter bahn form art fahrt schicht schrift liga bundesliga etage "
    "staffel kraft wahl zeit halbzeit minute stunde sekunde woche klasse seite zeile nummer ziffer stufe "
    "reihe mark dimension kammer feder mauer leiter nachricht million milliarde tonne unze meile email mail "
    "datei folge szene stelle sitzung armee division mannschaft jugend dosis portion partei schwester oma packung "
    "regel antwort frist möglichkeit kugel tafel insel gabel flasche tasse dose tüte prise scheibe schachtel kiste"
)
_NEUTER = (
    "jahr mal kind kapitel jahrhundert jahrtausend jahrzehnt semester quartal halbjahr viertel drittel achtel spiel "
    "tor haus zimmer gleis gebot buch bild wort blatt stück ei auto rad pferd fach feld land schuljahr lebensjahr "
    "regiment geschoss obergeschoss untergeschoss og ug kilo kilogramm gramm pfund byte bit watt volt prozent "
    "ergebnis ereignis tier glas brot bier ticket foto video konto produkt ziel problem paket gerät handy zeichen "
    "treffen leben rennen training album lied exemplar modell team mitglied werk opfer auge ende interesse semifinale "
    "finale viertelfinale halbfinale achtelfinale date mädchen becken kissen laken leiden verfahren vorhaben "
    "unternehmen bataillon korps dutzend"
)
_HEADS: dict[str, Gender] = {
    noun: gender for gender, nouns in (("m", _MASCULINE), ("f", _FEMININE), ("n", _NEUTER)) for noun in nouns.split()
}
_ENDINGS: tuple[tuple[str, Gender], ...] = (
    *((end, "f") for end in ("ung", "heit", "keit", "schaft", "tion", "sion", "tät", "enz", "anz", "rei", "in", "ik")),
    *((end, "n") for end in ("chen", "lein", "ment", "tum", "um", "nis", "o")),
    *((end, "m") for end in ("er", "ling", "ismus", "or", "ig", "ant", "ent", "ist", "el", "en")),
    ("e", "f"),
)
_LONGEST_HEAD = max(map(len, _HEADS))
_SHORTEST_HEAD = 3

_MONTHS = frozenset("januar februar märz april mai juni juli august september oktober november dezember".split())
_WEEKDAYS = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Mo Di Mi Do Fr Sa So".split()
)
_DATIVE = frozenset("mit nach von zu seit aus bei in an auf vor unter über hinter neben zwischen ab außer laut".split())
_GENITIVE = frozenset("während wegen trotz innerhalb außerhalb statt anstatt bezüglich anlässlich".split())
_ACCUSATIVE = frozenset("für ohne durch gegen um bis pro je".split())
_WITH_OBJECT = frozenset(
    "habe haben hast brauche braucht brauchen brauchst gibt kaufe kauft kaufen nehme nimmt nehmen möchte suche "
    "suchen sucht enthält bestelle bestellt verlor gewann bekam erhielt".split()
)
_PERSONS = frozenset("er sie es ich wir ihr man wer du".split())
_TO_EN = frozenset(
    "am im zum zur vom beim unterm überm hinterm dem den des einem einen eines einer keinem keinen keines keiner "
    "diesem diesen jedem jeden jenem jenen welchem welchen allen alle beiden aller letzten ersten".split()
)
_TO_E = frozenset(
    "die das diese dieses jedes jede jene jenes welche welches ins ans aufs fürs durchs ums eine keine manche".split()
)
_DER = frozenset("der dieser jeder jener welcher".split())
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?[\s\u00a0(]+$")
_EIN = re.compile(r"(?:ein|kein|mein|dein|sein|ihr|unser|euer)(?P<end>e[mnrs]?)?", re.IGNORECASE)
_JOINED = re.compile(
    r"\d{1,3}\.?(?:\d{1,2}\.)?(?:\d{2,4})?\s?(?:[^\W\d_]{3,10}\.?\s)?(?:\d{4}\s)?(?:und|oder|sowie|bis|[-–,/&])\s?(?:zum\s)?$"
)
_NOUN = re.compile(r"[\s\u00a0]*(?:[a-zäöüß]{2,20}e[nrsm]?\s){0,2}([^\W\d_a-zäöüß][^\W\d_]*)")
_STRONG = {"m": "er", "f": "e", "n": "es"}
_STRONG_DATIVE = {"m": "em", "f": "er", "n": "em"}
_STRONG_ACCUSATIVE = {"m": "en", "f": "e", "n": "es"}
_ONE = {"m": "ein", "f": "eine", "n": "ein"}
_ONE_DATIVE = {"m": "einem", "f": "einer", "n": "einem"}
_ONE_ACCUSATIVE = {"m": "einen", "f": "eine", "n": "ein"}


@lru_cache(maxsize=4096)
def gender_of(noun: str) -> Gender:
    """Returns the gender of a noun in the singular by its head or its ending; masculine where neither tells it."""
    small = noun.lower()
    for length in range(min(len(small), _LONGEST_HEAD), _SHORTEST_HEAD - 1, -1):
        if small[-length:] in _HEADS:
            return _HEADS[small[-length:]]
    if small in _HEADS:
        return _HEADS[small]
    return next((gender for end, gender in _ENDINGS if small.endswith(end)), "m")


def noun_after(following: str) -> str:
    """Returns the noun that a number belongs to, over adjectives; empty where there is none."""
    match = _NOUN.match(following)
    return match[1] if match else ""


def ordinal_ending(before: str, noun: str) -> str:
    """Returns the ending of an ordinal before a noun: `e`, `en`, `er`, `es` or `em`."""
    gender = gender_of(noun) if noun else "m"
    is_date = noun.lower() in _MONTHS
    words = _last_words(before)
    last, previous = words[-1], words[-2]
    if last in _TO_EN:
        return "en"
    if last in _TO_E:
        return "e"
    if last in _DER:
        return "en" if previous in _DATIVE | _GENITIVE or gender == "f" else "e"
    if ein := _EIN.fullmatch(last):
        return _after_ein(ein["end"], previous, gender)
    if is_date and last in ("bis", "ab", "seit"):
        return "en"
    if last in _DATIVE and noun:
        return _STRONG_DATIVE[gender]
    return (_STRONG_ACCUSATIVE if last in _ACCUSATIVE else _STRONG)[gender]


def _after_ein(end: str | None, previous: str, gender: Gender) -> str:
    if end is None:
        return {"n": "es"}.get(gender, "er")
    if end == "er":
        return "en"
    return "e" if end == "e" else "en"


def is_announced(before: str) -> bool:
    """Returns whether a word before a number wants an ordinal whatever follows: an article or the like."""
    last = _last_words(before)[-1]
    return last in _TO_EN or last in _TO_E or last in _DER or last == "als" or _EIN.fullmatch(last) is not None


def one(before: str, gender: Gender) -> str:
    """Returns the word for one before what is counted: `ein`, `einem`, …"""
    return _by_preposition(before, gender, _ONE, _ONE_DATIVE, _ONE_ACCUSATIVE)


def half(before: str, gender: Gender) -> str:
    """Returns the words for a half before what is counted: `ein halber`, `einer halben`, …"""
    article = one(before, gender)
    ending = {"ein": _STRONG[gender], "eine": "e"}.get(article, "en")
    return f"{article} halb{ending}"


def _by_preposition(
    before: str, gender: Gender, plain: dict[str, str], dative: dict[str, str], accusative: dict[str, str]
) -> str:
    previous, last = _last_words(before)[-2:]
    if last in _DATIVE:
        return dative[gender]
    is_object = last in _ACCUSATIVE | _WITH_OBJECT or (last in ("hat", "hatte") and previous in _PERSONS)
    return (accusative if is_object else plain)[gender]


def _last_words(before: str) -> list[str]:
    """Returns the last two words before a number in small letters, past other ordinals of a list and weekdays."""
    before = before[-_WINDOW:]
    while joined := _JOINED.search(before):
        before = before[: joined.start()]
    if before[-1:].isalnum():
        return ["", ""]
    words = before.split()
    while words and words[-1].strip(",.:") in _WEEKDAYS:
        words.pop()
    ends = [i for i, word in enumerate(words) if word[-1] in ".!?:;,"]
    if words and words[-1] == "v.":
        return ["", "vom"]
    words = words[ends[-1] + 1 :] if ends else words
    return ["", "", *(word.strip("(„\"»'").lower() for word in words[-2:])]


def king_case(before: str) -> str:
    """Returns the case in which a name stands, by the preposition or article before it: `n`, `g`, `d` or `a`."""
    for word in reversed(before[-_WINDOW:].split()):
        small = word.lower()
        if small in ("des", "wegen", "trotz", "während"):
            return "g"
        if small in _DATIVE or small in ("vom", "zum", "beim", "dem"):
            return "d"
        if small in _ACCUSATIVE or small == "den":
            return "a"
        if word == small or word[-1] in ".,;:!?":
            return "n"
    return "n"


def before(match: re.Match[str]) -> str:
    """Returns the text before a match, as far as it tells an ending."""
    return match.string[max(0, match.start() - _WINDOW) : match.start()]


def last_word(match: re.Match[str]) -> str:
    """Returns the word before a match."""
    found = _LAST_WORD.search(before(match))
    return found[1] if found else ""


def following_text(match: re.Match[str]) -> str:
    return match.string[match.end() : match.end() + _WINDOW]


def full_stop_at_end(match: re.Match[str]) -> str:
    """Returns a full stop where that of a unit or a numeral ends the text, or its line, too."""
    return "." if match[0].endswith(".") and ends_text(match.string, match.end()) else ""

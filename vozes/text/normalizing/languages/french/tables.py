"""The tables of French: units, currencies, signs, abbreviations, acronyms and words that tell how a number is read."""

import re

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.languages.romance.context import powers, prefixed
from vozes.text.normalizing.rules import spell

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
MONTH_ABBREVIATIONS = {
    "janv": 1, "jan": 1, "févr": 2, "fév": 2, "fevr": 2, "fevrier": 2, "avr": 4, "juil": 7, "aout": 8, "sept": 9,
    "sep": 9,
    "oct": 10, "nov": 11, "déc": 12, "dec": 12, "decembre": 12,
}  # fmt: skip
WEEKDAYS = {
    "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi", "sam": "samedi",
    "dim": "dimanche",
    "lundi": "lundi", "mardi": "mardi", "mercredi": "mercredi", "jeudi": "jeudi", "vendredi": "vendredi",
    "samedi": "samedi", "dimanche": "dimanche",
}  # fmt: skip
_NAMES = "a|bé|cé|dé|e|effe|gé|ache|i|ji|ka|elle|emme|enne|o|pé|ku|erre|esse|té|u|vé|double vé|ixe|i grec|zède"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.split("|"), strict=True))
GREEK = (
    "alpha bêta gamma delta epsilon zêta êta thêta iota kappa lambda mu nu xi omicron pi rhô sigma sigma tau upsilon "
    "phi khi psi oméga"
).split()

_KILO = {"k": "kilo", "K": "kilo", "M": "méga", "G": "giga", "T": "téra"}
_LENGTHS = {"k": "kilo", "h": "hecto", "da": "déca", "d": "déci", "c": "centi", "m": "milli", "µ": "micro",
            "μ": "micro", "n": "nano"}  # fmt: skip
_SMALL = {"h": "hecto", "d": "déci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro"}
_METRE, _GRAM, _LITRE = Unit("mètre", "mètres"), Unit("gramme", "grammes"), Unit("litre", "litres")
_WATT, _BYTE, _OCTET = Unit("watt", "watts"), Unit("byte", "bytes"), Unit("octet", "octets")


def _u(one: str, many: str = "", gender: str = "m") -> Unit:
    return Unit(one, many or one, gender)


_CELSIUS = _u("degré Celsius", "degrés Celsius")
UNITS = {
    "m": _METRE, **prefixed(_METRE, "m", _LENGTHS), "Km": _u("kilomètre", "kilomètres"), "g": _GRAM, "gr": _GRAM,
    **prefixed(_GRAM, "g", {"k": "kilo", "K": "kilo", "n": "nano"} | _SMALL), "l": _LITRE, "L": _LITRE,
    **prefixed(_LITRE, "l", _SMALL), **prefixed(_LITRE, "L", {"m": "milli", "c": "centi", "d": "déci"}),
    "t": _u("tonne", "tonnes", "f"), "ha": _u("hectare", "hectares"), "h": _u("heure", "heures", "f"),
    "min": _u("minute", "minutes", "f"), "mn": _u("minute", "minutes", "f"), "s": _u("seconde", "secondes", "f"),
    "sec": _u("seconde", "secondes", "f"), "ms": _u("milliseconde", "millisecondes", "f"),
    "µs": _u("microseconde", "microsecondes", "f"), "ns": _u("nanoseconde", "nanosecondes", "f"),
    "km/h": _u("kilomètre à l'heure", "kilomètres à l'heure"),
    "Km/h": _u("kilomètre à l'heure", "kilomètres à l'heure"),
    "kmh": _u("kilomètre à l'heure", "kilomètres à l'heure"), "m/s": _u("mètre par seconde", "mètres par seconde"),
    "km/s": _u("kilomètre par seconde", "kilomètres par seconde"),
    "m/s²": _u("mètre par seconde au carré", "mètres par seconde au carré"),
    "mph": _u("mile à l'heure", "miles à l'heure"), "kn": _u("nœud", "nœuds"), "mi": _u("mile", "miles"),
    "yd": _u("yard", "yards"), "ft": _u("pied", "pieds"), "in": _u("pouce", "pouces"), "po": _u("pouce", "pouces"),
    "pi": _u("pied", "pieds"), "lb": _u("livre", "livres", "f"), "lbs": _u("livre", "livres", "f"),
    "oz": _u("once", "onces", "f"), "gal": _u("gallon", "gallons"),
    "°C": _CELSIUS, "ºC": _CELSIUS, "° C": _CELSIUS, "°c": _CELSIUS, "℃": _CELSIUS,
    "°F": _u("degré Fahrenheit", "degrés Fahrenheit"), "° F": _u("degré Fahrenheit", "degrés Fahrenheit"),
    "°K": _u("kelvin", "kelvins"), "°": _u("degré", "degrés"), "rad": _u("radian", "radians"),
    "o": _OCTET, **prefixed(_OCTET, "o", _KILO | {"P": "péta"}), **prefixed(_BYTE, "B", _KILO),
    "Mb": _u("mégabit", "mégabits"), "Gb": _u("gigabit", "gigabits"), "kb": _u("kilobit", "kilobits"),
    **{f"{sign}{end}": _u(f"{name}bit par seconde", f"{name}bits par seconde")
       for sign,
       name in {"k": "kilo", "K": "kilo", "M": "méga", "G": "giga"}.items() for end in ("bps", "b/s", "bit/s")},
    **{f"{sign}{end}": _u(f"{name}octet par seconde", f"{name}octets par seconde")
       for sign, name in _KILO.items() for end in ("o/s", "B/s")},
    "W": _WATT, **prefixed(_WATT, "W", _KILO | {"m": "milli"}), "Wh": _u("wattheure", "wattheures"),
    "kWh": _u("kilowattheure", "kilowattheures"), "MWh": _u("mégawattheure", "mégawattheures"),
    "GWh": _u("gigawattheure", "gigawattheures"), "TWh": _u("térawattheure", "térawattheures"),
    "V": _u("volt", "volts"), **prefixed(_u("volt", "volts"), "V", {"k": "kilo", "m": "milli"}),
    "A": _u("ampère", "ampères"), **prefixed(_u("ampère", "ampères"), "A", {"m": "milli"}),
    "Ah": _u("ampère-heure", "ampères-heures"), "mAh": _u("milliampère-heure", "milliampères-heures"),
    "Ω": _u("ohm", "ohms"), "kΩ": _u("kiloohm", "kiloohms"), "F": _u("farad", "farads"),
    "µF": _u("microfarad", "microfarads"), "Hz": _u("hertz"), **prefixed(_u("hertz"), "Hz", _KILO),
    "J": _u("joule", "joules"), **prefixed(_u("joule", "joules"), "J", {"k": "kilo", "M": "méga"}),
    "cal": _u("calorie", "calories", "f"), "kcal": _u("kilocalorie", "kilocalories", "f"), "N": _u("newton", "newtons"),
    "kN": _u("kilonewton", "kilonewtons"), "Nm": _u("newton-mètre", "newtons-mètres"),
    "Pa": _u("pascal", "pascals"), **prefixed(_u("pascal", "pascals"), "Pa", {"h": "hecto", "k": "kilo", "M": "méga"}),
    "bar": _u("bar", "bars"), "mbar": _u("millibar", "millibars"), "atm": _u("atmosphère", "atmosphères", "f"),
    "mmHg": _u("millimètre de mercure", "millimètres de mercure"), "psi": _u("p s i", "p s i"),
    "ch": _u("cheval", "chevaux"), "CV": _u("cheval", "chevaux"), "dB": _u("décibel", "décibels"),
    "cd": _u("candela", "candelas", "f"), "lm": _u("lumen", "lumens"), "lx": _u("lux"), "mol": _u("mole", "moles", "f"),
    "cc": _u("centimètre cube", "centimètres cubes"), "rpm": _u("tour par minute", "tours par minute"),
    "tr/min": _u("tour par minute", "tours par minute"), "fps": _u("image par seconde", "images par seconde", "f"),
    "ppm": _u("partie par million", "parties par million", "f"), "px": _u("pixel", "pixels"),
    "Mpx": _u("mégapixel", "mégapixels"), "MP": _u("mégapixel", "mégapixels"),
    "dpi": _u("point par pouce", "points par pouce"),
    "cp.": _u("comprimé", "comprimés"), "pb": _u("point de base", "points de base"),
    "j": _u("jour", "jours"), "sem.": _u("semaine", "semaines", "f"), "cts": _u("centime", "centimes"),
    "ct": _u("centime", "centimes"), "pt": _u("point", "points"), "pts": _u("point", "points"),
    "hab.": _u("habitant", "habitants"),
    "ans": _u("an", "ans"), "c. à s.": _u("cuillère à soupe", "cuillères à soupe", "f"),
    "c. à c.": _u("cuillère à café", "cuillères à café", "f"), "cs": _u("cuillère à soupe", "cuillères à soupe", "f"),
}  # fmt: skip
UNITS |= powers(UNITS, "m km cm mm dm", "²", "carré", "carrés")
UNITS |= powers(UNITS, "m km cm mm dm", "³", "cube", "cubes")
LOOSE_UNITS = frozenset("A V W N J F o in mi CV MP cd bar ch pi po pt cs ct j".split())
COUNTED_THINGS = {
    word: _u(one, many, gender)
    for one, many, gender in (
        ("heure", "heures", "f"), ("tasse", "tasses", "f"), ("verre", "verres", "m"), ("litre", "litres", "m"),
        ("kilo", "kilos", "m"), ("mètre", "mètres", "m"), ("kilomètre", "kilomètres", "m"), ("an", "ans", "m"),
        ("année", "années", "f"), ("mois", "mois", "m"), ("jour", "jours", "m"), ("journée", "journées", "f"),
        ("cuillère", "cuillères", "f"), ("cuillerée", "cuillerées", "f"), ("livre", "livres", "f"),
        ("pouce", "pouces", "m"),
        ("baguette", "baguettes", "f"), ("bouteille", "bouteilles", "f"), ("oignon", "oignons", "m"),
        ("citron", "citrons", "m"), ("million", "millions", "m"), ("finale", "finales", "f"), ("tarif", "tarifs", "m"),
    )
    for word in (one, many)
}  # fmt: skip
PER_PHRASES = {
    "mois": "par mois", "an": "par an", "jour": "par jour", "semaine": "par semaine", "heure": "de l'heure",
    "h": "de l'heure",
    "min": "par minute", "s": "par seconde", "kg": "le kilo", "l": "le litre", "L": "le litre", "m²": "le mètre carré",
    "m2": "le mètre carré", "m³": "le mètre cube", "km": "par kilomètre", "km²": "par kilomètre carré",
    "pers.": "par personne", "personne": "par personne", "nuit": "par nuit", "habitant": "par habitant",
    "hab.": "par habitant", "100 km": "aux cent kilomètres", "100km": "aux cent kilomètres", "baril": "le baril",
    "pce": "la pièce", "unité": "l'unité", "pièce": "la pièce", "t": "la tonne", "kWh": "le kilowattheure",
}  # fmt: skip


def _c(one: str, many: str, minor: str = "centime centimes", gender: str = "m", digits: int = 2) -> Currency:
    minor_one, _, minor_many = minor.partition(" ")
    return Currency(one, many, gender, minor_one, minor_many, "m", digits)


CURRENCIES = {
    "EUR": _c("euro", "euros"), "USD": _c("dollar", "dollars", "cent cents"),
    "GBP": _c("livre", "livres", "penny pence", "f"),
    "USA": _c("dollar américain", "dollars américains", "cent cents"), "JPY": _c("yen", "yens", digits=0),
    "STG": _c("livre sterling", "livres sterling", "penny pence", "f"), "CNY": _c("yuan", "yuans", "fen fens"),
    "CHF": _c("franc suisse", "francs suisses"), "FRF": _c("franc", "francs"),
    "XOF": _c(f"franc {spell('CFA')}", f"francs {spell('CFA')}"),
    "CAD": _c("dollar canadien", "dollars canadiens", "cent cents"),
    "AUD": _c("dollar australien", "dollars australiens", "cent cents"),
    "INR": _c("roupie", "roupies", "paisa paisas", "f"),
    "RUB": _c("rouble", "roubles", "kopeck kopecks"), "KRW": _c("won", "wons", digits=0),
    "TRY": _c("livre turque", "livres turques", "kuruş kuruş", "f"),
    "BRL": _c("réal brésilien", "réaux brésiliens", "centavo centavos"),
    "MXN": _c("peso mexicain", "pesos mexicains", "centavo centavos"), "MAD": _c("dirham", "dirhams"),
    "DZD": _c("dinar algérien", "dinars algériens"),
    "TND": _c("dinar tunisien", "dinars tunisiens", "millime millimes", digits=3),
    "SEK": _c("couronne suédoise", "couronnes suédoises", "öre öre", "f"),
    "DKK": _c("couronne danoise", "couronnes danoises", "øre øre", "f"),
    "NOK": _c("couronne norvégienne", "couronnes norvégiennes", "øre øre", "f"),
    "PLN": _c("zloty", "zlotys", "grosz groszy"),
    "ILS": _c("shekel", "shekels", "agora agorot"), "UAH": _c("hryvnia", "hryvnias", "kopeck kopecks", "f"),
    "BTC": _c("bitcoin", "bitcoins", digits=0), "NGN": _c("naira", "nairas", "kobo kobos"),
}  # fmt: skip
_CODES = "EUR JPY CNY CHF XOF CAD AUD INR RUB KRW BRL MXN MAD DZD TND SEK DKK NOK PLN BTC".split()
CURRENCY_SIGNS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "₴": "UAH",
    "₿": "BTC", "₦": "NGN", "US$": "USA", "USD": "USA", "usd": "USA", "$US": "USA", "$ US": "USA", "CA$": "CAD",
    "$CA": "CAD",
    "$ CA": "CAD", "R$": "BRL", "GBP": "STG", "gbp": "STG", "FCFA": "XOF", "F CFA": "XOF", "FF": "FRF", "Fr.": "FRF",
    "DH": "MAD", "Dhs": "MAD", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    **{code: code for code in _CODES}, **{code.lower(): code for code in _CODES},
}  # fmt: skip
SCALES = {
    "million": ("million", "millions"), "millions": ("million", "millions"), "milliard": ("milliard", "milliards"),
    "milliards": ("milliard", "milliards"), "billion": ("billion", "billions"), "billions": ("billion", "billions"),
    "mille": ("mille", "mille"), "mds": ("milliard", "milliards"), "md": ("milliard", "milliards"),
    "mrd": ("milliard", "milliards"), "mio": ("million", "millions"),
}  # fmt: skip
MONEY_SCALES = {"M": "millions", "k": "mille", "K": "mille", "Md": "milliards", "Mds": "milliards", "Mrd": "milliards"}

SYMBOLS = {
    "@": "arobase", "#": "dièse", "%": "pour cent", "‰": "pour mille", "&": "et", "+": "plus", "=": "égale",
    "°": "degré",
    "§": "paragraphe", "/": "slash", "\\": "antislash", "_": "tiret bas", "*": "astérisque", "-": "tiret",
    ":": "deux points", "?": "point d'interrogation", "!": "point d'exclamation", "~": "tilde", "€": "euro",
    "£": "livre",
    "$": "dollar", "¥": "yen", "¢": "cent", "№": "numéro", "±": "plus ou moins", "×": "fois", "÷": "divisé par",
    "<": "inférieur à", ">": "supérieur à", "≤": "inférieur ou égal à", "≥": "supérieur ou égal à", "≠": "différent de",
    "≈": "environ", "√": "racine de", "∞": "infini", "∑": "somme", "∫": "intégrale", "π": "pi", "∂": "d rond",
    "∆": "delta",
    "∈": "appartient à", "∅": "ensemble vide", "∀": "pour tout", "∃": "il existe", "∩": "inter", "∪": "union",
    "←": "flèche gauche", "→": "flèche droite", "↑": "flèche vers le haut", "↓": "flèche vers le bas",
    "↔": "flèche double", "⇒": "implique", "⇔": "équivaut à", "©": "copyright", "®": "marque déposée",
    "™": "marque de commerce", "|": "barre verticale", "^": "accent circonflexe", "`": "accent grave", "¬": "non",
    "¶": "paragraphe", "†": "croix", "‡": "double croix", "✓": "coche", "✗": "croix", "★": "étoile", "☆": "étoile",
    "♥": "cœur", "♫": "musique", "♪": "musique", "′": "minutes", "″": "secondes", ";": "point-virgule", ",": "virgule",
    "(": "parenthèse ouvrante", ")": "parenthèse fermante", "[": "crochet ouvrant", "]": "crochet fermant",
    "{": "accolade ouvrante", "}": "accolade fermante", "'": "apostrophe", '"': "guillemet", "₿": "bitcoin",
    "₹": "roupie",
    "₽": "rouble", "₩": "won",
}  # fmt: skip
OPERATORS = {
    "-": "moins", "−": "moins", "+": "plus", "=": "égale", "×": "fois", "·": "fois", "÷": "divisé par", "*": "fois",
    "/": "divisé par", "<": "est inférieur à", ">": "est supérieur à", "≤": "est inférieur ou égal à",
    "≥": "est supérieur ou égal à", "≠": "est différent de", "≈": "environ égal à", "^": "puissance",
}  # fmt: skip

ABBREVIATIONS = {
    "pdt": "pendant", "Ex.": "exemple", "Mr": "monsieur", "asc.": "ascenseur",
    "É.-U.": "États-Unis", "É.-U": "États-Unis", "É.U.": "États-Unis", "E.-U.": "États-Unis",
    "S. M.": "sa majesté", "S. A. R.": "son altesse royale", "S. E.": "son excellence",
    "trim.": "trimestre", "et suiv.": "et suivantes", "et s.": "et suivants", "arr.": "arrondissement",
    "à dte": "à droite", "à dr.": "à droite", "à g.": "à gauche", "conso.": "consommation",
    "Mme": "madame", "Mmes": "mesdames", "Mlle": "mademoiselle", "Mlles": "mesdemoiselles", "MM.": "messieurs",
    "Mgr": "monseigneur", "Mᵐᵉ": "madame", "Mᵐᵉˢ": "mesdames", "Mˡˡᵉ": "mademoiselle", "Mˡˡᵉˢ": "mesdemoiselles",
    "Dʳ": "docteur", "Dʳᵉˢ": "docteures", "Dr": "docteur", "Dr.": "docteur", "Drs": "docteurs", "Dre": "docteure",
    "Cie": "compagnie", "Sté": "société", "bd": "boulevard", "Bd": "boulevard", "bld": "boulevard",
    "blvd": "boulevard", "boul.": "boulevard", "p. ex.": "par exemple",
    "p.ex.": "par exemple", "par ex.": "par exemple", "c.-à-d.": "c'est-à-dire", "c.-à-d": "c'est-à-dire",
    "c.à.d.": "c'est-à-dire", "c-à-d": "c'est-à-dire", "cad.": "c'est-à-dire", "env.": "environ", "max.": "maximum",
    "min.": "minimum",
    "J.-C.": "Jésus-Christ", "N.-D.": "Notre-Dame",
    "op. cit.": "opus citatum", "id.": "idem", "ibid.": "ibidem", "cf.": "confer", "Cf.": "confer", "vs": "versus",
    "vs.": "versus", "i.e.": "c'est-à-dire", "N.B.": "nota bene", "NB": "nota bene", "P.-S.": "post-scriptum",
    "OK": "okay", "bât.": "bâtiment", "ét.": "étage", "esc.": "escalier", "RDV": "rendez-vous",
    "R.-V.": "rendez-vous", "qqch.": "quelque chose", "qqn": "quelqu'un", "ets": "établissements",
    "Éts": "établissements", "dép.": "département", "éd.": "édition", "trad.": "traduction", "resp.": "respectivement",
    "adj.": "adjectif", "chap.": "chapitre", "e/ou": "et ou", "et/ou": "et ou", "s/c": "sous couvert",
    "km/h": "kilomètres à l'heure",
    "hab.": "habitants", "apr.": "après", "réf.": "référence", "Réf.": "référence", "C.V.": "C V",
    "m²": "mètres carrés",
}  # fmt: skip
PHRASES = {
    "tél": "téléphone", "tél.": "téléphone", "Gal de": "général de", "le kg": "le kilo", "au kg": "au kilo",
    "par kg": "par kilo",
    "un kg": "un kilo",
    "av. J.-C.": "avant Jésus-Christ", "av. J-C": "avant Jésus-Christ", "avant J.-C.": "avant Jésus-Christ",
    "apr. J.-C.": "après Jésus-Christ", "ap. J.-C.": "après Jésus-Christ", "après J.-C.": "après Jésus-Christ",
    "av. JC": "avant Jésus-Christ", "ap. JC": "après Jésus-Christ",
    **{f"M. {word}": f"monsieur {word}" for word in ("le", "l", "de", "du", "des", "d", "et")},
    "M. et Mme": "monsieur et madame", "M. ou Mme": "monsieur ou madame",
    **{f"{short} {of}": f"{street} {of}" for of in ("de", "du", "des", "d")
       for short,
       street in (("av.", "avenue"), ("pl.", "place"), ("ch.", "chemin"), ("imp.", "impasse"), ("all.", "allée"))},
    "av JC": "avant Jésus-Christ", "c. à s.": "cuillère à soupe", "c. à c.": "cuillère à café",
}  # fmt: skip
NAME_ABBREVIATIONS = {
    "r.": "rue", "éd.": "éditions", "Vit.": "vitamine", "Mr.": "monsieur",
    "M.": "monsieur", "Me": "maître", "Pr": "professeur", "Pr.": "professeur", "Pre": "professeure",
    "Pʳᵉ": "professeure", "Prof.": "professeur", "St": "saint",
    "Ste": "sainte", "Sts": "saints", "St.": "saint", "Ste.": "sainte", "av.": "avenue", "Av.": "avenue",
    "ave": "avenue",
    "pl.": "place", "rte": "route", "Rte": "route", "imp.": "impasse", "ch.": "chemin", "Vve": "veuve",
    "Gal": "général",
    "Gén.": "général", "Cdt": "commandant", "Lt": "lieutenant", "Col.": "colonel", "Cap.": "capitaine",
    "Fg": "faubourg",
    "fg": "faubourg", "R.P.": "révérend père", "Univ.": "université", "Ing.": "ingénieur",
}  # fmt: skip
NUMBER_ABBREVIATIONS = {
    "col.": "colonne", "th.": "thermostat",
    "p.": "page", "pp.": "pages", "pg.": "page", "chap.": "chapitre", "ch.": "chapitre", "vol.": "volume", "t.": "tome",
    "art.": "article", "al.": "alinéa", "fig.": "figure", "tab.": "tableau", "éd.": "édition", "ann.": "annexe",
    "coll.": "collection", "env.": "environ", "ext.": "extension", "apt.": "appartement", "appt.": "appartement",
    "nos": "numéros", "nᵒˢ": "numéros", "km": "kilomètre", "poste.": "poste",
    "lun.": "lundi", "mar.": "mardi", "mer.": "mercredi", "jeu.": "jeudi", "ven.": "vendredi", "sam.": "samedi",
    "dim.": "dimanche", "BP": spell("BP"), "CP": "code postal", "CV": spell("CV"),
}  # fmt: skip
LAST_ABBREVIATIONS = {"etc.": "et cetera", "etc…": "et cetera…"}

SPOKEN_ACRONYMS = frozenset(
    (
        "ONU SMIC CNIL FNAC CAF RIB ENA BAC ZAC PACS URSSAF INSEE OTAN UNESCO SIM PIN RAM ROM LED OVNI UNEF DOM TOM "
        "ROM CAP CAC INED CADA MAIF MAAF MATMUT FIFA UEFA OPA ZEP INRA ADA FED "
        # Words that are written in capitals for emphasis.
        "NON OUI PAS LES DES UNE UN EST ET LE LA DU AU CE JE TU IL ON NE QUE QUI TRÈS MA TA SA MON TON SON MES TES SES "
        "NOS VOS EN DE SI OU OÙ NI MAIS PLUS TOUT TOUS SUR PAR AVEC SANS TOI MOI LUI EUX ÇA VA VAS AS AI ÊTRE FAIT BON "
        "BIEN MAL FIN VRAI FAUX ICI PEU JOUR NUIT MER ROI LOI DIX SIX SEPT HUIT CENT MIL AUX CES NOM CAR SUD MOT BUT "
        "CAS FER SEL SAC VIE VIN AIR ART ÂGE AMI BAS BUS CLÉ DOS EAU FEU FIL GAZ JEU JUS LAC LIT MAI MUR NEZ RUE SEC "
        "SOL VUE VER POUR DIT DIS VU LU NUL ROUGE NOËL ÉTÉ AN ANS"
    ).split()
)  # fmt: skip
SPELLED_ACRONYMS = frozenset("OCDE ISBN ISSN RATP SARL EURL USA ADN OGM".split())
UNREADABLE = re.compile(
    r"^(?=\w{4,6}$)(?:\w*[^AEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒ]{3}(?<![BCDFGPTVH]R)(?<![BCFGPT]L)(?<![NRLM][TDCGPSK]S)"
    r"|[^AEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒ]{2}(?<![BCDFGPTV]R)(?<![BCFGPK]L)(?<!CH|PH|TH|PS|SC|SP|ST|SK|SM|SN|QU)"
    r"|\w*[^AEIOUYÀÂÉÈÊËÎÏÔÙÛÜŒ]{2}$(?<![RLNMSPC][TDCKS])(?<!LL|MP|CH|RG|NG|RE|FF|RM|RF|RN|TS|DS))"
)
"""Heaps of consonants that a short word does not begin with, end with or hold."""
LABELS = frozenset(
    (
        "plan vitamine groupe option hépatite lettre classe type phase point annexe catégorie série salle porte bloc "
        "zone secteur niveau note équipe bâtiment escalier ligne quai hall terminal colonne case formule modèle page "
        "chapitre chap tome numéro étape partie question réponse figure fig tableau article leçon unité version canal "
        "autoroute sortie"
    ).split()
)
DATE_WORDS = frozenset("le du au dès jusqu'au lundi mardi mercredi jeudi vendredi samedi dimanche date d'ici".split())
DECADE_WORDS = frozenset("les années des".split())
LAW_WORDS = frozenset(
    "ue ce cee loi décret arrêté directive règlement ordonnance délibération arrêt décision circulaire numéro".split()
)
NUMBER_WORDS = frozenset("numéro n nº".split())
DOCUMENT_WORDS = frozenset(
    "siren siret ss nir iban rib tva isbn issn code postal cp passeport sécu sécurité immatriculation".split()
)
ROMAN_BEFORE = frozenset(
    "siècle chapitre tome volume livre partie acte scène phase type annexe niveau titre section épisode leçon article "
    "saison paris vatican division chant psaume".split()
)
ROMAN_AFTER = frozenset("république siècle empire reich internationale".split())
RULERS = frozenset(
    "louis françois charles henri napoléon jean paul pie benoît philippe élisabeth elisabeth elizabeth georges george "
    "édouard richard jacques guillaume alexandre nicolas catherine pierre ferdinand alphonse léopold albert baudouin "
    "frédéric joseph clovis childéric dagobert robert hugues lothaire othon otton clément grégoire innocent urbain "
    "jules léon sixte boniface adrien célestin martin eugène victor humbert isabelle marie anne victoria christian "
    "gustave haakon harald rené rainier hassan mohammed ramsès ptolémée darius cyrus constantin théodose maximilien "
    "rodolphe sigismond bajazet soliman sélim mehmed".split()
)
QUEENS = frozenset("élisabeth elisabeth elizabeth catherine isabelle marie anne victoria".split())
PLAIN_WORDS = frozenset(
    "dans sans sous vers plus moins après très puis mais nous vous ils elles les des ces ses mes tes aux".split()
)
RANKED = frozenset("étage rang arrondissement régiment chapitre jour mois siècle anniversaire".split())
"""Words after which `3°` is an ordinal, and no angle or temperature."""
ADDRESS_WORDS = frozenset("com org net edu gov gouv google gmail web orange free le la de un en".split())

FEMININE = frozenset(
    (
        "page pages heure heures minute minutes seconde secondes semaine semaines année années fois personne personnes "
        "femme femmes fille filles chose choses partie parties place places ville villes voiture voitures maison "
        "maisons table tables chaise chaises carte cartes lettre lettres ligne lignes tasse tasses cuillère cuillères "
        "pomme pommes tomate tomates bouteille bouteilles boîte boîtes tranche tranches gousse gousses étoile étoiles "
        "voix main mains mère mères sœur sœurs route routes rue rues porte portes fenêtre fenêtres école écoles classe "
        "classes entreprise entreprises équipe équipes victoire victoires défaite défaites médaille médailles photo "
        "photos vidéo vidéos image images chanson chansons raison raisons erreur erreurs couleur couleurs fleur fleurs "
        "nuit nuits journée journées soirée soirées matinée matinées tonne tonnes once onces goutte gouttes pièce "
        "pièces chambre chambres salle salles étape étapes marche marches part parts livre livres tête têtes vache "
        "vaches brebis poule poules souris fourmi fourmis île îles mer mers plage plages montagne montagnes forêt "
        "forêts œuvre œuvres lampe lampes robe robes chemise chemises clé clés clef clefs guerre guerres langue "
        "langues loi lois vie vies mort morts demande demandes offre offres réponse réponses phrase phrases banque "
        "banques usine usines machine machines piscine piscines vitamine vitamines cuisine cuisines racine racines "
        "dent dents jambe jambes oreille oreilles feuille feuilles famille familles ampoule ampoules poudre cloche "
        "cloches bougie bougies saison saisons prison prisons boisson boissons leçon leçons façon façons faveur "
        "douleur douleurs valeur valeurs longueur largeur commune communes branche branches dose doses cause causes "
        "pause pauses étude études figure figures ville note notes balle balles fraise fraises orange oranges banane "
        "bananes carotte carottes pêche pêches cerise cerises olive olives crêpe crêpes bière bières pinte pintes "
        "douzaine douzaines dizaine dizaines centaine centaines poire poires pizza pizzas abonnée cible cibles chaîne "
        "chaînes marque marques"
    ).split()
)
MASCULINE = frozenset(
    (
        "musée musées lycée lycées côté côtés été étés comité comités arrêté arrêtés député députés traité traités "
        "employé employés blessé blessés pâté pâtés degré degrés trophée trophées squelette squelettes silence "
        "silences million billion lion génie incendie parapluie parapluies foie foies avion avions camion camions "
        "point points espion espions bastion champion champions membre carré retraité invité invités salarié salariés "
        "réfugié réfugiés abonné abonnés café cafés marché marchés pavé canapé canapés bébé bébés thé grade stade "
        "stades malade malades garde gardes magazine magazines domaine domaines site sites murmure mercure dinosaure "
        "dinosaures"
    ).split()
)

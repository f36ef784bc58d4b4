"""What English has of words, signs and abbreviations; `english` and its modules of rules say when they count.

Spelling is American; `british` makes the other one of it.
"""

from collections.abc import Mapping

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.rules import spell

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split()
THOUSANDS = (
    "hundred thousand million billion trillion quadrillion quintillion sextillion septillion octillion nonillion "
    "decillion"
).split()
"""The names of the powers of a thousand, behind that of a hundred."""
ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
WEEKDAY_ABBREVIATIONS = {
    "mon": "Monday", "tu": "Tuesday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday", "weds": "Wednesday",
    "th": "Thursday", "thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday", "sat": "Saturday",
    "sun": "Sunday",
}  # fmt: skip
TIME_ZONES = frozenset(
    "EST EDT CST CDT MST MDT PST PDT ET CT MT PT AKST HST UTC GMT BST CET CEST EET IST JST KST AEST AEDT NZST".split()
)

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            "ay bee see dee ee eff gee aitch eye jay kay ell em en oh pee cue ar ess tee you vee double-you ex why zee"
        ).split(),
        strict=True,
    )
)

CURRENCIES = {
    "USD": Currency("dollar", "dollars", "m", "cent", "cents"),
    "US": Currency(f"{spell('US')} dollar", f"{spell('US')} dollars", "m", "cent", "cents"),
    "EUR": Currency("euro", "euros", "m", "cent", "cents"),
    "GBP": Currency("pound", "pounds", "m", "penny", "pence"),
    "JPY": Currency("yen", "yen", minor_digits=0),
    "CNY": Currency("yuan", "yuan", "m", "fen", "fen"),
    "KRW": Currency("won", "won", minor_digits=0),
    "INR": Currency("rupee", "rupees", "m", "paisa", "paise"),
    "BRL": Currency("Brazilian real", "Brazilian reais", "m", "centavo", "centavos"),
    "MXN": Currency("Mexican peso", "Mexican pesos", "m", "centavo", "centavos"),
    "CAD": Currency("Canadian dollar", "Canadian dollars", "m", "cent", "cents"),
    "AUD": Currency("Australian dollar", "Australian dollars", "m", "cent", "cents"),
    "NZD": Currency("New Zealand dollar", "New Zealand dollars", "m", "cent", "cents"),
    "HKD": Currency("Hong Kong dollar", "Hong Kong dollars", "m", "cent", "cents"),
    "SGD": Currency("Singapore dollar", "Singapore dollars", "m", "cent", "cents"),
    "CHF": Currency("Swiss franc", "Swiss francs", "m", "centime", "centimes"),
    "RUB": Currency("ruble", "rubles", "m", "kopeck", "kopecks"),
    "UAH": Currency("hryvnia", "hryvnias", "m", "kopiyka", "kopiykas"),
    "TRY": Currency("Turkish lira", "Turkish lira", "m", "kurus", "kurus"),
    "ILS": Currency("shekel", "shekels", "m", "agora", "agorot"),
    "PLN": Currency("zloty", "zlotys", "m", "grosz", "groszy"),
    "SEK": Currency("Swedish krona", "Swedish kronor", "m", "ore", "ore"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner", "m", "ore", "ore"),
    "DKK": Currency("Danish krone", "Danish kroner", "m", "ore", "ore"),
    "VND": Currency("dong", "dong", minor_digits=0),
    "PHP": Currency("peso", "pesos", "m", "centavo", "centavos"),
    "NGN": Currency("naira", "naira", "m", "kobo", "kobo"),
    "THB": Currency("baht", "baht", "m", "satang", "satang"),
    "BTC": Currency("bitcoin", "bitcoins", minor_digits=0),
    "ZAR": Currency("rand", "rand", "m", "cent", "cents"),
    "CENT": Currency("cent", "cents", minor_digits=0),
}
CURRENCY_SIGNS = {
    "$": "USD", "US $": "US", "USD": "US", "€": "EUR", "EUR": "EUR", "£": "GBP", "GBP": "GBP",
    "¥": "JPY", "JPY": "JPY", "CNY": "CNY", "RMB": "CNY", "₩": "KRW", "KRW": "KRW", "₹": "INR", "Rs.": "INR",
    "INR": "INR",
    "US$": "US", "USD$": "US", "CAD$": "CAD", "AUD$": "AUD", "NZD$": "NZD", "HKD$": "HKD", "SGD$": "SGD", "Rs": "INR",
    "R$": "BRL", "BRL": "BRL", "MX$": "MXN", "MXN": "MXN", "CA$": "CAD", "C$": "CAD", "CAD": "CAD", "A$": "AUD",
    "AU$": "AUD", "AUD": "AUD", "NZ$": "NZD", "NZD": "NZD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SGD": "SGD",
    "CHF": "CHF", "₽": "RUB", "RUB": "RUB", "₴": "UAH", "UAH": "UAH", "₺": "TRY", "₪": "ILS", "ILS": "ILS",
    "zł": "PLN", "PLN": "PLN", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "₫": "VND", "VND": "VND", "₱": "PHP",
    "PHP": "PHP", "₦": "NGN", "NGN": "NGN", "฿": "THB", "THB": "THB", "₿": "BTC", "BTC": "BTC", "ZAR": "ZAR",
    "¢": "CENT",
}  # fmt: skip
MONEY_SCALES = {
    "k": "thousand", "thousand": "thousand", "m": "million", "mn": "million", "mm": "million", "mil": "million",
    "million": "million", "b": "billion", "bn": "billion", "billion": "billion", "t": "trillion", "tn": "trillion",
    "trillion": "trillion", "hundred": "hundred", "quadrillion": "quadrillion",
}  # fmt: skip
"""Words and signs for large numbers behind an amount of money, in small letters."""
SCALES = {word: (word, word) for word in ("hundred", "thousand", "million", "billion", "trillion", "quadrillion")}
SCALES |= {"mn": ("million", "million"), "bn": ("billion", "billion"), "tn": ("trillion", "trillion")}
PER = {
    "mo": "month", "mos": "month", "mth": "month", "yr": "year", "y": "year", "wk": "week", "w": "week", "d": "day",
    "hr": "hour", "hrs": "hour", "h": "hour", "min": "minute", "sec": "second", "s": "second", "lb": "pound",
    "lbs": "pound", "oz": "ounce", "kg": "kilogram", "g": "gram", "gal": "gallon", "l": "liter", "mi": "mile",
    "km": "kilometer", "m": "meter", "sqft": "square foot", "ft": "foot", "yd": "yard", "ea": "each", "pp": "person",
    "kwh": "kilowatt hour", "gb": "gigabyte",
}  # fmt: skip
"""What is said behind `per` for what stands behind a slash: `$20/mo`."""

_METRIC = {
    "m": "meter", "g": "gram", "L": "liter", "l": "liter", "W": "watt", "Wh": "watt hour", "V": "volt", "Hz": "hertz",
    "J": "joule", "Pa": "pascal", "eV": "electronvolt", "Ah": "amp hour", "Ω": "ohm", "F": "farad", "mol": "mole",
    "cal": "calorie", "sec": "second",
}  # fmt: skip
_PREFIXES = {
    "k": ("kilo", "m g W Wh V Hz J Pa eV Ω cal"), "M": ("mega", "W Wh V Hz J Pa eV Ω"),
    "G": ("giga", "W Wh Hz J Pa eV"),
    "T": ("tera", "W Wh Hz eV"), "h": ("hecto", "Pa"), "d": ("deci", "L l m"), "c": ("centi", "m L l"),
    "m": ("milli", "m g L l W V mol Ah sec"), "µ": ("micro", "m g L l W V F sec"),
    "n": ("nano", "m F sec"), "p": ("pico", "F"),
}  # fmt: skip
_INVARIABLE = frozenset({"hertz"})


def _unit(name: str) -> Unit:
    """Returns a unit whose first word takes the plural: `mile per hour`, `miles per hour`."""
    head, per, rest = name.partition(" per ")
    many = head if head.split()[-1] in _INVARIABLE or head.endswith("hertz") else f"{head}s"
    return Unit(name, many + per + rest)


def _metric() -> dict[str, Unit]:
    units = {sign: _unit(name) for sign, name in _METRIC.items() if sign not in ("F", "cal", "sec")}
    for prefix, (word, signs) in _PREFIXES.items():
        units |= {prefix + sign: _unit(word + _METRIC[sign]) for sign in signs.split()}
    units |= {sign.replace("µ", "μ"): unit for sign, unit in units.items() if "µ" in sign}
    for prefix, word in {"": "", "k": "kilo", "c": "centi", "m": "milli"}.items():
        for power, adjective in {"²": "square", "2": "square", "³": "cubic", "3": "cubic"}.items():
            units[f"{prefix}m{power}"] = _unit(f"{adjective} {word}meter")
    return units


def _data() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for prefix, word in {"K": "kilo", "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta"}.items():
        units |= {f"{prefix}B": _unit(f"{word}byte"), f"{prefix}b": _unit(f"{word}bit")}
        units[f"{prefix}iB"] = _unit(f"{word[:2]}bibyte")
        for sign in ("bps", "bit/s", "b/s"):
            units[f"{prefix}{sign}"] = _unit(f"{word}bit per second")
        for sign in ("Bps", "B/s"):
            units[f"{prefix}{sign}"] = _unit(f"{word}byte per second")
    units |= {f"{prefix.lower()}b": units[f"{prefix}B"] for prefix in "KMGT"}
    return units | {"mbps": units["Mbps"], "gbps": units["Gbps"], "bps": _unit("bit per second")}


def _same(one: str, many: str, signs: str) -> dict[str, Unit]:
    return dict.fromkeys(signs.split(), Unit(one, many))


UNITS: Mapping[str, Unit] = {
    **_metric(),
    **_data(),
    **_same("degree Celsius", "degrees Celsius", "°C ºC ℃"),
    **_same("degree Fahrenheit", "degrees Fahrenheit", "°F ºF ℉"),
    "° C": Unit("degree Celsius", "degrees Celsius"), "° F": Unit("degree Fahrenheit", "degrees Fahrenheit"),
    **_same("degree", "degrees", "° º deg"),
    **_same("inch", "inches", "in ″"), **_same("foot", "feet", "ft FT"), **_same("yard", "yards", "yd yds"),
    **_same("mile", "miles", "mi"), **_same("pound", "pounds", "lb lbs LB LBS"), **_same("ounce", "ounces", "oz OZ"),
    **_same("ton", "tons", "t"), **_same("gallon", "gallons", "gal"),
    **_same("quart", "quarts", "qt qts"), **_same("pint", "pints", "pt"),
    **_same("tablespoon", "tablespoons", "tbsp Tbsp tbsps"), **_same("teaspoon", "teaspoons", "tsp tsps"),
    **_same("acre", "acres", "ac"), **_same("hectare", "hectares", "ha"),
    **_same("square foot", "square feet", "ft² ft2 sqft"), **_same("square inch", "square inches", "in² in2"),
    **_same("square mile", "square miles", "mi² mi2"), **_same("cubic foot", "cubic feet", "ft³ ft3"),
    **_same("square yard", "square yards", "yd²"), **_same("cubic inch", "cubic inches", "in³"),
    **_same("cubic centimeter", "cubic centimeters", "cc"),
    "sq ft": Unit("square foot", "square feet"), "sq. ft": Unit("square foot", "square feet"),
    "sq in": Unit("square inch", "square inches"), "sq mi": Unit("square mile", "square miles"),
    "sq km": Unit("square kilometer", "square kilometers"), "sq m": Unit("square meter", "square meters"),
    "cu ft": Unit("cubic foot", "cubic feet"), "cu in": Unit("cubic inch", "cubic inches"),
    "cu yd": Unit("cubic yard", "cubic yards"),
    "fl oz": Unit("fluid ounce", "fluid ounces"), "fl. oz": Unit("fluid ounce", "fluid ounces"),
    "light-years": Unit("light year", "light years"), "light-year": Unit("light year", "light years"),
    **_same("mile per hour", "miles per hour", "mph MPH"),
    **_same("kilometer per hour", "kilometers per hour", "kph kmh km/h KMH"),
    **_same("meter per second", "meters per second", "m/s"),
    "m/s²": Unit("meter per second squared", "meters per second squared"),
    "m/s2": Unit("meter per second squared", "meters per second squared"),
    **_same("foot per second", "feet per second", "ft/s"),
    **_same("mile per gallon", "miles per gallon", "mpg MPG"), **_same("knot", "knots", "kn kt"),
    **_same("frame per second", "frames per second", "fps FPS"), **_same("word per minute", "words per minute", "wpm"),
    **_same("revolution per minute", "revolutions per minute", "rpm RPM"),
    **_same("beat per minute", "beats per minute", "bpm BPM"),
    **_same("pound per square inch", "pounds per square inch", "psi PSI"),
    **_same("dot per inch", "dots per inch", "dpi DPI"), **_same("pixel per inch", "pixels per inch", "ppi PPI"),
    **_same("part per million", "parts per million", "ppm"), **_same("part per billion", "parts per billion", "ppb"),
    **_same("pixel", "pixels", "px"), **_same("megapixel", "megapixels", "MP"),
    **_same("milliamp", "milliamps", "mA"), **_same("milliamp hour", "milliamp hours", "mAh"),
    **_same("decibel", "decibels", "dB db"), **_same("lumen", "lumens", "lm"),
    **_same("horsepower", "horsepower", "hp HP"),
    **_same("Calorie", "Calories", "Cal"), **_same("calorie", "calories", "cal"),
    **_same("atmosphere", "atmospheres", "atm"), **_same("millibar", "millibars", "mbar"),
    **_same("British thermal unit", "British thermal units", "BTU BTUs"),
    **_same("newton meter", "newton meters", "Nm N·m"),
    **_same("point", "points", "pts"), **_same("microgram", "micrograms", "mcg"), **_same("angstrom", "angstroms", "Å"),
    **_same("millimeter of mercury", "millimeters of mercury", "mmHg"), **_same("ohm", "ohms", "ohm"),
    **_same("hour", "hours", "h hr hrs"), **_same("minute", "minutes", "min mins"),
    **_same("second", "seconds", "s sec secs"),
    **_same("millisecond", "milliseconds", "ms"), **_same("microsecond", "microseconds", "µs μs"),
    **_same("nanosecond", "nanoseconds", "ns"), **_same("week", "weeks", "wk wks"),
    **_same("month", "months", "mo mos"),
    **_same("year", "years", "yr yrs"), **_same("kilogram", "kilograms", "KG Kg kgs"),
    **_same("kilometer", "kilometers", "KM Km kms"),
    **_same("centimeter", "centimeters", "CM"), **_same("milliliter", "milliliters", "ML"),
    **_same("kilowatt hour", "kilowatt hours", "KWh kwh"), **_same("gigahertz", "gigahertz", "Ghz ghz GHZ"),
    **_same("megahertz", "megahertz", "Mhz mhz MHZ"), **_same("pound foot", "pound feet", "lb-ft"),
    **_same("foot pound", "foot pounds", "ft-lb"),
}  # fmt: skip
LOOSE_UNITS = frozenset("in V W J t st pt db ha kn kt ac MP HP".split())
DOTTED_UNITS = {
    "in": "in", "ft": "ft", "yd": "yd", "yds": "yd", "mi": "mi", "lb": "lb", "lbs": "lb", "oz": "oz", "gal": "gal",
    "qt": "qt", "pt": "pt", "tbsp": "tbsp", "tsp": "tsp", "min": "min", "mins": "min", "sec": "sec", "secs": "sec",
    "hr": "hr", "hrs": "hr", "wk": "wk", "wks": "wk", "mo": "mo", "mos": "mo", "yr": "yr", "yrs": "yr", "cm": "cm",
    "mm": "mm", "km": "km", "kg": "kg", "ml": "ml", "sq. ft": "sq ft", "sq. mi": "sq mi", "fl. oz": "fl oz",
    "sq. in": "sq in", "sq. yd": "yd²", "cu. ft": "cu ft", "cu. in": "cu in", "cu. yd": "cu yd",
}  # fmt: skip
"""Units that are written with a full stop, and their signs."""

SYMBOLS = {
    "@": "at", "#": "hash", "%": "percent", "&": "and", "&&": "and", "+": "plus", "=": "equals", "==": "equals",
    "°": "degrees", "§": "section", "§§": "sections", "¶": "paragraph", "¶¶": "paragraphs", "/": "slash",
    "\\": "backslash",
    "_": "underscore", "*": "asterisk", "-": "dash", "–": "dash", ":": "colon", "?": "question mark",
    "!": "exclamation point", ",": "comma", ";": "semicolon", "(": "open parenthesis", ")": "close parenthesis",
    "~": "tilde", "€": "euro", "£": "pound", "$": "dollar", "¥": "yen", "₩": "won", "₹": "rupee", "¢": "cent",
    "₽": "ruble", "₿": "bitcoin", "₪": "shekel", "₫": "dong", "₱": "peso", "₦": "naira", "₺": "lira", "₴": "hryvnia",
    "№": "number", "½": "one half", "±": "plus or minus", "×": "times", "÷": "divided by", "<": "less than",
    ">": "greater than", "<=": "less than or equal to", ">=": "greater than or equal to", "!=": "not equal to",
    "≤": "less than or equal to", "≥": "greater than or equal to", "≠": "not equal to", "≈": "approximately",
    "≡": "identical to", "√": "square root of", "∛": "cube root of", "∞": "infinity", "∑": "sum of", "∏": "product of",
    "∫": "integral of", "∂": "partial", "∆": "delta", "∈": "in", "∉": "not in", "∩": "intersection", "∪": "union",
    "⊂": "subset of", "⊆": "subset of", "∀": "for all", "∃": "there exists", "∅": "empty set", "¬": "not",
    "∧": "and", "∨": "or", "∝": "proportional to", "⊥": "perpendicular to", "∥": "parallel to", "∠": "angle",
    "←": "left arrow", "→": "to", "->": "to", "=>": "to", "⇒": "implies", "↔": "both ways", "⇔": "if and only if",
    "↑": "up arrow", "↓": "down arrow", "©": "copyright", "®": "registered", "™": "trademark", "℠": "service mark",
    "℗": "sound recording copyright", "|": "pipe", "||": "or", "^": "caret", "†": "dagger", "‡": "double dagger",
    "¤": "currency", "′": "prime", "″": "double prime", "²": "squared", "³": "cubed", "¹": "one", "‰": "per mille",
    "µ": "micro", "ª": "a", "º": "degrees", "℃": "degrees Celsius", "℉": "degrees Fahrenheit", "ℓ": "liters",
    "♀": "female", "♂": "male", "♯": "sharp", "♭": "flat", "♮": "natural", "``": '"',
    "{": "open brace", "}": "close brace", "[": "open bracket", "]": "close bracket", "'": "apostrophe", '"': "quote",
}  # fmt: skip
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon "
            "phi chi psi omega"
        ).split(),
        strict=True,
    )
)
OPERATORS = {
    "-": "minus", "−": "minus", "+": "plus", "=": "equals", "×": "times", "÷": "divided by", "*": "times",
    "x": "times", "·": "times", "<": "less than", ">": "greater than",
}  # fmt: skip

ABBREVIATIONS = {
    "Mr.": "mister", "Mrs.": "misses", "Ms.": "miz", "Mx.": "mix", "Messrs.": "messieurs", "Prof.": "professor",
    "approx.": "approximately", "dept.": "department", "depts.": "departments", "govt.": "government",
    "e.g.": "for example", "i.e.": "that is", "eg.": "for example", "ie.": "that is", "et al.": "et al",
    "vs.": "versus", "vs": "versus", "viz.": "namely", "cf.": "compare", "ca.": "circa", "resp.": "respectively",
    "esp.": "especially", "incl.": "including", "excl.": "excluding", "min.": "minimum", "max.": "maximum",
    "avg.": "average", "qty.": "quantity", "misc.": "miscellaneous", "tel.": "telephone", "temp.": "temperature",
    "w/": "with", "w/o": "without", "c/o": "care of", "n/a": spell("na"), "Ave.": "avenue", "Blvd.": "boulevard",
    "Rd.": "road", "Hwy.": "highway", "Pkwy.": "parkway", "Bldg.": "building", "mtg.": "meeting",
    "appt.": "appointment",
    "mgmt.": "management", "mgr.": "manager", "asst.": "assistant", "assoc.": "associate", "attn.": "attention",
    "intl.": "international", "natl.": "national", "univ.": "university", "edn.": "edition", "pkg.": "package",
    "hosp.": "hospital", "lib.": "library", "illus.": "illustrated", "orig.": "originally", "pron.": "pronounced",
    "ea.": "each", "abbr.": "abbreviation", "anon.": "anonymous", "bibliog.": "bibliography", "biog.": "biography",
    "a/k/a": spell("aka"), "y/o": "year old", "doz.": "dozen", "bd.": "board",
    "pkgs.": "packages",
    "acct.": "account", "qty": "quantity", "tel:": "telephone:", "km/h": "kilometers per hour",
    "et seq.": "et sequens", "ibid.": "ibidem", "op. cit.": "opere citato",
}  # fmt: skip
NAME_ABBREVIATIONS = {
    "Gen.": "general", "Gov.": "governor", "Sen.": "senator", "Sens.": "senators", "Rep.": "representative",
    "Reps.": "representatives", "Col.": "colonel", "Lt.": "lieutenant", "Sgt.": "sergeant", "Capt.": "captain",
    "Cpl.": "corporal", "Maj.": "major", "Adm.": "admiral", "Cmdr.": "commander", "Pvt.": "private",
    "Rev.": "reverend", "Hon.": "honorable", "Fr.": "father", "Pres.": "president", "Supt.": "superintendent",
    "Atty.": "attorney", "Msgr.": "monsignor", "Det.": "detective", "Insp.": "inspector", "Amb.": "ambassador",
    "Brig.": "brigadier", "Sec.": "secretary", "Mt.": "mount", "Mts.": "mountains", "Ft.": "fort", "Pt.": "point",
    "Pte.": "private", "Drs.": "doctors", "Profs.": "professors", "Dir.": "director", "Treas.": "treasurer",
    "Sta.": "santa", "Ste.": "sainte",
}  # fmt: skip
BARE_TITLES = {
    "Mr": "Mister", "Mrs": "Misses", "Ms": "Miz", "Mx": "Mix", "Dr": "Doctor", "Prof": "Professor", "Sgt": "Sergeant",
    "Capt": "Captain", "Lt": "Lieutenant", "Mt": "Mount", "Ft": "Fort", "Rev": "Reverend",
}  # fmt: skip
"""Abbreviations without a full stop, right before a name."""
FINAL_ABBREVIATIONS = {
    "Inc.": "incorporated", "Corp.": "corporation", "Co.": "company", "Cos.": "companies", "Ltd.": "limited",
    "Bros.": "brothers", "Jr.": "junior", "Sr.": "senior", "Esq.": "esquire", "Assn.": "association",
    "Mfg.": "manufacturing",
    "Intl.": "international", "Dept.": "department", "Est.": "established", "Univ.": "university", "Jr": "junior",
    "Sr": "senior",
}  # fmt: skip
"""Abbreviations behind a name, which may end a sentence too."""
NUMBER_ABBREVIATIONS = {
    "no.": "number", "nos.": "numbers", "nr.": "number", "p.": "page", "pp.": "pages", "pg.": "page", "pgs.": "pages",
    "vol.": "volume", "vols.": "volumes", "ch.": "chapter", "chap.": "chapter", "chs.": "chapters", "fig.": "figure",
    "figs.": "figures", "eq.": "equation", "eqs.": "equations", "sec.": "section", "secs.": "sections",
    "sect.": "section", "art.": "article", "arts.": "articles", "par.": "paragraph", "para.": "paragraph",
    "op.": "opus", "apt.": "apartment", "apt": "apartment", "ste.": "suite", "ste": "suite", "rm.": "room",
    "rm": "room", "bldg.": "building", "bldg": "building", "ver.": "version", "c.": "circa", "pt.": "part",
    "pts.": "parts", "bk.": "book", "ex.": "example", "b.": "born", "d.": "died", "mk.": "mark", "ep.": "episode",
    "ser.": "series", "ext.": "extension", "ext": "extension", "hwy": "highway", "hwy.": "highway", "rte.": "route",
    "rte": "route", "rt.": "route", "tel.": "telephone", "ph.": "phone", "est.": "established", "lvl.": "level",
    "lvl": "level", "cl.": "clause", "col.": "column", "ln.": "line", "tbl.": "table", "iss.": "issue",
    "ref.": "reference",
    "approx": "approximately",
}  # fmt: skip
STREETS = {
    "st": "Street", "ave": "Avenue", "av": "Avenue", "blvd": "Boulevard", "rd": "Road", "dr": "Drive", "ln": "Lane",
    "ct": "Court", "pl": "Place", "sq": "Square", "ter": "Terrace", "cir": "Circle", "pkwy": "Parkway",
    "hwy": "Highway", "expy": "Expressway", "fwy": "Freeway", "tpke": "Turnpike", "trl": "Trail", "cres": "Crescent",
    "plz": "Plaza", "hts": "Heights", "aly": "Alley",
}  # fmt: skip
DIRECTIONS = {
    "n": "North", "s": "South", "e": "East", "w": "West", "ne": "Northeast", "nw": "Northwest", "se": "Southeast",
    "sw": "Southwest",
}  # fmt: skip
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",
    "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina",
    "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "DC": spell("DC"),
    "PR": "Puerto Rico",
}  # fmt: skip
PRESS_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana",
    "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts",
    "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania",
    "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington", "Wis": "Wisconsin",
    "Wyo": "Wyoming", "N.H": "New Hampshire", "N.J": "New Jersey", "N.M": "New Mexico", "N.Y": "New York",
    "N.C": "North Carolina", "N.D": "North Dakota", "R.I": "Rhode Island", "S.C": "South Carolina",
    "S.D": "South Dakota", "W.Va": "West Virginia",
}  # fmt: skip
"""States as newspapers write them behind a town, without their last full stop."""
STATES_LIKE_WORDS = frozenset("HI ID IN LA MA ME OH OK OR PA AL DE CO MS MT MD".split())
"""States that count only with a postal code behind them, since they are words or titles too."""
SAINTS = frozenset(
    "Agatha Agnes Albans Ambrose Andrew Andrews Anne Anns Anselm Anthony Augustine Austell Barnabas Bartholomew "
    "Barts Basil Benedict Bernadette Bernard Bonaventure Boniface Brendan Brigid Catharines Catherine Cecilia "
    "Charles Christopher Clair Clare Claude Cloud Columba Croix Cyril David Denis Dominic Dunstan Edward "
    "Elizabeth Elmo Elsewhere Etienne Eustatius Francis Gabriel George Georges Germain Giles Gregory Helena "
    "Helens Helier Hilda Ives Ivo Jacob James Jerome Joan Joe John Johns Johnsbury Joseph Jude Julien Kevin Kilda "
    "Kitts Laurence Laurent Lawrence Leger Leo Leonard Louis Lucia Lucie Lucy Luke Marcellin Margaret Margarets "
    "Mark Marks Martin Martins Mary Marys Matthew Maarten Michael Michaels Mirren Monica Moritz Neots Nicholas "
    "Nick Olaf Pancras Pat Patrick Patricks Paul Pauls Peter Peters Petersburg Philip Pierre Rita Rose Sebastian "
    "Simon Stephen Stephens Swithun Teresa Theresa Thomas Tropez Valentine Vincent Vitus Xavier".split()
)
BEFORE_SAINTS = frozenset(
    "Mount Mt Port Lake Fort East West North South Sault Cape Point Isle Ile Via Bay Saint".split()
)
STARTERS = frozenset(
    "A An The This That These Those It Its He She We They I You His Her Our My Your Their There Here In On At By "
    "For From To Of And But Or So If When While Where Why How What Who Which After Before Then Now Later Today "
    "Yesterday Tomorrow Both All Some Many Most No Not One Each Every Is Are Was Were Do Does Did Can Could Will "
    "Would Should Please Call Meet Turn Go Visit Near With Without As Although However Since Until During Also "
    "Just Only Even Meanwhile Let Because Once Another Two Three First Next Finally Thanks Yes Have Has Had".split()
)
"""Words that begin sentences, and are no names."""

"""German tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here."""

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.rules import spell

UNITS = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn".split()
)
UNITS += "siebzehn achtzehn neunzehn".split()
TENS = ". . zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
LARGE = (
    ("Million", "Millionen"), ("Milliarde", "Milliarden"), ("Billion", "Billionen"), ("Billiarde", "Billiarden"),
    ("Trillion", "Trillionen"), ("Trilliarde", "Trilliarden"),
)  # fmt: skip
ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
"""Stems of ordinals that do not follow from the cardinal."""

MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
MONTH_ABBREVIATIONS = {
    "jan": 1, "jän": 1, "jänner": 1, "feb": 2, "febr": 2, "mär": 3, "mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
WEEKDAYS = {
    "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag",
    "So": "Sonntag",
}  # fmt: skip

_N = "n"


def _same(name: str, gender: str = "m") -> Unit:
    return Unit(name, name, gender)


def _metric(sign: str, name: str, prefixes: str) -> dict[str, Unit]:
    """Returns a unit with its prefixes, none among them; `gender` is that of the name."""
    names = {
        "": "", "k": "Kilo", "M": "Mega", "G": "Giga", "T": "Tera", "h": "Hekto", "d": "Dezi", "c": "Zenti",
        "m": "Milli", "µ": "Mikro", "μ": "Mikro", "n": "Nano",
    }  # fmt: skip
    stem, _, gender = name.partition(":")
    return {
        prefix + sign: _same(names[prefix] + (stem.lower() if prefix else stem), gender or "m")
        for prefix in ("", *prefixes)
    }


LENGTHS = {
    "m": "Meter", "km": "Kilometer", "dm": "Dezimeter", "cm": "Zentimeter", "mm": "Millimeter", "µm": "Mikrometer",
    "μm": "Mikrometer", "nm": "Nanometer",
}  # fmt: skip
_HOURS = {
    "Wh": "Watt", "kWh": "Kilowatt", "kwh": "Kilowatt", "MWh": "Megawatt", "GWh": "Gigawatt", "TWh": "Terawatt",
    "Ah": "Ampere", "mAh": "Milliampere",
}  # fmt: skip
DATA = {
    "kB": "Kilobyte", "KB": "Kilobyte", "MB": "Megabyte", "GB": "Gigabyte", "TB": "Terabyte", "PB": "Petabyte",
    "KiB": "Kibibyte", "MiB": "Mebibyte", "GiB": "Gibibyte", "TiB": "Tebibyte", "bit": "Bit", "Bit": "Bit",
    "kbit": "Kilobit", "Kbit": "Kilobit", "Mbit": "Megabit", "MBit": "Megabit", "Gbit": "Gigabit", "GBit": "Gigabit",
}  # fmt: skip
MEASURES = {
    **{sign: _same(name) for sign, name in LENGTHS.items()},
    **{f"{sign}²": _same(f"Quadrat{name.lower()}") for sign, name in LENGTHS.items()},
    **{f"{sign}³": _same(f"Kubik{name.lower()}") for sign, name in LENGTHS.items()}, "qm": _same("Quadratmeter"),
    "qkm": _same("Quadratkilometer"), "cbm": _same("Kubikmeter"), "m2": _same("Quadratmeter"),
    "km2": _same("Quadratkilometer"), "cm2": _same("Quadratzentimeter"), "m3": _same("Kubikmeter"),
    "cm3": _same("Kubikzentimeter"), "ccm": _same("Kubikzentimeter"), "ha": _same("Hektar", _N), "l": _same("Liter"),
    "L": _same("Liter"), "ml": _same("Milliliter"), "mL": _same("Milliliter"), "cl": _same("Zentiliter"),
    "dl": _same("Deziliter"), "hl": _same("Hektoliter"), **_metric("g", "Gramm:n", "kmµμ"),
    "Kg": _same("Kilogramm", _N), "t": Unit("Tonne", "Tonnen", "f"), "h": Unit("Stunde", "Stunden", "f"),
    "Std.": Unit("Stunde", "Stunden", "f"), "Std": Unit("Stunde", "Stunden", "f"),
    "min": Unit("Minute", "Minuten", "f"), "Min.": Unit("Minute", "Minuten", "f"),
    "Min": Unit("Minute", "Minuten", "f"), "min.": Unit("Minute", "Minuten", "f"),
    "s": Unit("Sekunde", "Sekunden", "f"), "sek": Unit("Sekunde", "Sekunden", "f"),
    "Sek.": Unit("Sekunde", "Sekunden", "f"), "Sek": Unit("Sekunde", "Sekunden", "f"),
    "sec": Unit("Sekunde", "Sekunden", "f"), "ms": Unit("Millisekunde", "Millisekunden", "f"),
    "µs": Unit("Mikrosekunde", "Mikrosekunden", "f"), "μs": Unit("Mikrosekunde", "Mikrosekunden", "f"),
    "ns": Unit("Nanosekunde", "Nanosekunden", "f"), "km/h": _same("Kilometer pro Stunde"),
    "l/100 km": _same("Liter pro hundert Kilometer"), "l/100km": _same("Liter pro hundert Kilometer"),
    "kWh/100 km": Unit("Kilowattstunde pro hundert Kilometer", "Kilowattstunden pro hundert Kilometer", "f"),
    "m/s": _same("Meter pro Sekunde"), "m/s²": _same("Meter pro Quadratsekunde"),
    "mph": Unit("Meile pro Stunde", "Meilen pro Stunde", "f"), "kn": _same("Knoten"),
    **{sign: _same(name, _N) for sign, name in DATA.items()},
    **{f"{sign}/s": _same(f"{name} pro Sekunde", _N) for sign, name in DATA.items()},
    "kbps": _same("Kilobit pro Sekunde", _N), "Mbps": _same("Megabit pro Sekunde", _N),
    "Gbps": _same("Gigabit pro Sekunde", _N), **_metric("W", "Watt:n", "kMGTm"),
    **{sign: Unit(f"{name}stunde", f"{name}stunden", "f") for sign, name in _HOURS.items()}, "PS": _same(spell("PS")),
    **_metric("J", "Joule:n", "kMG"), "cal": Unit("Kalorie", "Kalorien", "f"),
    "kcal": Unit("Kilokalorie", "Kilokalorien", "f"), **_metric("V", "Volt:n", "kmM"), "mv": _same("Millivolt", _N),
    **_metric("A", "Ampere:n", "mkµ"), **_metric("Ω", "Ohm:n", "kM"), **_metric("Hz", "Hertz:n", "kMG"),
    **_metric("Pa", "Pascal:n", "hkM"), "bar": _same("Bar", _N), "mbar": _same("Millibar", _N),
    "mmHg": _same("Millimeter Quecksilbersäule"), "kN": _same("Kilonewton", _N), "Nm": _same("Newtonmeter", _N),
    "°C": _same("Grad Celsius"), "° C": _same("Grad Celsius"), "°F": _same("Grad Fahrenheit"), "°": _same("Grad"),
    "Grad C": _same("Grad Celsius"), "dB": _same("Dezibel", _N), "lm": _same("Lumen", _N), "lx": _same("Lux", _N),
    "mol": _same("Mol", _N), "px": _same("Pixel", _N), "MP": _same("Megapixel", _N), "dpi": _same(spell("dpi")),
    "fps": Unit("Bild pro Sekunde", "Bilder pro Sekunde", _N), "ppm": _same(spell("ppm")),
    "rpm": Unit("Umdrehung pro Minute", "Umdrehungen pro Minute", "f"),
    "U/min": Unit("Umdrehung pro Minute", "Umdrehungen pro Minute", "f"), "ft": _same("Fuß"), "″": _same("Zoll"),
    "mi": Unit("Meile", "Meilen", "f"), "yd": Unit("Yard", "Yards", _N), "lb": _same("Pfund", _N),
    "lbs": _same("Pfund", _N), "oz": Unit("Unze", "Unzen", "f"), "EL": _same("Esslöffel"), "TL": _same("Teelöffel"),
    "Pck.": _same("Päckchen", _N), "Pkg.": Unit("Packung", "Packungen", "f"),
    "Msp.": Unit("Messerspitze", "Messerspitzen", "f"), "Stk.": Unit("Stück", "Stück", _N),
    "Stk": Unit("Stück", "Stück", _N), "Stck.": Unit("Stück", "Stück", _N), "St.": Unit("Stück", "Stück", _N),
    "Pers.": Unit("Person", "Personen", "f"), "Pkt.": Unit("Punkt", "Punkte"), "Wo.": Unit("Woche", "Wochen", "f"),
    "Mon.": Unit("Monat", "Monate"), "Kal.": Unit("Kalorie", "Kalorien", "f"), "Zi.": Unit("Zimmer", "Zimmer", _N),
    "J.": Unit("Jahr", "Jahre", _N), "Tsd. km": _same("tausend Kilometer"),
    "Bp.": Unit("Basispunkt", "Basispunkte"),
    "Tbl.": Unit("Tablette", "Tabletten", "f"), "Tabl.": Unit("Tablette", "Tabletten", "f"),
}  # fmt: skip
del MEASURES["A"], MEASURES["J"]  # letters of classes and gates
LOOSE = frozenset({"V", "W", "MP", "mi", "kn", "St.", "J.", "Mon.", "PS"})
PER = {
    "h": "Stunde", "Std.": "Stunde", "Std": "Stunde", "min": "Minute", "Min.": "Minute", "s": "Sekunde", "d": "Tag",
    "kg": "Kilogramm", "g": "Gramm", "100 g": "hundert Gramm", "t": "Tonne", "l": "Liter", "m": "Meter",
    "m²": "Quadratmeter", "qm": "Quadratmeter", "km²": "Quadratkilometer", "km": "Kilometer",
    "100 km": "hundert Kilometer", "kWh": "Kilowattstunde", "m³": "Kubikmeter", "Stk.": "Stück", "Stück": "Stück",
    "Tag": "Tag", "Woche": "Woche", "Monat": "Monat", "Mon.": "Monat", "Jahr": "Jahr", "Stunde": "Stunde",
    "Minute": "Minute", "Sekunde": "Sekunde", "Nacht": "Nacht", "Person": "Person", "Pers.": "Person",
    "Liter": "Liter", "Kopf": "Kopf", "ml": "Milliliter", "a": "Jahr", "GB": "Gigabyte", "Einwohner": "Einwohner",
    "ha": "Hektar",
}  # fmt: skip
"""What follows the slash behind an amount."""

CURRENCIES = {
    "EUR": Currency("Euro", "Euro", "m", "Cent", "Cent"),
    "USD": Currency("Dollar", "Dollar", "m", "Cent", "Cent"),
    "US$": Currency(f"{spell('US')}-Dollar", f"{spell('US')}-Dollar", "m", "Cent", "Cent"),
    "GBP": Currency("Pfund", "Pfund", "n", "Penny", "Pence"),
    "CHF": Currency("Franken", "Franken", "m", "Rappen", "Rappen"),
    "JPY": Currency("Yen", "Yen", minor_digits=0),
    "CNY": Currency("Yuan", "Yuan", "m", "Fen", "Fen"),
    "PLN": Currency("Zloty", "Zloty", "m", "Groschen", "Groschen"),
    "CZK": Currency("Krone", "Kronen", "f", "Heller", "Heller"),
    "SEK": Currency("Krone", "Kronen", "f", "Öre", "Öre"),
    "HUF": Currency("Forint", "Forint", minor_digits=0),
    "RUB": Currency("Rubel", "Rubel", "m", "Kopeke", "Kopeken", "f"),
    "INR": Currency("Rupie", "Rupien", "f", "Paisa", "Paise"),
    "TRY": Currency("Lira", "Lira", "f", "Kurusch", "Kurusch"),
    "DEM": Currency("Mark", "Mark", "f", "Pfennig", "Pfennig"),
    "BTC": Currency("Bitcoin", "Bitcoin", "m", minor_digits=0),
    "CENT": Currency("Cent", "Cent", "m", minor_digits=0),
}
CURRENCY_SIGNS = {
    "€": "EUR", "EUR": "EUR", "Euro": "EUR", "euro": "EUR", "Eur": "EUR", "$": "USD", "USD": "US$", "US$": "US$",
    "US-Dollar": "US$", "Dollar": "USD", "£": "GBP", "GBP": "GBP", "Pfund": "GBP", "CHF": "CHF", "SFr.": "CHF",
    "sFr.": "CHF", "Franken": "CHF", "¥": "JPY", "JPY": "JPY", "Yen": "JPY", "CNY": "CNY", "PLN": "PLN", "zł": "PLN",
    "CZK": "CZK", "Kč": "CZK", "SEK": "SEK", "HUF": "HUF", "RUB": "RUB", "₽": "RUB", "INR": "INR", "₹": "INR",
    "TRY": "TRY", "₺": "TRY", "DM": "DEM", "D-Mark": "DEM", "BTC": "BTC", "₿": "BTC", "ct": "CENT", "Ct": "CENT",
    "ct.": "CENT", "Cent": "CENT", "¢": "CENT",
}  # fmt: skip
WITHOUT_CENT = frozenset({"EUR", "CHF", "DEM"})
"""Currencies whose smaller unit is not said: `zwei Euro zwanzig`."""

SCALES = {
    "tsd.": ("tausend", "tausend"), "tsd": ("tausend", "tausend"), "tausend": ("tausend", "tausend"),
    "hundert": ("hundert", "hundert"), "mio.": LARGE[0], "mio": LARGE[0], "million": LARGE[0], "millionen": LARGE[0],
    "mill.": LARGE[0], "mrd.": LARGE[1], "mrd": LARGE[1], "milliarde": LARGE[1], "milliarden": LARGE[1],
    "bio.": LARGE[2], "billion": LARGE[2], "billionen": LARGE[2], "billiarde": LARGE[3], "billiarden": LARGE[3],
}  # fmt: skip

SYMBOLS = {
    "-": "Bindestrich", ":": "Doppelpunkt", "?": "Fragezeichen", "!": "Ausrufezeichen", ",": "Komma", ";": "Semikolon",
    "(": "Klammer auf", ")": "Klammer zu", "[": "eckige Klammer auf", "]": "eckige Klammer zu",
    "{": "geschweifte Klammer auf", "}": "geschweifte Klammer zu", "'": "Apostroph", "@": "at", "#": "Hashtag",
    "%": "Prozent", "‰": "Promille", "&": "und", "+": "plus", "=": "gleich", "°": "Grad", "§§": "Paragrafen",
    "§": "Paragraf", "/": "Slash", "\\": "Backslash", "_": "Unterstrich", "*": "Sternchen", "~": "Tilde",
    "^": "Zirkumflex", "|": "senkrechter Strich", "`": "Gravis", "<": "kleiner als", ">": "größer als", "€": "Euro",
    "$": "Dollar", "£": "Pfund", "¥": "Yen", "¢": "Cent", "₽": "Rubel", "₹": "Rupie", "₺": "Lira", "₿": "Bitcoin",
    "¤": "Währungszeichen", "№": "Nummer", "±": "plus minus", "×": "mal", "÷": "geteilt durch", "√": "Wurzel aus",
    "∛": "Kubikwurzel aus", "∞": "unendlich", "≈": "ungefähr gleich", "≠": "ungleich", "≤": "kleiner oder gleich",
    "≥": "größer oder gleich", "≡": "identisch", "∑": "Summe", "∏": "Produkt", "∫": "Integral",
    "∂": "partielle Ableitung", "∆": "Delta", "∈": "Element von", "∉": "kein Element von", "∅": "leere Menge",
    "∩": "geschnitten mit", "∪": "vereinigt mit", "⊂": "Teilmenge von", "∀": "für alle", "∃": "es gibt", "¬": "nicht",
    "∧": "und", "∨": "oder", "⇒": "daraus folgt", "⇔": "genau dann wenn", "←": "Pfeil nach links",
    "→": "Pfeil nach rechts", "↑": "Pfeil nach oben", "↓": "Pfeil nach unten", "↔": "Doppelpfeil", "©": "Copyright",
    "®": "eingetragene Marke", "™": "Trademark", "℠": "Dienstleistungsmarke", "¶": "Absatz", "†": "gestorben",
    "‡": "Doppelkreuz", "²": "Quadrat", "³": "hoch drei", "¹": "hoch eins", "⁰": "hoch null", "⁴": "hoch vier",
    "⁵": "hoch fünf", "⁶": "hoch sechs", "⁷": "hoch sieben", "⁸": "hoch acht", "⁹": "hoch neun", "⁻": "minus",
    "ⁿ": "hoch n", "♀": "weiblich", "♂": "männlich", "☎": "Telefon", "✓": "Häkchen", "✔": "Häkchen", "✗": "Kreuz",
    "♥": "Herz", "★": "Stern", "☆": "Stern", "º": "Grad", "ª": "a", "Ω": "Ohm", "µ": "Mikro", "″": "Zoll", "′": "Fuß",
    "℮": "geschätzt", "ℹ": "Information", "⅓": "ein Drittel", "½": "ein halb", "¼": "ein Viertel", "¾": "drei Viertel",
}  # fmt: skip
OPERATORS = {
    "-": "minus", "−": "minus", "–": "minus", "+": "plus", "=": "gleich", "×": "mal", "*": "mal", "·": "mal",
    "÷": "geteilt durch", "^": "hoch", "<": "kleiner als", ">": "größer als", "≤": "kleiner oder gleich",
    "≥": "größer oder gleich", "≠": "ungleich", "≈": "ungefähr gleich",
}  # fmt: skip

ABBREVIATIONS = {
    "Buchst.": "Buchstabe", "Bsp.": "Beispiel", "Ref.": "Referenz", "tgl.": "täglich", "Vit.": "Vitamin",
    "E-Mail": "Email", "E-Mails": "Emails", "insg.": "insgesamt", "Hj.": "Halbjahr", "Az.": "Aktenzeichen",
    "BGBl.": "Bundesgesetzblatt", "Se.": "Seine", "Kgl.": "Königliche",
    "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem", "bzw.": "beziehungsweise",
    "bzw": "beziehungsweise", "ca.": "circa", "evtl.": "eventuell", "evtl": "eventuell", "inkl.": "inklusive",
    "inkl": "inklusive", "exkl.": "exklusive", "ggf.": "gegebenenfalls", "ggfs.": "gegebenenfalls",
    "ggf": "gegebenenfalls", "bspw.": "beispielsweise", "vgl.": "vergleiche", "zzgl.": "zuzüglich",
    "abzgl.": "abzüglich", "einschl.": "einschließlich", "mind.": "mindestens", "insb.": "insbesondere",
    "insbes.": "insbesondere", "lt.": "laut", "rd.": "rund", "gem.": "gemäß", "ggü.": "gegenüber", "jew.": "jeweils",
    "allg.": "allgemein", "bes.": "besonders", "urspr.": "ursprünglich", "vs.": "versus", "vs": "versus",
    "zzt.": "zurzeit", "zz.": "zurzeit", "z. Zt.": "zur Zeit", "zw.": "zwischen", "z. T.": "zum Teil",
    "v. a.": "vor allem", "u. U.": "unter Umständen", "i. d. R.": "in der Regel", "i.d.r.": "in der Regel",
    "m. E.": "meines Erachtens", "o. g.": "oben genannte", "s. o.": "siehe oben", "s. u.": "siehe unten",
    "i. A.": "im Auftrag", "i. V.": "in Vertretung", "i. H. v.": "in Höhe von", "i. V. m.": "in Verbindung mit",
    "i. S. d.": "im Sinne des", "i. S. v.": "im Sinne von", "z. Hd.": "zu Händen", "p. a.": "pro Jahr",
    "p. P.": "pro Person", "k. A.": "keine Angabe", "v. l. n. r.": "von links nach rechts", "a. D.": "außer Dienst",
    "a. M.": "am Main", "a. d.": "an der", "n. Chr.": "nach Christus", "v. Chr.": "vor Christus",
    "b. w.": "bitte wenden", "u. A. w. g.": "um Antwort wird gebeten",
    "o. B. d. A.": "ohne Beschränkung der Allgemeinheit", "e. V.": spell("eV"), "i. Tr.": "in der Trockenmasse",
    "h. c.": "honoris causa", "Dr.": "Doktor", "Dres.": "Doktores", "Prof.": "Professor", "Hr.": "Herr",
    "Hrn.": "Herrn", "Dipl.-Ing.": "Diplomingenieur", "Ing.": "Ingenieur", "Mr.": "Mister", "Mrs.": "Misses",
    "Ms.": "Miss", "Tel.": "Telefon", "Tel.-Nr.": "Telefonnummer", "Tel": "Telefon", "Art.-Nr.": "Artikelnummer",
    "Hausnr.": "Hausnummer", "Kd.-Nr.": "Kundennummer", "Kto.": "Konto", "Mobil-Nr.": "Mobilnummer", "Str.": "Straße",
    "Hbf.": "Hauptbahnhof", "Hbf": "Hauptbahnhof", "Bhf.": "Bahnhof", "Bhf": "Bahnhof", "Mio.": "Millionen",
    "Mrd.": "Milliarden", "Tsd.": "tausend", "Jh.": "Jahrhundert", "Jhd.": "Jahrhundert", "Jhdt.": "Jahrhundert",
    "Jhs.": "Jahrhunderts", "MwSt.": "Mehrwertsteuer", "MwSt": "Mehrwertsteuer", "USt.": "Umsatzsteuer",
    "Hrsg.": "Herausgeber", "Aufl.": "Auflage", "Abb.": "Abbildung", "Bd.": "Band", "Kap.": "Kapitel",
    "Anm.": "Anmerkung", "Anm. d. Red.": "Anmerkung der Redaktion", "Std.": "Stunden", "Min.": "Minuten",
    "Sek.": "Sekunden", "geb.": "geboren", "gest.": "gestorben", "verh.": "verheiratet", "ehem.": "ehemals",
    "gegr.": "gegründet", "erm.": "ermäßigt", "tägl.": "täglich", "monatl.": "monatlich", "jährl.": "jährlich",
    "wöchentl.": "wöchentlich", "stdl.": "stündlich", "tlw.": "teilweise", "teilw.": "teilweise",
    "vmtl.": "vermutlich", "wg.": "wegen", "betr.": "betreffend", "Betr.": "Betreff", "Bem.": "Bemerkung",
    "Abt.": "Abteilung", "Abs.": "Absender", "Verf.": "Verfasser", "Verl.": "Verlag", "Mitgl.": "Mitglied",
    "Einw.": "Einwohner", "Geb.": "Geburtstag", "Whg.": "Wohnung", "Stk.": "Stück", "Pkt.": "Punkte",
    "Jg.": "Jahrgang", "Kfz.": "Kraftfahrzeug", "Lkw": spell("LKW"), "Pkw": spell("PKW"), "Kfz": spell("KFZ"),
    "GmbH": spell("GmbH"), "mbH": spell("mbH"), "GbR": spell("GbR"), "AfD": spell("AfD"), "StGB": spell("StGB"),
    "StVO": spell("StVO"), "StPO": spell("StPO"), "EStG": spell("EStG"), "UStG": spell("UStG"),
    "BVerfG": "Bundesverfassungsgericht", "BVerfGG": "Bundesverfassungsgerichtsgesetz", "EuGH": spell("EuGH"),
    "SozG": "Sozialgericht", "VwGO": spell("VwGO"), "VwVfG": spell("VwVfG"), "BetrVG": "Betriebsverfassungsgesetz",
    "KSchG": "Kündigungsschutzgesetz", "ArbZG": "Arbeitszeitgesetz", "UrhG": "Urheberrechtsgesetz",
    "InsO": "Insolvenzordnung", "DSGVO": spell("DSGVO"), "BtMG": spell("BtMG"), "AufenthG": "Aufenthaltsgesetz",
    "IfSG": "Infektionsschutzgesetz", "StVG": spell("StVG"), "BauGB": "Baugesetzbuch", "WoGG": "Wohngeldgesetz",
    "BZgA": spell("BZgA"), "SoSe": "Sommersemester", "WiSe": "Wintersemester", "WLAN": f"{spell('W')} LAN",
    "W-LAN": f"{spell('W')} LAN", "i. O.": "in Ordnung", "o. k.": "okay", "lit.": "Buchstabe", "gez.": "gezeichnet",
    "Urt.": "Urteil", "VfB": spell("VfB"), "VfL": spell("VfL"), "d. Gr.": "der Große", "d. J.": "der Jüngere",
    "d. Ä.": "der Ältere", "m²": "Quadratmeter", "km²": "Quadratkilometer", "km/h": "Kilometer pro Stunde",
    "kWh": "Kilowattstunden", "kg": "Kilogramm", "km": "Kilometer", "cm": "Zentimeter", "n. V.": "nach Verlängerung",
    "i. E.": "im Elfmeterschießen", "n. E.": "nach Elfmeterschießen", "s. Abb.": "siehe Abbildung",
    "s. S.": "siehe Seite", "s. Kap.": "siehe Kapitel", "s. a.": "siehe auch", "Jr.": "Junior",
    "ü. NN": "über Normalnull", "ü. M.": "über Meer", "ü. d. M.": "über dem Meeresspiegel", "Co.": "Co",
    "röm.": "römisch", "kath.": "katholisch", "evang.": "evangelisch", "dt.": "deutsch", "engl.": "englisch",
    "frz.": "französisch", "lat.": "lateinisch", "griech.": "griechisch", "südl.": "südlich", "nördl.": "nördlich",
    "östl.": "östlich", "westl.": "westlich", "wiss.": "wissenschaftlich", "med.": "medizinisch",
    "Dr. med.": "Doktor med", "jun.": "junior", "sen.": "senior", "entspr.": "entsprechend", "Ggs.": "Gegensatz",
    "Übers.": "Übersetzung", "Tab.": "Tabelle", "Fa.": "Firma", "Fam.": "Familie", "Ges.": "Gesellschaft",
    "Inh.": "Inhaber", "Lfg.": "Lieferung", "Okt.": "Oktober", "Dez.": "Dezember", "Nov.": "November",
    "Sept.": "September",
}  # fmt: skip
NAME_ABBREVIATIONS = {"Fr.": "Frau", "St.": "Sankt", "Frl.": "Fräulein"}
NUMBER_ABBREVIATIONS = {
    "v.": "vom", "Gr.": "Größe", "Bj.": "Baujahr", "WS": "Wintersemester", "max.": "maximal",
    "min.": "minimal", "ev.": "eventuell", "Nr.": "Nummer",
    "Nrn.": "Nummern", "Nr": "Nummer", "No.": "Nummer", "S.": "Seite", "Abs.": "Absatz", "Art.": "Artikel",
    "Artt.": "Artikel", "Ziff.": "Ziffer", "Rn.": "Randnummer", "Rdnr.": "Randnummer", "Az.": "Aktenzeichen",
    "Kap.": "Kapitel", "Bd.": "Band", "Bde.": "Bände", "Abb.": "Abbildung", "Tab.": "Tabelle", "Abschn.": "Abschnitt",
    "Anl.": "Anlage", "H.": "Heft", "Jg.": "Jahrgang", "Vol.": "Volumen", "Bl.": "Blatt", "Sp.": "Spalte",
    "Z.": "Zeile", "V.": "Vers", "Fig.": "Figur", "Gl.": "Gleis", "KW": "Kalenderwoche", "Lekt.": "Lektion",
    "Aufg.": "Aufgabe", "Rz.": "Randziffer", "Zi.": "Zimmer", "Kl.": "Klasse", "Pos.": "Position", "Tel.": "Telefon",
    "Fax.": "Fax", "PLZ": "Postleitzahl", "Kto.-Nr.": "Kontonummer", "Kto.": "Konto", "geb.": "geboren",
    "gest.": "gestorben",
}  # fmt: skip
LAST_ABBREVIATIONS = {
    "usw.": "und so weiter", "usw": "und so weiter", "usf.": "und so fort", "etc.": "et cetera", "etc": "et cetera",
    "u. v. m.": "und vieles mehr", "uvm.": "und vieles mehr", "uvm": "und vieles mehr", "o. Ä.": "oder Ähnliches",
    "o. ä.": "oder ähnliches", "u. Ä.": "und Ähnliches", "u. ä.": "und ähnliches", "u. dgl.": "und dergleichen",
    "dgl.": "dergleichen", "u. a. m.": "und anderes mehr", "Jh.": "Jahrhundert",
}  # fmt: skip
SPOKEN = frozenset(
    """BIC NATO UNO TÜV DAX DIN ISO PIN TAN SIM LAN RAM ROM GIF VIP TOP ERP COVID AIDS NASA ESA UNESCO UNICEF FIFA UEFA
    OPEC JA NEIN DU ICH ER SIE ES WIR IHR UND ODER DER DIE DAS DEN DEM EIN IST WAS WER WIE WO SO NIE NUR AUF AUS AN
    AB BEI MIT VON ZU ZUM ZUR IN AM UM ALS OB DA NEU GUT SEHR MAL NUN OH ACH OMA OPA TAG TEE EIS BIS FÜR VOR TUN WEG
    HAB HAT BIN ALL ALLE VIEL MEHR DOCH HALT STOPP LOS RAUS REIN NOCH ÜBER ÖL TOR ROT WEIL MAN SEI MIR DIR UNS NÄH
    HEY HI WOW OHA BAMF BAFIN DAK EDEKA ALDI IKEA LIDL OBI REWE KIKA HARIBO OSRAM NIVEA ARTE""".split()
)
SPELLED = frozenset(
    """ADAC USA ARD AOK GEZ EDV AGB ABS EKG EEG BIP EZB BER FAZ NRW MEZ MESZ UTC ASAP ADHS DHL EADS AEG ABC UKW BASF
    EBIT OECD IAA ICE IC RE IRE ÖPNV ÖBB ÖVP ORF SPÖ FPÖ EDF EVP USB UKE BAEK EWR EWG EU UN UNHCR UEM EKD ESM UDSSR
    AHV IHK HUK LED ESC EAN URL HDMI AMG AMD""".split()
)
ADDRESS_WORDS = frozenset(
    """com org net edu gov info web mail gmail google gmx online shop blog news amazon facebook twitter youtube
    instagram github berlin bund hamburg post bahn test beispiel index login download""".split()
)
ROMAN_BEFORE = frozenset(
    """kapitel teil band akt artikel abschnitt buch titel stufe typ phase klasse gruppe grad abteilung szene satz
    anhang tafel ziffer nummer nr block modul hartz version division liga kategorie serie staffel folge episode
    bundesgesetzblatt lektion sure psalm paragraf absatz könige mose samuel korinther rocky rambo gta""".split()
)
KINGS = frozenset(
    """ludwig wilhelm friedrich karl heinrich otto leopold franz joseph josef ferdinand maximilian rudolf albrecht
    philipp georg eduard richard jakob johann johannes paul benedikt pius leo gregor clemens innozenz nikolaus
    alexander peter iwan napoleon gustav erich christian ernst august sigismund albert edward henry charles james
    george louis robert david juan carlos felipe alfons umberto viktor emanuel konstantin michael ramses ptolemäus
    kleopatra elisabeth elizabeth katharina margarethe margrethe maria anna christina isabella mary viktoria beatrix
    juliana wilhelmina johanna urban bonifatius sixtus julius martin franziskus konrad lothar harald olaf knut
    heinrichs ludwigs wilhelms friedrichs karls ottos leopolds philipps georgs eduards napoleons
    gustavs pauls""".split()
)
"""Names after which even a single Roman numeral with a full stop is an ordinal."""
QUEENS = frozenset("elisabeth elizabeth katharina margarethe margrethe beatrix mary kaiserin königin zarin".split())
NAMES_IN_S = frozenset(
    """johannes clemens pius julius nikolaus franziskus charles james louis carlos felipe alfons ramses ptolemäus
    bonifatius sixtus markus thomas darius xerxes angelus hormisdas""".split()
)
SENTENCE_STARTS = frozenset(
    """der die das den dem des ein eine einen einem er sie es wir ich du ihr man und aber oder doch denn also dann
    danach dort da hier heute gestern morgen jetzt nun so wie was wer wo warum wann im in am an auf aus bei mit nach
    von vor zu zum zur seit bis für gegen ohne durch um über unter wenn weil dass ob als obwohl während damit dies
    diese dieser dieses mein meine sein seine ihre unser unsere kein keine nicht nur noch schon auch sonst trotzdem
    deshalb daher außerdem zudem jedoch bitte danke ja nein alle alles viele manche einige jeder jede jedes welche
    welcher später zuerst zuletzt schließlich insgesamt dabei dafür dagegen daraus darauf darin davon dazu heißt ist
    sind war waren hat haben wird werden kann können muss müssen soll sollen darf""".split()
)
CARDINAL_BEFORE = frozenset(
    """seite kapitel nummer nr platz jahr jahre band teil zimmer raum gleis linie bus formel klasse version um absatz
    artikel paragraf paragraph punkt stufe typ hausnummer tor halle block saal nur genau etwa circa rund ziffer satz
    jahres note aufgabe frage antwort übung schritt minute zeile """.split()
)
"""Words after which a number with a full stop ends a sentence."""
YEAR_BEFORE = frozenset(
    """jahr jahre jahres jahren seit ab anno sommer winter herbst frühjahr frühling ende anfang mitte januar jänner
    februar märz april mai juni juli august september oktober november dezember ostern weihnachten pfingsten vor
    nach bis von zwischen in und um baujahr jahrgang geboren gegründet gestorben olympia""".split()
)
CODE_WORDS = (
    "PLZ|Postleitzahl|BLZ|Bankleitzahl|PIN|TAN|Code|Kontonummer|Konto|Kundennummer|Steuernummer"
    "|Artikelnummer|Bestellnummer|Rechnungsnummer|Matrikelnummer|Telefonnummer|Handynummer|Telefon"
    "|Art\\.-Nr\\.|Kd\\.-Nr\\.|Kto\\.-Nr\\.|[^\\W\\d_]{3,20}nr\\."
    "|Handy|Mobil|Fax|Tel\\.|Aktenzeichen|Postfach"
)
SUFFIXES = (
    "jährig tägig wöchig monatig stündig minütig sekündig fach prozentig köpfig stellig teilig seitig stöckig "
    "geschossig spurig türig sitzig strahlig zeilig spaltig bändig gängig polig beinig äugig eckig gradig karätig "
    "sprachig malig zackig zimmrig gleisig motorig armig flügelig händig mal malige"
).split()
"""Ends of words that a number is joined with: `20-jährig`, `3fach`."""
YEAR_BEFORE_NOUNS = YEAR_BEFORE - {"vor", "nach", "bis", "von", "zwischen", "in", "und", "um", "ab"}
"""Words behind which four digits are a year even before a noun."""
FLOORS = {"EG": "Erdgeschoss", "OG": "Obergeschoss", "UG": "Untergeschoss", "DG": "Dachgeschoss"}
ADJECTIVES = {
    "sog.": "sogenannt",
    "ehem.": "ehemalig",
    "versch.": "verschieden",
    "o. g.": "oben genannt",
    "o.g.": "oben genannt",
}
"""Adjectives, to which the ending is added that the words around them want."""
CITIES = frozenset(
    """Berlin Hamburg München Köln Frankfurt Stuttgart Düsseldorf Leipzig Dortmund Essen Bremen Dresden Hannover
    Nürnberg Duisburg Bochum Wuppertal Bielefeld Bonn Münster Mannheim Karlsruhe Augsburg Wiesbaden Aachen
    Braunschweig Kiel Chemnitz Magdeburg Freiburg Krefeld Mainz Lübeck Erfurt Rostock Kassel Potsdam Saarbrücken
    Regensburg Würzburg Ulm Heidelberg Göttingen Jena Trier Halle""".split()
)
"""Cities before which five digits are a postal code whatever stands before them."""

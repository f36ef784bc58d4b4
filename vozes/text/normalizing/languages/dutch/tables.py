"""Dutch tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here."""

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.rules import spell

UNITS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien".split()
UNITS += "zeventien achttien negentien".split()
TENS = ". . twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
LARGE = ("miljoen", "miljard", "biljoen", "biljard", "triljoen", "triljard")
ORDINALS = "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split()
ORDINALS += [f"{unit}de" for unit in UNITS[13:]]
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
MONTH_ABBREVIATIONS = {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "ma": "maandag", "di": "dinsdag", "wo": "woensdag", "do": "donderdag", "vr": "vrijdag", "za": "zaterdag",
    "zo": "zondag",
}  # fmt: skip
_PREFIXES = {
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "h": "hecto", "d": "deci", "c": "centi", "m": "milli",
    "µ": "micro", "μ": "micro", "n": "nano",
}  # fmt: skip


def _same(name: str) -> Unit:
    return Unit(name, name)


def _metric(sign: str, name: str, prefixes: str) -> dict[str, Unit]:
    return {sign: _same(name)} | {prefix + sign: _same(_PREFIXES[prefix] + name) for prefix in prefixes}


_LENGTHS = _metric("m", "meter", "kdcmµμn")
MEASURES = {
    **_LENGTHS, **{f"{sign}²": _same(f"vierkante {unit.one}") for sign, unit in _LENGTHS.items()},
    **{f"{sign}³": _same(f"kubieke {unit.one}") for sign, unit in _LENGTHS.items()}, "m2": _same("vierkante meter"),
    "km2": _same("vierkante kilometer"), "cm2": _same("vierkante centimeter"), "m3": _same("kubieke meter"),
    "cm3": _same("kubieke centimeter"), "ha": _same("hectare"), **_metric("l", "liter", "hdcm"), "L": _same("liter"),
    "mL": _same("milliliter"), **_metric("g", "gram", "mµμ"), "kg": _same("kilo"), "t": _same("ton"),
    "u": _same("uur"), "h": _same("uur"), "uur": _same("uur"), "min": Unit("minuut", "minuten"),
    "min.": Unit("minuut", "minuten"), "s": Unit("seconde", "seconden"), "sec": Unit("seconde", "seconden"),
    "sec.": Unit("seconde", "seconden"), "ms": Unit("milliseconde", "milliseconden"),
    "µs": Unit("microseconde", "microseconden"), "wk": Unit("week", "weken"), "mnd": Unit("maand", "maanden"),
    "mnd.": Unit("maand", "maanden"), "jr": _same("jaar"), "jr.": _same("jaar"), "km/u": _same("kilometer per uur"),
    "km/h": _same("kilometer per uur"), "m/s": _same("meter per seconde"), "m/s²": _same("meter per seconde kwadraat"),
    "kn": Unit("knoop", "knopen"), "l/100 km": _same("liter per honderd kilometer"), "B": _same("byte"),
    "kB": _same("kilobyte"), "KB": _same("kilobyte"), "MB": _same("megabyte"), "GB": _same("gigabyte"),
    "TB": _same("terabyte"), "PB": _same("petabyte"), "bit": _same("bit"), "kbit": _same("kilobit"),
    "Mbit": _same("megabit"), "Gbit": _same("gigabit"), "kbit/s": _same("kilobit per seconde"),
    "Mbit/s": _same("megabit per seconde"), "Gbit/s": _same("gigabit per seconde"),
    "kbps": _same("kilobit per seconde"), "Mbps": _same("megabit per seconde"), "Gbps": _same("gigabit per seconde"),
    "MB/s": _same("megabyte per seconde"), "GB/s": _same("gigabyte per seconde"), **_metric("W", "watt", "kMGm"),
    **_metric("Wh", "wattuur", "kMGT"), "kwh": _same("kilowattuur"), **_metric("V", "volt", "kmM"),
    "mA": _same("milliampère"), "Ah": _same("ampère-uur"), "mAh": _same("milliampère-uur"),
    **_metric("Ω", "ohm", "kM"), **_metric("Hz", "hertz", "kMG"), **_metric("Pa", "pascal", "hkM"),
    "kJ": _same("kilojoule"), "MJ": _same("megajoule"), "cal": Unit("calorie", "calorieën"),
    "kcal": Unit("kilocalorie", "kilocalorieën"), "bar": _same("bar"), "mbar": _same("millibar"),
    "kN": _same("kilonewton"), "Nm": _same("newtonmeter"), "pk": _same(spell("pk")),
    "°C": Unit("graad Celsius", "graden Celsius"), "°F": Unit("graad Fahrenheit", "graden Fahrenheit"),
    "°": Unit("graad", "graden"), "dB": _same("decibel"), "lm": _same("lumen"), "lx": _same("lux"),
    "mol": _same("mol"), "px": Unit("pixel", "pixels"), "MP": _same("megapixel"), "dpi": _same(spell("dpi")),
    "ppm": _same(spell("ppm")), "ft": _same("voet"), "″": _same("inch"), "inch": _same("inch"), "mi": _same("mijl"),
    "lb": _same("pond"), "oz": _same("ons"), "el": Unit("eetlepel", "eetlepels"),
    "tl": Unit("theelepel", "theelepels"), "st.": Unit("stuk", "stuks"), "stk": Unit("stuk", "stuks"),
    "pers.": Unit("persoon", "personen"), "p.p.": _same("per persoon"), "kg/m²": _same("kilo per vierkante meter"),
}  # fmt: skip
LOOSE = frozenset({"B", "V", "W", "u", "MP", "mi", "kn", "st.", "jr"})
PER = {
    "u": "uur", "uur": "uur", "h": "uur", "min": "minuut", "s": "seconde", "dag": "dag", "week": "week", "wk": "week",
    "maand": "maand", "mnd": "maand", "mnd.": "maand", "jaar": "jaar", "jr": "jaar", "kg": "kilo", "g": "gram",
    "l": "liter", "m": "meter", "m²": "vierkante meter", "m2": "vierkante meter", "m³": "kubieke meter",
    "km²": "vierkante kilometer", "km": "kilometer", "kWh": "kilowattuur", "stuk": "stuk", "st.": "stuk",
    "persoon": "persoon", "pers.": "persoon", "pp": "persoon", "nacht": "nacht", "ha": "hectare", "GB": "gigabyte",
    "100 km": "honderd kilometer", "100 g": "honderd gram", "ml": "milliliter",
}  # fmt: skip
"""What follows the slash behind an amount."""

CURRENCIES = {
    "EUR": Currency("euro", "euro", "m", "cent", "cent"),
    "USD": Currency("dollar", "dollar", "m", "cent", "cent"),
    "GBP": Currency("pond", "pond", "m", "penny", "pence"),
    "CHF": Currency("Zwitserse frank", "Zwitserse frank", "m", "rappen", "rappen"),
    "JPY": Currency("yen", "yen", minor_digits=0),
    "CNY": Currency("yuan", "yuan", "m", "fen", "fen"),
    "SEK": Currency("kroon", "kronen", "m", "öre", "öre"),
    "PLN": Currency("zloty", "zloty", "m", "grosz", "grosz"),
    "INR": Currency("roepie", "roepies", "m", "paisa", "paisa"),
    "TRY": Currency("lira", "lira", "m", "kuruş", "kuruş"),
    "RUB": Currency("roebel", "roebel", "m", "kopeke", "kopeken"),
    "NLG": Currency("gulden", "gulden", "m", "cent", "cent"),
    "BTC": Currency("bitcoin", "bitcoin", minor_digits=0),
    "CENT": Currency("cent", "cent", minor_digits=0),
}
CURRENCY_SIGNS = {
    "€": "EUR", "EUR": "EUR", "euro": "EUR", "Euro": "EUR", "$": "USD", "USD": "USD", "US$": "USD", "dollar": "USD",
    "£": "GBP", "GBP": "GBP", "pond": "GBP", "CHF": "CHF", "¥": "JPY", "JPY": "JPY", "yen": "JPY", "CNY": "CNY",
    "SEK": "SEK", "PLN": "PLN", "zł": "PLN", "₹": "INR", "INR": "INR", "₺": "TRY", "TRY": "TRY", "₽": "RUB",
    "RUB": "RUB", "ƒ": "NLG", "gulden": "NLG", "BTC": "BTC", "₿": "BTC", "ct": "CENT", "cent": "CENT", "ct.": "CENT",
    "¢": "CENT",
}  # fmt: skip
SCALES = {
    "honderd": "honderd", "duizend": "duizend", "dzd": "duizend", "mln": "miljoen", "mln.": "miljoen",
    "miljoen": "miljoen", "mio": "miljoen", "mld": "miljard", "mld.": "miljard", "mrd": "miljard", "mrd.": "miljard",
    "miljard": "miljard", "biljoen": "biljoen",
}  # fmt: skip

SYMBOLS = {
    "-": "streepje", ":": "dubbele punt", "?": "vraagteken", "!": "uitroepteken", ",": "komma", ";": "puntkomma",
    "(": "haakje openen", ")": "haakje sluiten", "[": "vierkant haakje openen", "]": "vierkant haakje sluiten",
    "{": "accolade openen", "}": "accolade sluiten", "'": "apostrof", "@": "apenstaartje", "#": "hashtag",
    "%": "procent", "‰": "promille", "&": "en", "+": "plus", "=": "is", "°": "graden", "§": "paragraaf",
    "§§": "paragrafen", "/": "slash", "\\": "backslash", "_": "underscore", "*": "sterretje", "~": "tilde",
    "^": "dakje", "|": "verticale streep", "`": "accent grave", "<": "kleiner dan", ">": "groter dan", "€": "euro",
    "$": "dollar", "£": "pond", "¥": "yen", "¢": "cent", "₽": "roebel", "₹": "roepie", "₺": "lira", "₿": "bitcoin",
    "¤": "valutateken", "№": "nummer", "±": "plus of min", "×": "keer", "÷": "gedeeld door", "√": "wortel",
    "∞": "oneindig", "≈": "ongeveer", "≠": "is niet gelijk aan", "≤": "kleiner dan of gelijk aan",
    "≥": "groter dan of gelijk aan", "≡": "is identiek aan", "∑": "som", "∏": "product", "∫": "integraal",
    "∂": "partiële afgeleide", "∆": "delta", "∈": "element van", "∉": "geen element van", "∅": "lege verzameling",
    "∩": "doorsnede", "∪": "vereniging", "⊂": "deelverzameling van", "∀": "voor alle", "∃": "er bestaat", "¬": "niet",
    "∧": "en", "∨": "of", "⇒": "dus", "⇔": "dan en slechts dan als", "←": "pijl naar links", "→": "pijl naar rechts",
    "↑": "pijl omhoog", "↓": "pijl omlaag", "↔": "dubbele pijl", "©": "copyright", "®": "geregistreerd handelsmerk",
    "™": "handelsmerk", "¶": "alinea", "†": "overleden", "‡": "dubbel kruis", "²": "kwadraat", "³": "tot de derde",
    "♀": "vrouw", "♂": "man", "☎": "telefoon", "✓": "vinkje", "✔": "vinkje", "✗": "kruisje", "♥": "hart", "★": "ster",
    "☆": "ster", "º": "graden", "ª": "a", "Ω": "ohm", "µ": "micro", "″": "inch", "′": "voet", "℮": "geschat",
    "ℹ": "informatie",
}  # fmt: skip
OPERATORS = {
    "-": "min", "−": "min", "–": "min", "+": "plus", "=": "is", "×": "keer", "*": "keer", "·": "keer",
    "÷": "gedeeld door", "^": "tot de macht", "<": "kleiner dan", ">": "groter dan", "≤": "kleiner dan of gelijk aan",
    "≥": "groter dan of gelijk aan", "≠": "is niet gelijk aan", "≈": "is ongeveer",
}  # fmt: skip

ABBREVIATIONS = {
    "bijv.": "bijvoorbeeld", "bv.": "bijvoorbeeld", "d.w.z.": "dat wil zeggen", "o.a.": "onder andere",
    "o.m.": "onder meer", "ca.": "circa", "m.b.t.": "met betrekking tot", "t/m": "tot en met",
    "i.v.m.": "in verband met", "a.u.b.": "alstublieft", "aub": "alstublieft", "s.v.p.": "alstublieft",
    "evt.": "eventueel", "incl.": "inclusief", "excl.": "exclusief", "a.s.": "aanstaande", "jl.": "jongstleden",
    "m.a.w.": "met andere woorden", "n.a.v.": "naar aanleiding van", "o.l.v.": "onder leiding van",
    "t.a.v.": "ter attentie van", "t.o.v.": "ten opzichte van", "t.n.v.": "ten name van", "t.g.v.": "ten gevolge van",
    "z.o.z.": "zie ommezijde", "i.p.v.": "in plaats van", "i.h.b.": "in het bijzonder",
    "i.t.t.": "in tegenstelling tot", "i.s.m.": "in samenwerking met", "i.o.m.": "in overleg met",
    "i.h.k.v.": "in het kader van", "m.i.": "mijns inziens", "m.i.v.": "met ingang van", "m.n.": "met name",
    "m.u.v.": "met uitzondering van", "o.g.v.": "op grond van", "o.b.v.": "op basis van", "d.m.v.": "door middel van",
    "e.e.a.": "een en ander", "v.a.": "vanaf", "p.p.": "per persoon", "p.j.": "per jaar", "p.m.": "per maand",
    "p.st.": "per stuk", "v.Chr.": "voor Christus", "v. Chr.": "voor Christus", "voor Chr.": "voor Christus",
    "na Chr.": "na Christus", "n.Chr.": "na Christus", "n. Chr.": "na Christus", "zgn.": "zogenaamde",
    "z.g.": "zogenaamde", "div.": "diverse", "vgl.": "vergelijk", "resp.": "respectievelijk", "vs.": "versus",
    "n.v.t.": "niet van toepassing", "nvt": "niet van toepassing", "t.z.t.": "te zijner tijd", "b.v.": spell("bv"),
    "n.v.": spell("nv"), "v.o.f.": spell("vof"), "w.o.": "waaronder", "dhr.": "de heer", "mevr.": "mevrouw",
    "mw.": "mevrouw", "mej.": "mejuffrouw", "prof.": "professor", "dr.": "doctor", "drs.": "doctorandus",
    "ir.": "ingenieur", "ing.": "ingenieur", "mr.": "meester", "ds.": "dominee", "fam.": "familie",
    "verd.": "verdieping", "gebr.": "gebroeders", "tel.": "telefoon", "tel.nr.": "telefoonnummer",
    "afd.": "afdeling", "afz.": "afzender",
    "bijl.": "bijlage", "geb.": "geboren", "gem.": "gemiddeld", "mln.": "miljoen", "mld.": "miljard", "mln": "miljoen",
    "mld": "miljard", "resp": "respectievelijk", "red.": "redactie", "vert.": "vertaling", "ned.": "Nederlands",
    "eng.": "Engels", "lat.": "Latijn", "km/u": "kilometer per uur", "km/h": "kilometer per uur",
    "m²": "vierkante meter", "kWh": "kilowattuur", "PvdA": spell("PvdA"), "KvK": spell("KvK"),
    "BuZa": "Buitenlandse Zaken", "k.k.": "kosten koper", "v.o.n.": "vrij op naam", "c.q.": "casu quo",
    "blz.": "bladzijde", "pag.": "pagina", "hfst.": "hoofdstuk", "alg.": "algemeen", "ong.": "ongeveer",
    "vnl.": "voornamelijk", "tijd.": "tijdelijk", "jr.": "junior", "sr.": "senior", "str.": "straat",
    "xtc": spell("xtc"), "tv": spell("tv"), "tv's": f"{spell('tv')}'s", "pc": spell("pc"), "cd": spell("cd"),
    "dvd": spell("dvd"), "sms": spell("sms"), "gsm": spell("gsm"), "wc": spell("wc"), "bsn": spell("bsn"),
    "vwo": spell("vwo"), "vmbo": spell("vmbo"), "hbo": spell("hbo"), "mbo": spell("mbo"), "cv": spell("cv"),
}  # fmt: skip
NAME_ABBREVIATIONS = {"St.": "Sint", "Mr.": "meester", "H.": "heilige"}
NUMBER_ABBREVIATIONS = {
    "nr.": "nummer", "nrs.": "nummers", "nr": "nummer", "no.": "nummer", "blz.": "bladzijde", "blz": "bladzijde",
    "p.": "pagina", "pp.": "pagina's", "pag.": "pagina", "art.": "artikel", "hfst.": "hoofdstuk", "afb.": "afbeelding",
    "fig.": "figuur", "tab.": "tabel", "vol.": "volume", "dl.": "deel", "max.": "maximaal", "min.": "minimaal",
    "vers.": "versie", "par.": "paragraaf", "jrg.": "jaargang", "tel": "telefoon", "kl.": "klas", "gr.": "groep",
}  # fmt: skip
LAST_ABBREVIATIONS = {
    "enz.": "enzovoort", "enz": "enzovoort", "etc.": "et cetera", "etc": "et cetera", "e.d.": "en dergelijke",
    "e.a.": "en anderen", "o.i.d.": "of iets dergelijks", "e.v.": "en verder", "ev.": "en volgende",
}  # fmt: skip
SPOKEN = frozenset(
    """NAVO UNO HAVO CITO SIM PIN RAM ROM LAN VIP TOP AIDS NASA UNESCO UNICEF FIFA UEFA OPEC HEMA WOZ WIA AVRO TROS
    VARA COVID DIN ISO IKEA LIDL ALDI JA NEE IK JE JIJ HIJ ZIJ WIJ EN OF DE HET EEN IS WAT WIE HOE WAAR ZO NU NOG
    WEL NIET OP AAN AF BIJ MET VAN TE TOT IN UIT OM ALS DAN DAT DIT ER OOK MAAR GEEN AL MIJN ONS DAG TEE NEW OH AH
    HA HOI HEE MAG KAN WIL GA DOE KOM WEG MEER VEEL LOS OVER VOOR DOOR STOP LET""".split()
)
SPELLED = frozenset(
    """ANWB ASML ABN EHBO ING NOS NPO AOW AVG IND UWV RIVM KNMI EK WK VN EU VS USA UK BBC CIA FBI ECB IMF AEX AFM ACM
    AP ADHD ICT IT AI OM OV NS IC OR HEAO HIV AZ PSV KNVB AD NRC EO VPRO AMG""".split()
)
ADDRESS_WORDS = frozenset(
    """com org net info web mail gmail google online shop blog amazon facebook twitter youtube instagram github test
    index voorbeeld nieuws winkel""".split()
)
ROMAN_BEFORE = frozenset(
    """hoofdstuk deel band akte artikel boek titel fase type klasse groep bijlage nummer categorie serie aflevering les
    psalm divisie niveau stap scène blok tafel module""".split()
)
KINGS = frozenset(
    """lodewijk willem hendrik karel filips frederik otto leopold albert boudewijn filip johannes paulus pius
    benedictus gregorius clemens innocentius leo napoleon peter nicolaas alexander ivan jan jacob george eduard
    richard elizabeth elisabeth catharina maria margaretha juliana wilhelmina hendriks willems franciscus
    maximiliaan ferdinand frans jozef wenceslaus charles henry edward james""".split()
)
SCORES = (
    "won|wint|winnen|winst|verlor|verloor|verliest|verlies|gelijk|uitslag|stand|eindigde|versloeg|werd het|score|scoor|"
    "ruststand|eindstand|zege"
)
YEAR_BEFORE = frozenset(
    """jaar jaren sinds in uit rond anno zomer winter herfst lente voorjaar najaar eind begin medio januari februari
    maart april mei juni juli augustus september oktober november december kerst pasen van tot en vanaf na voor
    bouwjaar geboren""".split()
)
CODE_WORDS = (
    "[Pp]incode|PIN|[Cc]ode|BSN|[Bb]ankrekening|[Rr]ekeningnummer|[Kk]lantnummer|[Oo]rdernummer|[Ff]actuurnummer|KvK|KvK-nummer|"
    "[Tt]elefoonnummer|[Tt]elefoon|[Tt]el\\.|[Mm]obiel|[Ff]ax|[Bb]el"
)
HALF_NEUTERS = frozenset("uur jaar pond procent brood glas ons dozijn".split())
"""Words of neuter gender, before which it is `een half`, not `een halve`."""

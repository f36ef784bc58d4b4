"""Hungarian tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here."""

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.rules import spell

DIGITS = "nulla egy kettő három négy öt hat hét nyolc kilenc".split()
TENS = ". tíz húsz harminc negyven ötven hatvan hetven nyolcvan kilencven".split()
LARGE = ("millió", "milliárd", "billió", "billiárd", "trillió", "trilliárd", "kvadrillió")
ORDINALS = {
    "kilencven": "kilencvenedik", "nyolcvan": "nyolcvanadik", "hetven": "hetvenedik", "hatvan": "hatvanadik",
    "ötven": "ötvenedik", "negyven": "negyvenedik", "harminc": "harmincadik", "húsz": "huszadik", "tíz": "tizedik",
    "egy": "egyedik", "kettő": "kettedik", "három": "harmadik", "négy": "negyedik", "öt": "ötödik", "hat": "hatodik",
    "hét": "hetedik", "nyolc": "nyolcadik", "kilenc": "kilencedik", "nulla": "nulladik", "száz": "századik",
    "ezer": "ezredik", "millió": "milliomodik", "milliárd": "milliárdodik", "billió": "billiomodik",
    "billiárd": "billiárdodik", "trillió": "trilliomodik", "trilliárd": "trilliárdodik",
}  # fmt: skip
"""Ordinals by the end of the cardinal."""
TIMES = {
    "három": "szor", "öt": "ször", "hat": "szor", "nyolc": "szor", "húsz": "szor", "harminc": "szor", "hatvan": "szor",
    "nyolcvan": "szor", "száz": "szor", "millió": "szor", "nulla": "szor",
}  # fmt: skip
"""What makes `so many times` of a number by its end; `szer` for the others."""
FRACTIONS = ("", "tized", "század", "ezred", "tízezred", "százezred", "milliomod")
MONTHS = "január február március április május június július augusztus szeptember október november december".split()
MONTH_ABBREVIATIONS = {
    "jan": 1, "febr": 2, "feb": 2, "márc": 3, "már": 3, "ápr": 4, "máj": 5, "jún": 6, "júl": 7, "aug": 8, "szept": 9,
    "szep": 9, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "H": "hétfő", "K": "kedd", "Sze": "szerda", "Cs": "csütörtök", "P": "péntek", "Szo": "szombat", "Szó": "szombat",
    "V": "vasárnap",
}  # fmt: skip
CASES = frozenset(
    """t at et ot öt val vel ban ben ba be ból ből ra re ról ről nak nek nál nél hoz hez höz tól től ig ért vá vé kor
    ként n on en ön é éi gyel mal tel tal cal cel zel szal nel rel zal val jal jel lal lel kal kel dal del gal
    gel""".split()
)
"""Endings of cases, before which a number keeps its full form: `kettővel`."""
SUFFIXES = CASES | frozenset(
    """as es os ös s asok esek osok ösök sok ast est ost öst st an ad ed od öd adik edik odik ödik ik szor szer ször
    szoros szeres szörös szorosa szerese szöröse asból esből osból ösből sból sből asban esben osban ösben sban sben
    asnak esnek osnak ösnek snak snek astól estől ostól östől stól stől ashoz eshez oshoz öshöz shez shoz asra esre
    osra ösre sra sre ason esen oson ösön son sen assal essel ossal össel ssal ssel asával i je a e án én jén jétől
    étől ától áig éig jéig ára ére jére ától ával ével jével ánál énél ások ések féle""".split()
)

_PREFIXES = {
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "h": "hekto", "d": "deci", "c": "centi", "m": "milli",
    "µ": "mikro", "μ": "mikro", "n": "nano",
}  # fmt: skip


def _same(name: str) -> Unit:
    return Unit(name, name, "a")


def _metric(sign: str, name: str, prefixes: str) -> dict[str, Unit]:
    return {sign: _same(name)} | {prefix + sign: _same(_PREFIXES[prefix] + name) for prefix in prefixes}


_LENGTHS = _metric("m", "méter", "kdcmµμn")
MEASURES = {
    **_LENGTHS, **{f"{sign}²": _same(f"négyzet{unit.one}") for sign, unit in _LENGTHS.items()},
    **{f"{sign}³": _same(f"köb{unit.one}") for sign, unit in _LENGTHS.items()}, "m2": _same("négyzetméter"),
    "km2": _same("négyzetkilométer"), "cm2": _same("négyzetcentiméter"), "nm": _same("négyzetméter"),
    "m3": _same("köbméter"), "cm3": _same("köbcentiméter"), "ha": _same("hektár"), **_metric("l", "liter", "hdcm"),
    "L": _same("liter"), **_metric("g", "gramm", "kmµμ"), "dkg": _same("dekagramm"), "dag": _same("dekagramm"),
    "t": _same("tonna"), "q": _same("mázsa"), "h": _same("óra"), "ó": _same("óra"), "óra": _same("óra"),
    "p": _same("perc"), "min": _same("perc"), "perc": _same("perc"), "mp": _same("másodperc"), "s": _same("másodperc"),
    "sec": _same("másodperc"), "ms": _same("ezredmásodperc"), "km/h": _same("kilométer per óra"),
    "km/ó": _same("kilométer per óra"), "m/s": _same("méter per másodperc"),
    "m/s²": _same("méter per szekundum a négyzeten"), "l/100 km": _same("liter per száz kilométer"),
    "l/100km": _same("liter per száz kilométer"), "B": _same("bájt"), "kB": _same("kilobájt"), "KB": _same("kilobájt"),
    "MB": _same("megabájt"), "GB": _same("gigabájt"), "TB": _same("terabájt"), "PB": _same("petabájt"),
    "bit": _same("bit"), "kbit/s": _same("kilobit per másodperc"), "Mbit/s": _same("megabit per másodperc"),
    "Gbit/s": _same("gigabit per másodperc"), "kbps": _same("kilobit per másodperc"),
    "Mbps": _same("megabit per másodperc"), "Gbps": _same("gigabit per másodperc"),
    "MB/s": _same("megabájt per másodperc"), "GB/s": _same("gigabájt per másodperc"), **_metric("W", "watt", "kMGm"),
    **_metric("Wh", "wattóra", "kMGT"), "kwh": _same("kilowattóra"), **_metric("V", "volt", "kmM"),
    "mA": _same("milliamper"), "A": _same("amper"), "Ah": _same("amperóra"), "mAh": _same("milliamperóra"),
    **_metric("Ω", "ohm", "kM"), **_metric("Hz", "hertz", "kMG"), **_metric("Pa", "pascal", "hkM"),
    "kJ": _same("kilojoule"), "MJ": _same("megajoule"), "cal": _same("kalória"), "kcal": _same("kilokalória"),
    "bar": _same("bar"), "kN": _same("kilonewton"), "Nm": _same("newtonméter"), "LE": _same("lóerő"),
    "°C": _same("Celsius-fok"), "°F": _same("Fahrenheit-fok"), "°": _same("fok"), "dB": _same("decibel"),
    "lm": _same("lumen"), "lx": _same("lux"), "mol": _same("mol"), "px": _same("pixel"), "MP": _same("megapixel"),
    "dpi": _same(spell("dpi")), "ppm": _same(spell("ppm")), "ft": _same("láb"), "″": _same("hüvelyk"),
    "mi": _same("mérföld"), "lb": _same("font"), "oz": _same("uncia"), "db": _same("darab"), "ek": _same("evőkanál"),
    "kk": _same("kávéskanál"), "tk": _same("teáskanál"), "tk.": _same("teáskanál"),
    "ek.": _same("evőkanál"), "db.": _same("darab"),
    "old.": _same("oldal"),
}  # fmt: skip
LOOSE = frozenset({"A", "B", "V", "W", "MP", "mi", "s", "p", "q", "nm", "ha"})
PER = {
    "h": "óra", "ó": "óra", "óra": "óra", "perc": "perc", "s": "másodperc", "nap": "nap", "hét": "hét", "hó": "hónap",
    "hónap": "hónap", "év": "év", "kg": "kilogramm", "g": "gramm", "l": "liter", "m": "méter", "m²": "négyzetméter",
    "m2": "négyzetméter", "nm": "négyzetméter", "m³": "köbméter", "km²": "négyzetkilométer", "km": "kilométer",
    "kWh": "kilowattóra", "fő": "fő", "db": "darab", "éj": "éj", "éjszaka": "éjszaka", "ha": "hektár",
    "GB": "gigabájt", "100 g": "száz gramm", "100 km": "száz kilométer", "ml": "milliliter",
}  # fmt: skip
"""What follows the slash behind an amount."""


def _currency(name: str, minor: str = "cent", digits: int = 2) -> Currency:
    return Currency(name, name, "a", minor, minor, "a", digits)


CURRENCIES = {
    "HUF": _currency("forint", "fillér"), "EUR": _currency("euró"), "USD": _currency("dollár"),
    "GBP": _currency("angol font", "penny"), "CHF": _currency("svájci frank", "rappen"),
    "JPY": _currency("jen", digits=0), "CNY": _currency("jüan", "fen"), "RON": _currency("lej", "bani"),
    "PLN": _currency("zloty", "garas"), "CZK": _currency("korona", "fillér"), "SEK": _currency("korona", "öre"),
    "RSD": _currency("dinár", "para"), "UAH": _currency("hrivnya", "kopijka"), "RUB": _currency("rubel", "kopejka"),
    "TRY": _currency("líra", "kurus"), "INR": _currency("rúpia", "paisza"), "BTC": _currency("bitcoin", digits=0),
    "CENT": _currency("cent", digits=0),
}  # fmt: skip
CURRENCY_SIGNS = {
    "Ft": "HUF", "ft": "HUF", "HUF": "HUF", "forint": "HUF", "€": "EUR", "EUR": "EUR", "euró": "EUR", "euro": "EUR",
    "$": "USD", "USD": "USD", "US$": "USD", "dollár": "USD", "£": "GBP", "GBP": "GBP", "CHF": "CHF", "¥": "JPY",
    "JPY": "JPY", "CNY": "CNY", "RON": "RON", "lej": "RON", "PLN": "PLN", "zł": "PLN", "CZK": "CZK", "Kč": "CZK",
    "SEK": "SEK", "RSD": "RSD", "UAH": "UAH", "₴": "UAH", "RUB": "RUB", "₽": "RUB", "₺": "TRY", "TRY": "TRY",
    "₹": "INR", "INR": "INR", "BTC": "BTC", "₿": "BTC", "cent": "CENT", "¢": "CENT",
}  # fmt: skip
SCALES = {
    "ezer": "ezer", "e": "ezer", "száz": "száz", "millió": "millió", "mio": "millió", "mill.": "millió",
    "milliárd": "milliárd", "mrd": "milliárd", "mrd.": "milliárd", "mld": "milliárd", "billió": "billió",
}  # fmt: skip

SYMBOLS = {
    "-": "kötőjel", ":": "kettőspont", "?": "kérdőjel", "!": "felkiáltójel", ",": "vessző", ";": "pontosvessző",
    "(": "nyitó zárójel", ")": "záró zárójel", "[": "nyitó szögletes zárójel", "]": "záró szögletes zárójel",
    "{": "nyitó kapcsos zárójel", "}": "záró kapcsos zárójel", "'": "aposztróf", "@": "kukac", "#": "kettőskereszt",
    "%": "százalék", "‰": "ezrelék", "&": "és", "+": "plusz", "=": "egyenlő", "°": "fok", "§": "paragrafus",
    "§§": "paragrafusok", "/": "perjel", "\\": "fordított perjel", "_": "alulvonás", "*": "csillag",
    "~": "hullámvonal", "^": "kalap", "|": "függőleges vonal", "`": "visszafelé ékezet", "<": "kisebb mint",
    ">": "nagyobb mint", "€": "euró", "$": "dollár", "£": "font", "¥": "jen", "¢": "cent", "₽": "rubel", "₹": "rúpia",
    "₺": "líra", "₴": "hrivnya", "₿": "bitcoin", "¤": "pénznem", "№": "szám", "±": "plusz-mínusz", "×": "szorozva",
    "÷": "osztva", "√": "gyök", "∞": "végtelen", "≈": "körülbelül", "≠": "nem egyenlő", "≤": "kisebb vagy egyenlő",
    "≥": "nagyobb vagy egyenlő", "≡": "azonos", "∑": "szumma", "∏": "szorzat", "∫": "integrál",
    "∂": "parciális derivált", "∆": "delta", "∈": "eleme", "∉": "nem eleme", "∅": "üres halmaz", "∩": "metszet",
    "∪": "unió", "⊂": "részhalmaza", "∀": "minden", "∃": "létezik", "¬": "nem", "∧": "és", "∨": "vagy",
    "⇒": "ebből következik", "⇔": "akkor és csak akkor", "←": "balra nyíl", "→": "jobbra nyíl", "↑": "felfelé nyíl",
    "↓": "lefelé nyíl", "↔": "kétirányú nyíl", "©": "szerzői jog", "®": "bejegyzett védjegy", "™": "védjegy",
    "¶": "bekezdésjel", "†": "elhunyt", "‡": "kettős kereszt", "²": "a négyzeten", "³": "a köbön", "♀": "nő",
    "♂": "férfi", "☎": "telefon", "✓": "pipa", "✔": "pipa", "✗": "kereszt", "♥": "szív", "★": "csillag",
    "☆": "csillag", "º": "fok", "ª": "a", "Ω": "ohm", "µ": "mikro", "″": "hüvelyk", "′": "láb", "℮": "becsült",
    "ℹ": "információ",
}  # fmt: skip
OPERATORS = {
    "-": "mínusz", "−": "mínusz", "–": "mínusz", "+": "plusz", "=": "egyenlő", "×": "szorozva", "*": "szorozva",
    "·": "szorozva", "÷": "osztva", "^": "a hatványon", "<": "kisebb mint", ">": "nagyobb mint",
    "≤": "kisebb vagy egyenlő", "≥": "nagyobb vagy egyenlő", "≠": "nem egyenlő", "≈": "körülbelül",
}  # fmt: skip

ABBREVIATIONS = {
    "pl.": "például", "dr.": "doktor", "ill.": "illetve", "kb.": "körülbelül", "ún.": "úgynevezett",
    "szül.": "született", "mell.": "mellék", "tkp.": "tulajdonképpen", "vö.": "vesd össze", "ld.": "lásd",
    "ti.": "tudniillik", "uo.": "ugyanott",
    "ua.": "ugyanaz", "i. sz.": "időszámításunk szerint", "i. e.": "időszámításunk előtt", "Kr. e.": "Krisztus előtt",
    "Kr. u.": "Krisztus után", "ker.": "kerület", "krt.": "körút", "Bp.": "Budapest", "fsz.": "földszint",
    "ifj.": "ifjabb", "özv.": "özvegy", "prof.": "professzor", "vkit": "valakit", "vmi": "valami", "vki": "valaki",
    "rkp.": "rakpart", "tel.": "telefon", "szerk.": "szerkesztette", "ford.": "fordította", "bek.": "bekezdés",
    "tv.": "törvény", "fn.": "főnév", "mn.": "melléknév", "isk.": "iskola", "ált. isk.": "általános iskola",
    "kir.": "király", "max.": "maximum", "min.": "minimum", "old.": "oldal", "fej.": "fejezet", "köt.": "kötet",
    "átl.": "átlag", "össz.": "összesen", "ált.": "általános", "Mo.": "Magyarország", "mgtsz.": "termelőszövetkezet",
    "Ft": "forint", "ft.": "forint", "Kft.": spell("kft"), "Bt.": spell("bt"), "Zrt.": spell("zrt"),
    "Nyrt.": spell("nyrt"), "Rt.": spell("rt"), "Kft": spell("kft"), "Zrt": spell("zrt"), "Nyrt": spell("nyrt"),
    "Bt": spell("bt"), "stb": "s a többi", "km/h": "kilométer per óra", "m²": "négyzetméter", "kWh": "kilowattóra",
    "db": "darab", "jan.": "január", "febr.": "február", "márc.": "március", "ápr.": "április", "jún.": "június",
    "júl.": "július", "aug.": "augusztus", "szept.": "szeptember", "okt.": "október", "nov.": "november",
    "dec.": "december", "B.ú.é.k.": "boldog új évet kívánok", "BÚÉK": "búék", "f. hó": "folyó hó",
    "s. k.": "saját kezével", "m. b.": "megbízott", "vmint": "valamint", "évf.": "évfolyam", "hsz.": "házszám",
    "em.": "emelet", "mjv.": "megyei jogú város", "ui.": "ugyanis", "vhol": "valahol", "p. h.": "pecsét helye",
    "u. i.": "utóirat", "Ui.": "utóirat", "kft.": spell("kft"), "gk.": "gépkocsi", "ca.": "körülbelül",
    "hrsz.": "helyrajzi szám",
}  # fmt: skip
NAME_ABBREVIATIONS = {"Szt.": "Szent", "id.": "idősebb", "gr.": "gróf", "br.": "báró"}
NUMBER_ABBREVIATIONS = {
    "de.": "délelőtt", "du.": "délután", "sz.": "szám", "u.": "utca", "út": "út", "vol.": "kötet", "tel": "telefon",
    "l.": "lásd", "ker.": "kerület",
}  # fmt: skip
LAST_ABBREVIATIONS = {"stb.": "s a többi"}
STEMS = {"főnév": "főnev", "melléknév": "melléknev"}
"""Stems of words before endings that begin with a vowel."""
SPOKEN = frozenset(
    """MÁV NATO ENSZ ELTE MOL TEK NAV TAJ ÁFA HÉV GYES GYED KRESZ SZTAKI FIDESZ JOBBIK UNESCO UNICEF FIFA UEFA NASA
    COVID SIM PIN RAM VIP AIDS MALÉV IKEA TESCO ALDI LIDL SPAR MTESZ OPEC NEM IGEN ÉN TE MI TI ŐK AZ EZ EGY ÉS HA DE
    IS HOGY MIT KI HOL MOST ITT OTT JÓ UGYE HÁT CSAK MÉG MÁR SOHA VAN VOLT LESZ KELL NAGY NAGYON MIÉRT MERT VAGY
    BÚÉK EBBE ABBA SE SEM ÚJ""".split()
)
SPELLED = frozenset("OTP USA EU BBC ORTT APEH ÁNTSZ OKJ OEP OMSZ ÉMI IT AI ATV UTC CET EBH AKG".split())
ADDRESS_WORDS = frozenset(
    """com org net info web mail gmail google online shop blog amazon facebook twitter youtube instagram github test
    index pelda nvidia freemail citromail""".split()
)
NO_NOUNS = frozenset(
    """és vagy meg de is volt van lesz lett lenne ha hogy mert plusz mínusz óta után előtt között felett alatt körül
    helyett vagyis azaz tehát nem maradt egész egyenlő szorozva osztva az őszén tavaszán nyarán telén elején végén
    közepén folyamán nyara tavasza ősze tele eleje vége illetve kontra éve""".split()
)
"""Words behind a number that it does not count: there it keeps its full form, `kettő`."""
LAWS = frozenset("törvény törvények tv fejezet rész kötet század cikk bekezdés könyv tv. évfolyam".split())
CODE_WORDS = (
    "PIN-kód|PIN|[Kk]ód|[Jj]elszó|[Ss]zámlaszám|[Bb]ankszámlaszám|[Aa]dószám|TAJ|[Tt]elefonszám|[Tt]elefon|"
    "[Mm]obil|[Ff]ax|azonosító|rendelésszám"
)

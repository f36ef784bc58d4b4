"""The tables of Italian: units, currencies, signs, abbreviations, acronyms and words that tell how a number is read."""

import re

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.languages.romance.context import powers, prefixed
from vozes.text.normalizing.rules import spell

MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
MONTH_ABBREVIATIONS = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"sett": 9, "genn": 1, "febbr": 2}
WEEKDAYS = {
    "lun": "lunedì", "mar": "martedì", "mer": "mercoledì", "gio": "giovedì", "ven": "venerdì", "sab": "sabato",
    "dom": "domenica", "lunedì": "lunedì", "martedì": "martedì", "mercoledì": "mercoledì", "giovedì": "giovedì",
    "venerdì": "venerdì", "sabato": "sabato", "domenica": "domenica",
}  # fmt: skip
_NAMES = "a|bi|ci|di|e|effe|gi|acca|i|i lunga|cappa|elle|emme|enne|o|pi|cu|erre|esse|ti|u|vu|doppia vu|ics|ipsilon|zeta"
LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES.split("|"), strict=True))
GREEK = (
    "alfa beta gamma delta epsilon zeta eta theta iota kappa lambda mi ni xi omicron pi rho sigma sigma tau ipsilon fi "
    "chi psi omega"
).split()

_KILO = {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga", "T": "tera"}
_METRES = {"k": "chilo", "h": "etto", "da": "deca", "d": "deci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro",
           "n": "nano"}  # fmt: skip
_SMALL = {"h": "etto", "d": "deci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro"}
_METRE, _GRAM, _LITRE = Unit("metro", "metri"), Unit("grammo", "grammi"), Unit("litro", "litri")
_WATT, _BYTE = Unit("watt", "watt"), Unit("byte", "byte")


def _u(one: str, many: str = "", gender: str = "m") -> Unit:
    return Unit(one, many or one, gender)


_CELSIUS, _FAHRENHEIT = _u("grado Celsius", "gradi Celsius"), _u("grado Fahrenheit", "gradi Fahrenheit")
UNITS = {
    "m": _METRE, "mt": _METRE, **prefixed(_METRE, "m", _METRES), "Km": _u("chilometro", "chilometri"), "g": _GRAM,
    "gr": _GRAM,
    "kg": _u("chilogrammo", "chilogrammi"), "Kg": _u("chilogrammo", "chilogrammi"), "hg": _u("etto", "etti"),
    **prefixed(_GRAM, "g", {"d": "deci", "c": "centi", "m": "milli", "µ": "micro", "μ": "micro", "n": "nano"}),
    "q": _u("quintale", "quintali"), "t": _u("tonnellata", "tonnellate", "f"), "l": _LITRE, "L": _LITRE, "lt": _LITRE,
    **prefixed(_LITRE, "l", _SMALL), **prefixed(_LITRE, "L", {"m": "milli", "c": "centi", "d": "deci"}),
    "ha": _u("ettaro", "ettari"), "mq": _u("metro quadrato", "metri quadrati"),
    "kmq": _u("chilometro quadrato", "chilometri quadrati"),
    "mc": _u("metro cubo", "metri cubi"), "h": _u("ora", "ore", "f"), "min": _u("minuto", "minuti"),
    "s": _u("secondo", "secondi"), "d": _u("giorno", "giorni"), "sec": _u("secondo", "secondi"),
    "ms": _u("millisecondo", "millisecondi"),
    "µs": _u("microsecondo", "microsecondi"), "ns": _u("nanosecondo", "nanosecondi"),
    "km/h": _u("chilometro orario", "chilometri orari"), "Km/h": _u("chilometro orario", "chilometri orari"),
    "kmh": _u("chilometro orario", "chilometri orari"), "m/s": _u("metro al secondo", "metri al secondo"),
    "m/s²": _u("metro al secondo quadrato", "metri al secondo quadrato"),
    "mph": _u("miglio orario", "miglia orarie", "f"),
    "kn": _u("nodo", "nodi"), "mi": _u("miglio", "miglia", "f"), "yd": _u("iarda", "iarde", "f"),
    "ft": _u("piede", "piedi"),
    "in": _u("pollice", "pollici"), "lb": _u("libbra", "libbre", "f"), "lbs": _u("libbra", "libbre", "f"),
    "oz": _u("oncia", "once", "f"), "gal": _u("gallone", "galloni"),
    "°C": _CELSIUS, "ºC": _CELSIUS, "° C": _CELSIUS, "°c": _CELSIUS, "℃": _CELSIUS, "°F": _FAHRENHEIT,
    "° F": _FAHRENHEIT,
    "°K": _u("kelvin"), "°": _u("grado", "gradi"), "rad": _u("radiante", "radianti"),
    **prefixed(_BYTE, "B", _KILO | {"P": "peta"}), "bit": _u("bit"), "Mb": _u("megabit"), "Gb": _u("gigabit"),
    **{f"{sign}{end}": _u(f"{name}bit al secondo")
       for sign, name in {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga"}.items()
       for end in ("bps", "b/s", "bit/s")},
    **{f"{sign}B/s": _u(f"{name}byte al secondo") for sign, name in _KILO.items()},
    "W": _WATT, **prefixed(_WATT, "W", _KILO | {"m": "milli"}), "Wh": _u("wattora"), "kWh": _u("kilowattora"),
    "MWh": _u("megawattora"), "GWh": _u("gigawattora"), "V": _u("volt"),
    **prefixed(_u("volt"), "V", {"k": "kilo", "m": "milli"}),
    "A": _u("ampere"), **prefixed(_u("ampere"), "A", {"m": "milli"}), "Ah": _u("amperora"), "mAh": _u("milliamperora"),
    "Ω": _u("ohm"), "kΩ": _u("kiloohm"), "F": _u("farad"), "µF": _u("microfarad"), "Hz": _u("hertz"),
    **prefixed(_u("hertz"), "Hz", _KILO), "J": _u("joule"), **prefixed(_u("joule"), "J", {"k": "kilo", "M": "mega"}),
    "cal": _u("caloria", "calorie", "f"), "kcal": _u("chilocaloria", "chilocalorie", "f"), "N": _u("newton"),
    "kN": _u("kilonewton"), "Nm": _u("newtonmetro", "newtonmetri"), "Pa": _u("pascal"),
    **prefixed(_u("pascal"), "Pa", {"h": "etto", "k": "kilo", "M": "mega"}), "bar": _u("bar"), "mbar": _u("millibar"),
    "atm": _u("atmosfera", "atmosfere", "f"), "mmHg": _u("millimetro di mercurio", "millimetri di mercurio"),
    "psi": _u("p s i"), "CV": _u("cavallo", "cavalli"), "cv": _u("cavallo", "cavalli"), "dB": _u("decibel"),
    "cd": _u("candela", "candele", "f"), "lm": _u("lumen"), "lx": _u("lux"), "mol": _u("mole", "moli", "f"),
    "cc": _u("centimetro cubico", "centimetri cubici"), "rpm": _u("giro al minuto", "giri al minuto"),
    "giri/min": _u("giro al minuto", "giri al minuto"), "fps": _u("fotogramma al secondo", "fotogrammi al secondo"),
    "ppm": _u("parte per milione", "parti per milione", "f"), "px": _u("pixel"), "MP": _u("megapixel"),
    "dpi": _u("punto per pollice", "punti per pollice"), "pt": _u("punto", "punti"), "ab.": _u("abitante",
    "abitanti"), "gg": _u("giorno", "giorni"), "gg.": _u("giorno", "giorni"),
    "cpr.": _u("compressa", "compresse", "f"), "pb": _u("punto base", "punti base"),
    "p.b.": _u("punto base", "punti base"),
    "cent.": _u("centesimo", "centesimi"), "cent": _u("centesimo", "centesimi"), "loc.": _u("locale", "locali"),
}  # fmt: skip
UNITS |= powers(UNITS, "m km cm mm dm", "²", "quadrato", "quadrati")
UNITS |= powers(UNITS, "m km cm mm dm", "³", "cubo", "cubi")
LOOSE_UNITS = frozenset("A V W N J F d in mi ha q CV cv MP cd bar pt mt cal lt".split())
COUNTED_THINGS = {
    word: _u(one, many, gender)
    for one, many, gender in (
        ("ora", "ore", "f"), ("tazza", "tazze", "f"), ("cucchiaio", "cucchiai", "m"), ("cucchiaino", "cucchiaini", "m"),
        ("bicchiere", "bicchieri", "m"), ("litro", "litri", "m"), ("chilo", "chili", "m"), ("etto", "etti", "m"),
        ("metro", "metri", "m"), ("chilometro", "chilometri", "m"), ("anno", "anni", "m"), ("mese", "mesi", "m"),
        ("giorno", "giorni", "m"), ("giornata", "giornate", "f"), ("bustina", "bustine", "f"),
        ("cipolla", "cipolle", "f"),
        ("limone", "limoni", "m"), ("bottiglia", "bottiglie", "f"), ("milione", "milioni", "m"),
        ("pollice", "pollici", "m"),
    )
    for word in (one, many)
}  # fmt: skip
PER_PHRASES = {
    "mese": "al mese", "anno": "all'anno", "giorno": "al giorno", "settimana": "a settimana", "ora": "all'ora",
    "h": "all'ora",
    "min": "al minuto", "s": "al secondo", "kg": "al chilo", "l": "al litro", "L": "al litro",
    "m²": "al metro quadrato",
    "mq": "al metro quadrato", "m2": "al metro quadrato", "m³": "al metro cubo", "mc": "al metro cubo",
    "km": "al chilometro",
    "km²": "per chilometro quadrato", "kmq": "per chilometro quadrato", "persona": "a persona", "notte": "a notte",
    "abitante": "per abitante", "ab.": "per abitante", "100 km": "ogni cento chilometri",
    "100km": "ogni cento chilometri", "pz.": "al pezzo",
    "pz": "al pezzo", "barile": "al barile", "pezzo": "al pezzo", "t": "a tonnellata",
    "kWh": "al kilowattora",
}  # fmt: skip


def _c(one: str, many: str, minor: str = "centesimo centesimi", gender: str = "m", digits: int = 2) -> Currency:
    minor_one, _, minor_many = minor.partition(" ")
    return Currency(one, many, gender, minor_one, minor_many, "m", digits)


CURRENCIES = {
    "EUR": _c("euro", "euro"), "USD": _c("dollaro", "dollari"), "USA": _c("dollaro americano", "dollari americani"),
    "GBP": _c("sterlina", "sterline", "penny penny", "f"), "JPY": _c("yen", "yen", digits=0),
    "CNY": _c("yuan", "yuan", "fen fen"),
    "CHF": _c("franco svizzero", "franchi svizzeri"), "ITL": _c("lira", "lire", gender="f"),
    "RUB": _c("rublo", "rubli", "copeco copechi"), "INR": _c("rupia", "rupie", "paisa paise", "f"),
    "KRW": _c("won", "won", digits=0),
    "TRY": _c("lira turca", "lire turche", "kuruş kuruş", "f"),
    "BRL": _c("real brasiliano", "real brasiliani", "centavo centavos"),
    "CAD": _c("dollaro canadese", "dollari canadesi"), "AUD": _c("dollaro australiano", "dollari australiani"),
    "MXN": _c("peso messicano", "pesos messicani", "centavo centavos"),
    "SEK": _c("corona svedese", "corone svedesi", "öre öre", "f"),
    "NOK": _c("corona norvegese", "corone norvegesi", "øre øre", "f"),
    "DKK": _c("corona danese", "corone danesi", "øre øre", "f"), "PLN": _c("zloty", "zloty", "grosz groszy"),
    "ILS": _c("shekel", "shekel", "agorà agorot"), "UAH": _c("grivnia", "grivnie", "copeco copechi", "f"),
    "BTC": _c("bitcoin", "bitcoin", digits=0), "NGN": _c("naira", "naire", "kobo kobo", "f"),
}  # fmt: skip
_CODES = "EUR GBP JPY CNY CHF ITL RUB INR KRW BRL CAD AUD MXN SEK NOK DKK PLN BTC".split()
CURRENCY_SIGNS = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "₴": "UAH",
    "₿": "BTC", "₦": "NGN", "₤": "ITL", "US$": "USA", "USD": "USA", "usd": "USA", "R$": "BRL", "CA$": "CAD",
    "A$": "AUD",
    "Fr.": "CHF", "euro": "EUR", "Euro": "EUR", "dollaro": "USD", "dollari": "USD", "lire": "ITL",
    **{code: code for code in _CODES}, **{code.lower(): code for code in _CODES},
}  # fmt: skip
SCALES = {
    "milione": ("milione", "milioni"), "milioni": ("milione", "milioni"), "mln": ("milione", "milioni"),
    "mil": ("milione", "milioni"),
    "miliardo": ("miliardo", "miliardi"), "miliardi": ("miliardo", "miliardi"), "mld": ("miliardo", "miliardi"),
    "mrd": ("miliardo", "miliardi"), "bilione": ("bilione", "bilioni"), "bilioni": ("bilione", "bilioni"),
    "mila": ("mila", "mila"),
}  # fmt: skip
MONEY_SCALES = {"M": "milioni", "k": "mila", "K": "mila", "mila": "mila", "Mld": "miliardi", "Mln": "milioni"}

SYMBOLS = {
    "@": "chiocciola", "#": "cancelletto", "%": "per cento", "‰": "per mille", "&": "e", "+": "più", "=": "uguale",
    "°": "grado",
    "§": "paragrafo", "/": "slash", "\\": "barra inversa", "_": "trattino basso", "*": "asterisco", "-": "trattino",
    ":": "due punti", "?": "punto interrogativo", "!": "punto esclamativo", "~": "tilde", "€": "euro", "£": "sterlina",
    "$": "dollaro", "¥": "yen", "¢": "centesimo", "№": "numero", "±": "più o meno", "×": "per", "÷": "diviso",
    "<": "minore di", ">": "maggiore di", "≤": "minore o uguale a", "≥": "maggiore o uguale a", "≠": "diverso da",
    "≈": "circa uguale a", "√": "radice di", "∞": "infinito", "∑": "sommatoria", "∫": "integrale", "π": "pi greco",
    "∂": "derivata parziale", "∆": "delta", "∈": "appartiene a", "∅": "insieme vuoto", "∀": "per ogni", "∃": "esiste",
    "∩": "intersezione", "∪": "unione", "←": "freccia sinistra", "→": "freccia destra", "↑": "freccia su",
    "↓": "freccia giù",
    "↔": "doppia freccia", "⇒": "implica", "⇔": "equivale a", "©": "copyright", "®": "marchio registrato",
    "™": "marchio commerciale", "|": "barra verticale", "^": "accento circonflesso", "`": "accento grave", "¬": "non",
    "¶": "paragrafo", "†": "croce", "‡": "doppia croce", "✓": "spunta", "✗": "croce", "★": "stella", "☆": "stella",
    "♥": "cuore", "♫": "musica", "♪": "musica", "′": "minuti", "″": "secondi", ";": "punto e virgola", ",": "virgola",
    "(": "aperta parentesi", ")": "chiusa parentesi", "[": "aperta quadra", "]": "chiusa quadra", "{": "aperta graffa",
    "}": "chiusa graffa", "'": "apostrofo", '"': "virgolette", "₿": "bitcoin", "₹": "rupia", "₽": "rublo", "₩": "won",
}  # fmt: skip
OPERATORS = {
    "-": "meno", "−": "meno", "+": "più", "=": "uguale", "×": "per", "·": "per", "÷": "diviso", "*": "per",
    "/": "diviso",
    "<": "è minore di", ">": "è maggiore di", "≤": "è minore o uguale a", "≥": "è maggiore o uguale a",
    "≠": "è diverso da",
    "≈": "è circa uguale a", "^": "elevato a",
}  # fmt: skip

ABBREVIATIONS = {
    "S. M.": "sua maestà", "S. E.": "sua eccellenza", "S. A. R.": "sua altezza reale",
    "osp.": "ospedale", "ed.": "edizione", "es.": "esempio", "Cost.": "Costituzione", "c.a.": "circa",
    "trim.": "trimestre", "tot.": "totale", "incl.": "incluso", "escl.": "escluso",
    "e segg.": "e seguenti", "i.v.a.": "IVA", "I.V.A.": "IVA", "e ss.": "e seguenti", "l. n.": "legge numero",
    "lungh.": "lunghezza", "largh.": "larghezza", "alt.": "altezza", "asc.": "ascensore",
    "Sig.": "signor", "Sig.ra": "signora", "Sig.na": "signorina", "Sigg.": "signori", "Sig.re": "signore",
    "Sig.ri": "signori",
    "Dott.": "dottor", "Dott.ssa": "dottoressa", "Dr.": "dottor", "Dr.ssa": "dottoressa", "Dott.ri": "dottori",
    "Prof.": "professor", "Prof.ssa": "professoressa", "Proff.": "professori", "Avv.": "avvocato", "Ing.": "ingegner",
    "Arch.": "architetto", "Geom.": "geometra", "Rag.": "ragionier", "On.": "onorevole", "Mons.": "monsignor",
    "Egr.": "egregio", "Gent.": "gentile", "Gent.ma": "gentilissima", "Gent.mo": "gentilissimo",
    "Spett.": "spettabile", "Spett.le": "spettabile", "OK": "okay", "b/n": "bianco e nero",
    "Ill.mo": "illustrissimo", "Chiar.mo": "chiarissimo", "Cav.": "cavalier", "Comm.": "commendator",
    "Sen.": "senatore",
    "Str.": "strada", "c/o": "presso", "S.p.A.": "S p A", "SpA": "S p A", "S.r.l.": spell("srl"), "Srl": spell("srl"),
    "S.n.c.": spell("snc"), "dip.": "dipartimento", "uff.": "ufficio", "max": "massimo", "max.": "massimo",
    "min.": "minimo",
    "ca.": "circa", "c.a": "circa", "cell.": "cellulare", "p. es.": "per esempio",
    "p.es.": "per esempio",
    "ad es.": "ad esempio", "per es.": "per esempio", "cfr.": "confronta", "cf.": "confronta", "vs.": "contro",
    "c.d.": "cosiddetto", "a.C.": "avanti Cristo", "a. C.": "avanti Cristo", "d.C.": "dopo Cristo",
    "d. C.": "dopo Cristo",
    "N.B.": "nota bene", "NB": "nota bene", "P.S.": "post scriptum", "u.s.": "ultimo scorso", "c.m.": "corrente mese",
    "e/o": "e o", "s.n.c.": "senza numero civico", "s.n.": "senza numero", "op. cit.": "opera citata",
    "ibid.": "ibidem",
    "D.Lgs.": "decreto legislativo", "D. Lgs.": "decreto legislativo", "D.lgs.": "decreto legislativo",
    "D.L.": "decreto legge",
    "D.P.R.": "decreto del Presidente della Repubblica", "D.M.": "decreto ministeriale", "c.c.": "codice civile",
    "c.p.": "codice penale", "c.p.c.": "codice di procedura civile", "c.p.p.": "codice di procedura penale",
    "lett.": "lettera", "rif.": "riferimento", "trad.": "traduzione", "F.lli": "fratelli", "C.F.": "codice fiscale",
    "P.IVA": "partita IVA", "P. IVA": "partita IVA", "km/h": "chilometri orari", "ing.": "ingegner", "Soc.": "società",
    "SS.": "santi", "M.llo": "maresciallo", "on.le": "onorevole", "F.to": "firmato", "c.ca": "circa",
}  # fmt: skip
PHRASES = {
    "n. verde": "numero verde", "n. civico": "numero civico", "SS. Trinità": "Santissima Trinità",
    "tel": "telefono", "tel.": "telefono", "al kg": "al chilo", "al mq": "al metro quadrato", "un kg": "un chilo",
    "sec. a.C.": "secolo avanti Cristo", "sec. d.C.": "secolo dopo Cristo", "P.za": "piazza", "P.zza": "piazza",
    "V.le": "viale", "P.le": "piazzale", "C.so": "corso", "L.go": "largo", "V.lo": "vicolo",
    "Sig. e Sig.ra": "signor e signora", "Prof. Ing.": "professor ingegner", "Gent. Sig.ra": "gentile signora",
}  # fmt: skip
NAME_ABBREVIATIONS = {
    "Vit.": "vitamina", "SS": "santi", "Gen.": "generale", "Col.": "colonnello", "Cap.": "capitano",
    "Ten.": "tenente", "Magg.": "maggiore",
    "Mar.": "maresciallo", "Min.": "ministro", "Pres.": "presidente", "Dir.": "direttore", "Card.": "cardinale",
    "Univ.": "università",
    "Ist.": "istituto", "Loc.": "località", "Fraz.": "frazione", "Prov.": "provincia", "Com.": "comune", "St.": "santo",
}  # fmt: skip
NUMBER_ABBREVIATIONS = {
    "a.s.": "anno scolastico", "a.a.": "anno accademico", "min": "minimo", "bin.": "binario",
    "p.": "pagina", "pp.": "pagine", "pag.": "pagina", "pagg.": "pagine", "n.": "numero", "nn.": "numeri",
    "nr.": "numero", "num.": "numero",
    "art.": "articolo", "artt.": "articoli", "c.": "comma", "co.": "comma", "cap.": "capitolo", "capp.": "capitoli",
    "vol.": "volume", "voll.": "volumi", "t.": "tomo", "fig.": "figura", "figg.": "figure", "tab.": "tabella",
    "ed.": "edizione",
    "int.": "interno", "sc.": "scala", "ver.": "versione", "vers.": "versione", "es.": "esercizio",
    "L.": "legge", "l.": "legge", "D.L.": "decreto legge", "km": "chilometro", "km.": "chilometro",
    "Km": "chilometro", "CAP": "CAP",
    "sez.": "sezione",
    "all.": "allegato", "par.": "paragrafo", "lun.": "lunedì", "mar.": "martedì", "mer.": "mercoledì",
    "gio.": "giovedì",
    "ven.": "venerdì", "sab.": "sabato", "dom.": "domenica", "sec.": "secolo", "secc.": "secoli", "ca.": "circa",
    "prot.": "protocollo",
    "col.": "colonna", "rif.": "riferimento", "reg.": "regolamento",
}  # fmt: skip
LAST_ABBREVIATIONS = {"ecc.": "eccetera", "ecc…": "eccetera…", "etc.": "eccetera"}

SPOKEN_ACRONYMS = frozenset(
    (
        "ONU RAI FIAT INPS INAIL IVA IMU PIL USA ASL UIL CISL ENI ARPA TAR TIM SIM PIN RAM ROM LED CAP PEC CUD ISEE "
        "TARI COOP MIB UNESCO NATO FAO AIDS CAI DIA DIGOS SIAE ANAS ENAV CNEL SERT UTET CUP SISMI GICO DAD PAT "
        # Words that are written in capitals for emphasis.
        "NO SI SÌ NON UN IL LO LA LE GLI DI DA IN SU CON PER TRA FRA MA SE CHE CHI UNA UNO DEL DAL NEL SUL AL HO HAI "
        "HA È SEI SONO MAI PIÙ POI GIÀ ORA OGGI TU IO LUI LEI NOI VOI QUI QUA LÀ LÌ SÉ DUE TRE DIO VIA SUO SUA MIO MIA "
        "TUO TUA STO STA DÀ FA VA ME TE USO GAS ORO BUS BAR GEL ALI CI VI NE AMO DAI DEI DELLE ZIO ETÀ RE ALT STOP "
        "BASTA"
    ).split()
)
SPELLED_ACRONYMS = frozenset("CGIL ISBN ISSN OCSE UGL OGM UE FIGC".split())
UNREADABLE = re.compile(
    r"^(?=\w{4,6}$)(?:\w*[^AEIOUÀÈÉÌÒÙ]{3}(?<![BCDFGPTV]R)(?<![BCFGP]L)(?<!SCH)(?<!RCH)(?<!NCH)(?<!CCH)(?<!GGH)"
    r"|[^AEIOUÀÈÉÌÒÙ]{2}(?<![BCDFGPTV]R)(?<![BCFGP]L)(?<!CH|GH|GN|PS|SC|SP|ST|SB|SD|SF|SG|SL|SM|SN|SQ|SV|QU)"
    r"|\w*[^AEIOUÀÈÉÌÒÙ]{2}$(?<!SS|LL|RT|NT|ST|RD|CK|NG|NK|LT|RK|FF)|\w*[HQVWJG]$)"
)
"""Heaps of consonants that a short word does not begin with, end with or hold."""
LABELS = frozenset(
    (
        "piano vitamina gruppo opzione epatite lettera classe tipo fase punto allegato categoria serie sala porta zona "
        "settore livello squadra palazzina scala girone binario corsia colonna caso formula modello pagina pag "
        "capitolo cap tomo numero passo parte domanda risposta figura fig tabella articolo art lezione unità versione "
        "canale linea strada uscita comma esercizio tavola interno"
    ).split()
)
DATE_WORDS = frozenset(
    "il del dal al entro giorno data lunedì martedì mercoledì giovedì venerdì sabato domenica dell l dall".split()
)
DECADE_WORDS = frozenset("anni gli degli negli".split())
LAW_WORDS = frozenset(
    "ue ce cee legge decreto legislativo lgs dpr direttiva regolamento sentenza ordinanza delibera circolare numero l "
    "dl dm n".split()
)
NUMBER_WORDS = frozenset("numero n nr num".split())
DOCUMENT_WORDS = frozenset(
    "cap iban isbn issn tel telefono cell cellulare fax whatsapp iva codice cf passaporto pin targa matricola".split()
)
ROMAN_BEFORE = frozenset(
    "secolo secoli capitolo capitoli titolo tomo volume libro parte atto scena fase tipo allegato livello sezione "
    "articolo episodio stagione classe canto municipio vaticano grado girone".split()
)
ROMAN_AFTER = frozenset(
    "trimestre semestre quadrimestre secolo sec guerra repubblica congresso "
    "edizione internazionale crociata giornata giornate anniversario centenario "
    "millennio legislatura convegno festival concorso premio torneo reich impero dinastia circoscrizione municipio "
    "divisione legione brigata armata".split()
)
RULERS = frozenset(
    "giovanni paolo luigi carlo carlos enrico vittorio emanuele umberto benedetto pio leone gregorio clemente "
    "innocenzo urbano alessandro giulio niccolò nicola bonifacio adriano celestino martino eugenio sisto filippo "
    "ferdinando francesco alfonso elisabetta caterina maria anna vittoria isabella giorgio edoardo riccardo giacomo "
    "guglielmo napoleone federico ottone massimiliano rodolfo sigismondo leopoldo giuseppe pietro ivan amedeo "
    "costantino teodosio ramses tolomeo dario ciro cristina margherita papa re regina felipe juan gustavo cristiano "
    "alberto baldovino".split()
)
QUEENS = frozenset("elisabetta caterina maria anna vittoria isabella cristina margherita regina".split())
ARTICLES = frozenset("il lo la l al alla del della dal dalla nel nella sul sulla quel questo un una".split())
RANKED = frozenset("piano posto premio capitolo anno grado turno gruppo".split())
"""Words after which `3°` is an ordinal, and no angle or temperature."""
MALE_NAMES = frozenset("Andrea Luca Nicola Mattia Elia Tommaso Geremia Isaia Zaccaria Barnaba".split())
"""Names of men that end as those of women."""
ADDRESS_WORDS = frozenset("com org net edu gov google gmail web it mio il la di in".split())
FEMININE = frozenset(
    "notte parte chiave mano moglie carne classe voce luce legge nave neve rete serie specie crisi tesi analisi foto "
    "moto auto radio madre sera frase base fase fonte gente mente morte torre nube febbre fine fame sete estate valle "
    "stazione pace croce pelle stampante tosse arte bici cosa lente ipotesi sintesi dose chitarra ricetta "
    "vocale".split()
)
MASCULINE = frozenset(
    (
        "problema programma sistema tema poema pianeta cinema clima dramma diploma dilemma schema fantasma atleta "
        "artista turista giornalista poeta pilota collega papa sisma trauma sintomo aroma enigma idioma telegramma "
        "boia panda gorilla delta vaglia pigiama"
    ).split()
)
PLAIN_WORDS = frozenset(
    (
        "di a da in con su per tra fra e ed o od ma se che chi non è era sono sarà ha hanno ho il lo la i gli le un "
        "una uno del della dei delle al alla ai alle dal dalla nel nella sul sulla si ci vi ne mi ti come dove quando "
        "anche più meno ogni va vale vince perde prima dopo tratta parla mila milione milioni miliardo miliardi"
    ).split()
)

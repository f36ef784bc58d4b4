"""The tables of Spanish: units, currencies, signs, abbreviations, acronyms and words that decide how a number is read.

A unit's gender is `short` where its noun is masculine, since `uno` and `primero` lose their ends before it.
"""

import re

from vozes.text.normalizing.language import Currency, Unit
from vozes.text.normalizing.languages.romance.context import powers, prefixed
from vozes.text.normalizing.rules import spell

SHORT = "short"

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
MONTH_ABBREVIATIONS = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {
    "sept": 9, "set": 9, "setiembre": 9, "febr": 2, "agto": 8, "novbre": 11, "dicbre": 12,
}  # fmt: skip
WEEKDAYS = {
    "lun": "lunes", "mar": "martes", "mié": "miércoles", "mie": "miércoles", "miér": "miércoles", "jue": "jueves",
    "juev": "jueves", "vie": "viernes", "vier": "viernes", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
}  # fmt: skip
_NAMES = "a|be|ce|de|e|efe|ge|hache|i|jota|ka|ele|eme|ene|eñe|o|pe|cu|erre|ese|te|u|uve|uve doble|equis|i griega|zeta"
LETTERS = dict(zip("abcdefghijklmnñopqrstuvwxyz", _NAMES.split("|"), strict=True))
GREEK = (
    "alfa beta gamma delta épsilon dseta eta zeta iota kappa lambda mi ni xi ómicron pi ro sigma sigma tau ípsilon fi "
    "ji psi omega"
).split()

_KILO = {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga", "T": "tera"}
_METRES = {"k": "kiló", "h": "hectó", "da": "decá", "d": "decí", "c": "centí", "m": "milí", "µ": "micró", "μ": "micró",
           "n": "nanó"}  # fmt: skip
_GRAMS = {"k": "kilo", "K": "kilo", "h": "hecto", "d": "deci", "c": "centi", "m": "mili", "µ": "micro", "μ": "micro",
          "n": "nano"}  # fmt: skip
_LITRES = {"h": "hecto", "d": "deci", "c": "centi", "m": "mili", "µ": "micro", "μ": "micro"}
_SMALL = {"k": "kilo", "m": "mili", "µ": "micro", "μ": "micro", "n": "nano", "p": "pico"}
_LITRE, _WATT = Unit("litro", "litros", SHORT), Unit("vatio", "vatios", SHORT)
_BYTE, _BIT = Unit("byte", "bytes", SHORT), Unit("bit", "bits", SHORT)


def _u(one: str, many: str = "", gender: str = SHORT) -> Unit:
    return Unit(one, many or one, gender)


UNITS = {
    "m": _u("metro", "metros"), "g": _u("gramo", "gramos"), "gr": _u("gramo", "gramos"), "l": _LITRE, "L": _LITRE,
    "Km": _u("kilómetro", "kilómetros"), "KM": _u("kilómetro", "kilómetros"), "kms": _u("kilómetro", "kilómetros"),
    "mts": _u("metro", "metros"), "Kg": _u("kilogramo", "kilogramos"), "kgs": _u("kilogramo", "kilogramos"),
    "t": _u("tonelada", "toneladas", "f"), "ha": _u("hectárea", "hectáreas", "f"), "lt": _LITRE, "lts": _LITRE,
    **prefixed(_u("metro", "metros"), "m", _METRES), **prefixed(_u("gramo", "gramos"), "g", _GRAMS),
    **prefixed(_LITRE, "l", _LITRES), **prefixed(_LITRE, "L", {"m": "mili", "c": "centi", "d": "deci"}),
    "h": _u("hora", "horas", "f"), "hs": _u("hora", "horas", "f"), "hrs": _u("hora", "horas", "f"),
    "min": _u("minuto", "minutos"), "s": _u("segundo", "segundos"), "seg": _u("segundo", "segundos"),
    "ms": _u("milisegundo", "milisegundos"), "µs": _u("microsegundo", "microsegundos"),
    "ns": _u("nanosegundo", "nanosegundos"),
    "km/h": _u("kilómetro por hora", "kilómetros por hora"), "Km/h": _u("kilómetro por hora", "kilómetros por hora"),
    "kph": _u("kilómetro por hora", "kilómetros por hora"),
    "km/s": _u("kilómetro por segundo", "kilómetros por segundo"),
    "m/s": _u("metro por segundo", "metros por segundo"),
    "m/s²": _u("metro por segundo al cuadrado", "metros por segundo al cuadrado"),
    "mph": _u("milla por hora", "millas por hora", "f"), "kn": _u("nudo", "nudos"),
    "mi": _u("milla", "millas", "f"), "yd": _u("yarda", "yardas", "f"), "ft": _u("pie", "pies"),
    "in": _u("pulgada", "pulgadas", "f"), "lb": _u("libra", "libras", "f"), "lbs": _u("libra", "libras", "f"),
    "oz": _u("onza", "onzas", "f"), "gal": _u("galón", "galones"), "ac": _u("acre", "acres"),
    "°C": _u("grado centígrado", "grados centígrados"), "ºC": _u("grado centígrado", "grados centígrados"),
    "° C": _u("grado centígrado", "grados centígrados"), "º C": _u("grado centígrado", "grados centígrados"),
    "°c": _u("grado centígrado", "grados centígrados"), "° c": _u("grado centígrado", "grados centígrados"),
    "ºc": _u("grado centígrado", "grados centígrados"), "℃": _u("grado centígrado", "grados centígrados"),
    "°F": _u("grado Fahrenheit", "grados Fahrenheit"), "ºF": _u("grado Fahrenheit", "grados Fahrenheit"),
    "° F": _u("grado Fahrenheit", "grados Fahrenheit"), "°K": _u("grado kelvin", "grados kelvin"),
    "° k": _u("grado kelvin", "grados kelvin"), "° K": _u("grado kelvin", "grados kelvin"),
    "°": _u("grado", "grados"), "º": _u("grado", "grados"), "rad": _u("radián", "radianes"),
    **prefixed(_BYTE, "B", _KILO | {"P": "peta"}), "bit": _BIT, "bits": _BIT,
    "Kb": _u("kilobit", "kilobits"), "Mb": _u("megabit", "megabits"), "Gb": _u("gigabit", "gigabits"),
    "MiB": _u("mebibyte", "mebibytes"), "GiB": _u("gibibyte", "gibibytes"),
    **{f"{sign}{end}": _u(f"{name}bit por segundo", f"{name}bits por segundo")
       for sign,
       name in {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga"}.items() for end in ("bps", "b/s", "bit/s")},
    **{f"{sign}B/s": _u(f"{name}byte por segundo", f"{name}bytes por segundo") for sign, name in _KILO.items()},
    "W": _WATT, **prefixed(_WATT, "W", _KILO | {"m": "mili"}), "Wh": _u("vatio hora", "vatios hora"),
    "kWh": _u("kilovatio hora", "kilovatios hora"), "MWh": _u("megavatio hora", "megavatios hora"),
    "GWh": _u("gigavatio hora", "gigavatios hora"), "kWp": _u("kilovatio pico", "kilovatios pico"),
    "V": _u("voltio", "voltios"), **prefixed(_u("voltio", "voltios"), "V", {"k": "kilo", "m": "mili"}),
    "A": _u("amperio", "amperios"), **prefixed(_u("amperio", "amperios"), "A", {"m": "mili"}),
    "Ah": _u("amperio hora", "amperios hora"), "mAh": _u("miliamperio hora", "miliamperios hora"),
    "Ω": _u("ohmio", "ohmios"), "kΩ": _u("kiloohmio", "kiloohmios"),
    "F": _u("faradio", "faradios"),
    **prefixed(_u("faradio", "faradios"), "F", {"µ": "micro", "μ": "micro", "n": "nano"}),
    "Hz": _u("hercio", "hercios"), **prefixed(_u("hercio", "hercios"), "Hz", _KILO),
    "J": _u("julio", "julios"), **prefixed(_u("julio", "julios"), "J", {"k": "kilo", "M": "mega"}),
    "cal": _u("caloría", "calorías", "f"), "kcal": _u("kilocaloría", "kilocalorías", "f"),
    "N": _u("newton", "newtons"), "kN": _u("kilonewton", "kilonewtons"), "Nm": _u("newton metro", "newtons metro"),
    "Pa": _u("pascal", "pascales"),
    **prefixed(_u("pascal", "pascales"), "Pa", {"h": "hecto", "k": "kilo", "M": "mega"}),
    "bar": _u("bar", "bares"), "mbar": _u("milibar", "milibares"), "atm": _u("atmósfera", "atmósferas", "f"),
    "mmHg": _u("milímetro de mercurio", "milímetros de mercurio"), "psi": _u("p s i", "p s i", "f"),
    "CV": _u("caballo", "caballos"), "HP": _u("caballo", "caballos"), "hp": _u("caballo", "caballos"),
    "dB": _u("decibelio", "decibelios"), "cd": _u("candela", "candelas", "f"), "lm": _u("lumen", "lúmenes"),
    "lx": _u("lux", "luxes"), "mol": _u("mol", "moles"), "cc": _u("centímetro cúbico", "centímetros cúbicos"),
    "c. c.": _u("centímetro cúbico", "centímetros cúbicos"), "c.c.": _u("centímetro cúbico", "centímetros cúbicos"),
    "rpm": _u("revolución por minuto", "revoluciones por minuto", "f"),
    "fps": _u("fotograma por segundo", "fotogramas por segundo"),
    "ppm": _u("parte por millón", "partes por millón", "f"),
    "px": _u("píxel", "píxeles"), "dpi": _u("punto por pulgada", "puntos por pulgada"),
    "ppp": _u("punto por pulgada", "puntos por pulgada"), "MP": _u("megapíxel", "megapíxeles"),
    "pp": _u("punto porcentual", "puntos porcentuales"), "p. p.": _u("punto porcentual", "puntos porcentuales"),
    "cda.": _u("cucharada", "cucharadas", "f"), "cdas.": _u("cucharada", "cucharadas", "f"),
    "cdta.": _u("cucharadita", "cucharaditas", "f"), "cdtas.": _u("cucharadita", "cucharaditas", "f"),
    "comp.": _u("comprimido", "comprimidos"), "pb": _u("punto básico", "puntos básicos"),
    "p.b.": _u("punto básico", "puntos básicos"), "cts.": _u("céntimo", "céntimos"), "cts": _u("céntimo",
    "céntimos"), "pts.": _u("punto", "puntos"),
    "pts": _u("punto", "puntos"),
    "uds.": _u("unidad", "unidades", "f"), "ud.": _u("unidad", "unidades", "f"),
}  # fmt: skip
UNITS |= powers(UNITS, "m km cm mm dm", "²", "cuadrado", "cuadrados")
UNITS |= powers(UNITS, "m km cm mm dm", "³", "cúbico", "cúbicos")
LOOSE_UNITS = frozenset("A V W N J F in mi ha ac CV MP pp cd bar".split())
COUNTED_THINGS = {
    **{
        word: _u(one, many, gender)
        for one, many, gender in (
            ("taza", "tazas", "f"), ("cucharada", "cucharadas", "f"), ("cucharadita", "cucharaditas", "f"),
            ("cucharilla", "cucharillas", "f"), ("hora", "horas", "f"), ("docena", "docenas", "f"),
            ("vaso", "vasos", SHORT),
            ("kilo", "kilos", SHORT), ("litro", "litros", SHORT), ("metro", "metros", SHORT), ("año", "años", SHORT),
            ("mes", "meses", SHORT), ("día", "días", SHORT), ("millón", "millones", SHORT),
            ("pulgada", "pulgadas", "f"),
            ("milla", "millas", "f"), ("libra", "libras", "f"), ("tonelada", "toneladas", "f"),
            ("cebolla", "cebollas", "f"),
            ("kilómetro", "kilómetros", SHORT), ("limón", "limones", SHORT), ("botella", "botellas", "f"),
        )
        for word in (one, many)
    }
}  # fmt: skip
PER_PHRASES = {
    "mes": "al mes", "año": "al año", "día": "al día", "dia": "al día", "semana": "a la semana", "hora": "por hora",
    "h": "por hora", "min": "por minuto", "s": "por segundo", "kg": "por kilo", "l": "por litro", "L": "por litro",
    "m²": "por metro cuadrado", "m2": "por metro cuadrado", "m³": "por metro cúbico", "m3": "por metro cúbico",
    "km": "por kilómetro", "km²": "por kilómetro cuadrado", "km2": "por kilómetro cuadrado", "persona": "por persona",
    "pers.": "por persona", "habitante": "por habitante", "hab.": "por habitante",
    "100 km": "a los cien kilómetros", "100km": "a los cien kilómetros", "unidad": "por unidad",
    "ud.": "por unidad", "ud": "por unidad", "kWh": "por kilovatio hora", "noche": "por noche", "t": "por tonelada",
}  # fmt: skip


def _c(one: str, many: str, minor: str = "centavo centavos", gender: str = SHORT, digits: int = 2) -> Currency:
    minor_one, _, minor_many = minor.partition(" ")
    return Currency(one, many, gender, minor_one, minor_many, SHORT, digits)


CURRENCIES = {
    "EUR": _c("euro", "euros", "céntimo céntimos"), "USD": _c("dólar", "dólares"),
    "USA": _c("dólar estadounidense", "dólares estadounidenses"), "GBP": _c("libra", "libras", "penique peniques", "f"),
    "JPY": _c("yen", "yenes", digits=0), "CNY": _c("yuan", "yuanes", "fen fenes"),
    "CHF": _c("franco suizo", "francos suizos", "céntimo céntimos"), "FRF": _c("franco", "francos", "céntimo céntimos"),
    "MXN": _c("peso mexicano", "pesos mexicanos"), "ARS": _c("peso argentino", "pesos argentinos"),
    "CLP": _c("peso chileno", "pesos chilenos"), "COP": _c("peso colombiano", "pesos colombianos"),
    "UYU": _c("peso uruguayo", "pesos uruguayos"), "DOP": _c("peso dominicano", "pesos dominicanos"),
    "CUP": _c("peso cubano", "pesos cubanos"), "BOP": _c("peso boliviano", "pesos bolivianos"),
    "PESO": _c("peso", "pesos"), "BOB": _c("boliviano", "bolivianos"), "PEN": _c("sol", "soles", "céntimo céntimos"),
    "PYG": _c("guaraní", "guaraníes", "céntimo céntimos"), "VES": _c("bolívar", "bolívares", "céntimo céntimos"),
    "GTQ": _c("quetzal", "quetzales"), "HNL": _c("lempira", "lempiras"), "NIO": _c("córdoba", "córdobas"),
    "CRC": _c("colón costarricense", "colones costarricenses", "céntimo céntimos"),
    "COLON": _c("colón", "colones", "céntimo céntimos"), "PAB": _c("balboa", "balboas", "centésimo centésimos"),
    "BRL": _c("real brasileño", "reales brasileños"), "REAL": _c("real", "reales"),
    "TTD": _c("dólar de Trinidad y Tobago", "dólares de Trinidad y Tobago"),
    "HKD": _c("dólar de Hong Kong", "dólares de Hong Kong"), "CAD": _c("dólar canadiense", "dólares canadienses"),
    "AUD": _c("dólar australiano", "dólares australianos"), "AWG": _c("florín arubeño", "florines arubeños"),
    "INR": _c("rupia", "rupias", "paisa paisas", "f"), "KRW": _c("won", "wones", digits=0),
    "RUB": _c("rublo", "rublos", "kopek kopeks"), "TRY": _c("lira turca", "liras turcas", "kurus kurus", "f"),
    "SEK": _c("corona sueca", "coronas suecas", "öre öre", "f"),
    "NOK": _c("corona noruega", "coronas noruegas", "öre öre", "f"),
    "DKK": _c("corona danesa", "coronas danesas", "öre öre", "f"), "KR": _c("corona", "coronas", "öre öre", "f"),
    "DEM": _c("marco", "marcos", "céntimo céntimos"), "ESP": _c("peseta", "pesetas", "céntimo céntimos", "f"),
    "ILS": _c("séquel", "séqueles", "agora agoras"), "UAH": _c("grivna", "grivnas", "kopek kopeks", "f"),
    "PLN": _c("esloti", "eslotis", "grosz groszy"), "BTC": _c("bitcoin", "bitcoins", digits=0),
    "NGN": _c("naira", "nairas", "kobo kobos"),
}  # fmt: skip
_CODES = (
    "EUR GBP JPY CNY CHF MXN ARS CLP COP UYU DOP CUP BOP BOB PEN PYG VES GTQ HNL NIO CRC PAB BRL TTD HKD CAD AUD AWG "
    "INR KRW RUB SEK NOK DKK ESP PLN BTC"
).split()
CURRENCY_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₡": "COLON", "₩": "KRW", "₹": "INR", "₽": "RUB", "₺": "TRY",
    "₧": "ESP",
    "₪": "ILS", "₴": "UAH", "₿": "BTC", "₲": "PYG", "₦": "NGN", "US$": "USA", "us$": "USA", "U$S": "USA",
    "USD": "USA", "usd": "USA",
    "USD$": "USA", "MX$": "MXN", "MEX$": "MXN", "mex$": "MXN", "AR$": "ARS", "CLP$": "CLP", "COL$": "COP", "RD$": "DOP",
    "C$": "NIO", "CA$": "CAD", "A$": "AUD", "HK$": "HKD", "R$": "REAL", "r$": "REAL", "S/": "PEN", "S/.": "PEN",
    "Bs": "BOB",
    "Bs.": "BOB", "Q": "GTQ", "q": "GTQ", "B/.": "PAB", "rs": "INR", "kr": "KR", "mk": "DEM", "fr": "FRF",
    "ptas": "ESP",
    "ptas.": "ESP", "pta": "ESP", "euro": "EUR", "euros": "EUR", "dólar": "USD", "dólares": "USD", "dolares": "USD",
    "peso": "PESO", "pesos": "PESO",
    **{code: code for code in _CODES}, **{code.lower(): code for code in _CODES},
}  # fmt: skip
SCALES = {
    "mil": ("mil", "mil"), "millón": ("millón", "millones"), "millon": ("millón", "millones"),
    "millones": ("millón", "millones"),
    "mill.": ("millón", "millones"), "billón": ("billón", "billones"), "billones": ("billón", "billones"),
    "trillón": ("trillón", "trillones"), "trillones": ("trillón", "trillones"),
}  # fmt: skip
MONEY_SCALES = {"M": "millones", "MM": "millones", "k": "mil", "K": "mil", "mm": "millones"}

SYMBOLS = {
    "@": "arroba", "#": "almohadilla", "%": "por ciento", "‰": "por mil", "&": "y", "+": "más", "=": "igual a",
    "°": "grado",
    "§": "párrafo", "/": "barra", "\\": "barra invertida", "_": "guion bajo", "*": "asterisco", "-": "guion",
    ":": "dos puntos", "?": "interrogación", "!": "exclamación", "~": "virgulilla", "€": "euro", "£": "libra",
    "$": "dólar",
    "¥": "yen", "¢": "centavo", "№": "número", "±": "más menos", "×": "por", "÷": "dividido por", "<": "menor que",
    ">": "mayor que", "≤": "menor o igual que", "≥": "mayor o igual que", "≠": "distinto de",
    "≈": "aproximadamente igual a",
    "√": "raíz de", "∞": "infinito", "∑": "sumatorio", "∫": "integral", "π": "pi", "∂": "derivada parcial",
    "∆": "incremento",
    "∈": "pertenece a", "∅": "conjunto vacío", "∀": "para todo", "∃": "existe", "∩": "intersección", "∪": "unión",
    "←": "flecha a la izquierda", "→": "flecha a la derecha", "↑": "flecha arriba", "↓": "flecha abajo",
    "↔": "flecha a ambos lados", "⇒": "implica", "⇔": "equivale a", "©": "copyright", "®": "marca registrada",
    "™": "marca comercial", "|": "barra vertical", "^": "acento circunflejo", "`": "acento grave", "¬": "no",
    "¶": "párrafo", "†": "cruz", "‡": "cruz doble", "✓": "correcto", "✗": "incorrecto", "★": "estrella",
    "☆": "estrella",
    "♥": "corazón", "♫": "música", "♪": "música", "′": "minutos", "″": "segundos", ";": "punto y coma", ",": "coma",
    "(": "abre paréntesis", ")": "cierra paréntesis", "[": "abre corchete", "]": "cierra corchete", "{": "abre llave",
    "}": "cierra llave", "'": "apóstrofo", '"': "comillas", "₿": "bitcoin", "₹": "rupia", "₽": "rublo", "₩": "won",
}  # fmt: skip
OPERATORS = {
    "-": "menos", "−": "menos", "+": "más", "=": "es igual a", "×": "por", "·": "por", "÷": "entre", "*": "por",
    "/": "entre",
    "<": "es menor que", ">": "es mayor que", "≤": "es menor o igual que", "≥": "es mayor o igual que",
    "≠": "es distinto de", "≈": "es aproximadamente", "^": "elevado a",
}  # fmt: skip

ABBREVIATIONS = {
    "DD. HH.": "derechos humanos", "DD.HH.": "derechos humanos", "FF. CC.": "ferrocarriles",
    "AA. VV.": "autores varios", "AA.VV.": "autores varios",
    "Sr.": "señor", "Sra.": "señora", "Srta.": "señorita", "Sres.": "señores", "Sras.": "señoras",
    "Srtas.": "señoritas",
    "Dr.": "doctor", "Dra.": "doctora", "Dres.": "doctores", "Dras.": "doctoras", "Dña.": "doña", "D.ª": "doña",
    "D.a": "doña", "Dª": "doña", "Prof.": "profesor", "Profa.": "profesora", "Prof.ª": "profesora",
    "Lic.": "licenciado",
    "Lcdo.": "licenciado", "Lcda.": "licenciada", "Abg.": "abogado", "Arq.": "arquitecto", "Ud.": "usted",
    "Uds.": "ustedes",
    "Vd.": "usted", "Vds.": "ustedes", "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos",
    "EEUU": "Estados Unidos",
    "EE UU": "Estados Unidos", "EE. UU": "Estados Unidos", "EE.UU": "Estados Unidos", "RR. HH.": "recursos humanos",
    "RR.HH.": "recursos humanos", "RRHH": "recursos humanos", "FF. AA.": "fuerzas armadas", "FF.AA.": "fuerzas armadas",
    "JJ. OO.": "Juegos Olímpicos", "JJ.OO.": "Juegos Olímpicos", "JJOO": "Juegos Olímpicos",
    "CC. AA.": "comunidades autónomas", "CC.AA.": "comunidades autónomas", "CCAA": "comunidades autónomas",
    "CC. OO.": "Comisiones Obreras", "CC.OO.": "Comisiones Obreras", "CCOO": "Comisiones Obreras",
    "RR. PP.": "relaciones públicas", "RR.PP.": "relaciones públicas", "RRSS": "redes sociales",
    "RR. SS.": "redes sociales", "p. ej.": "por ejemplo", "p.ej.": "por ejemplo", "p. e.": "por ejemplo",
    "Profª.": "profesora", "Profª": "profesora", "Ej.": "ejemplo", "ed.": "edición", "incl.": "incluido",
    "Pol. Ind.": "polígono industrial", "disp. adic.": "disposición adicional", "Hosp.": "hospital",
    "Apdo.": "apartado", "apdo.": "apartado", "trim.": "trimestre", "y ss.": "y siguientes",
    "esc.": "escalera",
    "Avda.": "avenida", "Avd.": "avenida", "Pza.": "plaza", "Plza.": "plaza", "Ctra.": "carretera",
    "Urb.": "urbanización",
    "Esq.": "esquina", "C.º": "camino", "C.º B.": "camino bajo", "Cía.": "compañía", "Cia.": "compañía",
    "Hnos.": "hermanos", "Hno.": "hermano", "Hna.": "hermana", "Dpto.": "departamento", "Depto.": "departamento",
    "Ayto.": "ayuntamiento", "Admón.": "administración", "Gral.": "general", "Cnel.": "coronel", "Tte.": "teniente",
    "Cmdte.": "comandante", "Sgto.": "sargento", "Rvdo.": "reverendo", "Excmo.": "excelentísimo",
    "Excma.": "excelentísima",
    "Ilmo.": "ilustrísimo", "Ilma.": "ilustrísima", "Mons.": "monseñor", "Ntra.": "nuestra", "Ntro.": "nuestro",
    "Sto.": "santo", "Sta.": "santa", "Mª": "María", "M.ª": "María", "Fco.": "Francisco", "Fdo.": "firmado",
    "Atte.": "atentamente", "izda.": "izquierda", "izqda.": "izquierda", "izq.": "izquierda", "dcha.": "derecha",
    "aprox.": "aproximadamente", "máx.": "máximo", "mín.": "mínimo",
    "teléf.": "teléfono", "ext.": "extensión", "ref.": "referencia", "núm.": "número",
    "núms.": "números",
    "nro.": "número", "pág.": "página", "págs.": "páginas", "vs.": "versus", "vs": "versus",
    "c/u": "cada uno", "y/o": "y o", "a/c": "a cargo", "v.g.": "verbigracia", "i.e.": "es decir",
    "op. cit.": "obra citada",
    "cf.": "confróntese", "C. P.": "código postal", "C.P.": "código postal",
    "N. del T.": "nota del traductor", "SS. MM.": "sus majestades",
    "S. M.": "su majestad", "S. A. R.": "su alteza real", "q. e. p. d.": "que en paz descanse",
    "km/h": "kilómetros por hora",
    "OK": "okey", "b/n": "blanco y negro", "dto.": "descuento", "Pdta.": "presidenta", "Pdte.": "presidente",
    "bibl.": "biblioteca", "trad.": "traducción", "vto.": "vencimiento", "hab.": "habitantes", "máx": "máximo",
}  # fmt: skip
PHRASES = {
    "IVA inc.": "IVA incluido", "tel": "teléfono", "tel.": "teléfono", "tlf": "teléfono",
    "tlf.": "teléfono", "tfno": "teléfono",
    "tfno.": "teléfono", "P. D.": "posdata", "P.D.": "posdata", "el kg": "el kilo", "por kg": "por kilo",
    "un kg": "un kilo", "al kg": "al kilo",
    "a. C.": "antes de Cristo", "a.C.": "antes de Cristo", "a. de C.": "antes de Cristo",
    "a. de J. C.": "antes de Cristo",
    "d. C.": "después de Cristo", "d.C.": "después de Cristo", "d. de C.": "después de Cristo", "Av. de": "avenida de",
    "Av. del": "avenida del", "Pl. de": "plaza de", "Pl. del": "plaza del", "c/ de": "calle de", "C/ de": "calle de",
}  # fmt: skip
NAME_ABBREVIATIONS = {
    "Vit.": "vitamina", "D.": "don", "Da.": "doña", "Av.": "avenida", "Ing.": "ingeniero", "C/": "calle",
    "Pl.": "plaza", "Fr.": "fray",
    "Cap.": "capitán", "Sor.": "sor", "Pte.": "presidente", "Dir.": "director", "Min.": "ministro",
    "Univ.": "universidad", "Inst.": "instituto", "Edif.": "edificio", "Col.": "colonia", "Mtro.": "maestro",
    "Mtra.": "maestra", "Prov.": "provincia", "Fund.": "fundación", "Pº": "paseo", "P.º": "paseo",
}  # fmt: skip
NUMBER_ABBREVIATIONS = {
    "col.": "columna", "párr.": "párrafo",
    "p.": "página", "pp.": "páginas", "págs.": "páginas", "art.": "artículo", "arts.": "artículos", "cap.": "capítulo",
    "caps.": "capítulos", "vol.": "volumen", "vols.": "volúmenes", "t.": "tomo", "fig.": "figura", "figs.": "figuras",
    "ed.": "edición", "tab.": "tabla", "cód.": "código", "hab.": "habitación", "apdo.": "apartado",
    "aptdo.": "apartado",
    "apto.": "apartamento", "inc.": "inciso", "lám.": "lámina", "fasc.": "fascículo",
    "km": "kilómetro", "km.": "kilómetro", "Km": "kilómetro", "C.P.": "código postal",
    "CP": "código postal", "Av.": "avenida",
    "Of.": "oficina",
    "lun.": "lunes", "mar.": "martes", "mié.": "miércoles", "miér.": "miércoles", "jue.": "jueves", "vie.": "viernes",
    "vier.": "viernes", "sáb.": "sábado", "dom.": "domingo", "aprox.": "aproximadamente", "RD": "Real Decreto",
    "R. D.": "Real Decreto", "L.O.": "Ley Orgánica", "LO": "Ley Orgánica", "STS": "sentencia del Tribunal Supremo",
    "STC": "sentencia del Tribunal Constitucional", "Rv.": "Romanos", "c.": "hacia",
}  # fmt: skip
LAST_ABBREVIATIONS = {
    "etc.": "etcétera",
    "cta.": "cuenta",
    "S. A.": spell("SA"),
    "S. A. U.": spell("SAU"),
    "S. L. U.": spell("SLU"),
    "S. L.": spell("SL"),
}

SPOKEN_ACRONYMS = frozenset(
    (
        "ONU OEA FAO UCI IVA PIB RAE BOE ERE INE AVE SIM PIN RAM ROM LED OCU EPO UME UNO DOS TIC TAC ITE ESO UCA UPA "
        "SOS OPA ETA IRA AMPA OPEP OTAN ACNUR UNED UNAM UBA "
        # Words that are written in capitals for emphasis.
        "NO SI SÍ YA UN EL LA LO LE DE EN ES AL MI TU TÚ SU ME TE SE HA HE VA VE DA DI FE MÍ TI ÉL NI QUE POR CON SIN "
        "MÁS MUY HOY DOS UNA LOS LAS DEL SUS MIS TUS ESA ESE SOL MAR PAZ VER DAR FIN SON HAY ERA FUE VAN VOY SOY DÍA "
        "MES AÑO VEZ LEY REY USO GAS RÍO TÍO LUZ VOZ BUS OÍR CADA GEL ALA TAN ASÍ AHÍ ALLÍ AQUÍ OJO OLA CASA BIEN MAL "
        "GOL SAL VEN MIL LES NOS AMO PAN PIE TRES SEIS DIEZ SUR VIA VÍA"
    ).split()
)  # fmt: skip
SPELLED_ACRONYMS = frozenset("OCDE ISBN ISSN INSS DNI NIE".split())
UNREADABLE = re.compile(
    r"^(?=\w{4,6}$)(?:\w*[^AEIOUYÁÉÍÓÚ]{3}(?<![BCFGPT]R)(?<!DR)(?<![BCFGP]L)|[^AEIOUYÁÉÍÓÚ]{2}(?<![BCFGPTD]R)(?<![BCFGP]L)(?<!CH|LL|PS)"
    r"|\w*[^AEIOUYÁÉÍÓÚ]{2}$(?<![RLNS][TDKCS])(?<!CK|NG|LL|TS)|\w*[HQVW]$)"
)
"""Heaps of consonants that a short word does not begin with, end with or hold."""
LABELS = frozenset(
    (
        "plan vitamina grupo opción hepatitis letra clase tipo fase punto anexo apartado categoría serie sala puerta "
        "bloque zona sector nivel nota equipo página pág capítulo cap tomo número núm nro volumen vol aula piso planta "
        "línea versión paso ejercicio lección unidad tema módulo artículo art figura fig tabla cuadro gráfico canal "
        "carretera autopista ruta km kilómetro jugador día distrito mesa asiento fila andén vía pregunta respuesta "
        "caso ejemplo división parte edición hoja columna sección acto escena tramo etapa jornada ronda habitación "
        "vuelo terminal muelle parada hemisferio rh inciso"
    ).split()
)  # fmt: skip
DATE_WORDS = frozenset("el del al día hasta desde fecha viernes lunes martes miércoles jueves sábado domingo".split())
DECADE_WORDS = frozenset("los años década".split())
LAW_WORDS = frozenset(
    "ue ce cee ley leyes orgánica decreto orden sentencia resolución expediente directiva reglamento acuerdo circular "
    "rd lo l.o r.d legislativo número núm dictamen auto recurso".split()
)
NUMBER_WORDS = frozenset("número núm nro n nº no es".split())
DOCUMENT_WORDS = frozenset(
    "dni nie nif cif rut cuit cuil rfc curp cp c.p pasaporte cédula isbn issn iban tel teléfono tfno tlf móvil celular "
    "cel fax whatsapp pin código postal matrícula nss".split()
)
ROMAN_BEFORE = frozenset(
    "siglo siglos año capítulo capítulos título tomo tomos volumen libro parte acto escena fase tipo anexo nivel grado "
    "sección apéndice episodio tema lección artículo apartado vaticano campus bloque canto salmo ciclo".split()
)
ROMAN_AFTER = frozenset(
    "guerra congreso encuentro foro jornada jornadas semana bienal aniversario centenario edición república milenio "
    "cumbre conferencia legislatura festival feria concurso premio premios torneo copa certamen simposio seminario "
    "curso asamblea internacional reich dinastía convenio plan maratón carrera gala campeonato apóstol ciclo concilio "
    "brigada división cohorte legión cruzada región reunión marcha memorial trofeo ley".split()
)
RULERS = frozenset(
    "luis felipe carlos alfonso fernando isabel maría juan pablo pedro pío benedicto enrique sancho jaime ramiro "
    "ordoño napoleón guillermo jorge eduardo ricardo jacobo clemente gregorio inocencio urbano alejandro julio león "
    "sixto nicolás bonifacio adriano celestino martín bernardo eugenio francisco josé leopoldo alberto balduino "
    "gustavo cristián haakon olaf harald catalina ana margarita beatriz guillermina victoria ramsés tutmosis ptolomeo "
    "darío ciro artajerjes constantino teodosio otón federico segismundo rodolfo maximiliano iván humberto manuel "
    "amadeo garcía raimundo berenguer zar papa rey reina".split()
)
RANKED = frozenset("grado piso puesto lugar premio capítulo año curso trimestre".split())
"""Words after which `3°` is an ordinal, and no angle or temperature."""
QUEENS = frozenset("isabel maría catalina ana margarita beatriz guillermina victoria reina".split())

ADDRESS_WORDS = frozenset("com org net edu gov gob google gmail web mi tu la el de en es yo no si".split())

PLAIN_WORDS = frozenset(
    (
        "de del a al y e o u en es son era fue por para con sin según sobre entre hasta desde ante tras como que si no "
        "ni más menos las los la el lo les le se me te nos os su sus mi mis tu tus este esta esto estos estas ese esa "
        "esos esas aquel después antes además mientras cuando donde entonces jamás quizás tras dos tres seis ya "
        "también ha he has han hay está están será ser tiene hace así pero aunque porque pues luego muy tan cada todo "
        "toda todos todas gana pierde va lunes martes miércoles jueves viernes"
    ).split()
)  # fmt: skip
MASCULINE = frozenset(
    (
        "día días problema problemas sistema sistemas programa programas tema temas poema poemas planeta planetas "
        "idioma idiomas mapa mapas clima climas drama dramas diploma diplomas aroma aromas dilema dilemas esquema "
        "esquemas fantasma fantasmas atleta atletas policías guardias guías colegas sofás monarcas patriarcas piratas "
        "poetas astronautas compatriotas demócratas telegramas crucigramas síntoma síntomas lemas emblemas enigmas "
        "traumas dogmas idiotas tranvía tranvías dálmatas pijama pijamas gorilas espías belgas croatas megas gigas "
        "teras puma pumas panda pandas cura curas tequilas sintagmas teoremas yoga papá papás"
    ).split()
)  # fmt: skip
FEMININE = frozenset(
    (
        "mujer mujeres noche noches tarde tardes vez veces parte partes clase clases calle calles llave llaves nave "
        "naves leyes flor flores luz luces voz voces cruz cruces pared paredes red redes base bases fase fases frase "
        "frases serie series imagen imágenes orden órdenes muerte muertes fuente fuentes mente mentes torre torres "
        "nube nubes madre madres especie especies superficie leche carne piel pieles señal señales cárcel cárceles "
        "tesis crisis dosis hipótesis síntesis mano manos foto fotos moto motos radio gente suerte sede sedes sílabas "
        "razón razones plagas narices nariz raíz raíces veces actrices actriz emperatrices codornices perdices "
        "cicatrices matrices catástrofe catástrofes fiebre sangre llaves índoles ley"
    ).split()
)

"""The tables of Portuguese: letters, units, currencies, signs, abbreviations and acronyms. No rules stand here.

What only Portugal writes or says otherwise is at the end.
"""

from collections.abc import Iterable, Mapping

from vozes.text.normalizing.language import Currency, Gender, Unit
from vozes.text.normalizing.rules import spell

MONTHS = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split()
MONTH_ABBREVIATIONS = {month[:3]: number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
WEEKDAYS = {
    "seg": "segunda", "ter": "terça", "qua": "quarta", "qui": "quinta", "sex": "sexta", "sáb": "sábado",
    "sab": "sábado", "dom": "domingo",
}  # fmt: skip
LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "á bê cê dê é efe gê agá i jota cá ele eme ene ó pê quê erre esse tê u vê dáblio xis ípsilon zê".split(),
        strict=True,
    )
)
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωµ",
        (
            "alfa beta gama delta épsilon zeta eta teta iota capa lambda mi ni csi ômicron pi rô sigma tau ípsilon fi "
            "qui psi ômega micro"
        ).split(),
        strict=True,
    )
)


def _unit(signs: str, one: str, many: str = "", gender: Gender = "m") -> dict[str, Unit]:
    return {sign: Unit(one, many or one + "s", gender) for sign in signs.split()}


def _units(rows: Iterable[tuple[str, ...]]) -> dict[str, Unit]:
    """Returns units by their signs; each row has the signs, the name after one, and after more where that is not +s."""
    return {sign: unit for row in rows for sign, unit in _unit(*row).items()}


_PREFIXED = {"k": "quilo", "c": "centi", "m": "mili", "M": "mega", "G": "giga", "T": "tera"}


def _prefixed(prefixes: str, sign: str, one: str, many: str = "", gender: Gender = "m") -> dict[str, Unit]:
    many = many or one + "s"
    return {p + sign: Unit(_PREFIXED[p] + one, _PREFIXED[p] + many, gender) for p in prefixes}


UNITS: Mapping[str, Unit] = (
    _units(
        (
            # Length, area and volume.
            ("km Km KM", "quilômetro"), ("hm", "hectômetro"), ("m", "metro"), ("dm", "decímetro"), ("cm", "centímetro"),
            ("mm", "milímetro"), ("µm μm", "micrômetro"), ("nm", "nanômetro"),
            ("nmi", "milha náutica", "milhas náuticas", "f"),
            ("ft", "pé"), ("in pol pol.", "polegada", "", "f"), ("yd", "jarda", "", "f"),
            ("ha", "hectare"), ("alq alq.", "alqueire"), ("a.l.", "ano-luz", "anos-luz"),
            ("l L lt lts Lt", "litro"), ("ml mL ML", "mililitro"), ("cl cL", "centilitro"), ("dl dL", "decilitro"),
            ("hl hL", "hectolitro"), ("µl µL μl μL", "microlitro"), ("gal", "galão", "galões"),
            ("bbl", "barril", "barris"),
            # Mass.
            ("kg Kg KG kgs", "quilo"), ("g gr grs", "grama"), ("mg", "miligrama"), ("mcg µg μg ug", "micrograma"),
            ("ng", "nanograma"), ("pg", "picograma"),
            ("t ton ton.", "tonelada", "", "f"), ("kt", "quilotonelada", "", "f"), ("Mt", "megatonelada", "", "f"),
            ("@", "arroba", "", "f"), ("lb lbs", "libra", "", "f"), ("oz", "onça", "", "f"),
            ("ct", "quilate"), ("sc sc.", "saca", "", "f"),
            # Time.
            ("h hs hr hrs", "hora", "", "f"), ("min min. mins", "minuto"), ("s seg seg. segs", "segundo"),
            ("ms", "milissegundo"), ("µs μs", "microssegundo"), ("ns", "nanossegundo"),
            # Speed, rotation and rates.
            ("km/h Km/h KM/H kmh kph", "quilômetro por hora", "quilômetros por hora"),
            ("mph", "milha por hora", "milhas por hora", "f"), ("kn", "nó"), ("cc", "cilindrada", "", "f"),
            ("m/s", "metro por segundo", "metros por segundo"),
            ("km/s", "quilômetro por segundo", "quilômetros por segundo"),
            ("m/s²", "metro por segundo ao quadrado", "metros por segundo ao quadrado"),
            ("rpm RPM", "rotação por minuto", "rotações por minuto", "f"),
            ("bpm BPM", "batida por minuto", "batidas por minuto", "f"),
            ("fps FPS", "quadro por segundo", "quadros por segundo"),
            ("ppm", "parte por milhão", "partes por milhão", "f"),
            ("ppb", "parte por bilhão", "partes por bilhão", "f"),
            # Data.
            ("bit", "bit"), ("kB KB", "quilobyte"), ("KiB", "kibibyte"), ("MiB", "mebibyte"),
            ("GiB", "gibibyte"), ("TiB", "tebibyte"), ("PB", "petabyte"), ("kb Kb", "quilobit"), ("Mb", "megabit"),
            ("Gb", "gigabit"), ("px", "pixel", "pixels"), ("MP Mpx", "megapixel", "megapixels"),
            ("dpi DPI", "ponto por polegada", "pontos por polegada"),
            ("bps", "bit por segundo", "bits por segundo"),
            ("kbps Kbps", "quilobit por segundo", "quilobits por segundo"),
            ("Mbps mbps MBps Mb/s", "megabit por segundo", "megabits por segundo"),
            ("Gbps Gb/s", "gigabit por segundo", "gigabits por segundo"),
            # Energy, power, force, pressure, temperature.
            ("kWh KWh kwh KWH", "quilowatt-hora", "quilowatts-hora"), ("MWh", "megawatt-hora", "megawatts-hora"),
            ("GWh", "gigawatt-hora", "gigawatts-hora"), ("TWh", "terawatt-hora", "terawatts-hora"),
            ("Wh", "watt-hora", "watts-hora"), ("cal", "caloria", "", "f"), ("kcal Kcal", "quilocaloria", "", "f"),
            ("BTU BTUs btu btus", spell("BTU"), f"{spell('BT')} us"), ("cv CV", "cavalo"),
            ("hp HP", "cavalo-vapor", "cavalos-vapor"),
            ("N", "newton"), ("kN", "quilonewton"), ("kgf", "quilograma-força", "quilogramas-força"),
            ("kgfm", "quilograma-força-metro", "quilogramas-força-metro"), ("Nm N·m", "newton-metro", "newtons-metro"),
            ("Pa", "pascal", "pascals"), ("hPa", "hectopascal", "hectopascals"),
            ("bar", "bar", "bares"), ("mbar", "milibar", "milibares"), ("atm", "atmosfera", "", "f"),
            ("mmHg", "milímetro de mercúrio", "milímetros de mercúrio"),
            ("psi PSI", "libra por polegada quadrada", "libras por polegada quadrada", "f"),
            ("°C ºC", "grau Celsius", "graus Celsius"), ("°F ºF", "grau Fahrenheit", "graus Fahrenheit"),
            ("°", "grau"), ("K", "kelvin"), ("°GL ºGL", "grau Gay-Lussac", "graus Gay-Lussac"),
            # Electricity, sound, light, matter.
            ("A", "ampere"), ("mA", "miliampere"), ("Ah", "ampere-hora", "amperes-hora"),
            ("mAh", "miliampere-hora", "miliamperes-hora"),
            ("VA", "volt-ampere", "volts-ampere"), ("kVA KVA", "quilovolt-ampere", "quilovolts-ampere"),
            ("V v", "volt"), ("mV", "milivolt"), ("kV KV", "quilovolt"), ("Ω", "ohm"), ("kΩ", "quilo-ohm"),
            ("MΩ", "megaohm"),
            ("W w", "watt"), ("µF μF", "microfarad"),
            ("Hz hz", "hertz", "hertz"), ("dB", "decibel", "decibéis"), ("lm", "lúmen", "lumens"), ("lx", "lux", "lux"),
            ("mol", "mol", "mols"), ("mmol", "milimol", "milimols"), ("Bq", "becquerel", "becquerels"),
            ("Sv", "sievert"),
            ("UI", "unidade internacional", "unidades internacionais", "f"),
            ("mUI", "miliunidade internacional", "miliunidades internacionais", "f"),
            ("µUI μUI uUI", "microunidade internacional", "microunidades internacionais", "f"),
            ("U/L", "unidade por litro", "unidades por litro", "f"),
            ("UA", "unidade astronômica", "unidades astronômicas", "f"),
            ("mEq", "miliequivalente"),
            # Counts.
            ("un un. und und. unid unid.", "unidade", "", "f"), ("cx cx.", "caixa", "", "f"),
            ("dz dz.", "dúzia", "", "f"),
            ("pç pç. pçs pçs.", "peça", "", "f"), ("pct pct. pcts", "pacote"), ("pt pts pts.", "ponto"),
            ("p.p.", "ponto percentual", "pontos percentuais"),
            ("pp", "ponto percentual", "pontos percentuais"), ("pb", "ponto-base", "pontos-base"),
            ("hab hab.", "habitante"), ("pág. págs. p.", "página", "", "f"), ("col. cols.", "colher", "colheres", "f"),
            ("xíc. xic.", "xícara", "", "f"),
            ("comp comp. cp cp.", "comprimido"), ("gts gts.", "gota", "", "f"), ("fls fls.", "folha", "", "f"),
            ("amp.", "ampola", "", "f"),
        )
    )
    | {sign: Unit("grau Celsius", "graus Celsius") for sign in ("° C", "º C")}
    | _prefixed("MGT", "B", "byte")
    | _prefixed("kMGT", "W", "watt")
    | _prefixed("kMG", "Hz", "hertz", "hertz")
    | _prefixed("kMG", "J", "joule")
    | _prefixed("kMG", "Pa", "pascal", "pascals")
    | {"KW": Unit("quilowatt", "quilowatts"), "KHz": Unit("quilohertz", "quilohertz"), "J": Unit("joule", "joules")}
    | {"mW": Unit("miliwatt", "miliwatts"), "Mhz": Unit("megahertz", "megahertz")}
    | {"Ghz": Unit("gigahertz", "gigahertz")}
    | {
        length + power: Unit(f"{name} {shape}", f"{name}s {shape}s")
        for length, name in (
            ("km", "quilômetro"), ("m", "metro"), ("dm", "decímetro"), ("cm", "centímetro"), ("mm", "milímetro"),
        )
        for power, shape in (("²", "quadrado"), ("2", "quadrado"), ("³", "cúbico"), ("3", "cúbico"))
    }
)  # fmt: skip
LOOSE_UNITS = frozenset("A K N V W in pt pp bar cal gal mol lm bit v w a.l.".split())


def _currency(one: str, many: str = "", minor: str = "centavo", gender: Gender = "m", digits: int = 2) -> Currency:
    return Currency(one, many or one + "s", gender, minor, minor + "s", "m", digits)


CURRENCIES = {
    "BRL": _currency("real", "reais"),
    "USD": _currency("dólar", "dólares"),
    "EUR": _currency("euro"),
    "GBP": Currency("libra", "libras", "f", "penny", "pence", "m"),
    "JPY": _currency("iene", digits=0),
    "CNY": _currency("yuan", "yuans"),
    "CHF": _currency("franco suíço", "francos suíços", "cêntimo"),
    "CAD": _currency("dólar canadense", "dólares canadenses"),
    "AUD": _currency("dólar australiano", "dólares australianos"),
    "NZD": _currency("dólar neozelandês", "dólares neozelandeses"),
    "HKD": _currency("dólar de Hong Kong", "dólares de Hong Kong"),
    "ARS": _currency("peso argentino", "pesos argentinos"),
    "CLP": _currency("peso chileno", "pesos chilenos"),
    "COP": _currency("peso colombiano", "pesos colombianos"),
    "MXN": _currency("peso mexicano", "pesos mexicanos"),
    "UYU": _currency("peso uruguaio", "pesos uruguaios"),
    "PYG": _currency("guarani", digits=0),
    "PEN": _currency("sol peruano", "sóis peruanos"),
    "BOB": _currency("boliviano"),
    "INR": _currency("rupia", gender="f", minor="paisa"),
    "RUB": _currency("rublo", minor="copeque"),
    "KRW": _currency("won", "wons", digits=0),
    "TRY": _currency("lira turca", "liras turcas", gender="f"),
    "SEK": _currency("coroa sueca", "coroas suecas", gender="f"),
    "NOK": _currency("coroa norueguesa", "coroas norueguesas", gender="f"),
    "DKK": _currency("coroa dinamarquesa", "coroas dinamarquesas", gender="f"),
    "ILS": _currency("shekel", "shekels"),
    "AOA": _currency("kwanza", "kwanzas", "cêntimo"),
    "MZN": _currency("metical", "meticais"),
    "CVE": _currency("escudo"),
    "BTC": _currency("bitcoin", "bitcoins", digits=0),
    "ETH": _currency("ether", "ethers", digits=0),
    "Cr$": _currency("cruzeiro"),
    "CR$": _currency("cruzeiro real", "cruzeiros reais"),
    "Cz$": _currency("cruzado"),
    "NCz$": _currency("cruzado novo", "cruzados novos"),
}
CURRENCY_SIGNS = {code: code for code in CURRENCIES} | {
    "R$": "BRL", "R $": "BRL", "US $": "USD", "r$": "BRL", "US$": "USD", "U$": "USD", "U$S": "USD", "USD$": "USD",
    "$": "USD", "€": "EUR",
    "£": "GBP", "¥": "JPY", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "AR$": "ARS", "Fr.": "CHF", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₿": "BTC", "₲": "PYG",
    "reais": "BRL", "dólares": "USD", "euros": "EUR",
}  # fmt: skip
SCALES = {
    "mil": ("mil", "mil"), "mi": ("milhão", "milhões"), "milhão": ("milhão", "milhões"),
    "milhões": ("milhão", "milhões"), "bi": ("bilhão", "bilhões"),
    "bilhão": ("bilhão", "bilhões"), "bilhões": ("bilhão", "bilhões"), "tri": ("trilhão", "trilhões"),
    "trilhão": ("trilhão", "trilhões"), "trilhões": ("trilhão", "trilhões"),
    "quatrilhão": ("quatrilhão", "quatrilhões"), "quatrilhões": ("quatrilhão", "quatrilhões"),
}  # fmt: skip

SYMBOLS = {
    "@": "arroba", "#": "hashtag", "%": "por cento", "‰": "por mil", "&": "e", "+": "mais", "=": "igual a",
    "°": "grau", "º": "º", "§§": "parágrafos", "§": "parágrafo", "/": "barra", "\\": "barra invertida",
    "_": "sublinhado",
    "*": "asterisco", "-": "hífen", ".": "ponto", ",": "vírgula", ":": "dois pontos", ";": "ponto e vírgula",
    "?": "interrogação", "!": "exclamação", "~": "til", "|": "barra vertical", "^": "circunflexo", "`": "crase",
    "'": "apóstrofo", '"': "aspas", "(": "abre parênteses", ")": "fecha parênteses", "[": "abre colchetes",
    "]": "fecha colchetes", "{": "abre chaves", "}": "fecha chaves", "<": "menor que", ">": "maior que",
    "<=": "menor ou igual a", ">=": "maior ou igual a", "!=": "diferente de", "==": "igual a", "->": "seta",
    "=>": "seta", "<-": "seta", "<3": "coração", "€": "euro", "£": "libra", "$": "cifrão", "¥": "iene", "¢": "centavo",
    "₿": "bitcoin", "№": "número", "±": "mais ou menos", "×": "vezes", "÷": "dividido por", "≤": "menor ou igual a",
    "≥": "maior ou igual a", "≠": "diferente de", "≈": "aproximadamente", "≡": "idêntico a", "∞": "infinito",
    "√": "raiz quadrada de", "∛": "raiz cúbica de", "∑": "somatório", "∏": "produtório", "∫": "integral",
    "∂": "derivada parcial", "∆": "delta", "∇": "nabla", "∈": "pertence a", "∉": "não pertence a", "∀": "para todo",
    "∃": "existe", "∅": "conjunto vazio", "∩": "interseção", "∪": "união", "⊂": "está contido em", "⊃": "contém",
    "∧": "e", "∨": "ou", "¬": "negação", "∝": "proporcional a", "∠": "ângulo", "⊥": "perpendicular", "∥": "paralelo",
    "∴": "portanto", "∵": "porque", "⇒": "implica", "⇔": "equivale a", "←": "seta para a esquerda",
    "→": "seta para a direita", "↑": "seta para cima", "↓": "seta para baixo", "↔": "seta dupla",
    "©": "copyright", "®": "marca registrada", "™": "marca registrada", "℠": "marca de serviço", "℮": "estimado",
    "¶": "parágrafo", "†": "cruz", "‡": "cruz dupla", "¤": "moeda", "¦": "barra vertical", "℃": "graus Celsius",
    "℉": "graus Fahrenheit", "Ω": "ohm", "♀": "feminino", "♂": "masculino", "♥": "coração", "♡": "coração",
    "♠": "espadas", "♣": "paus", "♦": "ouros", "★": "estrela", "☆": "estrela", "✓": "certo", "✔": "certo",
    "✗": "errado", "✘": "errado", "♪": "nota musical", "♫": "notas musicais", "☎": "telefone", "✉": "carta",
    "☐": "caixa vazia", "☑": "caixa marcada", "♯": "sustenido", "♭": "bemol",
    "½": "meio", "¼": "um quarto", "¾": "três quartos",
}  # fmt: skip
OPERATORS = {
    "-": "menos", "−": "menos", "–": "menos", "+": "mais", "=": "igual a", "×": "vezes", "÷": "dividido por",
    "*": "vezes", "·": "vezes", "^": "elevado a", "±": "mais ou menos",
}  # fmt: skip

# Abbreviations. In the first table they are written in any case, in the others as they stand here or all in capitals.
ABBREVIATIONS = {
    # People.
    "sr.": "senhor", "sra.": "senhora", "srs.": "senhores", "sras.": "senhoras", "srta.": "senhorita", "sr": "senhor",
    "sra": "senhora", "srs": "senhores", "srta": "senhorita", "srtas.": "senhoritas", "sr.ª": "senhora",
    "srª": "senhora",
    "dr.": "doutor", "dra.": "doutora", "dr": "doutor", "dra": "doutora", "dr.ª": "doutora", "drª": "doutora",
    "drs.": "doutores", "dras.": "doutoras", "prof.": "professor", "profa.": "professora", "prof.ª": "professora",
    "profª": "professora", "profª.": "professora", "profs.": "professores", "profas.": "professoras",
    "exmo.": "excelentíssimo", "exma.": "excelentíssima", "exmos.": "excelentíssimos", "exmas.": "excelentíssimas",
    "ilmo.": "ilustríssimo", "ilma.": "ilustríssima", "revmo.": "reverendíssimo", "jr.": "júnior", "jr": "júnior",
    # Firms and offices.
    "ltda.": "limitada", "ltda": "limitada", "depto.": "departamento", "dept.": "departamento", "univ.": "universidade",
    # Writing.
    "cf.": "conforme", "obs.": "observação", "obs": "observação", "vs.": "versus", "vs": "versus", "ref.": "referência",
    "tel.": "telefone", "tels.": "telefones", "cel.": "celular", "aprox.": "aproximadamente", "máx.": "máximo",
    "max.": "máximo", "mín.": "mínimo", "min.": "mínimo", "qtd.": "quantidade", "qtde.": "quantidade",
    "qtd": "quantidade", "qtde": "quantidade", "venc.": "vencimento", "docs.": "documentos", "pág.": "página",
    "págs.": "páginas", "vol.": "volume", "vols.": "volumes", "fig.": "figura", "figs.": "figuras", "séc.": "século",
    "sécs.": "séculos", "déc.": "década", "arts.": "artigos", "nº": "número", "n°": "número", "n.º": "número",
    "nº.": "número", "n°.": "número",
    "n.°": "número", "nºs": "números", "n.ºs": "números", "nro.": "número", "att.": "atenciosamente",
    "att": "atenciosamente", "ñ": "não", "apto.": "apartamento", "edif.": "edifício", "unid.": "unidade",
    "tít.": "título", "qto.": "quarto", "qtos.": "quartos", "qtos": "quartos", "cond.": "condomínio",
    "nasc.": "nascimento", "vlr": "valor", "vlr.": "valor", "unit.": "unitário", "lat.": "latitude",
    "val.": "validade", "and.": "andar", "mens.": "mensal", "parc.": "parcelas", "desc.": "desconto",
    "cód.": "código", "cods.": "códigos", "fab.": "fabricação", "líq.": "líquido",
    "dorm.": "dormitório", "dorms.": "dormitórios", "dorms": "dormitórios", "atte.": "atenciosamente",
    "atte": "atenciosamente", "kms": "quilômetros",
}  # fmt: skip
CASED_ABBREVIATIONS = {
    "Cia.": "companhia", "Cia": "companhia", "Inc.": "incorporada", "Rev.": "reverendo", "ed.": "edição",
    "ex.": "exemplo",
    "Ex.": "exemplo", "doc.": "documento", "aC": "antes de Cristo", "dC": "depois de Cristo", "EUA": "Estados Unidos",
    "Fº": "filho", "Mª": "Maria", "PCdoB": spell("PCdoB"), "CNPq": spell("CNPq"), "UnB": spell("UnB"),
    "NaCl": spell("NaCl"), "KCl": spell("KCl"), "HCl": spell("HCl"), "NaOH": spell("NaOH"), "CaO": spell("CaO"),
    "HbA1c": f"{spell('HbA')} um {spell('c')}", "ICMBio": f"{spell('ICM')} bio", "DPVAT": f"{spell('DP')} vat",
    "pH": spell("pH"), "PhD": spell("PhD"),
    "MSc": spell("MSc"), "kWh": "quilowatt-hora", "temp.": "temperatura",
}  # fmt: skip
PHRASES = {
    "p. ex.": "por exemplo", "p.ex.": "por exemplo", "p/ex.": "por exemplo", "e.g.": "por exemplo", "i.e.": "isto é",
    "At.te": "atenciosamente", "N. S. Aparecida": "Nossa Senhora Aparecida", "N. S. de": "Nossa Senhora de",
    "N. S. da": "Nossa Senhora da", "N. S. do": "Nossa Senhora do", "N. S. das": "Nossa Senhora das",
    "At.te.": "atenciosamente", "ca. de": "cerca de", "por sem.": "por semana", "m/s": "metros por segundo",
    "V. Exa.": "Vossa Excelência", "V.Exa.": "Vossa Excelência", "V. Ex.ª": "Vossa Excelência",
    "V. Exª": "Vossa Excelência", "V.Exª": "Vossa Excelência", "V. Ex.a": "Vossa Excelência",
    "V. Exas.": "Vossas Excelências", "S. Exa.": "Sua Excelência", "S. Ex.ª": "Sua Excelência",
    "V. Sa.": "Vossa Senhoria", "V.Sa.": "Vossa Senhoria", "V. S.ª": "Vossa Senhoria", "V.S.ª": "Vossa Senhoria",
    "V. Sª": "Vossa Senhoria", "V. Sas.": "Vossas Senhorias", "V. M.": "Vossa Majestade", "N. Sra.": "Nossa Senhora",
    "N.Sra.": "Nossa Senhora", "N. Srª": "Nossa Senhora", "S/A": spell("SA"), "S.A.": spell("SA"),
    "Sr(a).": "senhor ou senhora", "Sr.(a)": "senhor ou senhora", "Dr(a).": "doutor ou doutora",
    "Prof(a).": "professor ou professora", "temp. máx.": "temperatura máxima", "temp. mín.": "temperatura mínima",
    "máx./mín.": "máxima e mínima", "end.:": "endereço:", "resp.:": "responsável:", "par. único": "parágrafo único",
    "A/C": "aos cuidados de", "a.a.": "ao ano", "s/n": "sem número", "s/nº": "sem número", "n/a": "não se aplica",
    "c/c": "conta corrente",
    "e/ou": "e ou", "E.U.A.": "Estados Unidos", "C#": f"{spell('C')} sharp", "Ph.D.": spell("PhD"),
    "km/h": "quilômetros por hora", "ten.-cel.": "tenente-coronel", "S.O.S.": "SOS", "q.b.": "quanto baste",
    "n º": "número", "n °": "número", "p.p.": "pontos percentuais",
    "c.c.": "com cópia", "P.S.": spell("PS"), "w.c.": spell("WC"), "d.u.": "dias úteis", "a/a": "ano a ano",
    "trim.": "trimestre",
    "bim.": "bimestre", "vlr. unit.": "valor unitário",
    "vlr unit.": "valor unitário", "esq.": "esquina",
}  # fmt: skip
"""Abbreviations of several words, or with slashes or brackets, in any case."""
NAME_ABBREVIATIONS = {
    "Eng.": "engenheiro", "Eng.º": "engenheiro", "Engº": "engenheiro", "Rel.": "relator", "Relª": "relatora",
    "Rel.ª": "relatora", "Ir.": "irmão", "Dª": "dona", "D.ª": "dona", "Cj.": "conjunto", "Fed.": "federal",
    "Eng.ª": "engenheira", "Engª": "engenheira", "Enga.": "engenheira", "Arq.": "arquiteto",
    "Adv.": "advogado", "Des.": "desembargador", "Min.": "ministro", "Dep.": "deputado", "Sen.": "senador",
    "Ver.": "vereador", "Gov.": "governador", "Pres.": "presidente", "Sec.": "secretário", "Pe.": "padre",
    "Fr.": "frei", "Mons.": "monsenhor", "Pr.": "pastor", "Cel.": "coronel", "Gal.": "general", "Gen.": "general",
    "Mal.": "marechal", "Cap.": "capitão", "Ten.": "tenente", "Sgt.": "sargento", "Maj.": "major",
    "Brig.": "brigadeiro",
    "Alm.": "almirante", "Sto.": "santo", "Sta.": "santa", "Stº": "santo", "Stª": "santa", "Av.": "avenida",
    "Avda.": "avenida", "Al.": "alameda", "Pç.": "praça", "Pça.": "praça", "Pc.": "praça", "Pça": "praça",
    "Jd.": "jardim", "Jdim.": "jardim", "Ed.": "edifício", "Cond.": "condomínio", "Vl.": "vila", "Pq.": "parque",
    "Pque.": "parque", "Res.": "residencial", "Lgo.": "largo", "Lg.": "largo", "Tv.": "travessa", "Trav.": "travessa",
    "Estr.": "estrada", "Rod.": "rodovia", "Conj.": "conjunto", "Hosp.": "hospital", "Col.": "colégio",
    "Faz.": "fazenda", "Av": "avenida", "Jd": "jardim", "Pq": "parque", "Sta": "santa", "Sto": "santo",
    "Prof": "professor",
    "Profa": "professora", "Inst.": "instituto", "Assoc.": "associação", "Cx.": "caixa", "Bco.": "banco",
    "Pte.": "ponte",
    "Vd.": "viaduto", "Mun.": "município",
}  # fmt: skip
"""Abbreviations that are such only before a name."""
FEMININE_TITLES = {
    "ministro": "ministra", "deputado": "deputada", "senador": "senadora", "vereador": "vereadora",
    "governador": "governadora", "secretário": "secretária", "engenheiro": "engenheira", "arquiteto": "arquiteta",
    "advogado": "advogada", "desembargador": "desembargadora", "pastor": "pastora", "capitão": "capitã",
    "relator": "relatora", "irmão": "irmã",
}  # fmt: skip
"""What titles become after a feminine article, or before a woman's name: `a Min. Cármen Lúcia`."""
NUMBER_ABBREVIATIONS = {
    "n.": "número", "nr.": "número", "nrs.": "números", "no.": "número", "nos.": "números", "núm.": "número",
    "p.": "página", "pp.": "páginas", "pág": "página", "págs": "páginas", "pg.": "página", "pgs.": "páginas",
    "pag.": "página", "pags.": "páginas", "pág.": "página", "f.": "folha", "fl.": "folha", "fls.": "folhas",
    "cap.": "capítulo", "caps.": "capítulos", "t.": "tomo", "v.": "volume", "tab.": "tabela", "gráf.": "gráfico",
    "al.": "alínea", "art.": "artigo", "art": "artigo", "arts": "artigos", "inc.": "inciso", "incs.": "incisos",
    "séc": "século", "sec.": "século", "seç.": "seção", "par.": "parágrafo", "km": "quilômetro", "km.": "quilômetro",
    "sat.": "saturação de", "vit.": "vitamina", "bco.": "banco", "ca.": "cerca de",
    "exs.": "exercícios", "apto": "apartamento",
    "apt.": "apartamento", "ap.": "apartamento", "ap": "apartamento", "apt": "apartamento", "aptº": "apartamento",
    "bl.": "bloco", "bl": "bloco", "cj.": "conjunto", "cj": "conjunto", "conj.": "conjunto", "sl.": "sala",
    "qd.": "quadra", "qd": "quadra", "lt.": "lote", "lt": "lote", "cs.": "casa", "lj.": "loja", "lj": "loja",
    "ag.": "agência", "ag": "agência", "cc": "conta corrente", "c/c": "conta corrente", "tel": "telefone",
    "cel": "celular", "ext.": "extensão", "rod.": "rodovia", "min.": "mínimo de", "max.": "máximo de",
    "máx.": "máximo de", "mín.": "mínimo de", "reg.": "registro", "proc.": "processo", "res.": "resolução",
    "dec.": "decreto", "cód.": "código", "cod.": "código", "tam.": "tamanho", "qt.": "quarto",
    "fone": "telefone", "long.": "longitude", "lat.": "latitude",
}  # fmt: skip
"""Abbreviations that are such only before a number or a single capital letter, in any case."""
LAST_ABBREVIATIONS = {"etc.": "etcétera", "etc": "etcétera", "ss.": "seguintes", "cia.": "companhia"}

SPOKEN_ACRONYMS = frozenset(
    """
    ABIN AIDS ALCA ANAC ANATEL ANEEL ANPEC ANVISA APAE BID BIRD BOPE CADE CADIN CAGED CAIXA CAPES CAPS CAT CEAGESP
    CEASA CEDAE CEFET CEMIG CEP CESP CET CETESB CIDE CIPA COB COFINS COHAB COI COMPESA CONAB CONAMA CONAR CONTRAN
    COPEL COPOM COVID CRAS CREA CREAS CUT DARF DEIC DEM DENARC DETRAN DIEESE DIU DNIT DOC ECA EJA ELETROBRAS EMBRAPA
    EMBRATEL EMTU ENADE ENEM ESALQ ETEC FAAP FAB FAO FAPERJ FAPESP FAT FATEC FEBEM FEBRABAN FIA FIES FIESP FIFA FINEP
    FIOCRUZ FNAC FUNAI FUNARTE FUNDEB FUNDEF FUVEST GATE GATT GIF GOL IBAMA IBOPE IBOVESPA IDEB IMEI INCA INCRA INEP
    INFRAERO INMET INMETRO INPE IPEA IPEM IPHAN IRA ISO ITA JUCESP LED LER LIBRAS LOA LOAS LOL MAM MARE MASP MEC MEI
    MIS MIT MOBRAL NAFTA NASA NASDAQ NIS NIT NUBANK OBMEP OK ONG ONU OPAS OPEP OSESP OTAN PAC PAN PASEP PEC PET
    PETROBRAS PIB PIN PIS PIX PNAD PROCON PRONAF PROUNI PSOL PUBG PUC RAIS RAM REDE RENAVAM ROM ROTA SABESP SAC SAEB
    SAMU SEBRAE SEFAZ SELIC SENAC SENAI SENAT SERASA SESC SESI SEST SIM SISU SPA SUDENE SUS SUSEP TAC TACO TAM TAP TED
    TIM TOC UBER UDESC UEFA UEL UEM UERJ UFAM UFBA UFES UFMA UFOP UFRGS UFSC UFSCAR UNE UNESCO UNESP UNIBAN UNICAMP
    UNICEF UNIFESP UNIRIO IME UNIVASF UPA USP VAR VASP VIP WEB WIFI ZAP
    """.split()
)
SPELLED_ACRONYMS = frozenset(
    """
    IBGE INSS CPF CNPJ RG STF STJ TSE PT PSDB PMDB MDB PSB PDT PSD PSTU PCO FGTS IPTU IPVA ICMS IPCA IPI ISS IOF CSLL
    CLT CNH CRM OAB CEO CFO CTO UTI UBS UFRJ UFMG UFF UFPE UFPR UFRN UFPA UFPB UFG UFC UFABC IFSP BNDES BNCC TCC MBA
    EAD IMC EPI ABNT NBR OMS OIT OMC FMI OCDE OEA ONGS DNA RNA HIV HPV AVC TDAH LGBT LGBTQIA USB HD SSD CD DVD TV PC
    PDF HTML HTTP HTTPS URL SMS GPS IA TI RH SBT BBB CBF NBA UFC FGV MST MTST PF PM PRF MPF PGR AGU TCU CGU TRT TRE
    TRF TST MP RJ SP MG RS SC DF MS MT KPI API SQL CSS XML JSON ITBI ITCMD DDD DDI QR AM FM ATM EUA
    """.split()
) - {"AM", "EUA", "MS", "SC"}
COMMON_WORDS = frozenset(
    """
    a à às ao aos as o os e é em no na nos nas num numa de da do das dos um uma uns umas eu tu ele ela nós vós me te
    se lhe meu teu seu sua tua que quê quem por pra pro para com sem sob até só já lá cá aí ali aqui hoje não sim nem
    mas mais ou se sei ser ter ver vir dar dou vai vou vem vim foi era são sou és está tá tô há bem mal bom boa bons
    boas mau má dia mês ano mãe pai tio tia vó vô vez luz paz sol mar céu rei lei fim gol pé mão dez cem mil dois três
    seis sete oito nove tão tal tem têm deu fez faz diz lê ri pôr cor dor flor som tom voz fé pó nó nu nua cão pão
    chão ovo uva boi rio lua rua via viu vi oi olá ei ué oba uau oh ah eh ih uh hã né tchau ai ui opa eba aff af ora
    bis eis vc vcs tb tbm pq blz hj msg obs ex fds vlw pfv pf mto qto kd cmg ctg dps ngm qq td tds vdd sdd lol ok okay
    off the and for you new top pop rock show fake live app site spam chat bot web
    """.split()
) - {"pf", "mar"}
"""Words that stay words where they are written in capitals: `NÃO`, `SIM`; chat shorthand too."""

# Roman numerals.
ROMAN_BEFORE = frozenset(
    """
    ano século séculos capítulo capítulos título títulos tomo volume volumes livro livros parte partes ato atos fase
    fases tipo tipos inciso incisos artigo artigos anexo anexos apêndice seção seções grupo grupos nível níveis classe
    classes lote módulo etapa quadro tabela figura item itens cena canto salmo ciclo série turma unidade grau graus
    estágio categoria caderno eixo meta zona setor região bloco fundamental médio matemática cálculo física química
    português história álgebra estatística direito episódio temporada versão edição super bowl rocky rambo fantasy
    quest fator lei decreto emenda rua praça estação secção subseção subsecção volume fascículo tempo movimento plano
    projeto programa gta
    """.split()
) - {"rua", "praça", "lei"}
ROMAN_ORDINAL_BEFORE = frozenset("século séculos".split())
KINGS = frozenset(
    """
    pedro joão paulo henrique luís luiz luis carlos filipe felipe afonso sancho dinis fernando manuel duarte miguel
    josé pio bento leão clemente gregório inocêncio urbano sisto alexandre adriano nicolau bonifácio estêvão eduardo
    jorge guilherme ricardo ramsés tutmés napoleão ciro dario xerxes otto otão oto frederico maximiliano rodolfo
    leopoldo alberto balduíno gustavo cristiano harald olavo haakon ivan constantino justiniano teodósio tibério selim
    solimão murad papa rei imperador czar tsar dom francisco charles george william edward james ludwig friedrich
    wilhelm juan felipe sebastião amadeu humberto vítor victor martinho celestino honório calisto calixto júlio
    marcelo eugênio eugénio paulo lúcio silvestre teodoro zacarias anastácio hussein abdullah rama nabucodonosor
    amenófis tutancâmon ptolomeu antíoco mitrídates tiglate hamurabi sargão jaime roberto davi canuto eric erik
    ladislau casimiro sigismundo boleslau mehmed maomé bayezid alfonso carlos luis balduino akihito faruk reza xá
    """.split()
)
QUEENS = frozenset(
    """
    elizabeth elisabete elisabeth isabel catarina maria vitória margarida beatriz juliana guilhermina ana cristina
    joana rainha cleópatra carlota leonor berenice arsínoe imperatriz czarina
    """.split()
)
ROMAN_AFTER = frozenset(
    """
    guerra guerras congresso encontro fórum jornada jornadas semana bienal simpósio seminário conferência festival
    copa jogos olimpíada olimpíadas edição mostra feira festa concurso prêmio reich república internacional dinastia
    cúpula reunião assembleia sínodo concílio exposição salão corrida maratona torneio campeonato curso exame marcha
    parada batalhão exército cruzada colóquio workshop cimeira império ciclo oficina caminhada circuito meeting
    mundial distrito divisão brigada vara
    """.split()
)

ADDRESS_WORDS = frozenset(
    "com org net gov edu google gmail hotmail outlook yahoo uol bol terra globo blog info app dev da das de do dos em "
    "na no nas nos um uma eu me meu se ser sou vai vem vou ou os as por pra".split()
)
DOMS = frozenset(
    """
    pedro joão manuel manoel afonso sebastião henrique dinis josé miguel luís luiz fernando sancho duarte paulo odilo
    evaristo cláudio hélder eugênio carlos bosco quixote juan casmurro corleone orani pascoal tomás mauro felipe
    filipe antônio antónio vicente leopoldo
    """.split()
)
WOMEN = frozenset(
    """
    ana maria paula carla marina mariana juliana fernanda amanda bruna camila carolina daniela débora eliana fabiana
    flávia gabriela helena heloísa joana júlia laura letícia luana lúcia luísa luíza marcela márcia marta mônica
    natália patrícia priscila rafaela renata roberta rosa sandra silvana silvia sílvia simone sônia soraya tânia
    tatiana teresa valéria vanessa vera vitória viviane cármen carmen nancy rosângela cláudia cecília antônia adriana
    alessandra aline andreia andréia angela ângela aparecida damares erika érika fátima gleisi janaína jandira
    """.split()
)
"""First names of women, before which a title is feminine without an article too."""
DONAS = frozenset(
    """
    inês isabel beatriz raquel carmen leonor ester ivone irene alice cleide neide marlene lurdes lourdes dolores
    mercedes ruth rute nair zilda iracy ivete odete elisabete bete bernadete judite edite salete arlete janete solange
    elizabeth dulce cleonice eunice berenice clarice doris iris íris miriam carol aracy nancy conceição assunção
    encarnação consuelo amparo socorro graça das da
    """.split()
)
SAINTS = frozenset(
    """
    paulo josé joão bernardo caetano pedro luís luiz francisco carlos vicente jorge gonçalo sebastião miguel lourenço
    cristóvão roque gregório benedito bento mateus marcos tomé tiago judas gabriel rafael leopoldo domingos martinho
    nicolau gotardo félix
    """.split()
)

# Portugal.
EUROPEAN_SCALES = {
    scale: said for scale, said in SCALES.items() if not scale.startswith(("bi", "tri", "qua"))
} | {
    "mil milhões": ("mil milhões", "mil milhões"), "bilião": ("bilião", "biliões"), "biliões": ("bilião", "biliões"),
    "trilião": ("trilião", "triliões"), "triliões": ("trilião", "triliões"),
}  # fmt: skip
_EUROPEAN_SPELLINGS = (("ômetro", "ómetro"), ("ômic", "ómic"), ("ômica", "ómica"), ("por bilhão", "por mil milhões"))


def european(unit: Unit) -> Unit:
    """Returns a unit with its names as they are spelled in Portugal."""
    one, many = unit.one, unit.many
    for brazilian, other in _EUROPEAN_SPELLINGS:
        one, many = one.replace(brazilian, other), many.replace(brazilian, other)
    return Unit(one, many, unit.gender)


EUROPEAN_CURRENCIES = CURRENCIES | {
    "EUR": _currency("euro", minor="cêntimo"),
    "CAD": _currency("dólar canadiano", "dólares canadianos"),
}
EUROPEAN_PHRASES = {
    "Esq.": "esquerdo", "Dto.": "direito", "Frt.": "frente", "r/c": "rés do chão", "c.v.": "cave", "Lda.": "limitada",
    "Lda": "limitada", "Exmº": "excelentíssimo",
}  # fmt: skip
EUROPEAN_SPOKEN = frozenset(
    """
    TAP SIC NIF NIB IBAN IVA INEM NATO SIDA PALOP REN ANA DECO FIL ISEG ISCTE CIP COP GALP MEO NOS SIBS ASAE ANACOM
    TIC
    """.split()
)
EUROPEAN_SPELLED = frozenset("PSP GNR SNS RTP TVI IRS IRC CGD PS PCP CDS BE UE DGS CTT EDP CP IEFP IPO".split())

"""Czech tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here."""

from vozes.text.normalizing.languages.czech.nouns import noun, person
from vozes.text.normalizing.languages.slavic.language import Money
from vozes.text.normalizing.rules import spell

DIGITS = "nula jedna dva tři čtyři pět šest sedm osm devět".split()


def _five(word: str, oblique: str = "") -> list[str]:
    oblique = oblique or word + "i"
    return [word, oblique, oblique, word, oblique, oblique]


ZERO = "nula nuly nule nula nulou nule".split()
ONES = {
    "m": "jeden jednoho jednomu jeden jedním jednom".split(),
    "f": "jedna jedné jedné jednu jednou jedné".split(),
    "n": "jedno jednoho jednomu jedno jedním jednom".split(),
    "c": "jedna jedné jedné jedna jednou jedné".split(),
}
TWOS = {"m": "dva dvou dvěma dva dvěma dvou".split(), "f": "dvě dvou dvěma dvě dvěma dvou".split()}
TWOS |= {"n": TWOS["f"], "c": TWOS["m"]}
WORDS = {
    3: "tři tří třem tři třemi třech".split(),
    4: "čtyři čtyř čtyřem čtyři čtyřmi čtyřech".split(),
    9: _five("devět", "devíti"),
    10: _five("deset", "deseti"),
    100: ["sto"] * 6,
    200: ["dvě stě", "dvou set", "dvěma stům", "dvě stě", "dvěma sty", "dvou stech"],
    300: ["tři sta", "tří set", "třem stům", "tři sta", "třemi sty", "třech stech"],
    400: ["čtyři sta", "čtyř set", "čtyřem stům", "čtyři sta", "čtyřmi sty", "čtyřech stech"],
}
WORDS |= {number: _five(word) for number, word in zip((5, 6, 7, 8), "pět šest sedm osm".split(), strict=True)}
WORDS |= {
    number: _five(word)
    for number, word in enumerate(
        "jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet".split(), 11
    )
}
WORDS |= {
    10 * number: _five(word)
    for number, word in enumerate("třicet čtyřicet padesát šedesát sedmdesát osmdesát devadesát".split(), 3)
}
WORDS |= {
    100 * number: [
        f"{forms[0]} set",
        f"{forms[1]} set",
        f"{forms[2]} stům",
        f"{forms[0]} set",
        f"{forms[4]} sty",
        f"{forms[5]} stech",
    ]
    for number, forms in ((number, WORDS[number]) for number in range(5, 10))
}
LARGE = [
    noun("tisíc tisíce tisíce tisíc"), noun("milion milionu miliony milionů"),
    noun("miliarda miliardy miliardy miliard"),
    noun("bilion bilionu biliony bilionů"),
]  # fmt: skip
ORDINALS = {
    0: "nultý", 1: "první", 2: "druhý", 3: "třetí", 4: "čtvrtý", 5: "pátý", 6: "šestý", 7: "sedmý", 8: "osmý",
    9: "devátý", 10: "desátý",
    20: "dvacátý", 30: "třicátý", 40: "čtyřicátý", 50: "padesátý", 60: "šedesátý", 70: "sedmdesátý", 80: "osmdesátý",
    90: "devadesátý",
    100: "stý", 200: "dvoustý", 300: "třístý", 400: "čtyřstý", 500: "pětistý", 600: "šestistý", 700: "sedmistý",
    800: "osmistý", 900: "devítistý",
}  # fmt: skip
ORDINALS |= {number: WORDS[number][0] + "ý" for number in range(11, 20)}
PREFIXES = {1: "jedno", 2: "dvou", 3: "tří", 4: "čtyř", 100: "sto", 1000: "tisíci"}
PREFIXES |= {number: WORDS[number][1] for number in (*range(5, 21), *range(30, 100, 10))}
PREFIXES |= {200: "dvouset", 300: "tříset", 400: "čtyřset", 500: "pětiset"}
"""What stands for a number as the first part of a word."""

MONTHS = "ledna února března dubna května června července srpna září října listopadu prosince".split()
MONTH_NAMES = "leden únor březen duben květen červen červenec srpen září říjen listopad prosinec".split()
MONTH_FORMS = {
    form: number
    for number, forms in enumerate(
        (
            "leden ledna lednu lednem", "únor února únoru únorem", "březen března březnu březnem",
            "duben dubna dubnu dubnem",
            "květen května květnu květnem", "červen června červnu červnem", "červenec července červenci červencem",
            "srpen srpna srpnu srpnem", "září zářím", "říjen října říjnu říjnem", "listopad listopadu listopadem",
            "prosinec prosince prosinci prosincem",
        ),
        1,
    )
    for form in forms.split()
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "led": 1, "úno": 2, "únor": 2, "bře": 3, "břez": 3, "dub": 4, "kvě": 5, "květ": 5, "čvn": 6, "čer": 6, "čvc": 7,
    "srp": 8, "září": 9, "říj": 10, "lis": 11,
    "list": 11, "pro": 12, "pros": 12,
}  # fmt: skip
WEEKDAYS = {
    "po": "pondělí pondělí", "út": "úterý úterý", "st": "středa středy", "čt": "čtvrtek čtvrtka", "pá": "pátek pátku",
    "so": "sobota soboty", "ne": "neděle neděle",
}  # fmt: skip
"""Nominative and genitive."""

GOVERNS = {
    "g": "od do z ze bez u kolem okolo podle vedle během kromě včetně místo uvnitř poblíž ohledně výši počtu hodnotě "
    "délce posledních prvních těchto všech okruhu",
    "d": "k ke kvůli díky proti vůči naproti",
    "i": "s se mezi před nad pod",
    "l": "při po",
    "a": "v ve na za o přes pro",
}
ADVERBS = frozenset(
    """
    přesně zhruba přibližně asi cca téměř skoro jen pouze až ještě už nejméně nejvýše maximálně minimálně celkem
    dalších celých
    """.split()
)
PLACES = {"v": "l", "ve": "l", "na": "l", "při": "l", "po": "l"}
LABELS = frozenset(
    """
    číslo číslem čísla č čís strana straně strany str bod bodu bodě kapitola kapitole část díl dílu verze verzi
    linka linky linkou autobus tramvaj vlak pokoj pokoje pokoji stránka stránky rok roce roku rokem roky letech
    léta paragraf článek odstavec příloha obrázek obr tabulka tab úkol cvičení velikost velikosti windows iphone
    model kód pin sál kancelář sedadlo vůz kolej nástupiště varianta skupina třída galaxy
    """.split()
)
FUNCTION_WORDS = frozenset(
    """
    a i nebo ani či ale že se si je jsou byl byla bylo byly bude k ke s z ze v ve na za po o u do od pro při před
    nad pod mezi přes jako jak když kde tak ten ta to ti ty tento tato toto už ještě jen také taky my vy já on ona
    ono oni mi mu jí jim ho ji mě nás vás ráno večer dnes zítra včera odpoledne dopoledne plus mínus krát procent
    jejich jeho její proto než aby co kdo lze má mají
    """.split()
)
GENDERS: dict[str, str] = {
    "lidé": "m", "přátelé": "m", "děti": "f", "dny": "m", "dni": "m", "roky": "m", "týdny": "m", "léta": "n",
    "leta": "n", "euro": "n", "eura": "n",
    "kuře": "n", "dítě": "n", "zvíře": "n", "moře": "n", "pole": "n", "nebe": "n", "ovoce": "n", "rodiče": "m",
    "koně": "m", "peníze": "m", "muži": "m",
}  # fmt: skip
PARTS = frozenset(
    "léta letech let přelomu polovina poloviny polovině začátek začátku konec konce konci počátek počátku průběhu "
    "koncem počátkem začátkem třetina čtvrtina desetiletí".split()
)
"""Words behind which a century is in the genitive."""
FEMININE_PLURALS = frozenset(
    """
    sestry dcery kamery sféry opery éry hory hodiny minuty sekundy vteřiny koruny knihy ženy dívky holky strany
    stránky třídy školy kapitoly sezony sezóny skupiny rodiny osoby ryby kočky krávy hlavy nohy ruky ruce oči kávy
    vody vlny zprávy hry mapy ceny zóny miliardy tuny míle ulice noci věci části povídky otázky písničky písně
    lahve láhve sklenice lžíce lžičky skladby nahrávky značky zastávky stanice firmy banky pobočky prodejny
    restaurace akce operace generace instituce organizace informace milí role cesty trasy změny výhody chyby
    stavby budovy místnosti možnosti schopnosti osobnosti zkoušky lekce přednášky dávky tablety kapsle pilulky
    karty formy normy metody barvy zásuvky židle postele zahrady louky řeky skály krabice krabičky misky mísy
    plechovky konzervy rakety letenky jízdenky vstupenky pohlednice známky obálky zakázky objednávky směny porce
    kalorie kilokalorie
    """.split()
)
MASCULINE_PLURALS = frozenset(
    """
    lístky kousky články obrázky dárky párky domky zámky stolky kroužky výsledky pozemky začátky prášky hrníčky
    sáčky balíčky míčky pytlíky košíky knedlíky odstavce svátky zákazníky podniky měsíce tisíce litry metry stupně
    palce koláče míče klíče nože hrnce konce zajíce počítače přehrávače talíře polštáře obláče pokoje kraje stroje
    čaje zdroje
    """.split()
)
FEMININES = frozenset(
    "noc věc část řeč pomoc moc krev sůl mysl paměť odpověď loď síť směs pec obec ves lež myš tvář píseň báseň kost "
    "radost zeď láhev postel výstava".split()
)
MASCULINES = frozenset("kolega táta předseda turista hokejista starosta policista tenista".split())
NOT_LOCATIVE = frozenset("čech mech plech dech pech vzdech střech cech pelech".split())

ANIMATES = frozenset(
    "bratra psa syna muže člověka přítele studenta učitele koně dědečka kocoura kamaráda žáka hráče hosta lékaře "
    "pacienta králíka".split()
)

_PREFIXES = {
    "": "",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "m": "mili",
    "c": "centi",
    "d": "deci",
    "h": "hekto",
    "µ": "mikro",
    "μ": "mikro",
    "n": "nano",
}


def _metric(sign: str, forms: str, prefixes: str) -> dict[str, str]:
    return {
        (prefix := written.replace("-", "")) + sign: " ".join(_PREFIXES[prefix] + form for form in forms.split())
        for written in prefixes.split()
    }


_METRE, _KILOMETRE = "metr metru metry metrů", "kilometr kilometru kilometry kilometrů"
_LENGTHS = _metric("m", _METRE, "- k c m d µ μ n")
_AREAS = {
    f"{sign}{power}": f"{_LENGTHS[sign]} + {adjective}"
    for sign in ("m", "km", "cm", "mm", "dm")
    for powers, adjective in (("²2", "čtvereční"), ("³3", "krychlový"))
    for power in powers
}
_AREAS |= {f"{sign} čtv.": f"{_LENGTHS[sign]} + čtvereční" for sign in ("m", "km", "cm")}
_HOUR, _MINUTE, _SECOND, _DEGREE = (
    "hodina hodiny hodiny hodin",
    "minuta minuty minuty minut",
    "sekunda sekundy sekundy sekund",
    "stupeň stupně stupně stupňů",
)
_BIT, _BYTE = "bit bitu bity bitů", "bajt bajtu bajty bajtů"
_OTHERS = {
    "h": _HOUR, "hod.": _HOUR, "hod": _HOUR, "min": _MINUTE, "min.": _MINUTE, "s": _SECOND, "sek.": _SECOND,
    "sek": _SECOND, "vt.": "vteřina vteřiny vteřiny vteřin",
    "ms": "milisekunda milisekundy milisekundy milisekund", "měs.": "měsíc měsíce měsíce měsíců",
    "týd.": "týden týdne týdny týdnů týdnu", "dní": "den dne dny dní dni",
    "%": "procento procenta procenta procent", "‰": "promile promile promile promile", "p. b.": "procentní bod",
    "p.b.": "procentní bod", "ha": "hektar hektaru hektary hektarů", "t": "tuna tuny tuny tun",
    "q": "metrák metráku metráky metráků", "dkg": "deko deka deka dek",
    "dag": "dekagram dekagramu dekagramy dekagramů", "ks": "kus kusu kusy kusů", "ks.": "kus kusu kusy kusů",
    "os.": "osoba osoby osoby osob",
    "str.": "strana strany strany stran", "k": "kůň koně koně koní", "PS": "kůň koně koně koní", "°": _DEGREE,
    "°C": f"{_DEGREE} | Celsia", "° C": f"{_DEGREE} | Celsia", "°F": f"{_DEGREE} | Fahrenheita",
    "K": "kelvin kelvinu kelviny kelvinů",
    "km/h": f"{_KILOMETRE} | za hodinu", "km/hod": f"{_KILOMETRE} | za hodinu", "km/hod.": f"{_KILOMETRE} | za hodinu",
    "m/s": f"{_METRE} | za sekundu", "m/s²": f"{_METRE} | za sekundu na druhou", "km/s": f"{_KILOMETRE} | za sekundu",
    "mph": "míle míle míle mil | za hodinu", "mi": "míle míle míle mil", "ft": "stopa stopy stopy stop",
    "″": "palec palce palce palců", "ot./min": "otáčka otáčky otáčky otáček | za minutu",
    "ot/min": "otáčka otáčky otáčky otáček | za minutu",
    "kcal": "kilokalorie kilokalorie kilokalorie kilokalorií", "cal": "kalorie kalorie kalorie kalorií",
    "dB": "decibel decibelu decibely decibelů", "Pa": "pascal pascalu pascaly pascalů",
    "hPa": "hektopascal hektopascalu hektopascaly hektopascalů",
    "kPa": "kilopascal kilopascalu kilopascaly kilopascalů", "MPa": "megapascal megapascalu megapascaly megapascalů",
    "bar": "bar baru bary barů", "atm": "atmosféra atmosféry atmosféry atmosfér",
    "mmHg": "milimetr milimetru milimetry milimetrů | rtuti",
    "kWh": "kilowatthodina kilowatthodiny kilowatthodiny kilowatthodin",
    "MWh": "megawatthodina megawatthodiny megawatthodiny megawatthodin",
    "Wh": "watthodina watthodiny watthodiny watthodin",
    "mAh": "miliampérhodina miliampérhodiny miliampérhodiny miliampérhodin",
    "Ah": "ampérhodina ampérhodiny ampérhodiny ampérhodin", "Ω": "ohm ohmu ohmy ohmů",
    "kΩ": "kiloohm kiloohmu kiloohmy kiloohmů",
    "J": "joule joulu jouly joulů", "kJ": "kilojoule kilojoulu kilojouly kilojoulů",
    "MJ": "megajoule megajoulu megajouly megajoulů", "N": "newton newtonu newtony newtonů",
    "Nm": "newtonmetr newtonmetru newtonmetry newtonmetrů",
    "px": "pixel pixelu pixely pixelů", "Mpx": "megapixel megapixelu megapixely megapixelů",
    "MPx": "megapixel megapixelu megapixely megapixelů", "fps": "snímek snímku snímky snímků | za sekundu",
    "lm": "lumen lumenu lumeny lumenů", "lx": "lux luxu luxy luxů",
    "mol": "mol molu moly molů", "lb": "libra libry libry liber", "oz": "unce unce unce uncí",
    "l/100 km": "litr litru litry litrů | na sto kilometrů", "hl": "hektolitr hektolitru hektolitry hektolitrů",
    "ppm": "část části části částí | na milion",
}  # fmt: skip
for _sign, _prefix in (("k", "kilo"), ("K", "kilo"), ("M", "mega"), ("G", "giga")):
    _bit, _byte = (" ".join(_prefix + form for form in forms.split()) for forms in (_BIT, _BYTE))
    _OTHERS |= {
        f"{_sign}b/s": f"{_bit} | za sekundu",
        f"{_sign}bit/s": f"{_bit} | za sekundu",
        f"{_sign}bps": f"{_bit} | za sekundu",
        f"{_sign}B/s": f"{_byte} | za sekundu",
    }
    _OTHERS |= {f"{_sign}b": _bit, f"{_sign}bit": _bit, f"{_sign}B": _byte}
_METRIC = (
    _metric("g", "gram gramu gramy gramů", "- k m µ μ")
    | _metric("l", "litr litru litry litrů", "- m c d")
    | _metric("L", "litr litru litry litrů", "- m")
    | _metric("W", "watt wattu watty wattů", "- k M G m")
    | _metric("V", "volt voltu volty voltů", "- k m")
    | _metric("A", "ampér ampéru ampéry ampérů", "- m")
    | _metric("Hz", "hertz hertzu hertzy hertzů", "- k M G")
    | _metric("B", _BYTE, "- T")
)
MEASURES = {
    sign: noun(forms) for sign, forms in (_LENGTHS | _AREAS | _METRIC | _OTHERS).items() if forms != "procentní bod"
}
MEASURES |= {sign: noun("bod bodu body bodů + procentní") for sign in ("p. b.", "p.b.")}
LOOSE_UNITS = frozenset("s k q K A B V W N J L cal bar mol mi lb os. str. dní PS".split())
PLACE_UNITS = frozenset(("km", "m", "cm"))

_PER = {
    "h": "hodinu", "hod.": "hodinu", "hod": "hodinu", "hodinu": "hodinu", "s": "sekundu", "min": "minutu",
    "min.": "minutu", "den": "den", "týden": "týden", "měsíc": "měsíc", "měs.": "měsíc", "měs": "měsíc", "rok": "rok",
    "noc": "noc",
}  # fmt: skip
_OF = {
    "kg": "kilogram", "g": "gram", "l": "litr", "m": "metr", "bm": "běžný metr", "km": "kilometr",
    "m²": "metr čtvereční", "m2": "metr čtvereční", "m³": "metr krychlový", "m3": "metr krychlový",
    "km²": "kilometr čtvereční",
    "km2": "kilometr čtvereční", "ks": "kus", "os.": "osobu", "os": "osobu", "osobu": "osobu", "t": "tunu",
    "ha": "hektar", "kWh": "kilowatthodinu", "ml": "mililitr", "dl": "decilitr", "mol": "mol",
    "cm³": "centimetr krychlový",
}  # fmt: skip
PER_MEASURE = {sign: f"za {name}" for sign, name in _PER.items()} | {sign: f"na {name}" for sign, name in _OF.items()}
PER_MONEY = {sign: f"za {name}" for sign, name in (_PER | _OF).items()}


def _money(forms: str, minor: str = "", digits: int = 2) -> Money:
    return Money(noun(forms), noun(minor) if minor else None, digits)


_CENT = "cent centu centy centů"
_CROWN = _money("koruna koruny koruny korun", "haléř haléře haléře haléřů")
_DOLLAR, _EURO = _money("dolar dolaru dolary dolarů", _CENT), _money("euro eura eura eur", _CENT)
_POUND = _money("libra libry libry liber", "pence pence pence pencí")
MONEY = {
    "Kč": _CROWN, "CZK": _CROWN, "kč": _CROWN, "KČ": _CROWN, "Kčs": _CROWN, ",- Kč": _CROWN,
    "hal.": _money("haléř haléře haléře haléřů", digits=0), "$": _DOLLAR, "USD": _DOLLAR, "US$": _DOLLAR, "€": _EURO,
    "EUR": _EURO, "£": _POUND, "GBP": _POUND,
    "CHF": _money("frank franku franky franků", _CENT), "¥": _money("jen jenu jeny jenů", digits=0),
    "JPY": _money("jen jenu jeny jenů", digits=0), "CNY": _money("jüan jüanu jüany jüanů"), "PLN": _money("zlotý",
    _CENT), "zł": _money("zlotý"),
    "HUF": _money("forint forintu forinty forintů", digits=0), "₽": _money("rubl rublu rubly rublů",
    "kopejka kopejky kopejky kopejek"), "RUB": _money("rubl rublu rubly rublů", "kopejka kopejky kopejky kopejek"),
    "₴": _money("hřivna hřivny hřivny hřiven"),
    "UAH": _money("hřivna hřivny hřivny hřiven"), "₿": _money("bitcoin bitcoinu bitcoiny bitcoinů", digits=0),
    "BTC": _money("bitcoin bitcoinu bitcoiny bitcoinů", digits=0), "₹": _money("rupie rupie rupie rupií"),
    "INR": _money("rupie rupie rupie rupií"),
    "₺": _money("lira liry liry lir"), "TRY": _money("lira liry liry lir"), "R$": _money("real realu realy realů",
    _CENT), "BRL": _money("real realu realy realů", _CENT), "SEK": _money("koruna koruny koruny korun | švédských"),
    "¢": _money(_CENT, digits=0),
}  # fmt: skip
_SCALES = {"tis": LARGE[0], "mil": LARGE[1], "mio": LARGE[1], "mld": LARGE[2], "mrd": LARGE[2], "bil": LARGE[3]}
SCALES = {f"{short}{dot}": large for short, large in _SCALES.items() for dot in ("", ".")}
SCALE_WORDS = r"(?:tisíc(?:e|ů|ích|i)?|mili[oó]n(?:u|ů|y|em|ech)?|miliard(?:a|y|u|ách|ami)?|bili[oó]n(?:u|ů|y)?)"

NUMBERED = [
    noun(forms)
    for forms in (
        "třída třídy třídy tříd", "polovina poloviny poloviny polovin", "místo místa místa míst",
        "patro patra patra pater", "poschodí", "století", "ročník ročníku ročníky ročníků", "kolo kola kola kol",
        "kapitola kapitoly kapitoly kapitol", "díl dílu díly dílů díle", "den dne dny dní dni",
        "týden týdne týdny týdnů týdnu", "měsíc měsíce měsíce měsíců", "rok roku roky let roce",
        "minuta minuty minuty minut", "hodina hodiny hodiny hodin", "sekunda sekundy sekundy sekund",
        "liga ligy ligy lig", "příčka příčky příčky příček", "část části části částí",
        "stupeň stupně stupně stupňů", "série série série sérií", "sezona sezony sezony sezon",
        "sezóna sezóny sezóny sezón", "vydání", "výročí", "narozeniny", "semestr semestru semestry semestrů",
        "čtvrtletí", "pololetí", "etapa etapy etapy etap", "fáze fáze fáze fází",
        "skupina skupiny skupiny skupin", "kategorie kategorie kategorie kategorií", "válka války války válek",
        "armáda armády armády armád", "divize divize divize divizí", "pluk pluku pluky pluků",
        "prapor praporu prapory praporů", "sjezd sjezdu sjezdy sjezdů sjezdě", "kongres kongresu kongresy kongresů",
        "řada řady řady řad", "nástupiště nástupiště nástupiště nástupišť", "kolej koleje koleje kolejí",
        "obvod obvodu obvody obvodů obvodě", "pokus pokusu pokusy pokusů", "zápas zápasu zápasy zápasů zápase",
        "poločas poločasu poločasy poločasů poločase", "třetina třetiny třetiny třetin", "set setu sety setů",
        "odstavec odstavce odstavce odstavců", "článek článku články článků", "bod bodu body bodů bodě",
        "generace generace generace generací", "tisíciletí", "létá", "republika republiky republiky republik",
        "pád pádu pády pádů", "osoba osoby osoby osob", "pozice pozice pozice pozic",
        "léto léta léta let", "strana strany strany stran", "lekce lekce lekce lekcí", "úroveň úrovně úrovně úrovní",
        "základní", "světový", "říše říše říše říší", "epizoda epizody epizody epizod",
        "kvartál kvartálu kvartály kvartálů", "adventní", "neděle neděle neděle nedělí",
    )
    if forms not in ("létá", "základní", "světový", "adventní")
]  # fmt: skip
STRONGLY_NUMBERED = frozenset(
    "třída místo patro poschodí století kolo ročník liga kapitola pololetí čtvrtletí semestr".split()
)
KINGS = [
    made
    for forms in (
        "Karel Karla", "Václav Václava", "Jan Jana", "Rudolf Rudolfa", "Ferdinand Ferdinanda", "František Františka",
        "Josef Josefa", "Ludvík Ludvíka", "Jindřich Jindřicha", "Petr Petra", "Mikuláš Mikuláše", "Pavel Pavla",
        "Benedikt Benedikta", "Otakar Otakara", "Vladislav Vladislava",
        "Zikmund Zikmunda", "Leopold Leopolda", "Fridrich Fridricha", "Vilém Viléma", "Filip Filipa", "Eduard Eduarda",
        "Alexandr Alexandra", "Napoleon Napoleona", "Pius Pia", "Lev Lva", "Ivan Ivana", "Richard Richarda",
        "Jakub Jakuba", "Štěpán Štěpána", "Ramses Ramsese", "Ota Oty",
        "Maxmilián Maxmiliána", "Kazimír Kazimíra", "Boleslav Boleslava", "Spytihněv Spytihněva",
        "Vratislav Vratislava", "Soběslav Soběslava", "Břetislav Břetislava", "Řehoř Řehoře", "Urban Urbana",
        "Klement Klementa", "Inocenc Inocence", "Julius Julia", "Gustav Gustava", "Matyáš Matyáše",
    )
    for made in (person(forms), person(forms, "u"))
] + [
    noun(forms)
    for forms in ("Alžběta Alžběty Alžběty Alžbět", "Kateřina Kateřiny Kateřiny Kateřin", "Marie Marie Marie Marií",
    "Anna Anny Anny Ann", "Isabela Isabely Isabely Isabel", "Markéta Markéty Markéty Markét",
    "Viktorie Viktorie Viktorie Viktorií")
]  # fmt: skip
_STREETS = {
    "ul.": "ulice ulice ulice ulic", "nám.": "náměstí", "tř.": "třída třídy třídy tříd", "nábř.": "nábřeží",
    "prof.": "profesor profesora profesoři profesorů", "doc.": "docent docenta docenti docentů",
    "dr.": "doktor doktora doktoři doktorů", "gen.": "generál generála generálové generálů",
    "plk.": "plukovník plukovníka plukovníci plukovníků", "mjr.": "major majora majoři majorů",
    "kpt.": "kapitán kapitána kapitáni kapitánů", "por.": "poručík poručíka poručíci poručíků",
    "sv.": "svatý svatého svatí svatých", "okr.": "okres okresu okresy okresů",
}  # fmt: skip
NAME_NOUNS = {written: noun(forms) for written, forms in _STREETS.items()}
NUMBER_NOUNS = {
    written: noun(forms)
    for written, forms in {
        "r.": "rok roku roky let roce", "č.": "číslo čísla čísla čísel", "čís.": "číslo čísla čísla čísel",
        "č. p.": "číslo čísla čísla čísel | popisné", "č.p.": "číslo čísla čísla čísel | popisné",
        "č. j.": "číslo čísla čísla čísel | jednací", "č.j.": "číslo čísla čísla čísel | jednací",
        "№": "číslo čísla čísla čísel",
        "str.": "strana strany strany stran", "s.": "strana strany strany stran",
        "kap.": "kapitola kapitoly kapitoly kapitol", "odst.": "odstavec odstavce odstavce odstavců",
        "čl.": "článek článku články článků", "písm.": "písmeno písmena písmena písmen",
        "obr.": "obrázek obrázku obrázky obrázků",
        "tab.": "tabulka tabulky tabulky tabulek", "př.": "příklad příkladu příklady příkladů",
        "úl.": "úloha úlohy úlohy úloh", "§": "paragraf paragrafu paragrafy paragrafů",
        "§§": "paragraf paragrafu paragrafy paragrafů", "sv.": "svazek svazku svazky svazků",
        "roč.": "ročník ročníku ročníky ročníků",
        "příl.": "příloha přílohy přílohy příloh", "cvič.": "cvičení",
        "kat.": "kategorie kategorie kategorie kategorií", "min.": "minimálně", "max.": "maximálně",
        "čp.": "číslo čísla čísla čísel | popisné",
    }.items()
}  # fmt: skip

ABBREVIATIONS = {
    "např.": "například", "tj.": "to jest", "tzn.": "to znamená", "tzv.": "takzvaný", "resp.": "respektive",
    "popř.": "popřípadě", "příp.": "případně", "mj.": "mimo jiné", "m. j.": "mimo jiné", "aj.": "a jiné",
    "atp.": "a tak podobně", "vč.": "včetně", "cca": "cirka", "event.": "eventuálně", "ev.": "eventuálně",
    "tel.": "telefon", "č. p.": "číslo popisné", "př. n. l.": "před naším letopočtem",
    "př.n.l.": "před naším letopočtem", "n. l.": "našeho letopočtu", "n.l.": "našeho letopočtu", "po Kr.": "po Kristu",
    "př. Kr.": "před Kristem", "m n. m.": "metrů nad mořem", "n. m.": "nad mořem",
    "s. r. o.": "společnost s ručením omezeným",
    "s.r.o.": "společnost s ručením omezeným", "a. s.": "akciová společnost", "a.s.": "akciová společnost",
    "spol.": "společnost", "z. s.": "zapsaný spolek", "o. p. s.": "obecně prospěšná společnost",
    "v. r.": "vlastní rukou", "t. č.": "toho času", "t. r.": "tohoto roku", "t.r.": "tohoto roku",
    "b. r.": "běžného roku",
    "p.": "pan", "sl.": "slečna", "Ing.": "inženýr", "Mgr.": "magistr", "Bc.": "bakalář", "MUDr.": "doktor",
    "JUDr.": "doktor", "PhDr.": "doktor", "RNDr.": "doktor", "PaedDr.": "doktor", "MVDr.": "doktor", "ThDr.": "doktor",
    "PharmDr.": "doktor", "Ph.D.": spell("PhD"), "CSc.": "kandidát věd", "DrSc.": "doktor věd",
    "Dr.": "doktor", "prof.": "profesor", "doc.": "docent", "vs.": "versus", "nar.": "narozen", "zemř.": "zemřel",
    "srov.": "srovnej", "viz": "viz", "pozn.": "poznámka", "red.": "redakce", "angl.": "anglicky", "něm.": "německy",
    "lat.": "latinsky", "č. o.": "číslo orientační", "max.": "maximálně", "min.": "minimálně",
    "ul.": "ulice", "nám.": "náměstí", "P. S.": "postskriptum", "P.S.": "postskriptum", "tř.": "třída",
    "stol.": "století", "zvl.": "zvláště", "vyd.": "vydání", "pol.": "polovina", "zkr.": "zkratka", "ap.": "a podobně",
    "kupř.": "kupříkladu", "obv.": "obvykle", "hl. m.": "hlavní město", "Sb.": "sbírky", "tis.": "tisíc",
    "mil.": "milionů", "mld.": "miliard",
}  # fmt: skip
TITLES = {
    "ing.": ("inženýr", "inženýrka"), "mgr.": ("magistr", "magistra"), "bc.": ("bakalář", "bakalářka"),
    "mudr.": ("doktor", "doktorka"),
    "judr.": ("doktor", "doktorka"), "phdr.": ("doktor", "doktorka"), "rndr.": ("doktor", "doktorka"),
    "paeddr.": ("doktor", "doktorka"),
    "mvdr.": ("doktor", "doktorka"), "mddr.": ("doktor", "doktorka"), "dr.": ("doktor", "doktorka"),
    "prof.": ("profesor", "profesorka"),
    "doc.": ("docent", "docentka"),
}  # fmt: skip
"""Titles before the names of men and women."""
LAST_ABBREVIATIONS = {
    "atd.": "a tak dále",
    "apod.": "a podobně",
    "aj.": "a jiné",
    "atp.": "a tak podobně",
    "etc.": "et cetera",
    "hod.": "hodin",
    "st.": "století",
    "atd": "a tak dále",
    "apod": "a podobně",
}

SYMBOLS = {
    "@": "zavináč", "#": "křížek", "%": "procento", "‰": "promile", "&": "a", "*": "hvězdička", "+": "plus",
    "=": "rovná se", "<": "menší než", ">": "větší než", "≤": "menší nebo rovno", "≥": "větší nebo rovno",
    "≠": "nerovná se", "≈": "přibližně", "~": "vlnovka", "±": "plus minus", "×": "krát",
    "÷": "děleno", "/": "lomeno", "\\": "zpětné lomítko", "|": "svislá čára", "^": "stříška", "_": "podtržítko",
    "`": "zpětný apostrof", "°": "stupeň", "№": "číslo", "§": "paragraf", "©": "copyright", "®": "registrovaná značka",
    "™": "ochranná známka", "€": "euro", "$": "dolar", "£": "libra", "¥": "jen", "₽": "rubl",
    "₴": "hřivna", "₿": "bitcoin", "¢": "cent", "√": "odmocnina z", "∞": "nekonečno", "∑": "suma", "∏": "součin",
    "∫": "integrál", "∂": "parciální derivace", "∆": "delta", "Δ": "delta", "π": "pí", "α": "alfa", "β": "beta",
    "γ": "gama", "δ": "delta", "λ": "lambda", "μ": "mí", "µ": "mikro", "σ": "sigma", "ω": "omega", "Ω": "omega",
    "θ": "théta", "φ": "fí", "ε": "epsilon", "Σ": "sigma", "→": "šipka doprava", "←": "šipka doleva",
    "↑": "šipka nahoru", "↓": "šipka dolů", "⇒": "z toho plyne", "↔": "šipka oběma směry", "•": "", "·": "krát",
    "†": "křížek", "¶": "odstavec", "∈": "náleží do", "∉": "nenáleží do", "∪": "sjednocení", "∩": "průnik",
    "⊂": "podmnožina",
    "∅": "prázdná množina", "∀": "pro všechna", "∃": "existuje", "∧": "a", "∨": "nebo", "¬": "ne", "∝": "úměrné",
    "∠": "úhel", "⊥": "kolmé na", "∥": "rovnoběžné s", "′": "čárka", "″": "dvě čárky", "²": "na druhou",
    "³": "na třetí", "¹": "na první", "⅓": "jedna třetina", "⅔": "dvě třetiny", "⅕": "jedna pětina", "⅖": "dvě pětiny",
    "⅗": "tři pětiny", "⅘": "čtyři pětiny", "⅙": "jedna šestina", "⅚": "pět šestin", "⅛": "jedna osmina",
    "⅜": "tři osminy", "⅝": "pět osmin", "⅞": "sedm osmin", "½": "jedna polovina", "¼": "jedna čtvrtina",
    "¾": "tři čtvrtiny", "♥": "srdce",
    "★": "hvězda", "☆": "hvězda", "✓": "fajfka", "✔": "fajfka", "✗": "křížek", "✘": "křížek", "☎": "telefon",
    ".": "tečka", ",": "čárka", ":": "dvojtečka", ";": "středník", "-": "pomlčka", "–": "pomlčka", "—": "pomlčka",
    "!": "vykřičník", "?": "otazník", "(": "levá závorka", ")": "pravá závorka", "[": "levá hranatá závorka",
    "]": "pravá hranatá závorka", "{": "levá složená závorka", "}": "pravá složená závorka", "'": "apostrof",
    '"': "uvozovky", "¤": "znak měny", "ª": "a", "º": "o", "₹": "rupie", "₩": "won", "₺": "lira", "₪": "šekel",
    "₸": "tenge",
}  # fmt: skip
OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "=": "rovná se", "×": "krát", "*": "krát", "·": "krát", "÷": "děleno",
    "/": "děleno", "<": "je menší než", ">": "je větší než", "≤": "je menší nebo rovno", "≥": "je větší nebo rovno",
    "≠": "nerovná se", "≈": "rovná se přibližně", "±": "plus minus", "^": "na",
}  # fmt: skip
LETTERS = dict(
    zip(
        "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
        "á|dlouhé á|bé|cé|čé|dé|ďé|é|dlouhé é|ije|ef|gé|há|í|dlouhé í|jé|ká|el|em|en|eň|ó|dlouhé "
        "ó|pé|kvé|er|eř|es|eš|té|ťé|ú|dlouhé ú|ú s kroužkem|vé|dvojité vé|iks|ypsilon|dlouhé ypsilon|zet|žet".split(
            "|"
        ),
        strict=True,
    )
)
SPOKEN_ACRONYMS = frozenset(
    """
    NATO UNESCO UNICEF FIFA UEFA OPEC NASA COVID RAM ROM SIM PIN WIFI LASER IKEA LED AMU FAMU DAMU JAMU ČEDOK ČEZ
    SAZKA BESIP IZIP ARES KAN STAN ANO SPOLU VAK ZOO
    """.split()
)
SPELLED_ACRONYMS = frozenset(
    """
    ČSOB ODS ČSSD KDU ČSL ČT ČR USA EU OSN ČSA ČD DPP MHD DPH IČO DIČ PSČ VZP ČSSZ ČNB UK ČVUT VŠE FF MFF AV SSSR
    NDR NSR BBC CNN DNA HIV USB GPS SMS MMS AI IT PC TV CD DVD HDP EET OSVČ SVJ JZD KSČ KSČM STB VB SNB AČR PČR MV
    MO MZ MF ČTK ČSFD
    """.split()
)
VOWELS = "aáeéěiíoóuúůyý"
WORD_LETTERS = frozenset("aikosuvz")
LETTER_ANNOUNCERS = frozenset(
    """
    písmeno písmena písmenem písm vitamin vitamín vitamínu vitaminu plán plánu skupina skupiny skupině varianta
    varianty variantu bod bodu třída třídy třídě možnost možnosti kategorie kategorii sektor blok model typ typu
    hepatitida linka trasa trasy trase metro metra
    """.split()
)
ADDRESS_WORDS = frozenset(
    "com net org edu gov info gmail google seznam email centrum atlas facebook idnes novinky".split()
)
CODE_WORDS = (
    r"(?:IČO?|DIČ|PSČ|PIN|IBAN|[Rr]odné číslo|[Rr]odného čísla|r\. ?č\.|[Kk]ód\w{0,2}|[Úú]č[eě]t\w{0,2}|"
    r"[Čč]íslo (?:účtu|karty|pasu)|[Kk]art[ayěu]|[Oo]bčans\w{2,6}|[Pp]as\w{0,2}|[Hh]eslo|ISBN|IMEI|ID)"
)

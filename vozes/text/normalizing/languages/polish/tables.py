"""Polish tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here."""

from vozes.text.normalizing.languages.polish.nouns import noun, person
from vozes.text.normalizing.languages.slavic.language import Money
from vozes.text.normalizing.languages.slavic.nouns import fixed

DIGITS = "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć".split()


def _five(word: str, oblique: str, instrumental: str = "") -> list[str]:
    return [word, oblique, oblique, word, instrumental or oblique, oblique]


ZERO = "zero zera zeru zero zerem zerze".split()
ONES = {
    "m": "jeden jednego jednemu jeden jednym jednym".split(),
    "f": "jedna jednej jednej jedną jedną jednej".split(),
    "n": "jedno jednego jednemu jedno jednym jednym".split(),
}
TWOS = {
    "m": "dwa dwóch dwóm dwa dwoma dwóch".split(),
    "f": "dwie dwóch dwóm dwie dwiema dwóch".split(),
}
TWOS["n"] = TWOS["m"]
WORDS = {
    3: "trzy trzech trzem trzy trzema trzech".split(),
    4: "cztery czterech czterem cztery czterema czterech".split(),
    100: _five("sto", "stu"),
    200: _five("dwieście", "dwustu"),
    300: _five("trzysta", "trzystu"),
    400: _five("czterysta", "czterystu"),
}
WORDS |= {
    number: _five(word, oblique, oblique[:-1] + "oma" if number <= 10 else "")
    for number, word, oblique in (
        (5, "pięć", "pięciu"), (6, "sześć", "sześciu"), (7, "siedem", "siedmiu"), (8, "osiem", "ośmiu"),
        (9, "dziewięć", "dziewięciu"), (10, "dziesięć", "dziesięciu"), (11, "jedenaście", "jedenastu"),
        (12, "dwanaście", "dwunastu"), (13, "trzynaście", "trzynastu"), (14, "czternaście", "czternastu"),
        (15, "piętnaście", "piętnastu"), (16, "szesnaście", "szesnastu"), (17, "siedemnaście", "siedemnastu"),
        (18, "osiemnaście", "osiemnastu"), (19, "dziewiętnaście", "dziewiętnastu"), (20, "dwadzieścia", "dwudziestu"),
        (30, "trzydzieści", "trzydziestu"), (40, "czterdzieści", "czterdziestu"), (50, "pięćdziesiąt",
        "pięćdziesięciu"),
        (60, "sześćdziesiąt", "sześćdziesięciu"), (70, "siedemdziesiąt", "siedemdziesięciu"),
        (80, "osiemdziesiąt", "osiemdziesięciu"), (90, "dziewięćdziesiąt", "dziewięćdziesięciu"),
    )
}  # fmt: skip
WORDS |= {
    number: _five(f"{word}set", f"{oblique}set")
    for number, word, oblique in (
        (500, "pięć", "pięciu"), (600, "sześć", "sześciu"), (700, "siedem", "siedmiu"), (800, "osiem", "ośmiu"),
        (900, "dziewięć", "dziewięciu"),
    )
}  # fmt: skip
LARGE = [
    noun("tysiąc tysiąca tysiące tysięcy"), noun("milion miliona miliony milionów"),
    noun("miliard miliarda miliardy miliardów"),
    noun("bilion biliona biliony bilionów"),
]  # fmt: skip
ORDINALS = {
    0: "zerowy", 1: "pierwszy", 2: "drugi", 3: "trzeci", 4: "czwarty", 5: "piąty", 6: "szósty", 7: "siódmy", 8: "ósmy",
    9: "dziewiąty", 10: "dziesiąty", 11: "jedenasty", 12: "dwunasty", 13: "trzynasty", 14: "czternasty",
    15: "piętnasty",
    16: "szesnasty", 17: "siedemnasty", 18: "osiemnasty", 19: "dziewiętnasty", 20: "dwudziesty", 30: "trzydziesty",
    40: "czterdziesty", 50: "pięćdziesiąty", 60: "sześćdziesiąty", 70: "siedemdziesiąty", 80: "osiemdziesiąty",
    90: "dziewięćdziesiąty", 100: "setny", 200: "dwusetny", 300: "trzechsetny", 400: "czterechsetny", 500: "pięćsetny",
    600: "sześćsetny", 700: "siedemsetny", 800: "osiemsetny", 900: "dziewięćsetny",
}  # fmt: skip
PREFIXES = {
    1: "jedno", 2: "dwu", 3: "trzy", 4: "cztero", 5: "pięcio", 6: "sześcio", 7: "siedmio", 8: "ośmio", 9: "dziewięcio",
    10: "dziesięcio", 11: "jedenasto", 12: "dwunasto", 13: "trzynasto", 14: "czternasto", 15: "piętnasto",
    16: "szesnasto",
    17: "siedemnasto", 18: "osiemnasto", 19: "dziewiętnasto", 20: "dwudziesto", 30: "trzydziesto", 40: "czterdziesto",
    50: "pięćdziesięcio", 60: "sześćdziesięcio", 70: "siedemdziesięcio", 80: "osiemdziesięcio",
    90: "dziewięćdziesięcio",
    100: "stu", 200: "dwustu", 300: "trzystu", 400: "czterystu", 500: "pięćset", 1000: "tysiąc",
}  # fmt: skip
"""What stands for a number as the first part of a word."""

MONTHS = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia".split()
MONTH_NAMES = "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień".split()
MONTH_FORMS = {
    form: number
    for number, forms in enumerate(
        (
            "styczeń stycznia styczniu styczniem", "luty lutego lutym lutemu", "marzec marca marcu marcem",
            "kwiecień kwietnia kwietniu kwietniem", "maj maja maju majem majowi", "czerwiec czerwca czerwcu czerwcem",
            "lipiec lipca lipcu lipcem", "sierpień sierpnia sierpniu sierpniem", "wrzesień września wrześniu wrześniem",
            "październik października październiku październikiem", "listopad listopada listopadzie listopadem",
            "grudzień grudnia grudniu grudniem",
        ),
        1,
    )
    for form in forms.split()
}  # fmt: skip
MONTH_ABBREVIATIONS = {
    "sty": 1, "stycz": 1, "lut": 2, "mar": 3, "kwi": 4, "kwiec": 4, "czer": 6, "czerw": 6, "lip": 7, "sie": 8,
    "sierp": 8,
    "wrz": 9, "wrzes": 9, "paź": 10, "paźdz": 10, "lis": 11, "list": 11, "gru": 12, "grudz": 12,
}  # fmt: skip
WEEKDAYS = {
    "pon": "poniedziałek poniedziałku poniedziałek", "pn": "poniedziałek poniedziałku poniedziałek",
    "wt": "wtorek wtorku wtorek", "śr": "środa środy środę", "czw": "czwartek czwartku czwartek",
    "pt": "piątek piątku piątek", "sob": "sobota soboty sobotę", "sb": "sobota soboty sobotę",
    "niedz": "niedziela niedzieli niedzielę", "nd": "niedziela niedzieli niedzielę",
    "ndz": "niedziela niedzieli niedzielę",
}  # fmt: skip
"""Nominative, genitive and accusative."""

GOVERNS = {
    "g": "od do z ze bez dla u około ok. koło powyżej poniżej spośród wśród podczas wzdłuż oprócz prócz zamiast "
    "według wg blisko niespełna ciągu "
    "wysokości liczbie kwocie wartości długości wieku powierzchni wadze szerokości ilości granicach rzędu poziomie "
    "ostatnich pierwszych tych wszystkich "
    "najbliższych kolejnych promieniu",
    "d": "ku dzięki przeciw przeciwko",
    "i": "między pomiędzy nad pod przed",
    "l": "przy",
    "a": "w we na za przez ponad o po zł",
}
ADVERBS = frozenset(
    """
    dokładnie prawie niemal tylko aż jeszcze już jakieś średnio mniej więcej co najmniej najwyżej nawet łącznie
    aktualnie
    """.split()
)
PLACES = {"w": "l", "we": "l", "na": "l", "po": "l", "przy": "l"}
LABELS = frozenset(
    """
    nr numer numerem numeru numerze strona strony stronie str s pkt punkt punkty punkcie art artykuł artykule ust
    ustęp rozdział tom część wersja wersji wersję linia linii autobus autobusem tramwaj tramwajem pociąg pokój
    pokoju sala sali lokal mieszkanie m kanał kod pin zadanie zad ćwiczenie tabela rysunek rys rozmiar windows
    iphone model peron tor wagon miejsce pozycja poz lekcja paragraf wers
    """.split()
)
FUNCTION_WORDS = frozenset(
    """
    i lub albo czy ani oraz a ale że się nie są to tę te ta ten do od w we z ze na za po o u przy przez dla ku pod
    nad przed między był była było były będzie jest jako jak gdy kiedy już jeszcze teraz potem tylko też także
    więc my wy ja ty on ona ono oni one mi ci mu jej ich im go nam wam rano wieczorem dziś jutro wczoraj razem np
    plus minus procent
    """.split()
)
MEN = frozenset(
    """
    ludzi mężczyzn panów chłopców studentów uczniów pracowników mieszkańców żołnierzy kandydatów posłów senatorów
    radnych polaków zawodników graczy gości pacjentów klientów lekarzy nauczycieli profesorów doktorów aktorów
    autorów kierowców uczestników użytkowników widzów kibiców czytelników rolników robotników urzędników
    dziennikarzy piłkarzy policjantów strażaków ratowników turystów artystów specjalistów ekspertów sędziów
    prawników adwokatów inżynierów programistów naukowców przedsiębiorców inwestorów właścicieli obywateli
    cudzoziemców uchodźców imigrantów emigrantów migrantów emerytów rencistów braci synów ojców wnuków dziadków
    wujków przyjaciół kolegów znajomych sąsiadów rodziców członków delegatów przedstawicieli partnerów dyrektorów
    prezesów prezydentów ministrów premierów królów papieży księży biskupów kardynałów mnichów świętych apostołów
    zawodowców zwycięzców finalistów medalistów rekordzistów olimpijczyków sportowców biegaczy kolarzy bokserów
    rowerzystów pasażerów pieszych podróżnych świadków oskarżonych skazanych więźniów złodziei bandytów
    terrorystów zabitych rannych poległych zmarłych chorych zakażonych bezrobotnych dorosłych młodych niemców
    rosjan ukraińców czechów słowaków francuzów anglików amerykanów włochów hiszpanów żydów obserwujących
    subskrybentów fanów followersów absolwentów doktorantów maturzystów licealistów wykładowców opiekunów
    wychowawców instruktorów trenerów zawodowych abonentów wyborców podatników konsumentów dostawców producentów
    muzyków pisarzy poetów malarzy śpiewaków górników hutników kolejarzy marynarzy lotników pilotów
    """.split()
)
"""Genitive plurals of men, before which a number is one of men."""
FEMININE_PLURALS = frozenset(
    """
    minuty kobiety karty gazety kwoty robaty oferty wizyty tabletki mety ankiety rakiety toalety planety monety
    torty soboty rozmaitości zalety sałaty łopaty sekundy nagrody metody porady gwiazdy przygody środy szkody wody
    grządki zasady dekady rundy pogody jagody brygady strony korony opony tony ikony żony wrony obrony zmiany
    ściany bramy kolumny rodziny dziewczyny godziny maszyny doliny witaminy wojny sceny ceny grzywny góry chmury
    pary gitary kary wizytówki siostry procedury kultury struktury cyfry litery sfery afery figury faktury tury
    kamery bariery bzdury firmy formy zimy mamy ramy platformy reklamy normy sumy tamy damy panoramy szkoły siły
    cegły pszczoły mogiły kule żyły jodły skały chwały klasy kasy rasy trasy masy terasy prasy fryzury bazy fazy
    wazy grupy lampy mapy zupy kropy rury burze róże podróże plaże dusze kasze grusze tęcze wieże straże sprzedaże
    kradzieże noce moce dziewice nogi drogi uwagi książki podłogi wagi flagi odwagi załogi wstęgi księgi zalogi
    """.split()
)
"""Plurals of feminine nouns that end as masculine ones do."""
MASCULINE_PLURALS = frozenset(
    """
    kluby sposoby stawy wpływy stopnie tygodnie pnie dnie ognie ruble meble kable kawałki budynki rynki obrazki
    kwiatki soki krzaki boki haki kroki wyroki wieki ptaki znaki domki kubki zamki wózki ołówki pieski kotki
    listki ciastka czołgi pociągi rogi wyścigi bogi miesiące tysiące palce końce zające pajace łyki pliki króliki
    stoliki słowniki silniki wyniki uczynki wypadki przypadki dodatki podatki wydatki statki orzeszki ząbki płatki
    początki zakątki patyki przystanki poranki odcinki rysunki kierunki warunki ratunki rachunki pakunki gatunki
    stosunki dzbanki przedmioty lotki osobniki kurczaki dzieciaki wskaźniki czynniki składniki zeszyty kwadraty
    """.split()
)
"""Plurals of masculine nouns that end as feminine ones do."""
FEMININES = frozenset(
    "noc część rzecz wieś sieć moc pamięć powieść kość myśl jesień twarz mysz sól krew odpowiedź".split()
)
MASCULINES = frozenset("mężczyzna kolega poeta kierowca artysta tata turysta sędzia".split())
GENDERS: dict[str, str] = {
    "imię": "n",
    "zwierzę": "n",
    "dziecko": "n",
    "euro": "n",
    "kakao": "n",
    "radio": "n",
    "dni": "m",
}
NOT_DATIVE = frozenset(
    "dom tom atom złom rom prom slalom dyplom balkom ekonom telekom symptom agronom astronom".split()
)
NOT_LOCATIVE = frozenset("dach gmach zapach strach szach piach mach ach".split())

ANIMATES = frozenset(
    "brata psa kota syna męża chłopca pana ucznia przyjaciela studenta człowieka konia lekarza nauczyciela gościa "
    "gracza klienta pacjenta pracownika chłopaka królika".split()
)

_PREFIXES = {
    "": "",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "m": "mili",
    "c": "centy",
    "d": "decy",
    "h": "hekto",
    "µ": "mikro",
    "μ": "mikro",
    "n": "nano",
}


def _declined(name: str) -> str:
    """Returns the four forms of a regular masculine unit."""
    irregular = {
        "bajt": "bajta",
        "bit": "bita",
        "herc": "herca",
        "metr": "metra",
        "litr": "litra",
        "gram": "grama",
        "wat": "wata",
        "wolt": "wolta",
    }
    return f"{name} {irregular.get(name, name + 'a')} {name}{'e' if name[-1] == 'c' else 'y'} {name}ów"


def _metric(sign: str, name: str, prefixes: str) -> dict[str, str]:
    forms = _declined(name).split()
    return {
        (prefix := written.replace("-", "")) + sign: " ".join(_PREFIXES[prefix] + form for form in forms)
        for written in prefixes.split()
    }


_LENGTHS = _metric("m", "metr", "- k c m d µ μ n")
_AREAS = {
    f"{sign}{power}": f"{_LENGTHS[sign]} + {adjective}"
    for sign in ("m", "km", "cm", "mm", "dm")
    for powers, adjective in (("²2", "kwadratowy"), ("³3", "sześcienny"))
    for power in powers
}
_AREAS |= {f"{sign} kw.": f"{_LENGTHS[sign]} + kwadratowy" for sign in ("m", "km", "cm")}
_AREAS |= {f"{sign} sześc.": f"{_LENGTHS[sign]} + sześcienny" for sign in ("m", "km", "cm")}
_HOUR, _MINUTE, _SECOND = (
    "godzina godziny godziny godzin",
    "minuta minuty minuty minut",
    "sekunda sekundy sekundy sekund",
)
_DEGREE, _KILOMETRE, _METRE = (
    "stopień stopnia stopnie stopni",
    "kilometr kilometra kilometry kilometrów",
    "metr metra metry metrów",
)
_CALORIE = "kaloria kalorii kalorie kalorii"
_OTHERS = {
    "h": _HOUR, "godz.": _HOUR, "godz": _HOUR, "g.": _HOUR, "min": _MINUTE, "min.": _MINUTE, "s": _SECOND,
    "sek.": _SECOND, "sek": _SECOND,
    "ms": "milisekunda milisekundy milisekundy milisekund", "mies.": "miesiąc miesiąca miesiące miesięcy",
    "tyg.": "tydzień tygodnia tygodnie tygodni",
    "dni": "dzień dnia dni dni", "%": "procent procenta procent procent", "proc.": "procent procenta procent procent",
    "‰": "promil promila promile promili", "p.p.": "punkt punktu punkty punktów + procentowy",
    "pp.": "punkt punktu punkty punktów + procentowy", "pkt proc.": "punkt punktu punkty punktów + procentowy",
    "ha": "hektar hektara hektary hektarów",
    "t": "tona tony tony ton", "q": "kwintal kwintala kwintale kwintali",
    "dag": "dekagram dekagrama dekagramy dekagramów", "dkg": "deko",
    "szt.": "sztuka sztuki sztuki sztuk", "szt": "sztuka sztuki sztuki sztuk", "os.": "osoba osoby osoby osób",
    "egz.": "egzemplarz egzemplarza egzemplarze egzemplarzy",
    "str.": "strona strony strony stron", "pkt": "punkt punktu punkty punktów", "pkt.": "punkt punktu punkty punktów",
    "KM": "koń konia konie koni + mechaniczny",
    "°": _DEGREE, "°C": f"{_DEGREE} | Celsjusza", "° C": f"{_DEGREE} | Celsjusza", "st. C": f"{_DEGREE} | Celsjusza",
    "°F": f"{_DEGREE} | Fahrenheita", "K": "kelwin kelwina kelwiny kelwinów",
    "km/h": f"{_KILOMETRE} | na godzinę", "m/s": f"{_METRE} | na sekundę",
    "m/s²": f"{_METRE} | na sekundę do kwadratu", "km/s": f"{_KILOMETRE} | na sekundę",
    "mph": "mila mili mile mil | na godzinę", "mi": "mila mili mile mil", "ft": "stopa stopy stopy stóp",
    "″": "cal cala cale cali", "cal": "cal cala cale cali", "cali": "cal cala cale cali",
    "obr./min": "obrót obrotu obroty obrotów | na minutę", "obr/min": "obrót obrotu obroty obrotów | na minutę",
    "kcal": "kilo" + _CALORIE.replace(" ", " kilo"),
    "dB": "decybel decybela decybele decybeli", "hPa": "hektopaskal hektopaskala hektopaskale hektopaskali",
    "Pa": "paskal paskala paskale paskali",
    "kPa": "kilopaskal kilopaskala kilopaskale kilopaskali", "MPa": "megapaskal megapaskala megapaskale megapaskali",
    "bar": "bar bara bary barów",
    "atm": "atmosfera atmosfery atmosfery atmosfer", "mmHg": "milimetr milimetra milimetry milimetrów | słupa rtęci",
    "kWh": "kilowatogodzina kilowatogodziny kilowatogodziny kilowatogodzin",
    "MWh": "megawatogodzina megawatogodziny megawatogodziny megawatogodzin",
    "Wh": "watogodzina watogodziny watogodziny watogodzin", "mAh": "miliamperogodzina miliamperogodziny "
    "miliamperogodziny miliamperogodzin", "Ah": "amperogodzina amperogodziny amperogodziny amperogodzin",
    "Ω": "om oma omy omów", "kΩ": "kiloom kilooma kiloomy kiloomów", "J": "dżul dżula dżule dżuli",
    "kJ": "kilodżul kilodżula kilodżule kilodżuli", "MJ": "megadżul megadżula megadżule megadżuli",
    "N": "niuton niutona niutony niutonów",
    "Nm": "niutonometr niutonometra niutonometry niutonometrów", "px": "piksel piksela piksele pikseli",
    "Mpix": "megapiksel megapiksela megapiksele megapikseli", "Mpx": "megapiksel megapiksela megapiksele megapikseli",
    "fps": "klatka klatki klatki klatek | na sekundę", "lm": "lumen lumena lumeny lumenów",
    "lx": "luks luksa luksy luksów", "mol": "mol mola mole moli", "lb": "funt funta funty funtów",
    "oz": "uncja uncji uncje uncji",
    "km/l": f"{_KILOMETRE} | na litr", "l/100 km": "litr litra litry litrów | na sto kilometrów",
    "ppm": "część części części części | na milion",
}  # fmt: skip
for _sign, _name in (("Kb", "kilobit"), ("Mb", "megabit"), ("Gb", "gigabit"), ("kb", "kilobit")):
    _OTHERS |= {
        f"{_sign}/s": f"{_declined(_name)} | na sekundę",
        f"{_sign}ps": f"{_declined(_name)} | na sekundę",
        f"{_sign}it/s": f"{_declined(_name)} | na sekundę",
    }
    _OTHERS |= {
        f"{_sign[0]}B/s": f"{_declined(_name.replace('bit', 'bajt'))} | na sekundę",
        f"{_sign}it": _declined(_name),
    }
_METRIC = (
    _metric("g", "gram", "- k m µ μ")
    | _metric("l", "litr", "- m c d h")
    | _metric("L", "litr", "- m")
    | _metric("W", "wat", "- k M G m")
    | _metric("V", "wolt", "- k m")
    | _metric("A", "amper", "- m")
    | _metric("Hz", "herc", "- k M G")
    | _metric("B", "bajt", "- k M G T")
    | {"KB": _declined("kilobajt"), "kB": _declined("kilobajt")}
)
MEASURES = {sign: noun(forms) for sign, forms in (_LENGTHS | _AREAS | _METRIC | _OTHERS).items()}
LOOSE_UNITS = frozenset(
    """
    s g. q K A B V W N J L cal bar mol mi lb os. str. dni pkt. min.
    """.split()
)
PLACE_UNITS = frozenset(("km", "m", "min", "min.", "godz.", "h", "cm"))

_PER = {
    "h": "godzinę", "godz.": "godzinę", "godz": "godzinę", "godzinę": "godzinę", "s": "sekundę", "sek.": "sekundę",
    "min": "minutę", "min.": "minutę", "dzień": "dzień", "doba": "dobę",
    "dobę": "dobę", "tydz.": "tydzień", "tydzień": "tydzień", "mies.": "miesiąc", "m-c": "miesiąc",
    "miesiąc": "miesiąc", "rok": "rok", "kg": "kilogram", "g": "gram", "l": "litr",
    "litr": "litr", "m": "metr", "mb": "metr bieżący", "km": "kilometr", "m²": "metr kwadratowy",
    "m2": "metr kwadratowy", "m³": "metr sześcienny", "m3": "metr sześcienny",
    "km²": "kilometr kwadratowy", "km2": "kilometr kwadratowy", "szt.": "sztukę", "szt": "sztukę", "os.": "osobę",
    "os": "osobę", "osobę": "osobę", "t": "tonę", "ha": "hektar", "kWh": "kilowatogodzinę",
    "ml": "mililitr", "dl": "decylitr", "mol": "mol", "cm³": "centymetr sześcienny", "noc": "noc", "op.": "opakowanie",
}  # fmt: skip
_LASTING = frozenset("dzień doba dobę tydz. tydzień mies. m-c miesiąc rok".split())
PER_MEASURE = {sign: f"na {name}" for sign, name in _PER.items()}
PER_MONEY = {sign: f"{'na' if sign in _LASTING else 'za'} {name}" for sign, name in _PER.items()}


def _money(forms: str, minor: str = "", digits: int = 2) -> Money:
    return Money(noun(forms), noun(minor) if minor else None, digits)


_CENT = "cent centa centy centów"
_ZLOTY = _money("złoty złotego złote złotych", "grosz grosza grosze groszy")
_DOLLAR, _EURO = _money("dolar dolara dolary dolarów", _CENT), _money("euro", _CENT)
_POUND, _FRANC = (
    _money("funt funta funty funtów", "pens pensa pensy pensów"),
    _money("frank franka franki franków", _CENT),
)
MONEY = {
    "zł": _ZLOTY, "zł.": _ZLOTY, "PLN": _ZLOTY, "gr": _money("grosz grosza grosze groszy", digits=0),
    "gr.": _money("grosz grosza grosze groszy", digits=0),
    "$": _DOLLAR, "USD": _DOLLAR, "US$": _DOLLAR, "dol.": _DOLLAR, "€": _EURO, "EUR": _EURO, "euro": _EURO,
    "£": _POUND, "GBP": _POUND, "CHF": _FRANC,
    "¥": _money("jen jena jeny jenów", digits=0), "JPY": _money("jen jena jeny jenów", digits=0),
    "CNY": _money("juan juana juany juanów"),
    "Kč": _money("korona korony korony koron + czeski", "halerz halerza halerze halerzy"),
    "CZK": _money("korona korony korony koron + czeski", "halerz halerza halerze halerzy"),
    "SEK": _money("korona korony korony koron + szwedzki"), "NOK": _money("korona korony korony koron + norweski"),
    "DKK": _money("korona korony korony koron + duński"),
    "HUF": _money("forint forinta forinty forintów", digits=0), "₴": _money("hrywna hrywny hrywny hrywien"),
    "UAH": _money("hrywna hrywny hrywny hrywien"),
    "₽": _money("rubel rubla ruble rubli", "kopiejka kopiejki kopiejki kopiejek"),
    "RUB": _money("rubel rubla ruble rubli", "kopiejka kopiejki kopiejki kopiejek"),
    "₿": _money("bitcoin bitcoina bitcoiny bitcoinów", digits=0), "BTC": _money("bitcoin bitcoina bitcoiny bitcoinów",
    digits=0), "₹": _money("rupia rupii rupie rupii"), "INR": _money("rupia rupii rupie rupii"),
    "₺": _money("lira liry liry lir"), "TRY": _money("lira liry liry lir"), "R$": _money("real reala reale reali",
    _CENT), "BRL": _money("real reala reale reali", _CENT),
    "¢": _money(_CENT, digits=0), "₪": _money("szekel szekla szekle szekli"), "₩": _money("won wona wony wonów",
    digits=0),
}  # fmt: skip
_SCALES = {"tys": LARGE[0], "mln": LARGE[1], "mld": LARGE[2], "bln": LARGE[3]}
SCALES = {f"{short}{dot}": large for short, large in _SCALES.items() for dot in ("", ".")}
SCALE_WORDS = r"(?:tysi[ąę]c[ea]?|tysięcy|milion(?:a|ów|y|om|ami|ach)?|miliard(?:a|ów|y|om|ami|ach)?|bilion(?:a|ów|y)?)"

NUMBERED = [
    noun(forms)
    for forms in (
        "klasa klasy klasy klas", "miejsce miejsca miejsca miejsc", "piętro piętra piętra pięter",
        "wiek wieku wieki wieków", "rozdział rozdziału rozdziały rozdziałów", "tom tomu tomy tomów",
        "część części części części", "rok roku lata lat", "dzień dnia dni dni", "tydzień tygodnia tygodnie tygodni",
        "miesiąc miesiąca miesiące miesięcy", "semestr semestru semestry semestrów",
        "kwartał kwartału kwartały kwartałów", "etap etapu etapy etapów", "runda rundy rundy rund",
        "kolejka kolejki kolejki kolejek", "edycja edycji edycje edycji", "wydanie wydania wydania wydań",
        "rocznica rocznicy rocznice rocznic", "urodziny", "minuta minuty minuty minut",
        "sekunda sekundy sekundy sekund", "godzina godziny godziny godzin", "stulecie stulecia stulecia stuleci",
        "tysiąclecie tysiąclecia tysiąclecia tysiącleci", "liga ligi ligi lig", "dywizja dywizji dywizje dywizji",
        "armia armii armie armii", "pułk pułku pułki pułków", "batalion batalionu bataliony batalionów",
        "festiwal festiwalu festiwale festiwali", "kongres kongresu kongresy kongresów", "zjazd zjazdu zjazdy zjazdów",
        "sesja sesji sesje sesji", "seria serii serie serii", "sezon sezonu sezony sezonów",
        "odcinek odcinka odcinki odcinków", "gra gry gry gier", "wojna wojny wojny wojen",
        "rzeczpospolita rzeczypospolitej rzeczypospolite rzeczypospolitych", "kadencja kadencji kadencje kadencji",
        "grupa grupy grupy grup",
        "stopień stopnia stopnie stopni", "poziom poziomu poziomy poziomów", "linia linii linie linii",
        "rząd rzędu rzędy rzędów", "peron peronu perony peronów", "tor toru tory torów", "raz razu razy razy",
        "próba próby próby prób", "połowa połowy połowy połów", "zmiana zmiany zmiany zmian",
        "kategoria kategorii kategorie kategorii", "faza fazy fazy faz", "akt aktu akty aktów", "mistrzostwa",
        "strona strony strony stron", "przykazanie przykazania przykazania przykazań",
        "rozbiór rozbioru rozbiory rozbiorów", "liceum", "krucjata krucjaty krucjaty krucjat",
        "pozycja pozycji pozycje pozycji", "turniej turnieju turnieje turniejów",
        "tysiąc tysiąca tysiące tysięcy", "set seta sety setów", "mecz meczu mecze meczów",
        "bramka bramki bramki bramek", "powstanie powstania powstania powstań", "dzieło dzieła dzieła dzieł",
        "książka książki książki książek", "pokolenie pokolenia pokolenia pokoleń",
    )
] + [fixed("RP", "f")]  # fmt: skip
STRONGLY_NUMBERED = frozenset("klasa miejsce piętro wiek liga rozdział semestr kwartał".split())
KINGS = [
    person(forms)
    for forms in (
        "Paweł Pawła Pawłowie Pawłów", "Jan Jana Janowie Janów", "Zygmunt Zygmunta Zygmuntowie Zygmuntów",
        "Władysław Władysława Władysławowie Władysławów", "Kazimierz Kazimierza Kazimierzowie Kazimierzów",
        "Bolesław Bolesława Bolesławowie Bolesławów",
        "Mieszko Mieszka Mieszkowie Mieszków", "August Augusta Augustowie Augustów",
        "Henryk Henryka Henrykowie Henryków", "Karol Karola Karolowie Karolów", "Ludwik Ludwika Ludwikowie Ludwików",
        "Filip Filipa Filipowie Filipów",
        "Fryderyk Fryderyka Fryderykowie Fryderyków", "Wilhelm Wilhelma Wilhelmowie Wilhelmów",
        "Aleksander Aleksandra Aleksandrowie Aleksandrów", "Mikołaj Mikołaja Mikołajowie Mikołajów",
        "Piotr Piotra Piotrowie Piotrów", "Iwan Iwana Iwanowie Iwanów",
        "Napoleon Napoleona Napoleonowie Napoleonów", "Pius Piusa Piusowie Piusów",
        "Benedykt Benedykta Benedyktowie Benedyktów", "Leon Leona Leonowie Leonów",
        "Grzegorz Grzegorza Grzegorzowie Grzegorzów", "Jerzy Jerzego Jerzowie Jerzych",
        "Edward Edwarda Edwardowie Edwardów", "Ryszard Ryszarda Ryszardowie Ryszardów",
        "Jakub Jakuba Jakubowie Jakubów", "Stefan Stefana Stefanowie Stefanów", "Ramzes Ramzesa Ramzesowie Ramzesów",
        "Otton Ottona Ottonowie Ottonów", "Józef Józefa Józefowie Józefów",
        "Maksymilian Maksymiliana Maksymilianowie Maksymilianów", "Stanisław Stanisława Stanisławowie Stanisławów",
        "Klemens Klemensa Klemensowie Klemensów", "Innocenty Innocentego Innocentowie Innocentych",
        "Urban Urbana Urbanowie Urbanów", "Juliusz Juliusza Juliuszowie Juliuszów",
        "Franciszek Franciszka Franciszkowie Franciszków", "Gustaw Gustawa Gustawowie Gustawów",
        "Przemysł Przemysła Przemysłowie Przemysłów", "Leszek Leszka Leszkowie Leszków",
        "Harald Haralda Haraldowie Haraldów", "Leopold Leopolda Leopoldowie Leopoldów",
    )
] + [
    noun(forms)
    for forms in (
        "Elżbieta Elżbiety Elżbiety Elżbiet", "Katarzyna Katarzyny Katarzyny Katarzyn", "Maria Marii Marie Marii",
        "Anna Anny Anny Ann", "Izabela Izabeli Izabele Izabel", "Małgorzata Małgorzaty Małgorzaty Małgorzat",
        "Wiktoria Wiktorii Wiktorie Wiktorii",
    )
]  # fmt: skip
_STREETS = {
    "ul.": "ulica ulicy ulice ulic", "al.": "aleja alei aleje alei", "pl.": "plac placu place placów",
    "os.": "osiedle osiedla osiedla osiedli", "prof.": "profesor profesora profesorowie profesorów",
    "dr": "doktor doktora doktorzy doktorów", "mgr": "magister magistra magistrowie magistrów",
    "inż.": "inżynier inżyniera inżynierowie inżynierów", "doc.": "docent docenta docenci docentów",
    "p.": "pan pana panowie panów", "hab.": "habilitowany", "lek.": "lekarz lekarza lekarze lekarzy",
    "ks.": "ksiądz księdza księża księży", "bp": "biskup biskupa biskupi biskupów",
    "abp": "arcybiskup arcybiskupa arcybiskupi arcybiskupów",
    "kard.": "kardynał kardynała kardynałowie kardynałów", "o.": "ojciec ojca ojcowie ojców",
    "br.": "brat brata bracia braci", "s.": "siostra siostry siostry sióstr",
    "gen.": "generał generała generałowie generałów",
    "płk": "pułkownik pułkownika pułkownicy pułkowników", "ppłk": "podpułkownik podpułkownika podpułkownicy "
    "podpułkowników", "mjr": "major majora majorowie majorów", "kpt.": "kapitan kapitana kapitanowie kapitanów",
    "por.": "porucznik porucznika porucznicy poruczników",
    "ppor.": "podporucznik podporucznika podporucznicy podporuczników",
    "sierż.": "sierżant sierżanta sierżanci sierżantów", "plut.": "plutonowy",
    "kpr.": "kapral kaprala kaprale kaprali", "marsz.": "marszałek marszałka marszałkowie marszałków",
    "prez.": "prezydent prezydenta prezydenci prezydentów", "red.": "redaktor redaktora redaktorzy redaktorów",
    "dyr.": "dyrektor dyrektora dyrektorzy dyrektorów", "woj.": "województwo województwa województwa województw",
    "pow.": "powiat powiatu powiaty powiatów", "gm.": "gmina gminy gminy gmin", "m.": "miasto miasta miasta miast",
    "jez.": "jezioro jeziora jeziora jezior", "św.": "święty świętego święci świętych",
    "adw.": "adwokat adwokata adwokaci adwokatów",
}  # fmt: skip
NAME_NOUNS = {written: noun(forms) for written, forms in _STREETS.items()}
NUMBER_NOUNS = {
    written: noun(forms)
    for written, forms in {
        "nr": "numer numeru numery numerów", "nr.": "numer numeru numery numerów", "№": "numer numeru numery numerów",
        "str.": "strona strony strony stron", "s.": "strona strony strony stron", "ss.": "strona strony strony stron",
        "pkt.": "punkt punktu punkty punktów", "pkt": "punkt punktu punkty punktów",
        "art.": "artykuł artykułu artykuły artykułów", "ust.": "ustęp ustępu ustępy ustępów",
        "§": "paragraf paragrafu paragrafy paragrafów", "rozdz.": "rozdział rozdziału rozdziały rozdziałów",
        "t.": "tom tomu tomy tomów", "cz.": "część części części części", "rys.": "rysunek rysunku rysunki rysunków",
        "tab.": "tabela tabeli tabele tabel", "zad.": "zadanie zadania zadania zadań",
        "ćw.": "ćwiczenie ćwiczenia ćwiczenia ćwiczeń",
        "poz.": "pozycja pozycji pozycje pozycji", "lit.": "litera litery litery liter",
        "m.": "mieszkanie mieszkania mieszkania mieszkań", "lok.": "lokal lokalu lokale lokali",
        "p.": "piętro piętra piętra pięter", "kl.": "klasa klasy klasy klas",
        "dz.": "dział działu działy działów", "zał.": "załącznik załącznika załączniki załączników",
        "pok.": "pokój pokoju pokoje pokojów", "wyd.": "wydanie wydania wydania wydań",
        "par.": "paragraf paragrafu paragrafy paragrafów",
        "akap.": "akapit akapitu akapity akapitów", "ryc.": "rycina ryciny ryciny rycin",
        "fot.": "fotografia fotografii fotografie fotografii", "il.": "ilustracja ilustracji ilustracje ilustracji",
        "r.": "rok roku lata lat",
    }.items()
}  # fmt: skip

ABBREVIATIONS = {
    "m.in.": "między innymi", "m. in.": "między innymi", "np.": "na przykład", "tzn.": "to znaczy", "tj.": "to jest",
    "tzw.": "tak zwany", "ww.": "wyżej wymieniony", "w/w": "wyżej wymieniony", "tel.": "telefon", "godz.": "godzina",
    "ok.": "około", "ew.": "ewentualnie", "śp.": "świętej pamięci", "im.": "imienia", "ur.": "urodzony",
    "zm.": "zmarły", "proc.": "procent", "pn.": "pod nazwą", "dot.": "dotyczy", "wg": "według",
    "dn.": "dnia", "w dn.": "w dniu", "wew.": "wewnętrzny", "n. med.": "nauk medycznych",
    "zob.": "zobacz", "por.": "porównaj", "jw.": "jak wyżej", "jn.": "jak niżej", "cdn.": "ciąg dalszy nastąpi",
    "c.d.n.": "ciąg dalszy nastąpi", "cd.": "ciąg dalszy", "p.n.e.": "przed naszą erą", "n.e.": "naszej ery",
    "n.p.m.": "nad poziomem morza",
    "b.r.": "bieżącego roku", "br.": "bieżącego roku", "ub.r.": "ubiegłego roku", "ub. r.": "ubiegłego roku",
    "b.m.": "bieżącego miesiąca", "bm.": "bieżącego miesiąca", "nr tel.": "numer telefonu", "r.ż.": "roku życia",
    "sp. z o.o.": "spółka z ograniczoną odpowiedzialnością", "sp. z o. o.": "spółka z ograniczoną odpowiedzialnością",
    "o.o.": "ograniczoną odpowiedzialnością", "max.": "maksymalnie", "maks.": "maksymalnie", "min.": "minimum",
    "ang.": "angielski", "łac.": "łaciński", "niem.": "niemiecki", "pol.": "polski", "fr.": "francuski",
    "tłum.": "tłumaczenie",
    "red.": "redakcja", "wyd.": "wydanie", "zł/h": "złotych za godzinę", "P.S.": "postscriptum", "PS.": "postscriptum",
    "nt.": "na temat", "ds.": "do spraw", "vs.": "kontra", "wlkp.": "wielkopolski", "adr.": "adres",
    "dz. u.": "dziennik ustaw",
    "dyr.": "dyrektor", "prof.": "profesor", "mgr": "magister", "dr": "doktor", "inż.": "inżynier",
    "hab.": "habilitowany", "p.o.": "pełniący obowiązki", "lic.": "licencjat", "ul.": "ulica", "woj.": "województwo",
    "ks.": "ksiądz",
}  # fmt: skip
LAST_ABBREVIATIONS = {
    "itd.": "i tak dalej", "itp.": "i tym podobne", "i in.": "i inni", "etc.": "et cetera", "n.e.": "naszej ery",
    "p.n.e.": "przed naszą erą", "tys.": "tysięcy", "godz.": "godzin", "mies.": "miesięcy",
    "szt.": "sztuk", "zł.": "złotych", "itd": "i tak dalej", "itp": "i tym podobne", "dn.": "dnia",
}  # fmt: skip

SYMBOLS = {
    "@": "małpa", "#": "krzyżyk", "%": "procent", "‰": "promil", "&": "i", "*": "gwiazdka", "+": "plus",
    "=": "równa się", "<": "mniejsze niż", ">": "większe niż", "≤": "mniejsze lub równe", "≥": "większe lub równe",
    "≠": "nie równa się",
    "≈": "w przybliżeniu równe", "~": "tylda", "±": "plus minus", "×": "razy", "÷": "podzielić przez", "/": "ukośnik",
    "\\": "ukośnik wsteczny", "|": "kreska pionowa", "^": "daszek", "_": "podkreślnik", "`": "grawis", "°": "stopień",
    "№": "numer", "§": "paragraf",
    "©": "prawa autorskie", "®": "zastrzeżony znak towarowy", "™": "znak towarowy", "€": "euro", "$": "dolar",
    "£": "funt", "¥": "jen", "₽": "rubel", "₴": "hrywna", "₿": "bitcoin", "¢": "cent", "√": "pierwiastek z",
    "∞": "nieskończoność", "∑": "suma", "∏": "iloczyn", "∫": "całka",
    "∂": "pochodna", "∆": "delta", "Δ": "delta", "π": "pi", "α": "alfa", "β": "beta", "γ": "gamma", "δ": "delta",
    "λ": "lambda", "μ": "mi", "µ": "mikro", "σ": "sigma", "ω": "omega", "Ω": "omega", "θ": "theta", "φ": "fi",
    "ε": "epsilon", "Σ": "sigma", "→": "strzałka w prawo",
    "←": "strzałka w lewo", "↑": "strzałka w górę", "↓": "strzałka w dół", "⇒": "wynika",
    "↔": "strzałka w obie strony", "•": "", "·": "razy", "†": "krzyżyk", "¶": "akapit", "∈": "należy do",
    "∉": "nie należy do", "∪": "suma zbiorów", "∩": "część wspólna", "⊂": "zawiera się w",
    "∅": "zbiór pusty", "∀": "dla każdego", "∃": "istnieje", "∧": "i", "∨": "lub", "¬": "nie",
    "∝": "proporcjonalne do", "∠": "kąt", "⊥": "prostopadłe do", "∥": "równoległe do", "′": "prim", "″": "bis",
    "²": "do kwadratu", "³": "do sześcianu", "¹": "do potęgi pierwszej",
    "⅓": "jedna trzecia", "⅔": "dwie trzecie", "⅕": "jedna piąta", "⅖": "dwie piąte", "⅗": "trzy piąte",
    "⅘": "cztery piąte", "⅙": "jedna szósta", "⅚": "pięć szóstych", "⅛": "jedna ósma", "⅜": "trzy ósme",
    "⅝": "pięć ósmych", "⅞": "siedem ósmych",
    "½": "jedna druga", "¼": "jedna czwarta", "¾": "trzy czwarte", "♥": "serce", "★": "gwiazda", "☆": "gwiazda",
    "✓": "ptaszek", "✔": "ptaszek", "✗": "krzyżyk", "✘": "krzyżyk", "☎": "telefon", ".": "kropka", ",": "przecinek",
    ":": "dwukropek", ";": "średnik", "-": "myślnik",
    "–": "myślnik", "—": "myślnik", "!": "wykrzyknik", "?": "znak zapytania", "(": "nawias otwierający",
    ")": "nawias zamykający", "[": "nawias kwadratowy otwierający", "]": "nawias kwadratowy zamykający",
    "{": "nawias klamrowy otwierający", "}": "nawias klamrowy zamykający",
    "'": "apostrof", '"': "cudzysłów", "¤": "znak waluty", "ª": "a", "º": "o", "₹": "rupia", "₩": "won", "₺": "lira",
    "₪": "szekel", "₸": "tenge",
}  # fmt: skip
OPERATORS = {
    "+": "plus", "-": "minus", "−": "minus", "=": "równa się", "×": "razy", "*": "razy", "·": "razy",
    "÷": "podzielić przez", "/": "podzielić przez", "<": "jest mniejsze niż", ">": "jest większe niż",
    "≤": "jest mniejsze lub równe", "≥": "jest większe lub równe",
    "≠": "nie równa się", "≈": "równa się w przybliżeniu", "±": "plus minus", "^": "do potęgi",
}  # fmt: skip
LETTERS = dict(
    zip(
        "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
        "a|ą|be|ce|cie|de|e|ę|ef|gie|ha|i|jot|ka|el|eł|em|en|eń|o|o "
        "kreskowane|pe|ku|er|es|eś|te|u|fał|wu|iks|igrek|zet|ziet|żet".split("|"),
        strict=True,
    )
)
SPOKEN_ACRONYMS = frozenset(
    """
    NATO UNESCO UNICEF FIFA UEFA OPEC NASA PESEL REGON NIP ZUS GUS LOT PAP PAN MON CBOS KRUS SANEPID WOPR GOPR
    TOPR ZAIKS ZOMO ORMO PAX COVID RAM ROM SIM PIN WIFI LASER IKEA LED OPEL SMOG VAT PIT CIT NIK RODO EURO ORLEN
    ENEA TAURON AGORA LIDL OBI KUL SARP PITY
    """.split()
)
SPELLED_ACRONYMS = frozenset(
    """
    PKP PZU USA UE PRL RP PO PSL SLD ABW CBA CBŚ MEN MSZ NFZ OC AC TVP TVN PKO BP PKB UJ UW AGH PW IPN KGB ZSRR
    RFN NRD BBC CNN DNA HIV USB GPS SMS MMS AI EU UK AGD RTV ONZ OFE IKE PPK KRS AM FM WC WKS ŁKS LZS
    """.split()
)
VOWELS = "aąeęioóuy"
WORD_LETTERS = frozenset("aiouwz")
LETTER_ANNOUNCERS = frozenset(
    """
    litera litery literę literą witamina witaminy witaminę witamin plan planu grupa grupy grupie grupę wariant
    wariantu punkt pkt lit typ typu klasa klasy klasie opcja opcję opcji kategoria kategorii sektor blok model
    zespół hepatitis
    """.split()
)
ADDRESS_WORDS = frozenset(
    """
    com net org edu gov info gmail google onet interia poczta allegro facebook
    """.split()
)
CODE_WORDS = (
    r"(?:PESEL\w{0,3}|NIP\w{0,3}|REGON\w{0,3}|KRS|IBAN|PIN|[Kk]od\w{0,4}|[Kk]ont[oa]|[Kk]art[ayęą]|"
    r"[Dd]owod?\w{0,3}|[Pp]aszport\w{0,3}|[Nn]umer\w{0,2} (?:konta|karty|rachunku|seryjny)|[Hh]asło|ISBN|"
    r"IMEI|ID)(?:-u)?"
)

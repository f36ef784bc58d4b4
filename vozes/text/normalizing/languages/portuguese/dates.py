"""Rules for dates, weekdays and times of Portuguese: `12/5`, `jan/2024`, `seg. a sex.`, `8h15min`, `14:30h`.

Dates in numbers with a year are common rules; whether `3/4` is a day or a fraction is told here by the words around it.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.abbreviations import ends_sentence
from vozes.text.normalizing.common.dates import full_year, is_date
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.context import cased, last_words
from vozes.text.normalizing.languages.portuguese.tables import WEEKDAYS
from vozes.text.normalizing.rules import NOT_BEFORE_WORD, Rule, Start, any_of

_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|[.,]\d)"
_BEFORE_DATES = frozenset(
    """
    dia dias data datas desde até em no vence venceu vencimento venc nascido nascida nasc entre hoje amanhã ontem para
    feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta sábado
    domingo seg ter qua qui sex sáb sab dom entrega prazo agendado agendada
    """.split()
)
_AFTER_DATES = frozenset("a e até ao ou - –".split())
_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_DAY_FOLLOWS = re.compile(r" (?:a|e|até|ao) (?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])")
_OF_FOLLOWS = re.compile(r" d[aeo]s?\b")
_PARTS = frozenset(
    """
    parcela parcelas página páginas pág parte partes slide capítulo episódio ep aula item foto etapa fase vídeo nota
    pontuação score avaliação tela passo questão acertos acertei acertou tirei tirou volume rodada
    """.split()
)
_PAGES = frozenset("fl fls folhas pp págs páginas".split())
_EXPIRY = ("val", "venc", "expira", "competência", "ref", "mês", "fatura", "cartão")
_YEARS = re.compile(r"(?:19|20)\d\d/(?:\d\d?|(?:19|20)\d\d)")
_SPACED_DATE = re.compile(r"(?:\d{1,2}º?|(?:19|20)\d\d) / (?:0\d|1[0-2]|(?:19|20)\d\d)")
_OUT_OF = (10, 100)
_MANY_FOLLOW = re.compile(
    r" (?!(?:às|as|nas|nos|das|dos|os|mas|depois|antes|após|pelas|pelos|mais|horas|dias|anos)\b)[a-zà-ÿ]{3,}s\b"
)
_LARGEST_DENOMINATOR = 12
"""Of improper fractions."""
_EVERY = {"dias": ("dias", "m"), "min": ("minutos", "m")}
_SETS = re.compile(r"\b(?:sets|parciais|placar|vôlei|tênis|tie-?break)\b", re.IGNORECASE)
_AROUND = 60
_FAR_SETS = 24
_MOST_GAMES = 7
"""Games that win a set of tennis: `6/2`."""
_ALWAYS = (24, 7)
"""`24/7` is no day."""
_WEEKDAY = rf"{any_of(cased(WEEKDAYS))}(?![^\W\d_])\.?"
_WEEKDAY_FOLLOWS = re.compile(rf",? ?(?:-|–|/|,|e|a|à|até|ao)(?![^\W\d_]) ?{_WEEKDAY}")
_WEEKDAY_BEFORE = re.compile(rf"(?<![^\W\d_]){_WEEKDAY} ?(?:-|–|/|,|e|a|à|até|ao) ?$")
_DATE_FOLLOWS = re.compile(r"[.,:]? ?\(?\d{1,2}(?:/\d|[ºo°]? de )|[.,] ?\d|\.[,:]?(?: \d| das| às| a partir)")
_MANY_BEFORE = re.compile(r"(?<!\w)[ADNadn]?os $")
_SURE_MONTHS = frozenset("jan. fev. abr. jun. jul. ago. nov.".split())
_MONTH_LETTERS = "jfmasondJFMASOND"
_HALVES = r" ?(?P<half>[AaPp])(?:\. ?[Mm]\.|[Mm])(?!\w)"
_COLONS = re.compile(
    r"(?<![\w:.,/])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d+)?)?"
    rf"(?: ?(?:hs?|hrs?|horas)(?!\w))?(?:{_HALVES})?(?![:\w]|[.,]\d)"
)
_SECOND = "(?:seg(?:undos?|s)?|s)"
_HOURS = re.compile(
    r"(?<![\w:.,/])(?P<hour>\d{1,3}) ?[hH](?:s|rs?)?"
    r"(?:(?P<minute>[0-5]\d)(?!\d)| ?(?:e )?(?P<single>[0-5]?\d)(?= ?m)|(?!\w))"
    r"(?: ?(?P<minutes>min(?:utos?|s)?\b|m\b|min(?=\d)|m(?=\d)))?"
    rf"(?: ?(?:e )?(?P<second>[0-5]?\d) ?{_SECOND})?(?: horas)?(?![\w:]|[.,]\d)"
)
_MINUTES = re.compile(
    r"(?<![\w:.,/])(?P<minute>\d{1,3}) ?(?:min(?:utos?)?|m) ?(?:e )?"
    rf"(?P<second>[0-5]?\d(?:,\d{{1,3}})?) ?{_SECOND}(?!\w)"
)
_POINT = re.compile(
    r"(?:(?<=\b[àÀ]s )|(?<=\bdas )|(?<=\bpelas ))(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?!\w|[.,]\w)"
)
_PRIMES = re.compile(
    r"(?<![\w:.,/])(?P<hour>\d{1,3}) ?h ?(?P<minute>[0-5]?\d)['′’] ?(?:(?P<second>[0-5]?\d)(?:[\"″”]|''|’’))?(?!\w)"
)
_LAP = re.compile(
    r"(?<![\w:.,/])(?:(?P<minute>\d{1,2})(?:min(?=[0-5]\ds)|:(?=[0-5]\d\.\d{3})|m(?=[0-5]\ds)))?(?P<second>[0-5]?\d)"
    r"(?:s|(?<=:\d\d)\.)(?P<part>(?!000)\d{2,3})(?![\w:]|[.,]\d)"
)
"""A time of a race with its parts of a second: `1min23s456`, `1:23.456`, `9s58`."""
_SPLIT = (("minute", "minuto"), ("second", "segundo"))
_TO_HOUR = re.compile(r"(?<=\b[Dd]as )(?P<first>[01]?\d|2[0-4]) ?[-–—] ?(?P<last>[01]?\d|2[0-4]) ?h(?:s|rs?)?(?![\w:])")
_PROPORTION = re.compile(r"(?<![\w:.,/])(?P<first>\d{1,3}):(?P<last>\d{1,4})(?![\w:]|[.,]\d)")
_PROPORTION_BEFORE = re.compile(
    r"\b(?:dilu\w+|propor\w+|razão|raz|relação|escala|título|titula\w+|fator)\b[^.!?\d\n]{0,16}$", re.IGNORECASE
)
_SCORE_BEFORE = re.compile(r"\b(?:placar|vitória|derrota|empate|goleada)\b[^.!?\d\n]{0,12}$", re.IGNORECASE)
_TERM = re.compile(r"(?<!\w)(?P<part>[1-4])(?P<kind>[TS])(?P<year>\d{2}|20\d{2})(?!\w)")
_TERMS = {"T": "trimestre", "S": "semestre"}
_SET = r"(?:[0-4]/6|6/[0-4]|[56]/7|7/[56])"
_SETS_AROUND = re.compile(rf"(?<![\w/.,])(?:{_SET}(?:, | e |,? )){{1,4}}{_SET}(?![\w/]|[.,]\d)")
_HALF = re.compile(rf"(?<![\w:.,/])(?P<hour>1[0-2]|0?[1-9]){_HALVES}")
_UNTIL = re.compile(r"[-–—](?=\s?(?P<hour>\d{1,2})(?:[hH]|:[0-5]\d))")
_TIME_BEFORE = re.compile(r"\d(?:[hH](?:s|\d\d)?|:[0-5]\d(?:h|hs)?)\s?$")
_BOOKS = frozenset(
    """
    gênesis gn êxodo ex levítico lv números nm deuteronômio dt josué js juízes jz rute rt samuel sm reis rs crônicas
    cr esdras neemias ester jó salmo salmos sl provérbios pv eclesiastes ec cânticos isaías is jeremias jr ezequiel ez
    daniel dn oseias joel amós jonas miqueias habacuque sofonias ageu zacarias malaquias ml mateus mt marcos mc lucas
    lc joão jo atos at romanos rm coríntios co gálatas gl efésios ef filipenses fp colossenses cl tessalonicenses ts
    timóteo tm tito filemom hebreus hb tiago tg pedro pe judas apocalipse ap
    """.split()
)
_SCREEN = re.compile(r"(?<![\w:.,/])(?:16:9|9:16|4:3|3:4|21:9|16:10|4:5)(?![\w:]|[.,]\d)")
_VERSE = re.compile(r"(?<![\w:.,/])(?P<chapter>\d{1,3}):(?P<first>\d{1,3})(?:[-–](?P<last>\d{1,3}))?(?![\w:]|[.,]\d)")


def rules(language: Language) -> Iterator[Rule]:
    yield from _date_rules(language)
    yield from _time_rules(language)


def _date_rules(language: Language) -> Iterator[Rule]:
    numbers = {name: number for number, name in enumerate(language.months, 1)} | dict(language.month_abbreviations)
    names, short = any_of(cased(language.months)), any_of(cased(language.month_abbreviations))
    day = re.compile(
        rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?P<ordinal>\.?[ºo°])?(?P<sep> de | |/|-|\.)(?=[{_MONTH_LETTERS}])"
        rf"(?P<month>{names}|(?P<short>{short}))(?:(?<=[^\W\d_]{{3}})(?<![^\W\d_]{{4}})\.)?"
        rf"(?:(?: de |,? | do ano de )(?P<year>{_YEAR})|[/-](?P<brief>\d{{4}}|\d{{2}}))?{NOT_BEFORE_WORD}(?!\.\w)"
    )
    listed = re.compile(
        r"(?<![\w.,/-])(?:1|0[1-9])(?=(?:(?:,| a| e| até| ao| ou|-|–) ?\d{1,2}[ºo]?){1,4}"
        rf"(?: de {names}{NOT_BEFORE_WORD}|/\d{{1,2}}(?![\d/])))"
    )
    month = re.compile(
        rf"(?<!\w)(?P<month>{short}|{names})\.?(?P<sep>/| de | |-|['’])(?P<year>(?:19|20)\d\d|\d\d)"
        r"(?!\w|[.,/]\d)"
    )
    months = re.compile(
        rf"(?<!\w)(?P<first>{short})\.?(?P<sep>[-–/])(?P<last>{short}){NOT_BEFORE_WORD}"
        r"(?:\.(?= \d|[,)]))?(?:[/ ](?P<year>(?:19|20)\d\d)(?!\w|[.,/]\d))?"
    )

    def say_day(match: re.Match[str]) -> str | None:
        number, year = numbers[match["month"].lower()], match["year"] or match["brief"]
        if not is_date(int(match["day"]), number) or (
            match["short"] and match["sep"] == " " and not year and match[0][-4:] not in _SURE_MONTHS
        ):
            return None
        said = language.date(int(match["day"]), number, full_year(year) if year else None)
        return re.sub(r"^um ", "primeiro ", said) if match["ordinal"] else said

    def say_listed(match: re.Match[str]) -> str:
        return language.date(int(match[0]), 1, None).split()[0]

    def say_month(match: re.Match[str]) -> str | None:
        is_short = match["month"].lower() in language.month_abbreviations
        if len(match["year"]) == 2 and (match["sep"] in " de " or (match["sep"] != "/" and not is_short)):
            return None
        if match["sep"] == " de " and not is_short:
            return None
        return language.date(None, numbers[match["month"].lower()], full_year(match["year"]))

    def say_months(match: re.Match[str]) -> str:
        first, last = (language.months[numbers[match[name].lower()] - 1] for name in ("first", "last"))
        year = f" de {language.year(int(match['year']))}" if match["year"] else ""
        return f"{first} {'barra' if match['sep'] == '/' else 'a'} {last}{year}"

    yield Rule(TextClass.DATE, Start.ANY_NUMBER, day, say_day, behind=f".ºo°/-d{_MONTH_LETTERS}")
    yield Rule(TextClass.DATE, Start.ANY_NUMBER, listed, say_listed, "01", ",aeo-–")
    yield Rule(TextClass.DATE, Start.ANY_WORD, month, say_month, _MONTH_LETTERS, "./d-'’0123456789")
    yield Rule(TextClass.DATE, Start.LETTER, months, say_months, _MONTH_LETTERS, ".-–/")
    every = re.compile(r"(?<![\w./,-])(?P<number>\d{1,2})/(?P=number) ?(?P<unit>h|hs|horas|dias|min)(?!\w)")
    yield Rule(TextClass.TIME, Start.DIGIT, every, lambda match: _every(language, match), behind="/")
    slash = re.compile(
        r"(?<![\w./,-])(?P<first>\d{1,4})(?:\.?[ºo°])? ?/ ?(?P<last>\d{1,4})(?P<pressure> ?mmHg)?(?![\w/-]|[.,]\d)"
    )
    yield Rule(TextClass.DATE, Start.DIGIT, slash, lambda match: _slash(language, match), behind="/.ºo°")
    rating = re.compile(r"(?<![\w./,-])(?P<points>\d{1,3}[.,]\d{1,2})/(?P<best>\d{1,3})(?![\w/-]|[.,]\d)")
    yield Rule(TextClass.RANGE, Start.DIGIT, rating, lambda match: _points(language, match), behind=".,")
    first_day = re.compile(r"(?<![\w./,-])1[ºo°]/(?P<month>\d{1,2})/(?P<year>\d{4}|\d{2})(?![\w/-])")
    yield Rule(TextClass.DATE, Start.DIGIT, first_day, lambda match: _first_day(language, match), "1", "ºo°")
    weekday = re.compile(rf"(?<!\w)(?P<day>{_WEEKDAY})")
    yield Rule(TextClass.DATE, Start.ANY_WORD, weekday, _weekday, "sStTqQdD")


def _every(language: Language, match: re.Match[str]) -> str:
    """Returns how often: `8/8h`."""
    name, gender = _EVERY.get(match["unit"], ("horas", "f"))
    number = language.cardinal(int(match["number"]), gender)
    said = f"{number} em {number} {name}"
    return said if last_words(match.string, match.start())[1] == "de" else f"de {said}"


def _slash(language: Language, match: re.Match[str]) -> str | None:
    """Returns what two numbers with a slash between them mean, if they are no fraction."""
    before = last_words(match.string, match.start())
    if " " in match[0] and not match["pressure"] and not _SPACED_DATE.fullmatch(match[0]):
        return None
    first, last = int(match["first"]), int(match["last"])
    said = [language.integer(match[name].lstrip("0") or "0") for name in ("first", "last")]
    if before[1] in _PARTS:
        return " de ".join(said)
    if _is_set(match):
        return " a ".join(said)
    if before[1] in _PAGES:
        return " a ".join(said)
    around = max(0, match.start() - _AROUND), match.end() + _AROUND
    if (before[1] == "por" and max(first, last) <= _MOST_GAMES) or _SETS.search(match.string, *around):
        return " a ".join(said)
    if match["pressure"] or (first, last) == _ALWAYS or any(word.startswith("press") for word in before):
        return " por ".join(said) + (" milímetros de mercúrio" if match["pressure"] else "")
    if (
        (before[1] == "anos" and match.string.endswith("anos ", 0, match.start()))
        or any(word.startswith("década") for word in before)
        or _YEARS.fullmatch(match[0])
    ):
        return " barra ".join(said)
    year = match["last"]
    if "º" in match[0] and len(year) == 4:
        return f"{language.ordinal(first)} de {language.year(last)}"
    if 1 <= first <= 12 and len(year) == 4 and 1900 <= last < 2100:
        return language.date(None, first, last)
    if 1 <= first <= 12 and re.fullmatch(r"[2-4]\d", year) and any(word.startswith(_EXPIRY) for word in before):
        return language.date(None, first, full_year(year))
    if re.fullmatch(r"0[1-9]/(?:2\d|3[0-5])", match[0]):
        return language.date(None, first, full_year(year))
    if (
        _MANY_FOLLOW.match(match.string, match.end())
        and last in _OUT_OF
        and first <= last
        and before[1] not in _BEFORE_DATES
    ):
        return " de ".join(said)
    if last > _LARGEST_DENOMINATOR and last < 100 and (first > last or 12 < first == last - 1):
        return " barra ".join(said)
    if not is_date(first, last) or len(match["first"]) > 2 or len(year) > 2:
        return None
    return language.date(first, last, None) if _is_day(match, before) else _rating(first, last, said)


def _is_set(match: re.Match[str]) -> bool:
    """Returns whether two numbers are the games of a set of tennis: beside other sets, and in no list of days."""
    text = match.string
    start = max(0, match.start() - _FAR_SETS)
    for sets in _SETS_AROUND.finditer(text, start, match.end() + _FAR_SETS):
        if sets.start() <= match.start() and match.end() <= sets.end():
            return last_words(text, sets.start())[1] not in _BEFORE_DATES - {"venceu"}
    return False


def _is_day(match: re.Match[str], before: tuple[str, str]) -> bool:
    """Returns whether a possible day and month is one and no fraction."""
    first, last = match["first"], match["last"]
    if first[0] == "0" or last[0] == "0" or "º" in match[0] or before[1] in ("dia", "dias") or "dias" in before:
        return True
    if _OF_FOLLOWS.match(match.string, match.end()):
        return False
    follows = _DAY_FOLLOWS.match(match.string, match.end()) if before[1] in ("de", "entre") else None
    if follows and int(follows["day"]) > int(follows["month"]):
        return True
    if before[1] in _BEFORE_DATES or int(first) > int(last) or before == ("partir", "de"):
        return True
    return before[1] in _AFTER_DATES and _DAY.fullmatch(before[0]) is not None


def _rating(first: int, last: int, said: list[str]) -> str | None:
    return " de ".join(said) if first == last else None


def _points(language: Language, match: re.Match[str]) -> str:
    return f"{language.number(language.parse(match['points']))} de {language.integer(match['best'])}"


def _first_day(language: Language, match: re.Match[str]) -> str | None:
    month = int(match["month"])
    return language.date(1, month, full_year(match["year"])) if is_date(1, month) else None


def _weekday(match: re.Match[str]) -> str | None:
    """Returns the weekday where another one or a date is beside its abbreviation, or brackets around it."""
    text, start, end = match.string, match.start(), match.end()
    name = WEEKDAYS[match["day"].lower().rstrip(".")]
    if _MANY_BEFORE.search(text, max(0, start - 5), start) and name in ("sábado", "domingo"):
        return f"{name}s"
    if match["day"].lower() in ("sáb.", "sáb"):
        return name
    if _WEEKDAY_FOLLOWS.match(text, end) or _WEEKDAY_BEFORE.search(text, max(0, start - 12), start):
        return name
    if _DATE_FOLLOWS.match(text, end - match[0].endswith(".")) or (text[start - 1 : start], text[end : end + 1]) == (
        "(",
        ")",
    ):
        return name if name in ("sábado", "domingo") else f"{name}-feira"
    return None


def _time_rules(language: Language) -> Iterator[Rule]:
    def colons(match: re.Match[str]) -> str:
        second = None if match["second"] is None else int(match["second"])
        return _with_half(language, match, int(match["minute"]), second)

    def hours(match: re.Match[str]) -> str:
        minute = int(match["minute"] or match["single"] or 0)
        if match["second"]:
            return language.time(int(match["hour"]), minute, int(match["second"]))
        said = language.time(int(match["hour"]), None if match["minutes"] else minute, None)
        return f"{said} e {_counted(language, minute, 'minuto')}" if match["minutes"] else said

    def minutes(match: re.Match[str]) -> str:
        second = language.parse(match["second"])
        seconds = f"{language.number(second)} segundo" + "s" * (not second.is_one)
        return f"{_counted(language, int(match['minute']), 'minuto')} e {seconds}"

    def screen(match: re.Match[str]) -> str:
        return " por ".join(map(language.integer, match[0].split(":")))

    def point(match: re.Match[str]) -> str:
        return language.time(int(match["hour"]), int(match["minute"]), None)

    def until(match: re.Match[str]) -> str | None:
        if _TIME_BEFORE.search(match.string, max(0, match.start() - 8), match.start()) is None:
            return None
        return "à" if int(match["hour"]) == 1 else "às"

    def verse(match: re.Match[str]) -> str | None:
        if last_words(match.string, match.start())[1] not in _BOOKS:
            return None
        chapter, first = language.integer(match["chapter"]), language.integer(match["first"])
        if not match["last"]:
            return f"{chapter} versículo {first}"
        return f"{chapter} versículos {first} a {language.integer(match['last'])}"

    def primes(match: re.Match[str]) -> str:
        second = int(match["second"]) if match["second"] else None
        if second is not None:
            return language.time(int(match["hour"]), int(match["minute"]), second)
        return f"{language.time(int(match['hour']), None, None)} e {_counted(language, int(match['minute']), 'minuto')}"

    def to_hour(match: re.Match[str]) -> str:
        said = language.time(int(match["last"]), None, None)
        return f"{language.cardinal(int(match['first']), 'f')} {'à' if int(match['last']) == 1 else 'às'} {said}"

    def proportion(match: re.Match[str]) -> str | None:
        place = max(0, match.start() - 32), match.start()
        joint = " para " if _PROPORTION_BEFORE.search(match.string, *place) else ""
        joint = " a " if _SCORE_BEFORE.search(match.string, *place) else joint
        return joint.join(language.integer(match[name]) for name in ("first", "last")) if joint else None

    def term(match: re.Match[str]) -> str:
        part = language.ordinal(int(match["part"]))
        return f"{part} {_TERMS[match['kind']]} de {language.year(full_year(match['year']))}"

    yield Rule(TextClass.DATE, Start.DIGIT, _TERM, term, "1234", "TS")
    yield Rule(TextClass.RANGE, Start.DIGIT, _PROPORTION, proportion, behind=":")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _TO_HOUR, to_hour, behind="-–—")

    def thousandths(match: re.Match[str]) -> str:
        parts = [_counted(language, int(match[name]), one) for name, one in _SPLIT if match[name] is not None]
        return f"{' e '.join(parts)} e {language.integer(match['part'])}"

    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _LAP, thousandths, behind="ms:")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _PRIMES, primes, behind="h")
    yield Rule(TextClass.TIME, Start.DIGIT, _VERSE, verse, behind=":")
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, _SCREEN, screen, behind=":")
    yield Rule(TextClass.TIME, Start.DIGIT, _COLONS, colons, behind=":")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _HOURS, hours, behind="hH")
    yield Rule(TextClass.TIME, Start.ANY_NUMBER, _MINUTES, minutes, behind="m")
    yield Rule(TextClass.TIME, Start.DIGIT, _POINT, point, behind=".")
    yield Rule(
        TextClass.TIME, Start.ANY_NUMBER, _HALF, lambda match: _with_half(language, match, None, None), behind="AaPp"
    )
    yield Rule(TextClass.TIME, Start.SIGN, _UNTIL, until, "-–—")


def _with_half(language: Language, match: re.Match[str], minute: int | None, second: int | None) -> str:
    hour = int(match["hour"])
    said = language.time(hour, minute, second)
    if match["half"] is None:
        return said
    end = "." if ends_sentence(match, certain=False) else ""
    return f"{said} {_part_of_day(hour % 12 + 12 * (match['half'] in 'pP'))}{end}"


def _part_of_day(hour: int) -> str:
    """Returns what is said behind an hour of twelve, by the hour of the day."""
    if hour < 12:
        return "da madrugada" if hour < 6 else "da manhã"
    return "da tarde" if hour < 18 else "da noite"


def _counted(language: Language, number: int, one: str) -> str:
    return f"{language.cardinal(number)} {one}" + "s" * (number != 1)

"""Rules for numbers of Portuguese with an x, a full stop or a letter: scores, times, versions, `sala 3B`."""

import re
from collections.abc import Iterator
from string import ascii_letters

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.alphanumerics import say_part
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.context import last_words
from vozes.text.normalizing.rules import IN_NUMBERS, NOT_BEFORE_WORD, Rule, Start, spell

_LOOK_BACK = 40
_START = r"(?<![\w.,])"
_SCORE = re.compile(rf"{_START}(?<![/-])(?P<first>\d{{1,3}}) ?[xX×] ?(?P<last>\d{{1,3}})(?![\w/-]|[.,]\d| ?[x×²³])")
_SCORE_BEFORE = re.compile(
    r"\b(?:placar\w*|jogo|partida|basquete|handebol|vôlei|futsal|futebol|[12]ºT|vitória|derrota|empat\w*|venc\w+|perd\w+|ganh\w+|gole\w+|bat\w+|final|resultado|sets?|fez|aplicou|levou"
    r"|tomou|abriu|virou|ficou)\b[^.!?\n]{0,24}$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"[A-ZÀ-Þ][\w.-]*(?: ?\([^()]{1,12}\))? $")
_NAME_FOLLOWS = re.compile(r" (?:\([^()]{1,12}\) ?)?[A-ZÀ-Þ]")
_UNIT_FOLLOWS = re.compile(r" ?(?:[cdkm]?m[²³23]?|px|pol|pés|metros|cent\w+|polegadas)\b")
_MOST_GOALS = 16
_SIZES = frozenset(
    """
    escala foto fotos tela grade matriz formato tamanho medindo mede medidas dimensões caixa folha área quadro tabela
    jornada sala quarto terreno lote tapete mesa cartaz painel de
    """.split()
)
"""Words before what is no score: `foto 3 x 4`."""
_DRIVES = frozenset("4x4 4x2 6x2 6x4".split())
_MODEL = re.compile(rf"{_START}(?P<model>\d{{3}})-(?P<series>\d{{1,4}})(?![\w-])")
_BUILDERS = frozenset("boeing airbus embraer".split())
_VALVES = re.compile(r"(?<=\d\.\d )(8|12|16|20|24|32)[vV](?!\w)")
_MANY_TIMES = 1000
_POINTS = re.compile(rf"{_START}\d{{1,4}}(?:\.\d{{1,4}}){{1,3}}(?!\w|[.,]\d)")
_NAMED_POINTS = re.compile(r"(?<![\w.])(?P<name>[A-Za-z]{1,12})-?(?P<points>\d{1,3}(?:\.\d{1,3}){1,3})(?!\w|[.,]\d)")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SOFTWARE = frozenset(
    """
    python java javascript typescript ecmascript php node nodejs node.js ruby rails go rust swift kotlin scala perl
    lua django flask laravel react angular vue spring linux kernel ubuntu debian fedora windows android ios ipados
    macos watchos chrome firefox safari edge office excel word photoshop blender unity unreal gcc clang cuda opengl
    directx vulkan postgres postgresql mysql mariadb mongodb redis docker kubernetes git npm pip usb bluetooth hdmi
    pcie html css http tls ssl gpt gemini claude llama mistral qwen deepseek grok tensorflow pytorch numpy versão
    versões release firmware build patch update v ver
    """.split()
)
_LABEL = re.compile(
    rf"{_START}(?<![-/])(?P<number>\d{{1,5}})(?: (?=[A-Z])|-)?(?P<letter>[A-Za-z]){NOT_BEFORE_WORD}(?!['’.]\w)"
)
_STANDARD = re.compile(r"(?<![\w.,])(?P<number>\d{3,6}):(?P<year>(?:19|20)\d\d)(?![\w:]|[.,]\d)")
_STANDARDS = frozenset("nbr iso iec en abnt".split())
_RESOLUTION = re.compile(r"[1248]\d?K|(?:240|360|480|720|1080|1440|2160|4320)[pi]")
_PLACES = frozenset(
    """
    sala portão apto apartamento ap bloco bl casa nº n° número poltrona assento fila turma série ano linha porta vaga
    box lote quadra item loja art artigo cadeira fileira mesa quarto setor voo camarote torre plataforma terminal
    saída
    """.split()
)


def rules(language: Language) -> Iterator[Rule]:
    times = re.compile(
        rf"{_START}(?=\d[\d.,]* ?[xX])(?<![/-])(?P<number>{language.number_pattern})(?P<blank> ?)[xX]{NOT_BEFORE_WORD}"
        r"(?! ?[=+*^²³]| ?/(?!dia|semana|mês|ano)| ?-? ?\d)"
    )
    yield Rule(TextClass.RANGE, Start.ANY_NUMBER, _SCORE, lambda match: _score(language, match), behind="xX×")
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _STANDARD, lambda match: _standard(language, match), behind=":")
    yield Rule(TextClass.ALPHANUMERIC, Start.DIGIT, _MODEL, lambda match: _model(language, match), behind="-")
    yield Rule(
        TextClass.MEASURE, Start.DIGIT, _VALVES, lambda match: f"{language.integer(match[1])} válvulas", behind="vV"
    )
    yield Rule(
        TextClass.CARDINAL, Start.ANY_NUMBER, times, lambda match: _times(language, match), behind=f"{IN_NUMBERS}xX"
    )
    yield Rule(TextClass.ELECTRONIC, Start.DIGIT, _POINTS, lambda match: _version(language, match), behind=".")
    yield Rule(
        TextClass.ELECTRONIC,
        Start.ATTACHED,
        _NAMED_POINTS,
        lambda match: _named_version(language, match),
        behind="-0123456789",
    )
    yield Rule(
        TextClass.ALPHANUMERIC,
        Start.ANY_NUMBER,
        _LABEL,
        lambda match: _label(language, match),
        behind=f"{ascii_letters}-",
    )


def _score(language: Language, match: re.Match[str]) -> str | None:
    said = [language.integer(match[name]) for name in ("first", "last")]
    text, before = match.string, match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    if re.match(r" ?=", text[match.end() : match.end() + 2]):
        return " vezes ".join(said)
    if match[0] in _DRIVES or _UNIT_FOLLOWS.match(text, match.end()):
        return None
    if (
        " " in match[0]
        and "×" not in match[0]
        and int(match["first"]) < _MOST_GOALS
        and last_words(text, match.start())[1] not in _SIZES
    ):
        return " a ".join(said)
    if "0" in (match["first"], match["last"]) and "×" not in match[0]:
        return " a ".join(said)
    between_names = _NAME_BEFORE.search(before) and _NAME_FOLLOWS.match(text, match.end())
    return " a ".join(said) if between_names or _SCORE_BEFORE.search(before) else None


def _standard(language: Language, match: re.Match[str]) -> str | None:
    """Returns the number and year of a standard: `NBR 9050:2020`."""
    if last_words(match.string, match.start())[1] not in _STANDARDS:
        return None
    return f"{language.integer(match['number'])} de {language.year(int(match['year']))}"


def _model(language: Language, match: re.Match[str]) -> str | None:
    """Returns the name of an aeroplane: `Boeing 737-800`."""
    if last_words(match.string, match.start())[1] not in _BUILDERS:
        return None
    return f"{language.digits_in_turn(match['model'])} {language.integer(match['series'])}"


def _times(language: Language, match: re.Match[str]) -> str | None:
    text = match.string
    if match["blank"] and not re.match(r" [a-zà-ÿ]", text[match.end() : match.end() + 2]):
        return None
    if re.search(r"[=+*/(^-] ?$", text[max(0, match.start() - 2) : match.start()]):
        return None
    number = language.parse(match["number"])
    if number.value >= _MANY_TIMES:
        return None
    return f"{language.number(number, 'f')} " + ("vez" if number.is_one else "vezes")


def _version(language: Language, match: re.Match[str]) -> str | None:
    if last_words(match.string, match.start())[1] not in _SOFTWARE:
        return None
    return " ponto ".join(language.integer(part) for part in match[0].split("."))


def _named_version(language: Language, match: re.Match[str]) -> str:
    if _THOUSANDS.fullmatch(match["points"]):
        return f"{say_part(language, match['name'])} {language.number(language.parse(match['points']))}"
    points = " ponto ".join(language.integer(part) for part in match["points"].split("."))
    return f"{say_part(language, match['name'])} {points}"


def _label(language: Language, match: re.Match[str]) -> str | None:
    """Returns a number with a letter that is a label, not a unit: `sala 3B`, `4K`."""
    if not _RESOLUTION.fullmatch(match[0]) and last_words(match.string, match.start())[1] not in _PLACES:
        return None
    return f"{language.integer(match['number'])} {spell(match['letter'])}"

"""Rules for numbers of Portuguese that are read digit by digit, and for laws: CPF, CEP, telephones, `Lei nº 8.112/90`.

The digits of Brazil's documents have shapes of their own; other numbers are told by the word before them.
"""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.dates import full_year
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.languages.portuguese.context import last_words
from vozes.text.normalizing.rules import Rule, Start, spell

_ATTACHED = r"(?<![\w.,/-])"
_END = r"(?![\w/-]|[.,]\d)"
_DOCUMENT = re.compile(
    rf"{_ATTACHED}(?:"
    r"(?P<company>\d{2}\.?\d{3}\.?\d{3}/\d{4}-\d{2})"  # CNPJ
    r"|(?P<lawsuit>\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4})"
    r"|(?:\d{3}\.\d{3}\.\d{3}[-/]\d{2}"  # CPF
    r"|\d{9}-\d{2}"
    r"|\d{4}/\d{5,9}-\d"
    r"|\d{1,2}\.\d{3}\.\d{3}-[\dXx]"  # RG
    r"|\d{3}\.\d{5}\.\d{2}-\d"  # PIS
    r"|\d{4,5}-\d{3}|\d{2}\.\d{3}-\d{3}"  # CEP, and what Portugal has
    r"|\d{4} \d{4} \d{4} \d{4}(?: \d{3})?"  # cards
    r"|\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14})"  # bills
    rf"){_END}"
)
_HYPHENS = re.compile(rf"{_ATTACHED}\d{{1,7}}(?:-\d{{1,7}}){{2,6}}(?:-[Xx])?{_END}")
_DATE = re.compile(r"\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}")
_CHECK_DIGIT = re.compile(rf"{_ATTACHED}(?P<number>\d{{3,12}}|\d{{1,3}}(?:\.\d{{3}})+)-(?P<check>[\dXx]){_END}")
_AREA = r"(?:\(0?(?:xx)?\d{2}\) ?|0?\d{2}[ -])"
_EUROPEAN = r"9[1236]\d \d{3} \d{3}|2\d \d{3} \d{2} \d{2}|(?:80[08]|707|76[01]) \d{2,3}(?: \d{2,3}){1,2}"
_TELEPHONE = re.compile(
    rf"(?<![\w.,/+-])(?:0\d{{2}}/\d{{3,4}}-\d{{4}}|(?:400\d|300\d|4020|4062)[- ]\d{{4}}"
    rf"|(?:55 )?{_AREA}9?[ .]?\d{{4}}[-. ]?\d{{4}}|9\d{{4}}-\d{{4}}"
    rf"|(?P<short>\d{{3,4}}-\d{{4}})|(?P<european>{_EUROPEAN})|(?P<free>0[3589]00)[ -]?\d{{2,4}}"
    r"(?:[ -]?\d{2,4}){0,2})(?![\w-]|[.,/]\d)(?:,? (?:ext\.|ramal|r\.) ?(?P<extension>\d{1,6})(?!\w))?"
)
_YEARS = re.compile(r"1\d{3}-(?:1\d{3}|20\d\d)|20\d\d-20\d\d")
_ANNOUNCED = frozenset(
    """
    tel tels telefone telefones fone fax cel celular whats whatsapp wpp zap contato ramal disque senha pin código cód
    protocolo rg cpf cnpj cep pis nis nif nib iban cnh renavam matrícula inscrição chave corrente agência ag isbn nsu
    boleto eleitor extensão ext rastreio cvv token otp crm crea coren ie i.e im i.m
    """.split()
)
_JOINTS = frozenset("nº n° n n.º é do número".split())
"""What may stand between such a word and its number."""
_EXTENSIONS = ("ramal", "ext", "extensão", "cvv", "cvc")
_RUN = re.compile(rf"{_ATTACHED}\d{{1,14}}(?:[ .-]\d{{2,12}}){{0,5}}(?:-[\dXx])?{_END}")
_ENDS = frozenset((name, "final") for name in "cartão conta telefone celular número chave".split())
"""What only the last digits of are given: `cartão final 1234`."""
_FEWEST_DIGITS = 4
_HARDWARE = re.compile(r"(?<![\w:-])[\dA-Fa-f]{2}(?:[:-][\dA-Fa-f]{2}){5}(?![\w:-])")
"""The address of a network card."""
_BARE = re.compile(rf"{_ATTACHED}(?=[1-9]\d*[1-9]\d{{0,4}}(?!\d))\d{{11}}(?![\d,.]|\w)")
"""Eleven digits without marks are a telephone or CPF."""
_NUMBERED = re.compile(rf"{_ATTACHED}(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,7}})/(?P<year>(?:19|20)\d\d|\d\d){_END}")
_LAWS = frozenset(
    """
    lei leis decreto decretos decreto-lei complementar provisória portaria portarias resolução resoluções instrução
    normativa emenda constitucional súmula súmulas mp ec lc pec pl plp in rdc federal estadual municipal delegada
    interministerial
    """.split()
)
_LEAVES_BEFORE = re.compile(r"\b(?:fls?\.?|folhas?) ?(?:\d{1,5}v?(?:/|-|, | e | a )){0,4}$")
_LAST_SHORT_YEAR = 30
_PAPERS = frozenset(
    """
    nº n° n n.º número processo processos edital editais contrato contratos pregão ofício parecer acórdão ata adi adpf
    hc re bo os nf memorando circular pedido chamado protocolo nota convênio ação inquérito
    """.split()
)
_ARTICLE = re.compile(
    r"(?:(?<=\b[Aa]rt\. )|(?<=\b[Aa]rtigo )|(?<=§ )|(?<=§)|(?<=\b[Pp]arágrafo ))[1-9](?![\w.,º°ª/-]|\s?%)"
)


def rules(language: Language) -> Iterator[Rule]:
    def digits(match: re.Match[str]) -> str:
        marks = {"/": " barra ", "-": " traço ", ".": " ponto "} if match["company"] or match["lawsuit"] else {}
        if match["company"]:
            marks.pop(".")
        return say_digits(language, match[0], marks)

    def hyphens(match: re.Match[str]) -> str | None:
        return None if _DATE.fullmatch(match[0]) else say_digits(language, match[0])

    def announced(match: re.Match[str]) -> str | None:
        text, place = match.string, match.start()
        if len(match[0]) < _FEWEST_DIGITS and not text[max(0, place - 10) : place].lower().rstrip(" :.").endswith(
            _EXTENSIONS
        ):
            return None
        first, last = last_words(text, place)
        if (first if last in _JOINTS else last) not in _ANNOUNCED and (first, last) not in _ENDS:
            return None
        return say_digits(language, match[0], {"-": " traço "})

    def hardware(match: re.Match[str]) -> str:
        return say_digits(language, match[0], {":": " dois pontos ", "-": " hífen "})

    def check_digit(match: re.Match[str]) -> str:
        return f"{language.digits_in_turn(match['number'].replace('.', ''))} traço {_sign(language, match['check'])}"

    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _DOCUMENT, digits, behind=".-/0123456789")
    for start, first, after in ((Start.ANY_NUMBER, "", "-./0123456789"), (Start.SIGN, "(", "")):
        yield Rule(TextClass.TELEPHONE, start, _TELEPHONE, lambda match: _telephone(language, match), first, after)
    yield Rule(
        TextClass.ELECTRONIC,
        Start.DIGIT | Start.ATTACHED,
        _HARDWARE,
        hardware,
        "0123456789abcdefABCDEF",
        "0123456789abcdefABCDEF:-",
    )
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _HYPHENS, hyphens, behind="-")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _RUN, announced)
    leaf = re.compile(r"(?<![\w.,/-])(?P<number>\d{1,5})v(?!\w)")
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, leaf, lambda match: _leaf(language, match), behind="v")
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _CHECK_DIGIT, check_digit, behind=".-")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _BARE, lambda match: language.digits_in_turn(match[0]))
    yield Rule(TextClass.DOCUMENT, Start.DIGIT, _NUMBERED, lambda match: _numbered(language, match), behind="./")
    yield Rule(TextClass.DOCUMENT, Start.ANY_NUMBER, _ARTICLE, lambda match: language.ordinal(int(match[0])))


def _leaf(language: Language, match: re.Match[str]) -> str | None:
    """Returns the number of a leaf whose back is meant: `fls. 10 e 12v`."""
    if _LEAVES_BEFORE.search(match.string, max(0, match.start() - 32), match.start()) is None:
        return None
    return f"{language.integer(match['number'])} verso"


def _year_of_law(digits: str) -> int:
    """Returns the year of a law: one of two digits that would be too far away is of the last century."""
    year = full_year(digits)
    return year if len(digits) > 2 or int(digits) <= _LAST_SHORT_YEAR else int(digits) + 1900


def say_digits(language: Language, written: str, marks: dict[str, str] | None = None) -> str:
    """Returns digits one by one, and signs between them as `marks` tell, or not at all."""
    said = (f" {_sign(language, sign)} " if sign.isalnum() else (marks or {}).get(sign, " ") for sign in written)
    return " ".join("".join(said).split())


def _sign(language: Language, sign: str) -> str:
    return language.digits[int(sign)] if sign.isdecimal() else spell(sign)


def _telephone(language: Language, match: re.Match[str]) -> str | None:
    if match["short"] and (_YEARS.fullmatch(match["short"]) or match["short"].endswith("000")):
        return None
    if match["european"] and language.tag != "pt-pt":
        return None
    written = match[0] if match["extension"] is None else match.string[match.start() : match.start("extension")]
    said = language.telephone(written)
    if match["free"]:
        said = f"zero {language.cardinal(100 * int(match['free'][1]))} {language.telephone(written[4:])}"
    if match["extension"] is None:
        return said
    word = "ramal" if "r" in written else "extensão"
    return f"{said} {word} {language.digits_in_turn(match['extension'])}"


def _numbered(language: Language, match: re.Match[str]) -> str | None:
    """Returns the number and year of a law or another paper; None where it may be a date or a fraction."""
    first, last = last_words(match.string, match.start())
    number = language.number(language.parse(match["number"]))
    if last == "nota" and match["year"] == "10":
        return None
    if "." in match["number"] or last in _LAWS or first in _LAWS:
        return f"{number} de {language.year(_year_of_law(match['year']))}"
    is_year = len(match["year"]) == 4 and len(match["number"]) > 2
    if len(match["number"]) > 4 or last in _PAPERS or is_year:
        return f"{number} barra {language.integer(match['year'])}"
    return None

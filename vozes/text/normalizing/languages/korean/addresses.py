"""Korean readings of addresses of the web and mail: domains by their Korean names or letters, words as they are."""

import re
from collections.abc import Iterator

from vozes.text.normalizing.classes import TextClass
from vozes.text.normalizing.common.acronyms import is_readable
from vozes.text.normalizing.common.electronic import TOP_LEVEL
from vozes.text.normalizing.languages.east_asian.language import EastAsian, ascii_pattern
from vozes.text.normalizing.languages.korean import tables
from vozes.text.normalizing.rules import Rule, Start, any_of

_HOST = rf"(?:[A-Za-z0-9][\w-]{{0,62}}\.){{1,8}}{any_of(TOP_LEVEL)}(?!\w|\.\w)(?::\d+)?"
_PATH = r"(?:[/?#][\w\-./?%&=+#~@:!$*,;()]*[\w/=#])?/?"
_ADDRESS = ascii_pattern(rf"(?<!\w)(?:[A-Za-z0-9][\w.+&-]{{0,64}}@{_HOST}|{_HOST}{_PATH})")
_HANDLE = ascii_pattern(r"@[A-Za-z][\w.]{0,40}(?<=\w)(?!\w)")
_PARTS = re.compile(r"[A-Za-z]+|\d+|[^\w\s]|_|\w", re.ASCII)
_LONGEST_SPELLED = 3


def korean_addresses(language: EastAsian) -> Iterator[Rule]:
    def address(match: re.Match[str]) -> str:
        return say_address(language, match[0])

    yield Rule(TextClass.ELECTRONIC, Start.SIGN, _HANDLE, address, "@")
    yield Rule(TextClass.ELECTRONIC, Start.ATTACHED | Start.DIGIT, _ADDRESS, address, behind="@.:+-_&0123456789")


def say_address(language: EastAsian, written: str) -> str:
    """Returns an address: its words as they are written, what follows a full stop spelled or by its Korean name."""
    said = []
    before = ""
    for part in _PARTS.findall(written):
        if part.isalpha():
            said.append(_word(language, part, is_domain=before == "."))
        elif part.isdecimal():
            said.append(language.digits_in_turn(part))
        else:
            said.append(language.point_word if part == "." else language.symbols.get(part, part))
        before = part
    return " ".join(said)


def _word(language: EastAsian, word: str, *, is_domain: bool) -> str:
    if is_domain and word in tables.DOMAINS:
        return tables.DOMAINS[word]
    is_spelled = len(word) == 1 or word == "www"
    is_spelled |= (is_domain or word.isupper()) and not is_readable(language, word)
    return language.spelled(word) if is_spelled or (word.isupper() and len(word) <= _LONGEST_SPELLED) else word

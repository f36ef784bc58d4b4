"""What a command says, in the language of its user: English, or Brazilian Portuguese."""

from collections.abc import Mapping
from dataclasses import dataclass

from vozes.cli.user_language import user_language


@dataclass(frozen=True)
class Words:
    language: str
    """`pt` or `en`."""
    texts: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        return self.texts[key].format_map(values)


def words_for(language: str, english: Mapping[str, str], portuguese: Mapping[str, str]) -> Words:
    """Returns the words for a reader of, say, `pt_BR`; both have the same keys."""
    is_portuguese = language.lower().startswith("pt")
    return Words("pt", portuguese) if is_portuguese else Words("en", english)


def users_words(english: Mapping[str, str], portuguese: Mapping[str, str]) -> Words:
    return words_for(user_language(), english, portuguese)

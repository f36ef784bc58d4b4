"""The JSON of pronunciation dictionaries in ElevenLabs' API. `vozes.text.lexicon` says what may stand in a rule."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field

from vozes.errors import ErrorCode, VozesError
from vozes.service.dictionaries import MOST_RULES, PronunciationDictionary
from vozes.text.lexicon.entries import LexiconEntry, checked

_ALPHABET = "ipa"


class DictionaryRule(BaseModel):
    """A word, and how it is read: either `alias` or `phoneme`."""

    type: Literal["alias", "phoneme"]
    string_to_replace: str
    alias: str | None = None
    phoneme: str | None = None
    alphabet: str | None = Field(None, description="Of `phoneme`: `ipa`; no other one is read here.")
    case_sensitive: bool | None = Field(None, description="By default it is.")
    word_boundaries: bool | None = Field(None, description="Words are found only whole, whatever is sent.")

    def entry(self) -> LexiconEntry:
        """Returns the rule as the lexicon has it. Raises VozesError(INVALID_FIELD)."""
        if self.type == "phoneme" and (self.alphabet or _ALPHABET).lower() != _ALPHABET:
            message = f"The alphabet {(self.alphabet or '')[:40]!r} is not read here: send `phoneme` in IPA."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="rules")
        respelling, ipa = (self.alias, None) if self.type == "alias" else (None, self.phoneme)
        is_sensitive = self.case_sensitive is not False
        return checked(LexiconEntry(self.string_to_replace, "", respelling, ipa, is_sensitive), "rules")

    @classmethod
    def of(cls, entry: LexiconEntry) -> "DictionaryRule":
        return cls(
            type="alias" if entry.ipa is None else "phoneme",
            string_to_replace=entry.word,
            alias=entry.respelling,
            phoneme=entry.ipa,
            alphabet=None if entry.ipa is None else _ALPHABET,
            case_sensitive=entry.case_sensitive,
            word_boundaries=True,
        )


class DictionaryFromRules(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    description: str | None = None
    rules: Annotated[list[DictionaryRule], FailFast()] = Field(description=f"At most {MOST_RULES:,}.")


class DictionaryForm(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str
    description: str = ""


class DictionaryChange(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str | None = None
    archived: bool | None = None


class AddedDictionary(BaseModel):
    id: str
    name: str
    version_id: str
    version_rules_num: int
    description: str | None
    created_by: Literal["vozes"] = "vozes"
    creation_time_unix: int
    permission_on_resource: Literal["admin"] = "admin"

    @classmethod
    def of(cls, made: PronunciationDictionary) -> "AddedDictionary":
        return cls(version_id=made.version, version_rules_num=len(made.entries), **_about(made))


class ListedDictionary(BaseModel):
    id: str
    name: str
    latest_version_id: str = Field(description="Only the latest version is kept.")
    latest_version_rules_num: int
    description: str | None
    created_by: Literal["vozes"] = "vozes"
    creation_time_unix: int
    archived_time_unix: int | None
    permission_on_resource: Literal["admin"] = "admin"

    @classmethod
    def of(cls, found: PronunciationDictionary) -> "ListedDictionary":
        return cls(**_as_listed(found))


class ShownDictionary(ListedDictionary):
    rules: list[DictionaryRule]

    @classmethod
    def of(cls, found: PronunciationDictionary) -> "ShownDictionary":
        return cls(rules=list(map(DictionaryRule.of, found.entries)), **_as_listed(found))


class ListedDictionaries(BaseModel):
    pronunciation_dictionaries: Sequence[ListedDictionary]
    next_cursor: str | None = Field(description="What asks for the next page.")
    has_more: bool


def _about(dictionary: PronunciationDictionary) -> dict[str, Any]:
    return {
        "id": dictionary.id,
        "name": dictionary.name,
        "description": dictionary.description or None,
        "creation_time_unix": dictionary.created,
    }


def _as_listed(dictionary: PronunciationDictionary) -> dict[str, Any]:
    return {
        "latest_version_id": dictionary.version,
        "latest_version_rules_num": len(dictionary.entries),
        "archived_time_unix": dictionary.archived,
        **_about(dictionary),
    }

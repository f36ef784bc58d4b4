"""The JSON of the lexicon: what comes in, what goes out. `vozes.text.lexicon` says what may stand in the fields."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, FailFast, Field

from vozes.api.responses.warnings import OF_WARNINGS, WarningEntry
from vozes.text.lexicon.entries import LONGEST_RESPELLING, LONGEST_WORD, MOST_ENTRIES, LexiconEntry, checked


class LexiconWord(BaseModel):
    """A word, and how it is read: either `respelling` or `ipa`."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(description=f"A word, or several, of up to {LONGEST_WORD} characters; found only whole.")
    language: str = Field(
        "", description="A tag such as `pt-br`; `pt` serves all its regions, and an empty one every language."
    )
    respelling: str | None = Field(
        None, description=f"What is said instead, spelled in the language: up to {LONGEST_RESPELLING} characters."
    )
    ipa: str | None = Field(None, description="Its sounds in the International Phonetic Alphabet, such as `ˈnɛksʊs`.")
    case_sensitive: Annotated[bool, Field(strict=True)] = Field(
        False, description="Whether it counts only as it is written here."
    )

    def checked(self) -> LexiconEntry:
        """Raises VozesError(INVALID_FIELD)."""
        return checked(LexiconEntry(**self.model_dump()), "entries")


class LexiconWords(BaseModel):
    entries: list[LexiconWord] = Field(description="By language and word.")


class LexiconPut(BaseModel):
    model_config = ConfigDict(extra="forbid")

    entries: Annotated[list[LexiconWord], FailFast()] = Field(description=f"A lexicon has at most {MOST_ENTRIES:,}.")
    mode: Literal["merge", "replace"] = Field(
        "merge", description="`merge` keeps all other entries, `replace` removes them."
    )


class LexiconChanges(BaseModel):
    added: int
    changed: int
    removed: int
    total: int = Field(description="How many entries there are now.")
    warnings: list[str] = Field(description="What was left out of a PLS document, and where a damaged lexicon is kept.")
    warning_codes: list[WarningEntry] = Field(description=OF_WARNINGS)

"""The user's own words: listed, added, changed and removed, as JSON or as the W3C's PLS."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from vozes.api.dependencies import ServiceOf
from vozes.api.lexicon_schemas import LexiconChanges, LexiconPut, LexiconWords
from vozes.api.middleware.body_limits import XML, content_type_of
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.responses.errors import WrongForm
from vozes.api.responses.warnings import CODES, HEADERS, warning_fields, warning_headers
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.lexicon import LexiconChange
from vozes.service.thread_pools import in_thread
from vozes.text.lexicon.entries import MOST_ENTRIES, LexiconEntry, checked_language, to_json
from vozes.text.lexicon.pls import MEDIA_TYPE, read_pls, write_pls
from vozes.warnings import CodedWarning

PATH = "/v1/lexicon"
LONGEST_BODY = 20_000_000
"""Bytes; no lexicon that is allowed is longer, written in UTF-8."""
MOST_VALUES = 10 * MOST_ENTRIES
"""Each entry has at most five fields, and each of these a name and a value."""

router = APIRouter(prefix=PATH, tags=["lexicon"])

_AS_PLS: dict[str, Any] = {MEDIA_TYPE: {"schema": {"type": "string"}}}
_LISTED: dict[int | str, dict[str, Any]] = {
    200: {
        "model": LexiconWords,
        "content": _AS_PLS,
        "headers": {
            "X-Warning": {
                "description": "Only where the file that keeps the lexicon cannot be read: why, with percent-encoding.",
                "schema": {"type": "string"},
            },
            CODES: {"description": HEADERS[CODES], "schema": {"type": "string"}},
        },
    }
}
_SCHEMA = LexiconPut.model_json_schema(ref_template="#/components/schemas/{model}")
_BODY = {
    "required": True,
    "content": {
        "application/json": {"schema": {name: part for name, part in _SCHEMA.items() if name != "$defs"}},
        **_AS_PLS,
    },
}


@router.get("", summary="List the lexicon", response_class=Response, responses={**_LISTED, **failures(422)})
async def list_entries(
    request: Request,
    service: ServiceOf,
    language: Annotated[
        str | None, Query(description="Only entries of this very tag; empty: only those for every language.")
    ] = None,
) -> Response:
    """The user's own words, which count in every request. `Accept: application/pls+xml` asks for them as the W3C's PLS,
    which is of one language: name it where there are more.
    """
    tag = None if language is None else checked_language(language, "language")
    as_pls = MEDIA_TYPE in request.headers.get("accept", "").lower()
    body, problem = await in_thread(_listed, service, tag, as_pls=as_pls)
    headers = {} if problem is None else warning_headers([problem])
    return Response(body, media_type=MEDIA_TYPE if as_pls else "application/json", headers=headers)


@router.put(
    "",
    summary="Add or change entries of the lexicon",
    responses={**WITH_BODY, **failures(503, 507)},
    openapi_extra={"requestBody": _BODY},
)
async def put_entries(
    request: Request,
    service: ServiceOf,
    language: Annotated[str | None, Query(description="The language of a PLS document, in place of its own.")] = None,
) -> LexiconChanges:
    """What is listed is added, or replaces what there is for the same word and language; all of it, or nothing where
    anything is wrong. Of a PLS document what cannot be read is left out, with a warning.
    """
    body = await request.body()
    if content_type_of(request.headers) in XML:
        document = await in_thread(read_pls, body, language)
        change = await service.library_writer.write(service.lexicon.put, document.entries)
        return _told(change, document.warnings)
    entries, replace = await in_thread(_entries_of, body)
    return _told(await service.library_writer.write(service.lexicon.put, entries, replace=replace))


@router.delete("", summary="Remove entries of the lexicon", responses=failures(404, 422, 503, 507))
async def remove_entries(
    service: ServiceOf,
    word: Annotated[str | None, Query(description="Whose entries go.")] = None,
    language: Annotated[
        str | None, Query(description="Only the word's entry of this very tag; by default those of every language.")
    ] = None,
    all: Annotated[bool, Query(description="Removes all entries there are, in place of a word's.")] = False,  # noqa: A002
) -> LexiconChanges:
    if all == (word is not None):
        raise VozesError(ErrorCode.INVALID_FIELD, "Name a word, or all=true for all entries.", param="word")
    if word is None:
        return _told(await service.library_writer.write(service.lexicon.clear))
    change = await service.library_writer.write(service.lexicon.remove, word, language)
    if not change.removed:
        raise VozesError(ErrorCode.NOT_FOUND, "The lexicon has no such entry.", param="word")
    return _told(change)


def _listed(service: Service, language: str | None, *, as_pls: bool) -> tuple[bytes, CodedWarning | None]:
    """Returns the body, and why the lexicon cannot be read."""
    entries = [each for each in service.lexicon.read().entries if language in (None, each.language)]
    return write_pls(entries, language) if as_pls else to_json(entries), service.lexicon.problem()


def _entries_of(body: bytes) -> tuple[Sequence[LexiconEntry], bool]:
    """Returns the entries, and whether all others go."""
    try:
        sent = LexiconPut.model_validate_json(body)
    except ValidationError as error:
        raise WrongForm(error.errors(), LexiconPut) from None
    return [entry.checked() for entry in sent.entries], sent.mode == "replace"


def _told(change: LexiconChange, warnings: Sequence[CodedWarning] = ()) -> LexiconChanges:
    return LexiconChanges(**asdict(change) | warning_fields([*warnings, *change.warnings]))

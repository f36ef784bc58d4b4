"""Pronunciation dictionaries as ElevenLabs has them: they count in the requests that name them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from vozes.api.dependencies import AtTheEnd, ServiceOf
from vozes.api.elevenlabs_dictionary_schemas import (
    AddedDictionary,
    DictionaryChange,
    DictionaryForm,
    DictionaryFromRules,
    ListedDictionaries,
    ListedDictionary,
    ShownDictionary,
)
from vozes.api.elevenlabs_paging import page_of
from vozes.api.forms.fields import validated
from vozes.api.forms.form import FormLimits
from vozes.api.forms.reception import receive_form
from vozes.api.openapi import form_body, form_content
from vozes.api.responses.errors import WrongForm
from vozes.api.responses.speech import ignored_fields
from vozes.api.responses.warnings import warning_headers
from vozes.api.routes.elevenlabs.matching import ELEVENLABS_WITH_BODY, elevenlabs_failures
from vozes.errors import ErrorCode, VozesError
from vozes.service.dictionaries import MOST_RULES
from vozes.service.thread_pools import in_thread
from vozes.text.lexicon.entries import LexiconEntry
from vozes.text.lexicon.pls import MEDIA_TYPE, PlsLexicon, read_pls, write_pls
from vozes.warnings import CodedWarning, WarningCode

_PREFIX = "/v1/pronunciation-dictionaries"
FROM_FILE, FROM_RULES = f"{_PREFIX}/add-from-file", f"{_PREFIX}/add-from-rules"
MOST_VALUES = 20 * MOST_RULES
"""Each rule has at most seven fields, and each of these a name and a value."""
FORM_LIMITS = FormLimits("file", files=1, file_bytes=2_000_000, field_bytes=100_000)
"""Bytes; no dictionary that is allowed is longer, written in UTF-8."""

router = APIRouter(prefix=_PREFIX, tags=["elevenlabs"])

_FAILURES = elevenlabs_failures(*ELEVENLABS_WITH_BODY, 503, 507)
_SCHEMA = DictionaryFromRules.model_json_schema(ref_template="#/components/schemas/{model}")
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {name: part for name, part in _SCHEMA.items() if name != "$defs"}}},
}


@router.get("", summary="List the pronunciation dictionaries, as ElevenLabs does", responses=elevenlabs_failures(422))
async def list_dictionaries(
    service: ServiceOf,
    page_size: Annotated[int, Query(ge=1, le=100)] = 30,
    cursor: Annotated[str | None, Query(description="As the page before told it.")] = None,
    sort: Annotated[Literal["creation_time_unix", "name"] | None, Query()] = None,
    sort_direction: Annotated[str, Query(description="`ascending` or `descending`.")] = "descending",
    include_archived: Annotated[bool, Query()] = False,
) -> ListedDictionaries:
    """They count only in the requests that name them; words that count in every request are in `/v1/lexicon`."""
    found = [each for each in await in_thread(service.dictionaries.list) if include_archived or each.archived is None]
    descending = sort_direction.lower().startswith("desc")
    if sort == "name":
        found.sort(key=lambda each: each.name.casefold(), reverse=descending)
    else:
        found.sort(key=lambda each: each.created, reverse=descending)
    page, following = page_of(found, page_size, cursor, "cursor")
    return ListedDictionaries(
        pronunciation_dictionaries=list(map(ListedDictionary.of, page)),
        next_cursor=following,
        has_more=following is not None,
    )


@router.post(
    "/add-from-rules",
    summary="Make a pronunciation dictionary of rules, as ElevenLabs does",
    responses=_FAILURES,
    openapi_extra={"requestBody": _BODY},
)
async def add_from_rules(request: Request, response: Response, service: ServiceOf) -> AddedDictionary:
    """A word is found only whole, and where nothing else is said only as it is written."""
    body = await request.body()
    sent, entries = await in_thread(_rules_of, body)
    response.headers.update(ignored_fields(sent.model_extra or ()))
    if any(rule.word_boundaries is False for rule in sent.rules):
        told = "Words are found only whole here, also those of rules with word_boundaries=false."
        response.headers.update(warning_headers([CodedWarning(WarningCode.WORDS_FOUND_WHOLE, told)]))
    made = await service.library_writer.write(service.dictionaries.add, sent.name, sent.description or "", entries)
    return AddedDictionary.of(made)


@router.post(
    "/add-from-file",
    summary="Make a pronunciation dictionary of PLS, as ElevenLabs does",
    responses=_FAILURES,
    openapi_extra=form_body(form_content(DictionaryForm, "file", "A document in the W3C's PLS.", 1, "file")),
)
async def add_from_file(
    request: Request, response: Response, service: ServiceOf, at_the_end: AtTheEnd
) -> AddedDictionary:
    """It counts in every language, whatever the document's own is, and only where a word is as it is written there.
    What cannot be read is left out, and told in `X-Warning`.
    """
    form = await at_the_end.enter_async_context(receive_form(request, service.voices.uploads, FORM_LIMITS))
    fields = validated(DictionaryForm, form.values())
    response.headers.update(ignored_fields(fields.model_extra or ()))
    if not form.files:
        raise VozesError(ErrorCode.INVALID_FIELD, "There is no file: send a document in PLS.", param="file")
    document = await in_thread(_read_file, form.files[0].path)
    response.headers.update(warning_headers(document.warnings))
    made = await service.library_writer.write(
        service.dictionaries.add, fields.name, fields.description, document.entries
    )
    return AddedDictionary.of(made)


@router.get(
    "/{dictionary_id}",
    summary="Show a pronunciation dictionary, as ElevenLabs does",
    responses=elevenlabs_failures(404, 422),
)
async def show_dictionary(dictionary_id: str, service: ServiceOf) -> ShownDictionary:
    return ShownDictionary.of(await in_thread(service.dictionaries.get, dictionary_id))


@router.patch(
    "/{dictionary_id}",
    summary="Rename a pronunciation dictionary or put it away, as ElevenLabs does",
    responses=elevenlabs_failures(*ELEVENLABS_WITH_BODY, 404, 503, 507),
)
async def change_dictionary(dictionary_id: str, change: DictionaryChange, service: ServiceOf) -> ListedDictionary:
    """What is put away is not listed, and can still be named."""
    write = service.library_writer.write
    return ListedDictionary.of(await write(service.dictionaries.change, dictionary_id, change.name, change.archived))


@router.get(
    "/{dictionary_id}/{version_id}/download",
    summary="Download a pronunciation dictionary as PLS, as ElevenLabs does",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}}, **elevenlabs_failures(404, 422)},
)
async def download_dictionary(dictionary_id: str, version_id: str, service: ServiceOf) -> Response:
    found = await in_thread(service.dictionaries.get, dictionary_id)
    if version_id != found.version:
        message = f"Only the latest version of the dictionary is kept: {found.version}."
        raise VozesError(ErrorCode.NOT_FOUND, message, param="version_id")
    return Response(write_pls(found.entries, ""), media_type=MEDIA_TYPE)


def _rules_of(body: bytes) -> tuple[DictionaryFromRules, Sequence[LexiconEntry]]:
    try:
        sent = DictionaryFromRules.model_validate_json(body)
    except ValidationError as error:
        raise WrongForm(error.errors(), DictionaryFromRules) from None
    return sent, [rule.entry() for rule in sent.rules[: MOST_RULES + 1]]


def _read_file(path: Path) -> PlsLexicon:
    document = read_pls(path.read_bytes(), "")
    return replace(document, entries=tuple(replace(entry, case_sensitive=True) for entry in document.entries))

"""What the documentation of the API says of calls beyond their types: errors, files and forms."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from vozes.api.elevenlabs_schemas import ElevenLabsError
from vozes.api.middleware.body_limits import FORM
from vozes.api.schemas import ErrorAnswer

Responses = dict[int | str, dict[str, Any]]

_SCHEMAS = "#/components/schemas/"

_FILE = {"type": "string", "format": "binary"}


def failures(*statuses: int) -> Responses:
    """Returns the answers with these statuses, all in the one shape of errors."""
    return answers_like(ErrorAnswer, statuses)


def answers_like(model: type[BaseModel], statuses: Iterable[int]) -> Responses:
    """Returns answers that are described by a schema's name: `add_failures` has the schema.

    Of a model FastAPI would make a validator anew for each status of each route, at every start.
    """
    schema = {"$ref": _SCHEMAS + model.__name__}
    return {status: {"content": {"application/json": {"schema": schema}}} for status in statuses}


def add_failures(description: dict[str, Any]) -> None:
    """Adds to the API's description the schemas of errors that `answers_like` names, and to each call the answers
    `EVERYWHERE` where its route does not describe its own.
    """
    everywhere = {
        str(status): {"description": HTTPStatus(int(status)).phrase, **answer} for status, answer in EVERYWHERE.items()
    }
    for operation in (each for methods in description["paths"].values() for each in methods.values()):
        operation["responses"] = everywhere | operation["responses"]
    _, made = models_json_schema(
        [(ErrorAnswer, "serialization"), (ElevenLabsError, "serialization")], ref_template=_SCHEMAS + "{model}"
    )
    schemas = description["components"]["schemas"]
    description["components"]["schemas"] = dict(sorted((schemas | made["$defs"]).items()))


EVERYWHERE = failures(401, 403, 429)
"""The failures that the middleware may answer to any call."""
WITH_BODY = failures(400, 408, 413, 415, 422)
"""The failures that any call with a body may answer."""


def binary(media_type: str, description: str) -> Responses:
    """Returns an answer that is a file."""
    content = {media_type: {"schema": _FILE}}
    return {200: {"description": description, "content": content}}


def playable(media_type: str, description: str) -> Responses:
    """Returns an answer that is a file, or the part of it that `Range` asks for."""
    whole = binary(media_type, description)
    return {**whole, 206: {**whole[200], "description": "The part of it that the header `Range` asks for."}}


def form_content(model: type[BaseModel], file_field: str, about: str, files: int = 1, *needed: str) -> dict[str, Any]:
    """Returns the body that is a form. `needed`: fields that must be there, the files among them.

    What the model refers to is described with the calls that take it as JSON.
    """
    schema = model.model_json_schema(ref_template=_SCHEMAS + "{model}")
    schema.pop("$defs", None)
    listed: dict[str, Any] = {"type": "array", "items": _FILE, "minItems": 1, "maxItems": files}
    schema["properties"][file_field] = {**(_FILE if files == 1 else listed), "description": about}
    schema["required"] = list(dict.fromkeys((*schema.get("required", ()), *needed)))
    return {FORM: {"schema": schema}}


def form_body(content: dict[str, Any]) -> dict[str, Any]:
    """Returns the `openapi_extra` of a call that takes nothing but a form."""
    return {"requestBody": {"required": True, "content": content}}

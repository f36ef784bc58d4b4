"""What the documentation of the API says of calls beyond their types: errors, files and forms."""

from typing import Any

from pydantic import BaseModel

from vozes.api.middleware.body_limits import FORM
from vozes.api.schemas import ErrorAnswer

Responses = dict[int | str, dict[str, Any]]

_FILE = {"type": "string", "format": "binary"}


def failures(*statuses: int) -> Responses:
    """Returns the answers with these statuses, all in the one shape of errors."""
    return {status: {"model": ErrorAnswer} for status in statuses}


EVERYWHERE = failures(401, 403, 429)
"""The failures that the middleware may answer to any call."""
WITH_BODY = failures(400, 408, 413, 415, 422)
"""The failures that any call with a body may answer."""


def binary(media_type: str, description: str) -> Responses:
    """Returns an answer that is a file."""
    content = {media_type: {"schema": _FILE}}
    return {200: {"description": description, "content": content}}


def form_content(model: type[BaseModel], file_field: str, about: str, files: int = 1, *needed: str) -> dict[str, Any]:
    """Returns the body that is a form. `needed`: fields that must be there, the files among them."""
    schema = model.model_json_schema()
    listed: dict[str, Any] = {"type": "array", "items": _FILE, "minItems": 1, "maxItems": files}
    schema["properties"][file_field] = {**(_FILE if files == 1 else listed), "description": about}
    schema["required"] = list(dict.fromkeys((*schema.get("required", ()), *needed)))
    return {FORM: {"schema": schema}}


def form_body(content: dict[str, Any]) -> dict[str, Any]:
    """Returns the `openapi_extra` of a call that takes nothing but a form."""
    return {"requestBody": {"required": True, "content": content}}

"""What the forms of calls are made of: fields that a model checks, limits of the files, the documentation of both."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from vozes.api.body import FORM, Longest
from vozes.api.errors import WrongForm
from vozes.api.forms import FormLimits
from vozes.service.voices import MOST_RECORDINGS
from vozes.settings import Settings

Model = TypeVar("Model", bound=BaseModel)

_FILE = {"type": "string", "format": "binary"}
_YES = frozenset({"true", "1", "yes", "on"})


def recording_limits(settings: Settings, file_field: str, files: int = MOST_RECORDINGS) -> FormLimits:
    return FormLimits(file_field, files, settings.max_recording_bytes, settings.max_body_bytes)


def longest_form(limits: FormLimits) -> Longest:
    """A whole form; what lies between its parts is counted as fields."""
    return Longest(limits.files * limits.file_bytes + limits.field_bytes, limits.file_bytes)


def validated(model: type[Model], values: Mapping[str, object]) -> Model:
    """Raises WrongForm, as FastAPI raises RequestValidationError for other bodies."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise WrongForm(error.errors(), model) from None


def is_yes(text: str) -> bool:
    return text.strip().lower() in _YES


def form_content(model: type[BaseModel], file_field: str, about: str, files: int = 1, *needed: str) -> dict[str, Any]:
    """The form in OpenAPI, by its content type. `needed`: fields that must be there, the files among them."""
    schema = model.model_json_schema()
    listed: dict[str, Any] = {"type": "array", "items": _FILE, "minItems": 1, "maxItems": files}
    schema["properties"][file_field] = {**(_FILE if files == 1 else listed), "description": about}
    schema["required"] = list(dict.fromkeys((*schema.get("required", ()), *needed)))
    return {FORM: {"schema": schema}}


def form_body(content: dict[str, Any]) -> dict[str, Any]:
    """For the `openapi_extra` of a call that takes nothing but a form."""
    return {"requestBody": {"required": True, "content": content}}

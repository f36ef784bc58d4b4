"""The fields and files that calls take in forms: limits, and fields that a model checks."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from vozes.api.forms.form import FormLimits, SentFile
from vozes.api.middleware.body_limits import Longest
from vozes.api.responses.errors import WrongForm
from vozes.service.voices.cloning import MOST_RECORDINGS, SentRecording
from vozes.settings import Settings

Model = TypeVar("Model", bound=BaseModel)

_YES = frozenset({"true", "1", "yes", "on"})


def recording_limits(settings: Settings, file_field: str, files: int = MOST_RECORDINGS) -> FormLimits:
    return FormLimits(file_field, files, settings.max_recording_bytes, settings.max_body_bytes)


def longest_form(limits: FormLimits) -> Longest:
    """Returns the limits of a whole form; what lies between its parts is counted as fields."""
    return Longest(limits.files * limits.file_bytes + limits.field_bytes, limits.file_bytes)


def validated(model: type[Model], values: Mapping[str, object]) -> Model:
    """Returns the fields as their model. Raises WrongForm, as FastAPI does RequestValidationError for other bodies."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise WrongForm(error.errors(), model) from None


def recordings_of(files: list[SentFile]) -> list[SentRecording]:
    return [SentRecording(sent.path, PurePath(sent.name).suffix) for sent in files]


def is_yes(text: str) -> bool:
    return text.strip().lower() in _YES

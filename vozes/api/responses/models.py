"""Shows models of the catalogue in the API's shape."""

from dataclasses import replace

from vozes.api.hidden_paths import for_caller
from vozes.api.model_schemas import Model
from vozes.models.entry import entry_of
from vozes.models.installed import InstalledModel


def show_model(found: InstalledModel) -> Model:
    """Hides where files lie from callers on other machines."""
    problem, source, pull = found.problem, found.source, found.pull
    shown = replace(
        found,
        problem=_shown(problem),
        source=source and replace(source, origin=for_caller(source.origin)),
        pull=pull and replace(pull, message=_shown(pull.message)),
    )
    return Model.model_validate(entry_of(shown))


def _shown(text: str | None) -> str | None:
    return None if text is None else for_caller(text)

"""Every setting as a flag: `queue_limit` is `--queue-limit`. The key is left out: a command line is no place for it."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from vozes.settings import Settings, load_settings

_NO_FLAG = frozenset({"api_key"})


def _setting_parameters(taken: set[str]) -> list[inspect.Parameter]:
    parameters = []
    for name, field in Settings.model_fields.items():
        if name in _NO_FLAG or name in taken:
            continue
        flag = "--" + name.replace("_", "-")
        kind: Any = bool | None if field.annotation is bool else str | None
        option = typer.Option(flag, help=field.description, rich_help_panel="Settings", show_default=False)
        parameters.append(
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option])
        )
    return parameters


def settings_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command whose first parameter is `settings` a flag for each of them instead."""
    own = list(inspect.signature(command).parameters.values())[1:]
    flags = _setting_parameters({parameter.name for parameter in own})

    @functools.wraps(command)
    def run(**values: Any) -> None:
        settings = load_settings(**{flag.name: values.pop(flag.name) for flag in flags})
        command(settings, **values)

    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    run.__signature__ = inspect.Signature(keyword_only + flags)  # type: ignore[attr-defined]
    return run

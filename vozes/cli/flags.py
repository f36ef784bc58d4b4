"""Makes every setting a flag: `queue_limit` is `--queue-limit`. The key has none: a command line is no place for it.

A command's help shows the settings that matter for it; the others are taken all the same.
"""

import functools
import inspect
import sys
from collections.abc import Callable, Collection
from contextlib import nullcontext
from typing import Annotated, Any

import typer

from vozes import config_file
from vozes.checkout import VOZES
from vozes.cli.console import Refusal
from vozes.service.home_format import opened_home
from vozes.settings import Settings, load_settings

_NO_FLAG = frozenset({"api_key"})
_HEADING = "Settings (docs/settings.md has all)"
_MODELS = ("home", "xtts_checkpoint", "styletts2_checkpoints")
_SPEECH = (
    *_MODELS, "default_engine", "default_voices", "preferred_languages", "device", "precision", "threads",
    "batch_memory_mb", "speech_retries", "max_text_characters", "first_sound_seconds", "stall_seconds",
    "load_timeout_seconds",
)  # fmt: skip
_LIBRARY = ("home", "trash_days", "keep_originals", "max_recording_bytes", "max_recording_seconds")


def _setting_parameters(taken: set[str], shown: Collection[str]) -> list[inspect.Parameter]:
    names = [name for name in Settings.model_fields if name not in _NO_FLAG and name not in taken]
    return [_setting_parameter(name, hidden=name not in shown) for name in names]


@functools.cache
def _setting_parameter(name: str, *, hidden: bool) -> inspect.Parameter:
    """Returns one for all commands that have it: to make each its own took a tenth of the time of `vozes --help`."""
    field = Settings.model_fields[name]
    kind: Any = bool | None if field.annotation is bool else str | None
    shown_help = (field.description or "").replace("[", r"\[")  # else it were Rich's markup
    flag = "--" + name.replace("_", "-")
    option = typer.Option(flag, help=shown_help, rich_help_panel=_HEADING, show_default=False, hidden=hidden)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind, option])


def settings_flags(
    command: Callable[..., None], shown: Collection[str] = Settings.model_fields, *, opens_home: bool = True
) -> Callable[..., None]:
    """Gives a command whose first parameter is `settings` a flag for each of them instead.

    `opens_home`: it is run with a home that this version knows, and is refused another one.
    """
    own = list(inspect.signature(command).parameters.values())[1:]
    flags = _setting_parameters({parameter.name for parameter in own}, shown)

    @functools.wraps(command)
    def run(**values: Any) -> None:
        settings = load_settings(**{flag.name: values.pop(flag.name) for flag in flags})
        a_command_follows = getattr(values.get("context"), "invoked_subcommand", None) is not None
        if not a_command_follows and (path := config_file.found()):
            sys.stderr.write(f"vozes: settings are taken from {path} too\n")
        with opened_home(settings.home) if opens_home else nullcontext():
            command(settings, **values)

    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    run.__signature__ = inspect.Signature(keyword_only + flags)  # type: ignore[attr-defined]
    return run


speech_flags = functools.partial(settings_flags, shown=_SPEECH)
library_flags = functools.partial(settings_flags, shown=_LIBRARY)
listing_flags = functools.partial(settings_flags, shown=_MODELS)
reading_flags = functools.partial(settings_flags, shown=("home", "preferred_languages", "max_text_characters"))
machine_flags = functools.partial(settings_flags, shown=(*_MODELS, "host", "port"))
restoring_flags = functools.partial(settings_flags, shown=("home",), opens_home=False)
address_flags = functools.partial(settings_flags, shown=("home", "host", "port"))


def refuse_misplaced(context: typer.Context, command: str) -> None:
    """Raises Refusal for an option before the command's name, which would have no effect."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source is not None and source.name == "COMMANDLINE":
            option, group = parameter.opts[0], context.info_name
            raise Refusal(
                f"{option} stands before {command}: put it behind, as in {VOZES} {group} {command} {option} …."
            )

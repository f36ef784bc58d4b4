"""Reads where the server is going to listen and to write, before it can be asked.

Flags, `VOZES_*` variables and `vozes.toml` in the working folder, in that order, as in `vozes.settings`, which
needs packages that are not installed yet. Whether a value makes sense is for the server to say.
"""

from collections.abc import Mapping, Sequence

from vozes.config_file import found, read
from vozes.service_links import is_service_link

_ON = ("true", "1", "yes", "on", "t", "y")
_COLLECTORS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
"""OpenTelemetry's own variables, of which one names where traces are sent to."""


def chosen(name: str, arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """Returns what the user chose for the setting `name`, or None."""
    return _flag(name, arguments) or _variable(name, environ) or _configured(name)


def is_on(name: str, arguments: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Returns whether the user chose a setting that is true or false; its flag stands alone."""
    if "--" + name.replace("_", "-") in arguments:
        return True
    value = environ.get(f"VOZES_{name.upper()}") or _configured(name) or ""
    return value.strip().lower() in _ON


def wanted_extras(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Returns the extras that the server needs for what the user has told it to do."""
    wanted = {
        "discovery": is_on("wyoming_discovery", arguments, environ),
        "telemetry": any(environ.get(name) for name in _COLLECTORS),
        "cluster": "--cluster" in arguments or chosen("cluster", arguments, environ) is not None,
    }
    return [name for name, is_wanted in wanted.items() if is_wanted]


def source(name: str, arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Returns where the user chose it, or could."""
    flag, variable = f"--{name}", f"VOZES_{name.upper()}"
    if _flag(name, arguments):
        return flag
    if _variable(name, environ):
        return variable
    return f"`{name}` in {found()}" if _configured(name) else f"{flag} or {variable}"


def _flag(name: str, arguments: Sequence[str]) -> str | None:
    flag = f"--{name}"
    for index, argument in enumerate(arguments):
        if argument == flag:
            return arguments[index + 1] if index + 1 < len(arguments) else None
        if argument.startswith(flag + "="):
            return argument.removeprefix(flag + "=")
    return None


def _variable(name: str, environ: Mapping[str, str]) -> str | None:
    variable = f"VOZES_{name.upper()}"
    value = environ.get(variable)
    return None if is_service_link(variable, value) else value


def _configured(name: str) -> str | None:
    try:
        values = read()
    except ValueError:
        return None
    return str(values[name]) if name in values else None

"""Writes the pages that follow from the code: `python -m docs.generate`; with `--check` it only compares.

It knows where the settings and the errors are declared, and nothing of what they do: beside headings and
introductions, every text in these pages is the code's own. The calls of the API are in `api_page.py`.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import typer
from annotated_types import Ge, Gt, Le
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from docs.api_page import api_page
from docs.markdown import COMMAND, page, table
from vozes import config_file, kept_settings
from vozes.cli import app
from vozes.errors import KINDS
from vozes.settings import ENV_PREFIX, Endpoint, Folder, Settings
from vozes.warnings import VALUES, WarningCode

FOLDER = Path(__file__).parent
UI = FOLDER.parent / "vozes" / "ui"

_TYPES: dict[Any, str] = {
    str: "text",
    str | None: "text",
    SecretStr | None: "text",
    Endpoint | None: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    Path: "folder",
    Folder | None: "folder",
    tuple[str, ...]: "list of texts",
    dict[str, str]: "table of texts",
}

_CHANGEABLE = ", ".join(f"`{name}`" for name in kept_settings.CHANGEABLE)
_SETTINGS = f"""
    Each setting can be given in three ways. Where it is given in more than one, the first of these counts:

    1. a flag of `vozes serve`, `say`, `voices`, `bench`, `smoke` and `doctor`, such as `--port 9000`; the help of a
       command shows those that matter for it, and it takes them all;
    2. an environment variable, such as `{ENV_PREFIX}PORT=9000`;
    3. a line in the file `{config_file.NAME}` in the folder where Vozes is started, such as `port = 9000`.

    These can also be changed while the server runs, on the page of the engines or by `PATCH /v1/settings`:
    {_CHANGEABLE}. That counts at once, and the file
    `{kept_settings.FILE}` in the home keeps it for the next start. What one of the three ways gives is changed there
    alone.

    A name that is not in this table is refused, in the file and among the variables that begin with `{ENV_PREFIX}`, but
    for those that [Kubernetes](proxies.md#kubernetes) makes for a service named `vozes`, which set nothing.
    In flags and variables a list is separated by commas; in the file it is a TOML list. Flags such as `--no-auth`
    stand alone; a variable takes `true` or `false`. The API key has no flag, since a command line can be read by
    others on the same machine.

    Names are written in the file as in this table, in small letters. A file in the working folder is named on the
    terminal whenever it is read. It counts only if it belongs to you (or to root) and nobody else can write it, where a
    group that is yours alone is nobody else; otherwise Vozes does not start, and says which command mends that. Windows
    does not tell owners in this way, so there every file counts.
"""

_ERRORS = """
    Every failure has the same shape, which is OpenAI's:

    ```json
    {"error": {"message": "…", "type": "…", "param": "…", "code": "…", "request_id": "req_…"}}
    ```

    `message` says what is wrong and what to do, for a person. `code` is one of this list, for a program. `type` is
    its family. `param` names the field that it is about, or is null. `request_id` is also the answer's
    `X-Request-Id`. Where the same request may succeed later, the answer carries `Retry-After`, in seconds. The
    command line prints the message and ends with status 2.
"""


_WARNINGS = """
    A warning tells what went wrong without ending an answer. Its sentence is in English; what tells the same in another
    language comes beside it, in the same order: an object with a `code` of this list, and `values` by their names. An
    answer with audio alone has both in headers, the sentences in `X-Warning` and the objects in `X-Warning-Codes`:

    ```text
    X-Warning: There is no model 'nope' here, so the selected engine speaks.
    X-Warning-Codes: [{"code":"model_replaced","values":{"model":"nope"}}]
    ```

    Sentences are joined by `; `, with percent-encoding. Where all of them would not fit into 2,000 characters, the last
    one counts the rest; `X-Warning-Codes` may end earlier still. In JSON, in events and on WebSockets the lists are the
    fields `warnings` and `warning_codes`.

    Of the values, `names` is a list of some of what it is about, and `more` how many beyond them are not named.
    `count`, `number`, `seconds`, `wished` and `speed` are numbers, `language` and `asked` are tags, `error` is one of
    [the codes of errors](errors.md), and all others are texts. Codes may be added; a program that does not know one
    has the sentence.
"""
_SAID = re.compile(r'^ +warning_(\w+?)(?:_other)?:\s+"([^"]*)"', re.MULTILINE)
"""A text of the page for a warning."""


def pages() -> dict[Path, str]:
    """Every generated page by its path, as it must be now."""
    made = {"settings": settings_page(), "errors": errors_page(), "warnings": warnings_page(), "api": api_page()}
    return {FOLDER / f"{name}.md": text for name, text in made.items()}


def settings_page() -> str:
    flags = _flags()
    rows = []
    for name, field in Settings.model_fields.items():
        flag = "--" + name.replace("_", "-")
        variable, given = f"`{ENV_PREFIX}{name.upper()}`", f"`{flag}`" if flag in flags else "none"
        rows.append((f"`{name}`", _type(field), _default(field), variable, given, field.description))
    return page("Settings", _SETTINGS, table(("Name", "Type", "Default", "Variable", "Flag", "What it does"), rows))


def errors_page() -> str:
    rows = [
        (f"`{code}`", kind.status, f"`{kind.type}`", "yes" if kind.retry else "no", kind.advice)
        for code, kind in sorted(KINDS.items(), key=lambda item: item[1].status)
    ]
    return page("Errors", _ERRORS, table(("Code", "Status", "Type", "`Retry-After`", "What to do"), rows))


def warnings_page() -> str:
    said = dict(_SAID.findall((UI / "strings" / "en" / "warnings.js").read_text("utf-8")))
    rows = [(f"`{code}`", ", ".join(f"`{name}`" for name in VALUES[code]), f"`{said[code]}`") for code in WarningCode]
    return page("Warnings", _WARNINGS, table(("Code", "Values", "What the page says"), rows))


def _flags() -> set[str]:
    group: Any = typer.main.get_command(app)
    return {flag for parameter in group.commands["serve"].params for flag in parameter.opts}


def _type(field: FieldInfo) -> str:
    if get_origin(field.annotation) is Literal:
        return "one of " + ", ".join(f"`{choice}`" for choice in get_args(field.annotation))
    text = _TYPES[field.annotation]
    for limit in field.metadata:
        match limit:
            case Ge():
                text += f", from {limit.ge}"
            case Gt():
                text += f", above {limit.gt}"
            case Le():
                text += f" to {limit.le}"
    return text


def _default(field: FieldInfo) -> str:
    if field.default_factory is not None:
        return "`.vozes` in the checkout, else the platform's folder for data"
    match field.default:
        case None | ():
            return "none"
        case tuple(parts):
            return f"`{','.join(parts)}`"
        case {} if not field.default:
            return "none"
        case dict(entries):
            return f"`{', '.join(f'{name}={value}' for name, value in entries.items())}`"
        case bool(value):
            return f"`{str(value).lower()}`"
        case float(value):
            return f"`{value:g}`"
    return f"`{field.default}`"


def main(arguments: Sequence[str]) -> int:
    """Writes the pages, or with `--check` names those that are old; the exit status is then 1."""
    check = "--check" in arguments
    made = pages()
    old = [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in old:
        if check:
            sys.stderr.write(f"docs/{path.name} is not what the code says. Run: {COMMAND}\n")
        else:
            path.write_text(made[path], "utf-8", newline="\n")
    return int(check and bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The page on the API, made from the server's own OpenAPI document: each call, and the objects that it speaks of.

The document has statuses but no error codes; which codes a call can have beyond its statuses is said here.
"""

import json
from collections.abc import Collection, Iterator
from typing import Any

from docs.markdown import page, table
from vozes.api.app import create_app
from vozes.errors import KINDS, ErrorCode
from vozes.settings import Settings

Json = dict[str, Any]

_INTRODUCTION = """
    The same can be read and tried on the server's own page `/docs`, and as OpenAPI under `/openapi.json`.

    - Bodies are JSON with `Content-Type: application/json`. A field that is not listed is refused.
    - Where the server has a key, every call but `/health` needs it: `Authorization: Bearer KEY`, or the key as the
      password of HTTP Basic, with any user name.
    - Every answer has the header `X-Request-Id`. [errors.md](errors.md) shows what an error looks like, and what each
      code means.
    - A stream that fails midway ends with a broken connection, never as if it were whole.
"""
_EVERY_CALL = frozenset(
    {
        ErrorCode.INVALID_API_KEY,
        ErrorCode.HOST_NOT_ALLOWED,
        ErrorCode.ORIGIN_NOT_ALLOWED,
        ErrorCode.NOT_FOUND,
        ErrorCode.METHOD_NOT_ALLOWED,
        ErrorCode.INTERNAL_ERROR,
    }
)
_NO_CALL = frozenset({ErrorCode.INVALID_SETTINGS, ErrorCode.CANCELLED})
"""Codes that no client of a running server reads."""
_WITH_A_BODY = frozenset({400, 413, 415, 422})
_OF_ENGINES = frozenset(
    {
        ErrorCode.INVALID_CHECKPOINT,
        ErrorCode.ENGINE_FAILED,
        ErrorCode.ENGINE_CRASHED,
        ErrorCode.OUT_OF_MEMORY,
        ErrorCode.SHUTTING_DOWN,
    }
)
_OF_SPEECH = frozenset(
    {
        ErrorCode.EMPTY_TEXT,
        ErrorCode.TEXT_TOO_LONG,
        ErrorCode.INVALID_TEXT,
        ErrorCode.NOTHING_TO_SAY,
        ErrorCode.UNKNOWN_VOICE,
        ErrorCode.UNSUPPORTED_LANGUAGE,
        ErrorCode.UNSUPPORTED_FORMAT,
        ErrorCode.UNKNOWN_OPTION,
        ErrorCode.OPTION_OUT_OF_RANGE,
        ErrorCode.INVALID_RECORDING,
    }
)


def api_page() -> str:
    about = create_app(Settings.model_construct()).openapi()
    schemas = about["components"]["schemas"]
    calls = [(verb, path, call) for path, verbs in about["paths"].items() for verb, call in verbs.items()]
    spoken_of = dict.fromkeys(name for *_, call in calls for name in _references(_content_of(call), schemas))
    return page(
        "API",
        _INTRODUCTION,
        "## Errors of every call\n\n" + _error_table(_EVERY_CALL),
        *(_describe_call(*call) for call in calls),
        "## Objects",
        *(f"### {name}\n\n{_describe_object(schemas[name])}" for name in spoken_of),
    )


def _describe_call(verb: str, path: str, call: Json) -> str:
    answer = call["responses"]["200"]
    parts = [f"## {verb.upper()} {path}", f"{call['summary']}.", call.get("description", "")]
    if parameters := call.get("parameters"):
        rows = [(f"`{p['name']}`", p["in"], _shape(p["schema"]), p.get("description", "")) for p in parameters]
        parts.append(table(("Parameter", "In", "Type", "What it is"), rows))
    if "requestBody" in call:
        optional = "" if call["requestBody"].get("required") else " (may be left out)"
        parts.append(f"Body{optional}: {_shape(call['requestBody']['content']['application/json']['schema'])}.")
    shapes = [_shape(c["schema"]) if kind.endswith("json") else f"`{kind}`" for kind, c in answer["content"].items()]
    parts.append(f"Answer: {', '.join(shapes)}.")
    if headers := answer.get("headers"):
        parts.append(
            table(("Header", "What it is"), [(f"`{n}`", h.get("description", "")) for n, h in headers.items()])
        )
    if codes := _codes(call):
        parts.append(_error_table(codes))
    return "\n\n".join(filter(None, parts))


def _codes(call: Json) -> set[ErrorCode]:
    """Those of the statuses that the call declares, without what only calls of another kind can meet."""
    (tag,) = call["tags"]
    statuses = {int(status) for status, answer in call["responses"].items() if "ErrorAnswer" in str(answer)}
    codes = {c for c in KINDS if KINDS[c].status in statuses | (_WITH_A_BODY if "requestBody" in call else set())}
    codes -= _EVERY_CALL | _NO_CALL
    codes -= set() if tag == "speech" else _OF_SPEECH
    codes -= set() if tag in ("speech", "engines") else _OF_ENGINES
    return codes - (set() if tag == "health" else {ErrorCode.NOT_READY})


def _error_table(codes: Collection[ErrorCode]) -> str:
    statuses = sorted({KINDS[code].status for code in codes})
    rows = [
        (s, ", ".join(f"`{code}`" for code in KINDS if code in codes and KINDS[code].status == s)) for s in statuses
    ]
    return table(("Status", "Error codes"), rows)


def _content_of(call: Json) -> list[Any]:
    return [call.get("requestBody"), call["responses"]["200"]]


def _references(part: Any, schemas: Json) -> Iterator[str]:
    """The names of the objects that a part of the document speaks of, and of those in them."""
    if isinstance(part, dict) and "$ref" in part:
        name = _name(part)
        yield name
        yield from _references(schemas[name], schemas)
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _references(each, schemas)


def _describe_object(schema: Json) -> str:
    if "properties" not in schema:
        return f"{_shape(schema)}."
    needed = schema.get("required", ())
    rows = [
        (f"`{name}`", _shape(field), "" if name in needed else _default(field), field.get("description", ""))
        for name, field in schema["properties"].items()
    ]
    return "\n\n".join(
        filter(None, (schema.get("description"), table(("Field", "Type", "Default", "What it is"), rows)))
    )


def _default(field: Json) -> str:
    return _json(field["default"]) if "default" in field else "none"


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _shape(schema: Json) -> str:
    if "$ref" in schema:
        return f"[{_name(schema)}](#{_name(schema).lower()})"
    if "anyOf" in schema:
        return " or ".join(map(_shape, schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        return " or ".join(map(_json, schema.get("enum", [schema.get("const")])))
    if schema["type"] == "array":
        return f"list of {_shape(schema['items'])}"
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        return f"object of {_shape(values)}"
    limits = [f"{word} {schema[key]}" for word, key in (("from", "minimum"), ("to", "maximum")) if key in schema]
    return " ".join((schema["type"], *limits))


def _json(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"

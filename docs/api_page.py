"""The page on the API, made from the server's own OpenAPI document: each call, and the objects that it speaks of.

The document has statuses but no error codes; which codes a call can have beyond its statuses is said here.
"""

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from docs.markdown import page, table
from vozes.api.app import create_app
from vozes.api.middleware.body_limits import URL_FORM
from vozes.errors import KINDS, ErrorCode
from vozes.settings import Settings

Json = dict[str, Any]

_INTRODUCTION = """
    The same can be read and tried on the server's own page `/docs`, and as OpenAPI under `/openapi.json`.

    - Bodies are JSON with `Content-Type: application/json`, or a form (`multipart/form-data`) where a call takes files.
      A field that is not listed is refused; calls that stand in for those of other servers ignore it and name it in
      `X-Ignored-Fields`.
    - Where the server has a key, every call but `/health` needs one: `Authorization: Bearer KEY`, or the key as the
      password of HTTP Basic, with any user name; the pages have a session instead. [keys.md](keys.md) says what a key
      may do.
    - Every answer has the headers `X-Request-Id` and `Cache-Control`. [errors.md](errors.md) shows what an error looks
      like, and what each code means.
    - WebSockets, for text that is still being written, are in [websockets.md](websockets.md), and `/mcp`, for
      assistants, is in [mcp.md](mcp.md).
    - `HEAD` works wherever `GET` does, and a refused method is told the others in `Allow`.
    - A stream that fails midway ends with a broken connection, one of lines with `error`: never as if it were whole.
"""
_GROUPS = ("Vozes", "OpenAI and Kokoro-FastAPI", "ElevenLabs", "other speech servers")
"""Whose calls these are, in the order of the page."""
_EVERY_CALL = frozenset(
    {
        ErrorCode.MALFORMED_REQUEST,
        ErrorCode.INVALID_API_KEY,
        ErrorCode.TOO_MANY_WRONG_KEYS,
        ErrorCode.READ_ONLY_KEY,
        ErrorCode.RATE_LIMITED,
        ErrorCode.TOO_MANY_CONNECTIONS,
        ErrorCode.SPOOL_FULL,
        ErrorCode.HOST_NOT_ALLOWED,
        ErrorCode.ORIGIN_NOT_ALLOWED,
        ErrorCode.NOT_FOUND,
        ErrorCode.METHOD_NOT_ALLOWED,
        ErrorCode.INTERNAL_ERROR,
    }
)
_NO_CALL = frozenset({ErrorCode.INVALID_SETTINGS, ErrorCode.CANCELLED, ErrorCode.DOWNLOAD_FAILED})
"""Codes that no client of a running server reads."""
_WITH_A_BODY = frozenset({400, 408, 413, 415, 422})
_CLONE = "/clone-voice$|post /v1/audio/voices$"
_AS_OTHERS = "(get|post) /tts|/api/tts|/jambonz$"
_AS_OPENAI = "/audio/speech$|/captioned_speech$"
_SPEAK = f"/synth$|{_AS_OPENAI}|/preview$|/sample/|{_AS_OTHERS}"
_ONLY_IN = {
    ErrorCode.MALFORMED_JSON: f"/synth$|{_AS_OPENAI}|/select-engine$|patch |put |post /(tts|set_tts|jambonz)",
    ErrorCode.UNKNOWN_ENGINE: "/synth$|/preview$|engine|get /v1/voices$|/api/reload$",
    ErrorCode.UNKNOWN_VOICE: f"/synth$|{_AS_OPENAI}|{{voice_id}}|/sample/|/previewvoice/|{_AS_OTHERS}",
    ErrorCode.MODEL_NOT_INSTALLED: f"{_SPEAK}|engine|{{model_id}}$|/api/reload$",
    **dict.fromkeys((ErrorCode.UNKNOWN_MODEL, ErrorCode.LOCAL_ONLY), "{model_id}"),
    ErrorCode.LICENCE_NOT_ACCEPTED: "post /v1/models",
    ErrorCode.MODEL_BUSY: "{model_id}$",
    ErrorCode.INVALID_RECORDING: f"{_SPEAK}|{_CLONE}|post /v1/audio/voice_consents$",
    ErrorCode.CONSENT_REQUIRED: _CLONE,
    ErrorCode.NAME_TAKEN: f"{_CLONE}|patch |/restore$|/import$",
    ErrorCode.INVALID_ARCHIVE: "/import$",
    ErrorCode.NOTHING_TO_SAY: _SPEAK,
    ErrorCode.NOT_READY: "/ready$",
    **dict.fromkeys((ErrorCode.QUEUE_FULL, ErrorCode.DAILY_LIMIT), _SPEAK),
    **dict.fromkeys((ErrorCode.ENGINE_FAILED, ErrorCode.SHUTTING_DOWN), f"{_SPEAK}|{_CLONE}|engine"),
    **dict.fromkeys(
        (ErrorCode.INVALID_CHECKPOINT, ErrorCode.ENGINE_CRASHED, ErrorCode.OUT_OF_MEMORY), f"{_SPEAK}|/engines/"
    ),
    **dict.fromkeys(
        (
            ErrorCode.EMPTY_TEXT,
            ErrorCode.TEXT_TOO_LONG,
            ErrorCode.INVALID_TEXT,
            ErrorCode.UNSUPPORTED_LANGUAGE,
            ErrorCode.UNSUPPORTED_FORMAT,
            ErrorCode.UNKNOWN_OPTION,
            ErrorCode.OPTION_OUT_OF_RANGE,
        ),
        f"/synth$|{_AS_OPENAI}|{_AS_OTHERS}",
    ),
}
"""Codes that not every call of their status can have; the calls are searched for as `get /v1/voices`."""


def api_page() -> str:
    about = create_app(Settings.model_construct()).openapi()
    schemas = about["components"]["schemas"]
    calls = [(verb, path, call) for path, verbs in about["paths"].items() for verb, call in verbs.items()]
    calls.sort(key=lambda call: _GROUPS.index(_group(*call[1:])))
    spoken_of = dict.fromkeys(name for *_, call in calls for name in _references(_content_of(call), schemas))
    return page(
        "API",
        _INTRODUCTION,
        "## All calls\n\nEach has a section below, with its fields.",
        *_call_tables(calls),
        "## Errors of every call\n\n" + _error_table(_EVERY_CALL),
        *(_describe_call(*call) for call in calls),
        "## Objects",
        *(f"### {name}\n\n{_describe_object(schemas[name])}" for name in spoken_of),
    )


def _call_tables(calls: Collection[tuple[str, str, Json]]) -> Iterator[str]:
    for group in _GROUPS:
        rows = [
            (f"`{verb.upper()} {path}`", call["summary"]) for verb, path, call in calls if _group(path, call) == group
        ]
        yield f"### Calls of {group}\n\n{table(('Call', 'What it does'), rows)}"


def _group(path: str, call: Json) -> str:
    """Returns one of `_GROUPS`."""
    tags = call.get("tags", ())
    if "elevenlabs" in tags:
        return "ElevenLabs"
    if "compatible" in tags:
        return "other speech servers"
    return "OpenAI and Kokoro-FastAPI" if "openai" in tags or path.startswith("/v1/audio/") else "Vozes"


def _describe_call(verb: str, path: str, call: Json) -> str:
    parts = [f"## {verb.upper()} {path}", f"{call['summary']}.", call.get("description", "")]
    if parameters := call.get("parameters"):
        rows = [(f"`{p['name']}`", p["in"], _shape(p["schema"]), p.get("description", "")) for p in parameters]
        parts.append(table(("Parameter", "In", "Type", "What it is"), rows))
    parts += _describe_body(call.get("requestBody"))
    status, answer = _success(call)
    content = answer.get("content", {})
    shapes = [_shape(c["schema"]) if kind.endswith("json") else f"`{kind}`" for kind, c in content.items()]
    parts.append(f"Answer{'' if status == '200' else f' ({status})'}: {', '.join(shapes) or 'nothing'}.")
    if headers := answer.get("headers"):
        parts.append(
            table(("Header", "What it is"), [(f"`{n}`", h.get("description", "")) for n, h in headers.items()])
        )
    if codes := _codes(verb, path, call):
        parts.append(_error_table(codes))
    return "\n\n".join(filter(None, parts))


def _describe_body(body: Json | None) -> list[str]:
    """JSON by its object, a form by its fields; where both are taken the form by what it has beside them. Documents of
    another kind by their media type.
    """
    if body is None:
        return []
    json_body, form = (body["content"].get(kind) for kind in ("application/json", "multipart/form-data"))
    parts = []
    if json_body is not None:
        optional = "" if body.get("required") else " (may be left out)"
        parts.append(f"Body{optional}: {_shape(json_body['schema'])}.")
        if fields := json_body["schema"].get("properties"):
            parts.append(_field_table(fields, json_body["schema"].get("required", ())))
    if form is not None:
        fields = form["schema"]["properties"]
        if json_body is not None:
            parts.append("Or a form, `multipart/form-data`, with the same fields and these files:")
            fields = {name: field for name, field in fields.items() if "binary" in str(field)}
        else:
            parts.append("Body: a form, `multipart/form-data`.")
        parts.append(_field_table(fields, form["schema"].get("required", ())))
    if (fields_alone := body["content"].get(URL_FORM)) is not None:
        schema = fields_alone["schema"]
        parts.append(f"Body: a form, `{URL_FORM}`.")
        parts.append(_field_table(schema["properties"], schema.get("required", ())))
    return parts + [f"Or a document, `{kind}`." for kind in body["content"] if kind.endswith("+xml")]


def _success(call: Json) -> tuple[str, Json]:
    return next((status, answer) for status, answer in call["responses"].items() if status.startswith("2"))


def _codes(verb: str, path: str, call: Json) -> set[ErrorCode]:
    """Those of the statuses that the call declares, without what only other calls can meet."""
    statuses = {int(status) for status, answer in call["responses"].items() if "ErrorAnswer" in str(answer)}
    codes = {c for c in KINDS if KINDS[c].status in statuses | (_WITH_A_BODY if "requestBody" in call else set())}
    codes -= _EVERY_CALL | _NO_CALL
    return {code for code in codes if re.search(_ONLY_IN.get(code, ""), f"{verb} {path}")}


def _error_table(codes: Collection[ErrorCode]) -> str:
    statuses = sorted({KINDS[code].status for code in codes})
    rows = [
        (s, ", ".join(f"`{code}`" for code in KINDS if code in codes and KINDS[code].status == s)) for s in statuses
    ]
    return table(("Status", "Error codes"), rows)


def _content_of(call: Json) -> list[Any]:
    return [call.get("requestBody"), _success(call)[1]]


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
    fields = _field_table(schema["properties"], schema.get("required", ()))
    return "\n\n".join(filter(None, (schema.get("description"), fields)))


def _field_table(fields: Json, needed: Collection[str]) -> str:
    rows = [
        (f"`{name}`", _shape(field), "" if name in needed else _default(field), field.get("description", ""))
        for name, field in fields.items()
    ]
    return table(("Field", "Type", "Default", "What it is"), rows)


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
    if schema.get("format") == "binary":
        return "file"
    if schema["type"] == "array" and "maxItems" in schema:
        return f"list of {_shape(schema['items'])}, {schema.get('minItems', 0)} to {schema['maxItems']:,}"
    if schema["type"] == "array":
        return f"list of {_shape(schema['items'])}"
    values = schema.get("additionalProperties")
    if isinstance(values, dict):
        return f"object of {_shape(values)}"
    limits = [f"{word} {schema[key]}" for word, key in (("from", "minimum"), ("to", "maximum")) if key in schema]
    return " ".join((schema["type"], *limits))


def _json(value: object) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`"

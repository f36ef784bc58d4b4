"""What a tool is: a name, the arguments that it takes, what it does, and what comes of it.

It knows neither the tools nor the protocol's methods.
"""

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from vozes.errors import VozesError
from vozes.mcp.messages import Json
from vozes.wording import did_you_mean, fault, sentence


class Arguments(BaseModel):
    """The arguments of a tool; others are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ToolFailure(Exception):
    """Says why a tool could not do it, and what to do, to the one who called it."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    content: tuple[Json, ...]
    structured: Json | None = None
    """The same as JSON, as the tool's output schema has it."""
    is_error: bool = False

    def as_json(self) -> Json:
        told: Json = {"content": list(self.content), "isError": self.is_error}
        return told if self.structured is None else {**told, "structuredContent": self.structured}


Tell = Callable[[float, float | None, str], Awaitable[None]]
"""Tells how far a call is: how much is done, of how much where that is known, and in words."""


@dataclass(frozen=True, slots=True)
class Tool:
    name: str
    title: str
    description: str
    arguments: type[Arguments]
    work: Callable[[Any, Tell], Awaitable[ToolResult]]
    """Is called with valid arguments. May raise VozesError and ToolFailure."""
    output: type[BaseModel] | None = None
    """What the structured result is like."""
    hints: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        told: Json = {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": _schema(self.arguments),
            "annotations": self.hints,
        }
        return told if self.output is None else {**told, "outputSchema": _schema(self.output)}

    async def call(self, given: Json, tell: Tell) -> ToolResult:
        """Returns what came of it, also where that is an error. Null stands for an argument that is left out."""
        named = {name: value for name, value in given.items() if value is not None}
        try:
            return await self.work(self.arguments.model_validate(named), tell)
        except ValidationError as error:
            return refused(self._fault(error))
        except VozesError as error:
            return refused(f"{error.message} {error.advice}")
        except ToolFailure as failure:
            return refused(str(failure))

    def _fault(self, error: ValidationError) -> str:
        """Returns a sentence on the first argument that is wrong; its value is not quoted."""
        details = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(map(str, details["loc"])) or "arguments"
        known = self.arguments.model_fields
        if details["type"] == "extra_forbidden":
            return f"There is no argument {name!r}{did_you_mean(name, known)}. {self.name} takes {', '.join(known)}."
        return sentence(fault(name, details))


def text(words: str) -> Json:
    return {"type": "text", "text": words}


def as_data(found: BaseModel) -> ToolResult:
    """Returns a result that is data, written out for clients that read texts alone."""
    content = found.model_dump(mode="json")
    return ToolResult((text(json.dumps(content, ensure_ascii=False)),), content)


def audio(data: bytes, media_type: str) -> Json:
    """Returns sound, which is meant for the user's ears: a model is spared its base64 where the client heeds that."""
    encoded = base64.b64encode(data).decode()
    return {"type": "audio", "data": encoded, "mimeType": media_type, "annotations": {"audience": ["user"]}}


def file(data: bytes, media_type: str, name: str) -> Json:
    """Returns a file whose content is in the answer, under a name for whoever keeps it."""
    resource = {"uri": f"vozes:///{name}", "mimeType": media_type, "blob": base64.b64encode(data).decode()}
    return {"type": "resource", "resource": resource, "annotations": {"audience": ["user"]}}


def refused(words: str) -> ToolResult:
    return ToolResult((text(words),), is_error=True)


def _schema(model: type[BaseModel]) -> Json:
    """Returns a model's JSON schema without the titles, which say nothing that the names do not."""
    schema = model.model_json_schema()
    schema.pop("title", None)
    schema.pop("description", None)
    for each in (schema, *schema.get("$defs", {}).values()):
        for about in each.get("properties", {}).values():
            about.pop("title", None)
    return schema

"""The Model Context Protocol for assistants on other machines; docs/mcp.md describes it, and not the API's document."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response

from vozes.api.mcp.endpoint import McpEndpoint

router = APIRouter(include_in_schema=False)


@router.post("/mcp")
async def answer(message: Annotated[Any, Body()], request: Request) -> Response:
    endpoint: McpEndpoint = request.app.state.mcp
    return await endpoint.answer(message, request)

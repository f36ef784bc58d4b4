"""Serves the pages (for speaking, for voices, for engines, of the API) with their files, and the API's description."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from vozes.api.middleware.path_prefix import PREFIX

UI = Path(__file__).parents[2] / "ui"

_REVALIDATE = {"Cache-Control": "no-cache"}
"""Browsers ask each time whether a file has changed, so that an upgrade never mixes old files with new ones."""

router = APIRouter(include_in_schema=False)


class PageFiles(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_REVALIDATE)
        return response


files = PageFiles(directory=UI)


@router.get("/")
async def page() -> FileResponse:
    return FileResponse(UI / "speaking.html", headers=_REVALIDATE)


@router.get("/voices")
async def voices() -> FileResponse:
    return FileResponse(UI / "voices.html", headers=_REVALIDATE)


@router.get("/engines")
async def engines() -> FileResponse:
    return FileResponse(UI / "engines.html", headers=_REVALIDATE)


@router.get("/docs")
async def docs() -> FileResponse:
    return FileResponse(UI / "docs.html", headers=_REVALIDATE)


@router.get("/openapi.json")
async def description(request: Request) -> JSONResponse:
    """Behind a proxy that serves it under a prefix, the description says under which."""
    prefix, described = request.scope[PREFIX], request.app.openapi()
    return JSONResponse({**described, "servers": [{"url": prefix}]} if prefix else described)

"""Serves the pages (for speaking, for voices, for engines, of the API) with their files, and the API's description.

A page has some hundred small files. Browsers ask anew for the page alone: it names the version of its files, which they
keep for good. So an upgrade never mixes old files with new ones. It also names all its modules, which browsers then ask
for at once, and not only as they meet them in one another.
"""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import blake2b, sha256
from json import dumps
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from vozes.api.middleware.path_prefix import PREFIX
from vozes.api.middleware.security_headers import page_policy

UI = Path(__file__).parents[2] / "ui"

_REVALIDATE = {"Cache-Control": "no-cache"}
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
_VERSION = "@"
"""A path below `/ui/` may begin with it and a version of the files: `/ui/@0123abcd/api.js`."""
_MODULE = re.compile(r'<script type="module" src="ui/([^"]+)">')
_IMPORT = re.compile(r'\b(?:from|import)\s*"(\.{1,2}/[^"]+)"')
_Files = tuple[tuple[str, int, int], ...]
"""Each file's path, size and time."""

router = APIRouter(include_in_schema=False)


class PageFiles(StaticFiles):
    def __init__(self) -> None:
        super().__init__(directory=UI)
        self._version = ""
        self._stats: dict[str, tuple[int, int]] = {}

    def look(self) -> tuple[str, _Files]:
        """Returns the version of the files as they are now, and the files; until the next look that one is kept."""
        files = _files()
        self._version, self._stats = _version(files), {name: (size, time) for name, size, time in files}
        return self._version, files

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(_REVALIDATE)
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answers for a version of a file with the file that there is: another one's is not kept."""
        if not path.startswith(_VERSION):
            return await super().get_response(path, scope)
        version, _, file = path.partition("/")
        response = await super().get_response(file, scope)
        if version == _VERSION + self._version and self._is_unchanged(file):
            response.headers.update(_KEEP)
        return response

    def _is_unchanged(self, file: str) -> bool:
        """Returns whether a file is what it was when the files were looked at."""
        try:
            stat = (UI / file).stat()
        except OSError:
            return False
        return self._stats.get(file) == (stat.st_size, stat.st_mtime_ns)


files = PageFiles()


@router.get("/")
def page() -> HTMLResponse:
    return _page("speaking.html")


@router.get("/voices")
def voices() -> HTMLResponse:
    return _page("voices.html")


@router.get("/engines")
def engines() -> HTMLResponse:
    return _page("engines.html")


def _page(name: str) -> HTMLResponse:
    """Returns a page whose style sheets and modules are those of the files' version.

    Modules import one another by their plain paths, which an import map leads to the version.
    """
    version, found = files.look()
    folder = f"ui/{_VERSION}{version}/"
    imports = dumps({"imports": {"./ui/": f"./{folder}", f"./{folder}": f"./{folder}"}})
    own = b64encode(sha256(imports.encode()).digest()).decode()

    def with_all_modules(script: re.Match[str]) -> str:
        preloads = (f'  <link rel="modulepreload" href="ui/{file}">\n' for file in _modules(script[1], found))
        return f'<script type="importmap">{imports}</script>\n{"".join(preloads)}  {script[0]}'

    text = _MODULE.sub(with_all_modules, (UI / name).read_text(encoding="utf-8"))
    text = text.replace('href="ui/', f'href="{folder}').replace('src="ui/', f'src="{folder}')
    return HTMLResponse(text, headers=_REVALIDATE | {"Content-Security-Policy": page_policy(f"sha256-{own}")})


@lru_cache(maxsize=8)
def _modules(first: str, _: _Files) -> tuple[str, ...]:
    """Returns the paths of all modules that one imports, and that these do; not of those that are fetched on demand."""
    found = [first]
    for module in found:
        text = (UI / module).read_text(encoding="utf-8")
        imported = (normpath(join(dirname(module), each)) for each in _IMPORT.findall(text))
        found += [each for each in dict.fromkeys(imported) if each not in found]
    return tuple(found[1:])


def _files() -> _Files:
    """Returns the files as they are now: those of a checkout change beneath a server."""
    found = ((path, path.stat()) for path in sorted(UI.rglob("*")) if path.is_file())
    return tuple((path.relative_to(UI).as_posix(), stat.st_size, stat.st_mtime_ns) for path, stat in found)


@lru_cache(maxsize=1)
def _version(files: _Files) -> str:
    """Returns a digest of what is in the files, the same on every machine."""
    digest = blake2b(digest_size=8)
    for name, size, _ in files:
        digest.update(f"{name}\0{size}\0".encode())
        digest.update((UI / name).read_bytes())
    return digest.hexdigest()


@router.get("/docs")
async def docs() -> FileResponse:
    return FileResponse(UI / "docs.html", headers=_REVALIDATE)


@router.get("/openapi.json")
async def description(request: Request) -> JSONResponse:
    """Behind a proxy that serves it under a prefix, the description says under which."""
    prefix, described = request.scope[PREFIX], request.app.openapi()
    return JSONResponse({**described, "servers": [{"url": prefix}]} if prefix else described)

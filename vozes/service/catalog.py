"""The published models while the server runs: what there is of each, and what is done with them for a client.

It knows nothing of HTTP, of who may do what, nor of how a model is fetched.
"""

import shutil
from dataclasses import replace
from pathlib import Path

from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.models.catalog import CatalogModel, catalog_model, load_catalog
from vozes.models.installed import InstalledModel, look_at
from vozes.service.pulls import Pulls
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.thread_pools import in_thread
from vozes.settings import Settings


class ModelCatalog:
    def __init__(self, registry: Registry, settings: Settings):
        self.pulls = Pulls(settings.home)
        self._registry = registry
        self._settings = engine_settings(settings)
        self._states: dict[str, str] = {}

    async def list(self) -> list[InstalledModel]:
        return [await self._look(model) for model in load_catalog()]

    async def pull(self, model_id: str, *, accept_licence: bool) -> InstalledModel:
        """Starts to fetch a model, where that does not run already, and returns what there is of it.

        Raises VozesError: UNKNOWN_MODEL, LICENCE_NOT_ACCEPTED, STORAGE_FULL, HOME_UNUSABLE.
        """
        model = catalog_model(model_id)
        if model.licence.restricted and not accept_licence:
            raise _licence_not_accepted(model)
        if (await self._look(model)).state != "pulling":
            await in_thread(_require_room, model, self._settings.home_path)
            await self.pulls.start(model_id, licence_accepted=accept_licence)
        return await self._look(model)

    async def cancel(self, model_id: str) -> InstalledModel:
        """Ends what fetches a model, where something does. Raises VozesError(UNKNOWN_MODEL)."""
        model = catalog_model(model_id)
        await self.pulls.cancel(model_id)
        return await self._look(model)

    async def _look(self, model: CatalogModel) -> InstalledModel:
        found = await in_thread(self._find, model)
        if self._states.get(model.id, found.state) != found.state:
            self._engine_of(model).supervisor.look_again()
        self._states[model.id] = found.state
        return found

    def _engine_of(self, model: CatalogModel) -> RegisteredEngine:
        return self._registry.engines[model.engine]

    def _find(self, model: CatalogModel) -> InstalledModel:
        found, pull = look_at(model, self._settings), self.pulls.look(model.id)
        runs = pull is not None and pull.state == "running"
        return replace(found, pull=pull, state="pulling" if runs else found.state)


def _licence_not_accepted(model: CatalogModel) -> VozesError:
    licence = model.licence
    message = f"{model.name} is under the licence {licence.id} ({licence.url}). {licence.permits['en']}"
    return VozesError(ErrorCode.LICENCE_NOT_ACCEPTED, message, param="accept_license")


def _require_room(model: CatalogModel, home: Path) -> None:
    """Raises VozesError(STORAGE_FULL)."""
    free = shutil.disk_usage(next(place for place in (home, *home.parents) if place.exists())).free
    needed = min(source.room for source in model.sources)
    if free < needed:
        message = f"{model.name} needs {needed / 1e6:,.0f} MB of disk, and {free / 1e6:,.0f} MB are free in {home}."
        raise VozesError(ErrorCode.STORAGE_FULL, message)

"""The published models while the server runs: what there is of each, and what is done with them for a client.

It knows nothing of HTTP, of who may do what, nor of how a model is fetched.
"""

from dataclasses import replace
from pathlib import Path

from vozes.engines.settings import engine_settings
from vozes.errors import ErrorCode, VozesError
from vozes.files import unwritable
from vozes.models.catalog import CatalogModel, catalog_model, load_catalog
from vozes.models.failures import check_room
from vozes.models.installed import InstalledModel, busy, look_at
from vozes.models.placing import check_licence, workplace
from vozes.models.pull_state import decline_pull
from vozes.models.removing import remove_model
from vozes.service.pulls import Pulls
from vozes.service.registry import RegisteredEngine, Registry
from vozes.service.thread_pools import in_thread, with_archives
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
        found = await self._look(model)
        if found.state == "pulling":
            return found
        if found.state != "installed":  # of one that is installed, the engine may lack something
            check_licence(model, accepted=accept_licence)
            await in_thread(_require_room, model, self._settings.home_path)
        await self.pulls.start(model_id, licence_accepted=accept_licence)
        return await self._look(model)

    async def cancel(self, model_id: str) -> InstalledModel:
        """Ends what fetches a model, where something does; no start then gets it unasked. Raises
        VozesError(UNKNOWN_MODEL).
        """
        model = catalog_model(model_id)
        if (await self._look(model)).state == "pulling":
            await in_thread(decline_pull, self._settings.home_path, model_id)  # so that what ends can say why
            await self.pulls.cancel(model_id)
            await in_thread(decline_pull, self._settings.home_path, model_id)  # where it had just begun
        return await self._look(model)

    async def remove(self, model_id: str) -> InstalledModel:
        """Removes a model, after unloading its engine.

        Raises VozesError: UNKNOWN_MODEL, MODEL_NOT_INSTALLED, MODEL_BUSY, INVALID_FIELD where it is another program's,
        HOME_UNUSABLE.
        """
        model = catalog_model(model_id)
        state, supervisor = (await self._look(model)).state, self._engine_of(model).supervisor
        if state == "pulling":
            raise busy(model)
        if state == "absent":  # but for what a pull has left that was broken off
            await self._remove(model)
        elif supervisor.is_busy:
            message = f"{model.name} cannot be removed: its engine is at work at this moment."
            raise VozesError(ErrorCode.MODEL_BUSY, message, param="model")
        else:
            async with supervisor.kept_unloaded():
                await self._remove(model)
            self._registry.deselect_missing()
        return await self._look(model)

    async def _remove(self, model: CatalogModel) -> None:
        try:
            await with_archives(remove_model, model, self._settings)
        except OSError as error:
            raise unwritable(f"{model.name} cannot be removed", error) from error
        self.pulls.forget(model.id)

    async def _look(self, model: CatalogModel) -> InstalledModel:
        found = await in_thread(self._find, model)
        if self._states.get(model.id, found.state) != found.state:
            await self._engine_of(model).supervisor.look_again()
        self._states[model.id] = found.state
        return found

    def _engine_of(self, model: CatalogModel) -> RegisteredEngine:
        return self._registry.engines[model.engine]

    def _find(self, model: CatalogModel) -> InstalledModel:
        found, pull = look_at(model, self._settings), self.pulls.look(model.id)
        runs = pull is not None and pull.state == "running"
        return replace(found, pull=pull, state="pulling" if runs else found.state)


def _require_room(model: CatalogModel, home: Path) -> None:
    """Raises VozesError(STORAGE_FULL); what was fetched before it was broken off takes none."""
    there = sum(path.stat().st_size for path in workplace(model, home).rglob("*") if path.is_file())
    check_room(home, min(source.room for source in model.sources) - there, model.name)

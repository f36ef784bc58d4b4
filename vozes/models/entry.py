"""What a model is shown as, to programs: the same entry through the API and by `vozes models list --json`."""

from vozes.models.installed import InstalledModel
from vozes.models.provenance import Provenance
from vozes.models.pull_state import PullState


def entry_of(found: InstalledModel) -> dict[str, object]:
    """Returns it as JSON has it."""
    model, licence = found.model, found.model.licence
    return {
        "id": model.id,
        "engine": model.engine,
        "name": model.name,
        "languages": list(model.languages),
        "bytes": model.bytes,
        "licence": {
            "id": licence.id,
            "url": licence.url,
            "permits": dict(licence.permits),
            "restricted": licence.restricted,
        },
        "state": found.state,
        "problem": found.problem,
        "source": None if found.source is None else _source(found.source),
        "pull": None if found.pull is None else pull_entry(found.pull),
    }


def pull_entry(pull: PullState) -> dict[str, object]:
    """Returns how far a pull is, as JSON has it."""
    names = ("state", "stage", "bytes_done", "bytes_total", "seconds_left", "message", "code")
    return {name: getattr(pull, name) for name in names}


def _source(source: Provenance) -> dict[str, object]:
    return {
        "kind": source.kind,
        "from": source.origin,
        "eight_bit": source.eight_bit,
        "installed_at": source.installed_at,
        "licence_accepted_at": source.licence_accepted_at,
    }

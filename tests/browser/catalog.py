"""What the server would say of the models that can be installed, made up."""

from typing import Any

_MODELS: dict[str, dict[str, Any]] = {
    "kokoro": {"engine": "styletts2", "name": "Kokoro-82M", "languages": ["pt-br", "en-us"], "bytes": 355_480_000},
    "xtts_v2": {"engine": "xtts_v2", "name": "XTTS v2", "languages": ["pt", "en"], "bytes": 1_876_049_523},
}
_FREE = {
    "id": "Apache-2.0",
    "url": "https://free.example/",
    "permits": {"en": "Any use.", "pt-BR": "Qualquer uso."},
    "restricted": False,
}
_RESTRICTED = {
    "id": "CPML-1.0.0",
    "url": "https://restricted.example/",
    "permits": {"en": "No commercial use.", "pt-BR": "Nenhum uso comercial."},
    "restricted": True,
}


def model(model_id: str, **changes: object) -> dict[str, Any]:
    """Returns an entry of the catalogue; a model that is not installed, unless `changes` say otherwise."""
    licence = _RESTRICTED if model_id == "xtts_v2" else _FREE
    nothing = {"problem": None, "source": None, "pull": None}
    return {"id": model_id, "licence": licence, "state": "absent"} | nothing | _MODELS[model_id] | changes


def pulling(stage: str, done: int | None = None, total: int | None = None, left: float | None = None) -> dict[str, Any]:
    """Returns the changes of a model that is being installed."""
    amounts = {"bytes_done": done, "bytes_total": total, "seconds_left": left}
    return {"state": "pulling", "pull": {"state": "running", "stage": stage, "message": None, "code": None, **amounts}}


def ended(state: str, message: str | None = None, code: str | None = None) -> dict[str, Any]:
    """Returns the changes of a model whose installation `failed` or was `cancelled`."""
    return {"pull": pulling("download")["pull"] | {"state": state, "message": message, "code": code}}


def catalog(*models: dict[str, Any], may_change: bool = True) -> dict[str, Any]:
    """Returns an answer with these models and, as they are by default, the others."""
    others = [model(each) for each in _MODELS if each not in {given["id"] for given in models}]
    return {"may_change": may_change, "models": [*models, *others]}

"""The settings: what counts now, and changing those for which the server need not be started again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from pydantic import SecretStr

from vozes.api.dependencies import OWNER, AdviceLanguage, IsOwner, ServiceOf
from vozes.api.hidden_paths import for_caller
from vozes.api.openapi import WITH_BODY, failures
from vozes.api.settings_schemas import SettingsChange, ShownSetting, ShownSettings
from vozes.kept_settings import CHANGEABLE
from vozes.settings import Settings
from vozes.settings_portuguese import PORTUGUESE

router = APIRouter(prefix="/v1/settings", tags=["settings"])


@router.get("", summary="Show the settings", responses=failures(422))
async def show_settings(service: ServiceOf, is_owner: IsOwner, language: AdviceLanguage) -> ShownSettings:
    """All of them, with what gives each its value. Who may not change any sees only those that can be changed. `help`
    is in Portuguese or in English, whichever `Accept-Language` names first.
    """
    return _shown(service.settings, language, is_owner=is_owner)


@router.patch(
    "",
    summary="Change settings",
    dependencies=OWNER,
    responses={**WITH_BODY, **failures(404, 409, 503, 507)},
)
async def change_settings(service: ServiceOf, body: SettingsChange, language: AdviceLanguage) -> ShownSettings:
    """They count at once, and after a restart as well, since the home keeps them. What a flag, a variable or
    `vozes.toml` gives is not changed here.
    """
    await service.changeable.change({name: getattr(body, name) for name in body.model_fields_set})
    return _shown(service.settings, language, is_owner=True)


def _shown(settings: Settings, language: str, *, is_owner: bool) -> ShownSettings:
    shown = [each for each in _all(settings, language) if is_owner or each.changeable]
    return ShownSettings(may_change=is_owner, settings=shown)


def _all(settings: Settings, language: str) -> Iterator[ShownSetting]:
    for name, field in Settings.model_fields.items():
        source = settings.fixed_by.get(name)
        yield ShownSetting(
            name=name,
            value=_as_json(getattr(settings, name)),
            default=_as_json(field.default if field.default_factory is None else None),
            changeable=name in CHANGEABLE,
            fixed_by=None if source is None else for_caller(source),
            help=PORTUGUESE[name] if language == "pt" else field.description or "",
        )


def _as_json(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return None
    return for_caller(str(value)) if isinstance(value, Path) else value

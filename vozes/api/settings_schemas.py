"""The JSON of the API about settings: what comes in, what goes out."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

MOST_LANGUAGES = 100

SettingValue = bool | int | float | str | list[str] | dict[str, str] | None


class ShownSetting(BaseModel):
    """A setting as it counts now."""

    name: str
    value: SettingValue = Field(description="Null also for a key, which is never shown.")
    default: SettingValue
    changeable: bool = Field(description="Whether it can be changed while the server runs.")
    fixed_by: str | None = Field(
        description="The flag, the variable or the file that gives it; then it is changed there alone."
    )
    help: str = Field(description="What it does, in the language of `Accept-Language`.")


class ShownSettings(BaseModel):
    may_change: bool = Field(description="Whether this caller may change settings, and sees all of them.")
    settings: list[ShownSetting]


class SettingsChange(BaseModel):
    """What is left out stays; null goes back to the default."""

    model_config = ConfigDict(extra="forbid")

    preferred_languages: Annotated[list[str], Field(min_length=1, max_length=MOST_LANGUAGES)] | None = None
    default_voices: Annotated[dict[str, str], Field(max_length=MOST_LANGUAGES)] | None = Field(
        None, description="Voices by language; a language that is not named keeps the voice that it has by default."
    )
    idle_unload_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    queue_limit: Annotated[int, Field(ge=0)] | None = None

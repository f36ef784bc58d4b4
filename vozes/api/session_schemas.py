"""The JSON of sessions: what comes in, what goes out."""

from pydantic import BaseModel, ConfigDict, Field


class SessionRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    remember: bool = Field(False, description="Keep the session for 30 days, instead of until the browser is closed.")


class SessionKey(BaseModel):
    name: str | None = Field(description="Null for the key of the settings.")
    read_only: bool = Field(description="Whether it neither speaks nor changes anything.")
    per_minute: int | None = Field(description="Requests in a minute; null: as many as there come.")
    characters_per_day: int | None = Field(description="Characters that may be spoken in a day of UTC; null: any.")


class Session(BaseModel):
    signed_in: bool = Field(description="Whether this browser has a session.")
    key: SessionKey | None = Field(description="The key that the call brought; null where the server demands none.")

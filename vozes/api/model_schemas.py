"""The JSON of the API about published models: what comes in, what goes out."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Licence(BaseModel):
    id: str
    url: str
    permits: dict[str, str] = Field(description="What it permits, in a sentence, by language: `en` and `pt-BR`.")
    restricted: bool = Field(description="Whether it has to be accepted before the model is fetched.")


class ModelSource(BaseModel):
    """Where an installed model came from."""

    kind: Literal["hub", "registry", "import"] = Field(description="The model hub, package registries, or own files.")
    origin: str = Field(
        alias="from", description="A repository with its revision, packages with versions, or a folder."
    )
    eight_bit: bool = Field(description="Whether its weights were made of a release in 8 bits.")
    installed_at: str = Field(description="ISO 8601, in UTC.")
    licence_accepted_at: str | None = Field(description="Null where nothing has to be accepted.")


class ModelPull(BaseModel):
    """How far the fetching of a model is, or how the last try ended."""

    state: Literal["running", "done", "failed", "cancelled"]
    stage: str = Field(
        description="`starting`, then `torch`, `packages`, `download`, `convert` and `check`; some may be left out."
    )
    bytes_done: int | None = Field(description="Of this stage; null where its work is not counted in bytes.")
    bytes_total: int | None = Field(description="Of this stage; null where that is unknown.")
    seconds_left: float | None = Field(description="Until this stage ends; null where that is unknown.")
    message: str | None = Field(description="Why it ended, and what to do.")
    code: str | None = Field(description="The kind of that, an error's code, for words in any language.")


class Model(BaseModel):
    id: str = Field(description="What `engine` in a request may be, too.")
    engine: str = Field(description="The id of the engine that speaks with it.")
    name: str
    languages: list[str]
    bytes: int = Field(description="To fetch, roughly.")
    licence: Licence
    state: Literal["absent", "pulling", "installed", "damaged"]
    problem: str | None = Field(description="What is wrong with one that is damaged.")
    source: ModelSource | None = Field(description="Null where it is absent, or was put there by others.")
    pull: ModelPull | None = Field(description="Null where nobody has tried to fetch it.")


class Models(BaseModel):
    may_change: bool = Field(description="Whether this caller may install and remove models.")
    models: list[Model]


class PullRequest(BaseModel):
    model_config = ConfigDict(extra="forbid")

    accept_license: bool = Field(False, description="That its licence is accepted, where it is restricted.")

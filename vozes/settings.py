"""All settings, in one frozen object: command-line flags, `VOZES_*` variables and `vozes.toml`, in that order, and what
was changed while a server ran (`kept_settings.py`).

Unknown names are refused. The help texts here are the settings page of the documentation.
It knows nothing of what the settings are used for, and makes no folder.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    create_model,
    field_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from vozes import config_file, kept_settings
from vozes.checkout import CHECKOUT, STARTED_AS, VOZES
from vozes.errors import ErrorCode, VozesError
from vozes.service_links import is_service_link, without_service_links
from vozes.wording import did_you_mean, fault

ENV_PREFIX = "VOZES_"


def _split_commas(value: Any) -> Any:
    """`a, b` in a variable or flag is the list ["a", "b"]; a TOML file has real lists."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _read_table(value: Any) -> Any:
    """`pt-br=pf_dora, es=em_alex`, or a list of such, is the table {"pt-br": "pf_dora", "es": "em_alex"}."""
    entries = _split_commas(value)
    if not isinstance(entries, list | tuple):
        return entries
    pairs = [str(entry).partition("=") for entry in entries]
    table = {tag.strip(): voice.strip() for tag, _, voice in pairs}
    if not all(tag and voice for tag, voice in table.items()):
        raise ValueError("must be entries such as pt-br=pf_dora")
    return table


def _check_replicas(table: dict[str, str]) -> dict[str, str]:
    """Raises ValueError for what is no number of nodes and no range of such."""
    if not all(re.fullmatch(r"[1-9]\d{0,4}(-[1-9]\d{0,4})?", bounds) for bounds in table.values()):
        raise ValueError("must be entries such as xtts_v2=4 or xtts_v2=2-4")
    if any(least > most for least, most in map(_bounds, table.values())):
        raise ValueError("must be entries whose first number is not the larger one")
    return table


def _bounds(text: str) -> tuple[int, int]:
    """Returns the least and the most."""
    least, dash, most = text.partition("-")
    return (int(least), int(most)) if dash else (1, int(least))


def _absolute(path: Path) -> Path:
    return path.expanduser().absolute()


def _own_folder() -> Path:
    """Returns the default home: in a checkout that of `start.py`, so that both find the same voices."""
    return CHECKOUT / ".vozes" if CHECKOUT else Path(platformdirs.user_data_dir("vozes", appauthor=False))


def _read_endpoint(value: Any) -> Any:
    """`10200` and `0.0.0.0:10200` are what they say; raises ValueError for what is no such address."""
    if isinstance(value, int | str):
        _endpoint(value := str(value))
    return value


def _endpoint(text: str) -> tuple[str, int]:
    """Returns host and port; raises ValueError."""
    host, colon, port = text.rpartition(":")
    if not port.isascii() or not port.isdecimal() or int(port) > 65535 or (colon and not host):
        raise ValueError("must be a port such as 10200, or an address and a port such as 0.0.0.0:10200")
    return host or "127.0.0.1", int(port)


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split_commas)]
VoiceTable = Annotated[dict[str, str], NoDecode, BeforeValidator(_read_table)]
ReplicaTable = Annotated[dict[str, str], NoDecode, BeforeValidator(_read_table), AfterValidator(_check_replicas)]
Endpoint = Annotated[str, BeforeValidator(_read_endpoint)]
Folder = Annotated[Path, AfterValidator(_absolute)]

BEST_VOICES = {
    "pt-br": "pf_dora", "en-us": "af_heart", "en-gb": "bf_emma", "es": "ef_dora", "fr-fr": "ff_siwis",
    "it": "if_sara", "hi": "hf_alpha", "ja": "jf_alpha", "zh": "zf_xiaobei",
}  # fmt: skip
"""The best voice of the natural model for each of its languages."""


class _KeptSource(InitSettingsSource):
    """What the home keeps, which the sources before it name."""

    def __init__(self, settings_cls: type[BaseSettings]):
        super().__init__(settings_cls, {})

    def __call__(self) -> dict[str, Any]:
        home = self.current_state.get("home")
        return kept_settings.read(_absolute(Path(home)) if isinstance(home, str | Path) else _own_folder())


class Settings(BaseSettings):
    """Each field: its type and bounds, its default, and the help text that the documentation shows."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="Address to listen on; beyond loopback it takes `api_key` or `no_auth`.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    home: Folder = Field(
        default_factory=_own_folder,
        description="Folder for everything that is written; in a checkout with a `.venv` of its own its `.vozes`.",
    )
    shared_home: bool = Field(
        False,
        description=(
            "Let other servers that set it too have the same home, behind one load balancer: they share keys and their "
            "limits, the selected engine, voices and what is changed on the page (docs/scale.md). Not on Windows."
        ),
    )
    api_key: SecretStr | None = Field(
        None,
        description=(
            "Key that every call but `/health` must carry, as a Bearer token or as a password; keys of "
            "`vozes keys` do too."
        ),
    )
    open_lists: bool = Field(
        False,
        description=(
            "Answer without a key who asks for the lists of voices and models, as some programs do; what you wrote of "
            "your own voices is in them."
        ),
    )
    log_format: Literal["text", "json"] = Field(
        "text",
        description=(
            "Lines of the log: text for people, or JSON for what collects logs, with the request's id and none of "
            "users' words."
        ),
    )
    open_metrics: bool = Field(
        False, description="Answer without a key who asks for `/metrics`: figures for Prometheus, with nobody's words."
    )
    no_auth: bool = Field(
        False,
        description="Allow listening beyond loopback without a key. Anyone on the network can then use the server.",
    )
    wrong_keys_per_minute: int = Field(
        20,
        ge=2,
        description=(
            "Wrong keys that an address may send in a minute; then it waits, with the right key too. "
            "Pages of other sites may make a browser send half of them."
        ),
    )
    trusted_proxies: Names = Field(
        (),
        description=(
            "Addresses or networks of proxies whose `X-Forwarded-For`, `-Proto`, `-Host`, `-Port` and `-Prefix` count, "
            "e.g. `127.0.0.1`. Nobody else's do."
        ),
    )
    root_path: str = Field(
        "",
        description=(
            "Path under which a proxy has the server, such as `/vozes`, whether the proxy passes it on or takes it off."
        ),
    )
    allowed_hosts: Names = Field(
        (),
        description="Host names, beside loopback's, under which it may be reached; `*.example.org` allows subdomains.",
    )
    cors_origins: Names = Field(
        (),
        description=(
            "Origins of other web pages that may call the API, e.g. `https://app.example.org`; or programs by name: "
            "`sillytavern`, `open-webui`, `obsidian`, `browser-extensions`."
        ),
    )
    wyoming: Endpoint | None = Field(
        None,
        description=(
            "Port, or address and port such as `0.0.0.0:10200`, on which Home Assistant and others that speak Wyoming "
            "are served too. A port alone is on loopback; that protocol has no key."
        ),
    )
    wyoming_discovery: bool = Field(
        False, description="Tell the network by mDNS where `wyoming` is, so that Home Assistant finds it by itself."
    )
    cluster: str | None = Field(
        None,
        description=(
            "Ray cluster on whose nodes the engines run: `auto` is the one that this machine is a node of, or an "
            "address such as `10.0.0.5:6379`. It takes the extra `cluster` (docs/scale.md)."
        ),
    )
    cluster_replicas: ReplicaTable = Field(
        {},
        description=(
            "Nodes of the cluster on which an engine is loaded: at most, as in `xtts_v2=4`, or at least and at most, "
            "as in `xtts_v2=2-4`. One that is not named is loaded on one, and on as many as there are when it is "
            "needed; in the file it is a table."
        ),
    )
    default_engine: str = Field(
        "auto",
        description=(
            "Engine, or model, that speaks until another one is selected; `/ready` waits for it. `auto`: Kokoro in its "
            "languages once it is installed, eSpeak in all others and until then."
        ),
    )
    default_voices: VoiceTable = Field(
        BEST_VOICES,
        description=(
            "Voice that speaks a language where a request names none, one of your own too. A language that is not "
            "named keeps its voice; in the file it is a table, `[default_voices]`."
        ),
    )
    openai_voices: VoiceTable = Field(
        {},
        description=(
            "Voices, your own too, for the names of OpenAI (`alloy`, `nova` and so on) on `/v1/audio/speech`. A name "
            "that is not in it gets a voice of its kind in the language of the text; in the file it is a table."
        ),
    )
    elevenlabs_voices: VoiceTable = Field(
        {},
        description=(
            "Voices, your own too, for the ids of voices at ElevenLabs, cloned ones too, on `/v1/text-to-speech`. An "
            "id of its premade voices that is not in it gets a voice of its kind; in the file it is a table."
        ),
    )
    preferred_languages: Names = Field(
        ("pt-br", "en-us"), description="Languages to choose from when a text is too short to tell its language."
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = Field(
        "auto", description="What the neural engines compute on; `auto` takes a GPU where there is one."
    )
    precision: Literal["auto", "int8", "float32", "bfloat16", "float16"] = Field(
        "auto", description="Numbers that the neural engines compute with; `auto` takes what suits the device."
    )
    threads: int = Field(
        0, ge=0, description="Processor threads that a neural engine may use; 0 takes as many as there are cores."
    )
    kernels: Literal["auto", "amx", "avx512", "avx2", "neon_dotprod", "neon", "none"] = Field(
        "auto",
        description=(
            "Level of the neural engines' own kernels on a processor, to measure or to work around one; `auto` takes "
            "the best that was built and that the processor can run, `none` leaves all to torch."
        ),
    )
    batch_memory_mb: int = Field(
        1024, ge=64, description="Memory in MB that a neural engine may use for all that it speaks at once."
    )
    engine_memory_mb: int = Field(
        0,
        ge=0,
        description=(
            "Memory in MB that an engine's process may take for itself, on Linux; 0 does not bound it. "
            "What a GPU's driver maps and the weights that are read in place count little or not."
        ),
    )
    speech_retries: int = Field(
        2, ge=0, le=5, description="How often a sentence that went wrong is spoken again with another seed."
    )
    xtts_checkpoint: Folder | None = Field(
        None,
        description=(
            "Folder of an XTTS v2 checkpoint (model.pth, config.json, vocab.json, speakers_xtts.pth); "
            "without it the known places are looked in."
        ),
    )
    styletts2_checkpoints: Folder | None = Field(
        None,
        description=(
            "Folder of a model of the StyleTTS 2 family (weights and config.yml, or config.json and voices/*.pt), "
            "or of several in folders of their own; without it the known places are looked in."
        ),
    )
    max_text_characters: int = Field(100_000, ge=1, description="Longest text of one request, in characters.")
    max_body_bytes: int = Field(
        1_000_000, ge=1_000, description="Largest body of one request, in bytes; files in it do not count."
    )
    max_recording_bytes: int = Field(
        25_000_000, ge=1_000, description="Largest recording that a voice is cloned from, in bytes."
    )
    max_recording_seconds: float = Field(
        600.0, gt=0, description="Longest recording that a voice is cloned from, in seconds."
    )
    intake_seconds: float = Field(
        30.0, gt=0, description="Time that looking at one recording may take; a longer look is given up."
    )
    keep_originals: bool = Field(
        False, description="Keep recordings also as they were sent, beside what the server makes of them."
    )
    trash_days: int = Field(30, ge=0, description="Days that a deleted voice can be restored; 0 deletes at once.")
    library_wait_seconds: float = Field(
        10.0,
        ge=0,
        description="Time that a change of the library of voices waits for another one, then it is answered with 503.",
    )
    queue_limit: int = Field(
        32, ge=0, description="Requests that may wait for an engine; one more is answered with 429."
    )
    first_sound_seconds: float = Field(
        120.0, gt=0, description="Time that a request may take until its first sound, waiting and loading included."
    )
    stall_seconds: float = Field(
        60.0,
        gt=0,
        description="Time after its first sound that a request may be without progress; one that goes on is never cut.",
    )
    spool_budget_mb: int = Field(
        1024,
        ge=1,
        description=(
            "What all requests together may hold, in MB: bodies that arrive, answers that wait to be read, exports; "
            "and not more than half the free disk. One address may hold as much of it as is free."
        ),
    )
    max_connections: int = Field(
        1000,
        ge=1,
        description=(
            "Connections at once, as far as the system's limit on open files allows, which is raised where it may be. "
            "Beyond it the one that waits longest for a request gives way, or else the one whose body arrives most "
            "slowly; where all are being answered, the answer is 503."
        ),
    )
    header_seconds: float = Field(
        10.0,
        gt=0,
        description="Time that a client has to send the head of a request, from its connection or its last answer on.",
    )
    upload_idle_seconds: float = Field(
        30.0, gt=0, description="Time that a body may stop arriving, if what comes before and after makes up for it."
    )
    upload_bytes_per_second: float = Field(
        2000.0,
        gt=0,
        description="Least pace of a body, in bytes a second over `upload_idle_seconds`; a slower one is refused.",
    )
    reader_idle_seconds: float = Field(
        60.0, gt=0, description="Time that a client may read nothing of its answer; one that reads slowly is served."
    )
    websocket_idle_seconds: float = Field(
        180.0, gt=0, description="Time that a WebSocket may be open while nothing is sent or spoken on it."
    )
    idle_unload_seconds: float = Field(
        0.0, ge=0, description="Unload an engine that was not used for so long; 0 never does."
    )
    load_timeout_seconds: float = Field(600.0, gt=0, description="Time that an engine may take to load.")
    heartbeat_seconds: float = Field(
        1.0, gt=0, description="How often an engine's process is asked for a sign of life."
    )
    heartbeat_timeout_seconds: float = Field(
        5.0, gt=0, description="An engine's process that gives no sign of life for so long is killed and started again."
    )
    shutdown_seconds: float = Field(
        30.0, ge=0, description="Time that running requests get to finish when the server stops."
    )

    _fixed_by: dict[str, str] = PrivateAttr(default_factory=dict)

    @field_validator("heartbeat_timeout_seconds")
    @classmethod
    def _outlasts_a_heartbeat(cls, value: float, info: Any) -> float:
        if value <= info.data.get("heartbeat_seconds", 0):
            raise ValueError("must be longer than heartbeat_seconds")
        return value

    @property
    def fixed_by(self) -> Mapping[str, str]:
        """By the name of each setting that a flag, a variable or `vozes.toml` gives: which of them does."""
        return self._fixed_by

    @property
    def max_archive_bytes(self) -> int:
        """Largest archive of voices, unpacked too: a hundred recordings of the largest size, or more smaller ones."""
        return 100 * self.max_recording_bytes

    @property
    def keys_file(self) -> Path:
        """Where the named keys are kept, which are a key to the server as `api_key` is."""
        return self.home / "keys.json"

    @property
    def replica_bounds(self) -> dict[str, tuple[int, int]]:
        """By engine, on how many nodes it is loaded at least and at most."""
        return {engine: _bounds(text) for engine, text in self.cluster_replicas.items()}

    @cached_property
    def listens_on_loopback(self) -> bool:
        return _is_loopback(self.host)

    @cached_property
    def wyoming_endpoint(self) -> tuple[str, int] | None:
        """Host and port; None where Wyoming is not served."""
        return None if self.wyoming is None else _endpoint(self.wyoming)

    @cached_property
    def wyoming_is_open(self) -> bool:
        """Whether Wyoming is served beyond loopback."""
        return self.wyoming_endpoint is not None and not _is_loopback(self.wyoming_endpoint[0])

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        if isinstance(env_settings, EnvSettingsSource):
            variables = env_settings.env_vars.items()
            env_settings.env_vars = {name: value for name, value in variables if not is_service_link(name, value)}
        file = InitSettingsSource(settings_cls, config_file.read())
        return init_settings, env_settings, file, _KeptSource(settings_cls)


_Changeable = create_model(  # type: ignore[call-overload]  # of fields that are known when it runs
    "_Changeable",
    **{
        name: (Settings.model_fields[name].annotation, Settings.model_fields[name]) for name in kept_settings.CHANGEABLE
    },
)


def read_changeable(home: Path) -> dict[str, Any]:
    """Returns the settings that may be changed while a server runs, as the home has them now, or else by default.

    Raises VozesError(INVALID_SETTINGS).
    """
    try:
        return dict(_Changeable.model_validate(kept_settings.read(home)))
    except ValidationError as error:
        faults = "; ".join(_fault(each["loc"], each, {}) for each in error.errors())
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"Wrong settings: {faults}.") from None
    except config_file.ConfigFileError as error:
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"{error}.") from None


def load_settings(**flags: Any) -> Settings:
    """Returns the settings of flags (None: not given), the environment and `vozes.toml` in the working folder.

    Raises VozesError(INVALID_SETTINGS) that names each setting that is unknown or wrong.
    """
    known = {ENV_PREFIX + name.upper() for name in Settings.model_fields} | {STARTED_AS}
    variables = without_service_links(os.environ)
    unknown = sorted(name for name in variables if name.upper().startswith(ENV_PREFIX) and name.upper() not in known)
    if unknown:
        listed = ", ".join(name + did_you_mean(name, known) for name in unknown)
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"Unknown environment variables: {listed}.")
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        faults = "; ".join(_fault(each["loc"], each, given) for each in error.errors())
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"Wrong settings: {faults}.") from None
    except config_file.ConfigFileError as error:
        raise VozesError(ErrorCode.INVALID_SETTINGS, f"The settings file does not count: {error}.") from None
    settings._fixed_by = {name: source for name in settings.model_fields_set if (source := _source(name, given))}
    _refuse_open_server(settings)
    if settings.wyoming_discovery and not settings.wyoming_is_open:
        message = "wyoming_discovery needs `wyoming` beyond loopback, such as --wyoming 0.0.0.0:10200."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message)
    return settings


def _fault(path: tuple[int | str, ...], details: Mapping[str, Any], flags: Mapping[str, Any]) -> str:
    """Returns what is wrong with a setting, and where it was set."""
    name = str(path[0])
    source = _source(name, flags) or f"{kept_settings.FILE} in the home"
    if details["type"] == "extra_forbidden":
        return f"there is no setting {name} in {source}" + did_you_mean(name, Settings.model_fields)
    return f"{fault('.'.join(map(str, path)), details)} (set by {source})"


def _source(name: str, flags: Mapping[str, Any]) -> str | None:
    """Returns what gave a setting its value: the flag, the variable or the file in the working folder; else None."""
    if name in flags:
        return "--" + name.replace("_", "-")
    variable = ENV_PREFIX + name.upper()
    if variable in map(str.upper, without_service_links(os.environ)):
        return variable
    return str(config_file.found()) if name in config_file.read() else None


def _refuse_open_server(settings: Settings) -> None:
    if settings.api_key is not None and not settings.api_key.get_secret_value().strip():
        raise VozesError(ErrorCode.INVALID_SETTINGS, "The setting api_key is blank: give a key, or leave it out.")
    if settings.listens_on_loopback or settings.api_key is not None or settings.no_auth or settings.keys_file.is_file():
        return
    raise VozesError(
        ErrorCode.INVALID_SETTINGS,
        f"Listening on {settings.host} opens the server to the network: "
        f"set VOZES_API_KEY, add a key by `{VOZES} keys add NAME`, or pass --no-auth to allow anyone.",
    )

"""Every way in which Vozes can refuse or fail, in one closed list.

A code fixes the HTTP status, whether the same request may succeed later, and what the user can do.
This module knows nothing of HTTP frameworks: `vozes.api` renders these errors, the command line prints them.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

from vozes.checkout import VOZES


@dataclass(frozen=True, slots=True)
class ErrorKind:
    status: int
    """The HTTP status."""
    type: str
    """The family, in OpenAI's words: whose fault it is."""
    advice: str
    """What the user can do, in an answer with headers; `VozesError.advice` needs none."""
    retry: bool = False
    """Whether the same request may succeed later; such answers carry `Retry-After`."""


class ErrorCode(StrEnum):
    MALFORMED_REQUEST = "malformed_request"
    MALFORMED_JSON = "malformed_json"
    UNSUPPORTED_CONTENT_TYPE = "unsupported_content_type"
    BODY_TOO_LARGE = "body_too_large"
    INVALID_FIELD = "invalid_field"
    EMPTY_TEXT = "empty_text"
    TEXT_TOO_LONG = "text_too_long"
    INVALID_TEXT = "invalid_text"
    NOTHING_TO_SAY = "nothing_to_say"
    UNKNOWN_ENGINE = "unknown_engine"
    UNKNOWN_VOICE = "unknown_voice"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    UNSUPPORTED_FORMAT = "unsupported_format"
    UNKNOWN_OPTION = "unknown_option"
    OPTION_OUT_OF_RANGE = "option_out_of_range"
    UNKNOWN_MODEL = "unknown_model"
    LICENCE_NOT_ACCEPTED = "licence_not_accepted"
    DOWNLOAD_FAILED = "download_failed"
    MODEL_BUSY = "model_busy"
    MODEL_NOT_INSTALLED = "model_not_installed"
    INVALID_CHECKPOINT = "invalid_checkpoint"
    INVALID_RECORDING = "invalid_recording"
    CONSENT_REQUIRED = "consent_required"
    NAME_TAKEN = "name_taken"
    INVALID_ARCHIVE = "invalid_archive"
    LIBRARY_BUSY = "library_busy"
    INVALID_API_KEY = "invalid_api_key"
    TOO_MANY_WRONG_KEYS = "too_many_wrong_keys"
    READ_ONLY_KEY = "read_only_key"
    RATE_LIMITED = "rate_limited"
    DAILY_LIMIT = "daily_limit"
    LOCAL_ONLY = "local_only"
    HOST_NOT_ALLOWED = "host_not_allowed"
    ORIGIN_NOT_ALLOWED = "origin_not_allowed"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    QUEUE_FULL = "queue_full"
    DEADLINE_EXCEEDED = "deadline_exceeded"
    UPLOAD_STALLED = "upload_stalled"
    TOO_MANY_CONNECTIONS = "too_many_connections"
    SPOOL_FULL = "spool_full"
    CANCELLED = "cancelled"
    ENGINE_FAILED = "engine_failed"
    ENGINE_CRASHED = "engine_crashed"
    OUT_OF_MEMORY = "out_of_memory"
    NOT_READY = "not_ready"
    SHUTTING_DOWN = "shutting_down"
    STORAGE_FULL = "storage_full"
    HOME_UNUSABLE = "home_unusable"
    HOME_IN_USE = "home_in_use"
    HOME_TOO_NEW = "home_too_new"
    HOME_NOT_EMPTY = "home_not_empty"
    INVALID_BACKUP = "invalid_backup"
    INVALID_SETTINGS = "invalid_settings"
    INTERNAL_ERROR = "internal_error"


_AS_THE_HEADER_SAYS = "as long as `Retry-After` says"
_REQUEST = "invalid_request_error"
_ACCESS = "authentication_error"
_BUSY = "rate_limit_error"
_SERVER = "server_error"

KINDS: dict[ErrorCode, ErrorKind] = {
    ErrorCode.MALFORMED_REQUEST: ErrorKind(
        400, _REQUEST, "Send a request as HTTP/1.1 asks for, with at most 16 KB of headers."
    ),
    ErrorCode.MALFORMED_JSON: ErrorKind(400, _REQUEST, "Send a JSON object in UTF-8."),
    ErrorCode.UNSUPPORTED_CONTENT_TYPE: ErrorKind(
        415, _REQUEST, "`/docs` says what each call takes: JSON, or a form where there are files."
    ),
    ErrorCode.BODY_TOO_LARGE: ErrorKind(
        413, _REQUEST, "Send at most `max_body_bytes` in one request, and `max_recording_bytes` in one file."
    ),
    ErrorCode.INVALID_FIELD: ErrorKind(422, _REQUEST, "`/docs` describes every field."),
    ErrorCode.EMPTY_TEXT: ErrorKind(422, _REQUEST, "Send a text that is not blank."),
    ErrorCode.TEXT_TOO_LONG: ErrorKind(422, _REQUEST, "Split the text, or raise the setting `max_text_characters`."),
    ErrorCode.INVALID_TEXT: ErrorKind(
        422, _REQUEST, "Send the text in UTF-8, without broken characters; SSML as well-formed XML."
    ),
    ErrorCode.NOTHING_TO_SAY: ErrorKind(
        422, _REQUEST, "Send a text with a letter, a digit or a symbol that has a name."
    ),
    ErrorCode.UNKNOWN_ENGINE: ErrorKind(404, _REQUEST, f"`/v1/monitor/info` and `{VOZES} doctor` list the engines."),
    ErrorCode.UNKNOWN_VOICE: ErrorKind(
        404, _REQUEST, f"`/v1/voices` and `{VOZES} voices` list the voices of each engine."
    ),
    ErrorCode.UNSUPPORTED_LANGUAGE: ErrorKind(422, _REQUEST, "Choose a language that the engine and the voice speak."),
    ErrorCode.UNSUPPORTED_FORMAT: ErrorKind(422, _REQUEST, "Choose one that the call takes: `/docs` lists them."),
    ErrorCode.UNKNOWN_OPTION: ErrorKind(422, _REQUEST, "`/v1/monitor/info` lists the options of each engine."),
    ErrorCode.OPTION_OUT_OF_RANGE: ErrorKind(422, _REQUEST, "Keep the option within the range that the message names."),
    ErrorCode.UNKNOWN_MODEL: ErrorKind(
        404, _REQUEST, f"`/v1/models/catalog` and `{VOZES} models list` list the models."
    ),
    ErrorCode.LICENCE_NOT_ACCEPTED: ErrorKind(
        422, _REQUEST, "Read the licence; if you agree, add `--accept-license`, or send `accept_license=true`."
    ),
    ErrorCode.DOWNLOAD_FAILED: ErrorKind(
        503, _SERVER, "Try again: it goes on where it was. docs/models.md has ways around a network.", retry=True
    ),
    ErrorCode.MODEL_BUSY: ErrorKind(409, _REQUEST, "Wait until that is done, or cancel it; then try again."),
    ErrorCode.MODEL_NOT_INSTALLED: ErrorKind(
        409, _REQUEST, f"`{VOZES} doctor` says what to install; until then, use another engine."
    ),
    ErrorCode.INVALID_CHECKPOINT: ErrorKind(
        409, _REQUEST, f"Fetch the model anew by `{VOZES} models pull MODEL`, then load the engine anew."
    ),
    ErrorCode.INVALID_RECORDING: ErrorKind(
        422, _REQUEST, "Send a recording of one person speaking; six seconds or more work best."
    ),
    ErrorCode.CONSENT_REQUIRED: ErrorKind(
        422, _REQUEST, "Ask the speaker, then send `consent=true` to declare that they agreed."
    ),
    ErrorCode.NAME_TAKEN: ErrorKind(409, _REQUEST, "Rename or delete the other one, or choose another name."),
    ErrorCode.INVALID_ARCHIVE: ErrorKind(422, _REQUEST, "Send a zip file as the export of voices makes it."),
    ErrorCode.LIBRARY_BUSY: ErrorKind(
        503, _SERVER, "Try again in a moment, or raise the setting `library_wait_seconds`.", retry=True
    ),
    ErrorCode.INVALID_API_KEY: ErrorKind(
        401, _ACCESS, "Send a key of the server as `Authorization: Bearer KEY`, or in the header `api-key`."
    ),
    ErrorCode.TOO_MANY_WRONG_KEYS: ErrorKind(
        429, _BUSY, f"Wait {_AS_THE_HEADER_SAYS}, then send the right key.", retry=True
    ),
    ErrorCode.READ_ONLY_KEY: ErrorKind(403, _ACCESS, "Send a key that was added without `--read-only`."),
    ErrorCode.RATE_LIMITED: ErrorKind(
        429, _BUSY, f"Wait {_AS_THE_HEADER_SAYS}, or add a key with a larger `--per-minute`.", retry=True
    ),
    ErrorCode.DAILY_LIMIT: ErrorKind(
        429, _BUSY, "Wait for the next day of UTC, or add a key with a larger `--characters-per-day`.", retry=True
    ),
    ErrorCode.LOCAL_ONLY: ErrorKind(
        403, _ACCESS, "Do it there, or set the setting `api_key` and send that key with each call."
    ),
    ErrorCode.HOST_NOT_ALLOWED: ErrorKind(403, _ACCESS, "Add the host name to the setting `allowed_hosts`."),
    ErrorCode.ORIGIN_NOT_ALLOWED: ErrorKind(
        403,
        _ACCESS,
        "`cors_origins` (in `vozes.toml`, as `VOZES_CORS_ORIGINS` or as `--cors-origins`) lists the addresses of pages "
        "that may call, such as `https://app.example.org`, or programs: `sillytavern`, `open-webui`, `obsidian`, "
        "`browser-extensions`. Start Vozes anew after a change. If the page is Vozes' own, have the proxy before it "
        "pass on the header `Host`, or name that proxy in `trusted_proxies`.",
    ),
    ErrorCode.NOT_FOUND: ErrorKind(404, _REQUEST, "`/docs` lists the paths, and `GET` of a list what is in it."),
    ErrorCode.METHOD_NOT_ALLOWED: ErrorKind(405, _REQUEST, "Look the path's methods up in `/docs`."),
    ErrorCode.QUEUE_FULL: ErrorKind(429, _BUSY, f"Wait {_AS_THE_HEADER_SAYS}, then try again.", retry=True),
    ErrorCode.DEADLINE_EXCEEDED: ErrorKind(
        504,
        _SERVER,
        "Try again when less is waiting, or raise the setting `first_sound_seconds` or `stall_seconds`.",
        retry=True,
    ),
    ErrorCode.UPLOAD_STALLED: ErrorKind(
        408,
        _REQUEST,
        "Send the body faster, or change the settings `upload_idle_seconds` and `upload_bytes_per_second`.",
        retry=True,
    ),
    ErrorCode.TOO_MANY_CONNECTIONS: ErrorKind(
        503, _BUSY, "Try again in a moment, or raise the setting `max_connections`.", retry=True
    ),
    ErrorCode.SPOOL_FULL: ErrorKind(
        503, _BUSY, "Try again when less is on its way, or raise the setting `spool_budget_mb`.", retry=True
    ),
    ErrorCode.CANCELLED: ErrorKind(499, _REQUEST, "Nothing: the client went away or cancelled."),
    ErrorCode.ENGINE_FAILED: ErrorKind(
        503, _SERVER, f"Read the message and `logs/server.log`; `{VOZES} doctor` checks the engine.", retry=True
    ),
    ErrorCode.ENGINE_CRASHED: ErrorKind(503, _SERVER, "Try again: the engine is being started anew.", retry=True),
    ErrorCode.OUT_OF_MEMORY: ErrorKind(
        503, _SERVER, "Lower the setting `batch_memory_mb`, or send fewer requests at once.", retry=True
    ),
    ErrorCode.NOT_READY: ErrorKind(
        503, _SERVER, "Try again in a moment; `/v1/monitor/info` says how far each engine is.", retry=True
    ),
    ErrorCode.SHUTTING_DOWN: ErrorKind(503, _SERVER, "Try again once the server is back.", retry=True),
    ErrorCode.STORAGE_FULL: ErrorKind(
        507, _SERVER, "Make room on the disk that holds the folder `home`, then try again."
    ),
    ErrorCode.HOME_UNUSABLE: ErrorKind(
        507, _SERVER, "Put the folder `home` back, and let whoever runs Vozes write to it; then try again."
    ),
    ErrorCode.HOME_IN_USE: ErrorKind(
        409, _SERVER, "Stop that server, or give this one a folder of its own by `--home`."
    ),
    ErrorCode.HOME_TOO_NEW: ErrorKind(
        409,
        _SERVER,
        f"Update Vozes; or put back by `{VOZES} restore --force` the backup that the update made in the home's folder "
        "`backups`; or name another folder by `--home`.",
    ),
    ErrorCode.HOME_NOT_EMPTY: ErrorKind(
        409, _REQUEST, "Add `--force` to replace what is there, or name another folder by `--home`."
    ),
    ErrorCode.INVALID_BACKUP: ErrorKind(422, _REQUEST, f"Name a file as `{VOZES} backup` writes it."),
    ErrorCode.INVALID_SETTINGS: ErrorKind(500, _SERVER, "docs/settings.md describes every setting."),
    ErrorCode.INTERNAL_ERROR: ErrorKind(
        500, _SERVER, "This is a fault of Vozes: please report it with `logs/server.log`."
    ),
}


class VozesError(Exception):
    """Any failure that a user may meet.

    `message` says what is wrong, its code's advice what to do; `param` which input it is about,
    `retry_after` in how many seconds it is worth trying again, `limit` how much there may be of what is too much:
    characters, bytes or requests in a minute, where that is known for this very case.
    """

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        *,
        param: str | None = None,
        retry_after: float | None = None,
        limit: int | None = None,
    ):
        super().__init__(message)
        self.code = code
        self.message = message
        self.param = param
        self.retry_after = retry_after
        self.limit = limit

    @property
    def kind(self) -> ErrorKind:
        return KINDS[self.code]

    @property
    def advice(self) -> str:
        """What the user can do, where no header goes with it: how long to wait is in the sentence, if it is known."""
        if self.retry_after is None:
            return self.kind.advice.replace(_AS_THE_HEADER_SAYS, "a moment")
        seconds = max(1, math.ceil(self.retry_after))
        return self.kind.advice.replace(_AS_THE_HEADER_SAYS, f"{seconds} second{'s' * (seconds > 1)}")

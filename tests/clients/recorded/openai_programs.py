"""Programs that call OpenAI's API for speech, each with fields and headers of its own."""

from tests.api.compatible.test_tts_webui import PARAMS
from tests.clients.recorded.exchange import (
    TEXT,
    VOICE,
    Exchange,
    Program,
    asks_before,
    captions,
    events,
    fails,
    get,
    is_another_text,
    is_json,
    lists,
    plays,
    post,
    post_js,
    samples,
    wav_by_its_44_bytes,
)

SPEECH = "/v1/audio/speech"
MP3 = "audio/mpeg"
BEARER = {"Authorization": "Bearer secret"}
AIOHTTP = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br", "User-Agent": "Python/3.11 aiohttp/3.13.2"}
AXIOS = {
    "Accept": "application/json, text/plain, */*", "Accept-Encoding": "gzip, compress, deflate, br",
    "User-Agent": "axios/1.13.2",
}  # fmt: skip
SDK = {
    "Accept": "application/octet-stream", "Accept-Encoding": "gzip, deflate, br, zstd",
    "User-Agent": "AsyncOpenAI/Python 3.57.0", "X-Stainless-Lang": "python", "X-Stainless-Retry-Count": "0",
    "X-Stainless-Read-Timeout": "600", "X-Stainless-Raw-Response": "stream",
}  # fmt: skip
"""OpenAI's own client, below the program."""
NODE = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br", "User-Agent": "node-fetch"}
BENT = {"Accept-Encoding": "gzip, deflate", "User-Agent": "bent"}
CHROME = {
    "Accept": "*/*", "Accept-Encoding": "gzip, deflate, br, zstd",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0",
    "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty",
}  # fmt: skip
EXTENSION = {
    **CHROME, "Origin": "chrome-extension://hdhinadidafjejdhmfkjgnolgimiaplp", "Sec-Fetch-Site": "cross-site",
}  # fmt: skip
SILLYTAVERN = {**CHROME, "Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-site"}
KOKORO_FASTAPI = {
    "stream": True, "return_download_link": False, "return_timing": False, "download_format": "mp3", "lang_code": "a",
    "volume_multiplier": 1.0, "allow_voice_tags": False, "voice_aliases": None, "ssml": False,
    "normalization_options": {
        "normalize": True, "unit_normalization": False, "url_normalization": True, "email_normalization": True,
        "optional_pluralization_normalization": True, "phone_normalization": True,
    },
}  # fmt: skip
"""What its own page and clients add."""

PROGRAMS = [
    Program(
        "Open WebUI",
        [
            Exchange(get("/v1/audio/models", AIOHTTP), lists("models", has=["id"])),
            Exchange(get("/v1/audio/voices", AIOHTTP), lists("voices", has=["id", "name"])),
            Exchange(
                post(
                    SPEECH,
                    {
                        "input": TEXT, "voice": VOICE, "model": "tts-1", "speed": 1.1, "chunk_size": 200,
                        "exaggeration": {},
                    },
                    {**AIOHTTP, **BEARER, "X-OpenWebUI-User-Name": "Ana%20Lima"},
                ),
                plays(MP3),
            ),
            Exchange(
                post(SPEECH, {"input": TEXT, "voice": "nobody", "model": "tts-1"}, {**AIOHTTP, **BEARER}),
                fails(404, "error", "message"),
            ),
        ],
        has_key=True,
    ),
    Program(
        "LibreChat, OpenAI",
        [
            Exchange(
                post_js(
                    SPEECH, {"input": TEXT, "model": "tts-1", "voice": VOICE, "backend": "piper"}, {**AXIOS, **BEARER}
                ),
                plays(MP3),
            ),
            Exchange(post_js(SPEECH, {"input": TEXT, "model": "tts-1"}, {**AXIOS, **BEARER}), plays(MP3)),
        ],
        has_key=True,
    ),
    Program(
        "LibreChat, LocalAI: the voice is the model",
        [Exchange(post_js(SPEECH, {"input": TEXT, "model": VOICE, "backend": "piper"}, AXIOS), plays(MP3))],
    ),
    Program(
        "LibreChat, Azure",
        [
            Exchange(
                post_js(
                    f"{SPEECH}?api-version=2024-02-15-preview",
                    {"model": "tts-1", "input": TEXT, "voice": "alloy"},
                    {**AXIOS, "api-key": "secret"},
                ),
                plays(MP3),
            )
        ],
        has_key=True,
    ),
    Program(
        "LiveKit, OpenAI",
        [
            Exchange(get("/v1/", {**SDK, **BEARER}), fails(404, "error", "message")),  # it only warms a connection
            Exchange(
                post(
                    SPEECH,
                    {
                        "input": TEXT, "model": "gpt-4o-mini-tts", "voice": "ash", "response_format": "mp3",
                        "speed": 1.0, "instructions": "Speak calmly.", "stream_format": "sse",
                    },
                    {**SDK, **BEARER},
                ),
                events,
            ),
            Exchange(
                post(
                    SPEECH,
                    {"input": TEXT, "model": "tts-1", "voice": "ash", "response_format": "mp3", "speed": 1.0},
                    {**SDK, **BEARER},
                ),
                plays(MP3),
            ),
        ],
        has_key=True,
    ),
    Program(
        "Pipecat, OpenAI",
        [
            Exchange(
                post(
                    SPEECH,
                    {
                        "input": TEXT, "model": "gpt-4o-mini-tts", "voice": "cedar", "response_format": "pcm",
                        "instructions": "Speak calmly.", "speed": 1.25,
                    },
                    {**SDK, **BEARER},
                ),
                samples(24_000),
            )
        ],
        has_key=True,
    ),
    Program(
        "n8n",
        [
            Exchange(
                post_js(
                    SPEECH,
                    {"model": "tts-1-hd", "input": TEXT, "voice": "shimmer", "response_format": name, "speed": 1},
                    {**AXIOS, **BEARER},
                ),
                plays(media_type),
            )
            for name, media_type in (("mp3", MP3), ("opus", "audio/ogg"), ("aac", "audio/aac"), ("flac", "audio/flac"))
        ],
        has_key=True,
    ),
    Program(
        "Read Aloud",
        [
            Exchange(get("/v1/models", {**EXTENSION, **BEARER}), lists("data", has=["id"])),
            asks_before(SPEECH, EXTENSION, sends="authorization,content-type"),
            Exchange(
                post_js(
                    SPEECH,
                    {
                        "model": "gpt-4o-mini-tts", "input": TEXT, "voice": VOICE, "instructions": "Speak slowly.",
                        "response_format": "mp3",
                    },
                    {**EXTENSION, **BEARER},
                ),
                plays(MP3, origin=EXTENSION["Origin"]),
            ),
            Exchange(
                post_js(SPEECH, {"model": "tts-1", "input": TEXT, "voice": "nobody"}, {**EXTENSION, **BEARER}),
                fails(404, "error", "message"),
            ),
        ],
        has_key=True,
    ),
    Program(
        "openai_tts of Home Assistant",
        [
            Exchange(
                post(
                    SPEECH,
                    {
                        "model": "tts-1", "input": TEXT, "voice": VOICE, "response_format": "opus", "speed": 1.0,
                        "stream": True, "chat_template_kwargs": {"enable_thinking": False}, "exaggeration": 0.4,
                    },
                    AIOHTTP,
                ),
                plays("audio/ogg"),
            ),
            Exchange(
                post(
                    SPEECH,
                    {"model": "tts-1", "input": TEXT, "voice": VOICE, "response_format": "mp3", "speed": 1.0},
                    AIOHTTP,
                ),
                plays(MP3),
            ),
        ],
    ),
    Program(
        "wyoming_openai, which finds out what it has before it",
        [
            Exchange(get("/v1/readyz", SDK), fails(404, "error", "message")),  # LocalAI has it
            Exchange(get("/health", SDK), is_another_text("OK")),  # speaches has it
            Exchange(get("/v1/test", SDK), is_json({"status": "ok"})),
            Exchange(get("/v1/audio/voices", SDK), lists("voices", has=["id", "name"])),
            Exchange(
                post(
                    SPEECH,
                    {"input": TEXT, "model": "kokoro-v1", "voice": VOICE, "response_format": "wav", "speed": 1.0},
                    SDK,
                ),
                wav_by_its_44_bytes(),
            ),
        ],
    ),
    Program(
        "SillyTavern, OpenAI Compatible",
        [
            Exchange(
                post_js(
                    SPEECH,
                    {"input": TEXT, "response_format": "mp3", "voice": VOICE, "speed": 1, "model": "tts-1"},
                    {**NODE, "Authorization": "Bearer "},
                ),
                plays(MP3),
            )
        ],
    ),
    Program(
        "SillyTavern, TTS WebUI",
        [
            Exchange(get("/v1/audio/voices/tts-1", SILLYTAVERN), lists("voices", has=["value", "label"])),
            asks_before(SPEECH, SILLYTAVERN),
            Exchange(
                post_js(
                    SPEECH,
                    {
                        "model": "tts-1", "voice": VOICE, "input": TEXT, "response_format": "wav", "speed": 1,
                        "stream": True, "params": PARAMS,
                    },
                    {**SILLYTAVERN, "Cache-Control": "no-cache"},
                ),
                wav_by_its_44_bytes(origin=SILLYTAVERN["Origin"]),
            ),
        ],
    ),
    Program(
        "epub_to_audiobook",
        [
            Exchange(
                post(
                    SPEECH,
                    {"input": TEXT, "model": "tts-1", "voice": "onyx", "response_format": "mp3", "speed": 1.0},
                    {**SDK, "Authorization": "Bearer "},
                ),
                plays(MP3),
            )
        ],
    ),
    Program(
        "VoiceMode",
        [
            Exchange(
                post(
                    SPEECH,
                    {"input": TEXT, "model": "tts-1", "voice": VOICE, "response_format": "pcm", "speed": 1.0},
                    SDK,
                ),
                samples(24_000),
            )
        ],
    ),
    Program(
        "open-notebook",
        [Exchange(post(SPEECH, {"model": "tts-1", "voice": VOICE, "input": TEXT}, SDK), plays(MP3))],
    ),
    Program(
        "jambonz, OpenAI with a base address",
        [
            Exchange(
                post_js(
                    SPEECH,
                    {"model": "tts-1", "voice": VOICE, "input": TEXT, "response_format": "mp3"},
                    {**SDK, **BEARER},
                ),
                plays(MP3),
            )
        ],
        has_key=True,
    ),
    Program(
        "Kokoro-FastAPI's clients",
        [
            Exchange(
                post_js(
                    SPEECH,
                    {
                        "model": "tts-1", "input": TEXT, "voice": VOICE, "response_format": "pcm", "speed": 1.0,
                        **KOKORO_FASTAPI,
                    },
                    NODE,
                ),
                samples(24_000),
            ),
            Exchange(
                post(
                    "/dev/captioned_speech",
                    {
                        "model": "tts-1", "input": TEXT, "voice": VOICE, "response_format": "mp3", "speed": 1.0,
                        "stream": True,
                    },
                    AIOHTTP,
                ),
                captions,
            ),
        ],
    ),
    Program(
        "vLLM-Omni's clients",
        [
            Exchange(
                post(
                    SPEECH,
                    {
                        "model": "Qwen/Qwen3-TTS-12Hz-1.7B-CustomVoice", "input": TEXT, "voice": VOICE,
                        "language": "English", "task_type": "CustomVoice", "response_format": "wav",
                        "max_new_tokens": 2048,
                    },
                    AIOHTTP,
                ),
                wav_by_its_44_bytes(),
            ),
            Exchange(
                post(
                    SPEECH,
                    {"input": TEXT, "voice": VOICE, "language": "Auto", "response_format": "pcm", "stream": True},
                    AIOHTTP,
                ),
                samples(24_000),
            ),
        ],
    ),
]  # fmt: skip

"""Programs that call other speech servers' APIs: ElevenLabs', xtts-api-server's, AllTalk's, Chatterbox's and more."""

from urllib.parse import urlencode

from tests.api.compatible import test_alltalk, test_chatterbox, test_xtts
from tests.clients.recorded.exchange import (
    TEXT,
    VOICE,
    Answer,
    Call,
    Exchange,
    Program,
    Read,
    asks_before,
    characters,
    fails,
    get,
    is_text,
    is_there,
    lists,
    plays,
    post,
    post_js,
    samples,
    wav_by_its_44_bytes,
)
from tests.clients.recorded.openai_programs import AIOHTTP, AXIOS, BEARER, BENT, CHROME, MP3, SILLYTAVERN

XI = {"xi-api-key": "secret"}
AUDIO_ELEMENT = {
    **CHROME, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "audio",
    "Accept-Encoding": "identity;q=1, *;q=0", "Range": "bytes=0-",
}  # fmt: skip
"""It sends no origin."""
WAV = "audio/wav"
ORIGIN = SILLYTAVERN["Origin"]


def _form(fields: dict[str, str], headers: dict[str, str]) -> Call:
    content = urlencode(fields).encode()
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    return Call("POST", "/api/tts-generate", sent, content)


def _studio_speech(answer: Answer) -> Call:
    """With what the list gives for its first speaker."""
    speaker = next(iter(answer.json().values()))
    body = {
        "text": TEXT, "language": "en", "speaker_embedding": speaker["speaker_embedding"],
        "gpt_cond_latent": speaker["gpt_cond_latent"], "add_wav_header": False, "stream_chunk_size": 20,
    }  # fmt: skip
    return post("/tts_stream", body, AIOHTTP)


def _has_speakers(answer: Answer) -> None:
    assert answer.status == 200
    for speaker in answer.json().values():
        assert {"speaker_embedding", "gpt_cond_latent"} <= set(speaker)


def _preview(answer: Answer) -> Call:
    """Of the first voice, whose whole address is told."""
    address = answer.json()[0]["preview_url"]
    return get(address[address.index("/sample/") :], AUDIO_ELEMENT)


def _file(answer: Answer) -> Call:
    return get(answer.json()["output_file_url"], AUDIO_ELEMENT)


def _is_made(answer: Answer) -> None:
    assert answer.status == 200, answer.body
    assert answer.json()["output_file_url"].startswith("/")


def _knows_english(answer: Answer) -> None:
    assert answer.status == 200
    assert answer.json()["languages"]["English"] == "en"


def _has_texts(name: str) -> Read:
    def read(answer: Answer) -> None:
        assert answer.status == 200
        assert answer.json()[name]
        assert all(isinstance(each, str) for each in answer.json()[name])

    return read


_CHATTERBOX = {
    "text": TEXT, "voice_mode": "predefined", "predefined_voice_id": VOICE, "temperature": "0.8",
    "exaggeration": "0.5", "cfg_weight": "0.5", "seed": "-1", "speed_factor": "1", "language": "en",
    "output_format": "wav",
}  # fmt: skip
"""As an address."""

PROGRAMS = [
    Program(
        "LibreChat, ElevenLabs with an address",
        [
            Exchange(
                post_js(
                    f"/v1/text-to-speech/{VOICE}/stream",
                    {
                        "model_id": "eleven_multilingual_v2", "text": TEXT,
                        "voice_settings": {"similarity_boost": 0.75, "stability": 0.5, "use_speaker_boost": True},
                        "pronunciation_dictionary_locators": [],
                    },
                    {**AXIOS, **XI, "Accept": "audio/mpeg"},
                ),
                plays(MP3),
            )
        ],
        has_key=True,
    ),
    Program(
        "LiveKit, ElevenLabs",
        [
            Exchange(get("/v1/voices", {**AIOHTTP, **XI}), lists("voices", has=["voice_id", "name", "category"])),
            Exchange(
                post(
                    f"/v1/text-to-speech/{VOICE}/stream?model_id=eleven_turbo_v2_5&output_format=mp3_22050_32"
                    "&optimize_streaming_latency=3&enable_logging=true",
                    {"text": TEXT, "model_id": "eleven_turbo_v2_5", "voice_settings": None},
                    {**AIOHTTP, **XI},
                ),
                plays(MP3),
            ),
        ],
        has_key=True,
    ),
    Program(
        "Pipecat, ElevenLabs over HTTP",
        [
            Exchange(
                post(
                    f"/v1/text-to-speech/{VOICE}/stream/with-timestamps?output_format=pcm_24000",
                    {
                        "text": TEXT, "model_id": "eleven_turbo_v2_5", "previous_text": "Before.",
                        "voice_settings": {"stability": 0.5, "similarity_boost": 0.75, "speed": 1.0},
                        "apply_text_normalization": "auto", "language_code": "en",
                    },
                    {**AIOHTTP, **XI},
                ),
                characters(24_000),
            )
        ],
        has_key=True,
    ),
    Program(
        "jambonz, ElevenLabs",
        [
            Exchange(
                post_js(
                    f"/v1/text-to-speech/{VOICE}?optimize_streaming_latency=2",
                    {
                        "text": TEXT, "model_id": "eleven_turbo_v2_5", "optimize_streaming_latency": 2,
                        "voice_settings": {"stability": 0.5, "similarity_boost": 0.5},
                    },
                    {**BENT, **XI, "Accept": "audio/mpeg"},
                ),
                plays(MP3),
            ),
            Exchange(
                post_js("/v1/text-to-speech/nobody", {"text": TEXT}, {**BENT, **XI}), fails(404, "detail", "message")
            ),
        ],
        has_key=True,
    ),
    Program(
        "jambonz, a vendor of one's own",
        [
            Exchange(
                post_js(
                    "/jambonz", {"language": "en-US", "voice": VOICE, "type": kind, "text": text}, {**BENT, **BEARER}
                ),
                plays(MP3),
            )
            for kind, text in (("text", TEXT), ("ssml", f"<speak>{TEXT}</speak>"))
        ],
        has_key=True,
    ),
    Program(
        "Pipecat, XTTS",
        [
            Exchange(get("/studio_speakers", AIOHTTP), _has_speakers),
            Exchange(_studio_speech, samples(24_000)),
        ],
    ),
    Program(
        "SillyTavern, XTTSv2",
        [
            Exchange(get("/languages", SILLYTAVERN), _knows_english),
            asks_before("/set_tts_settings", SILLYTAVERN),
            Exchange(post_js("/set_tts_settings", {**test_xtts.SLIDERS, "speed": "1"}, SILLYTAVERN), is_there),
            asks_before("/tts_to_audio/", SILLYTAVERN, sends="cache-control,content-type"),
            Exchange(
                post_js(
                    "/tts_to_audio/",
                    {"text": TEXT, "speaker_wav": VOICE, "language": "en"},
                    {**SILLYTAVERN, "Cache-Control": "no-cache"},
                ),
                plays(WAV, origin=ORIGIN),
            ),
            Exchange(
                get(
                    f"/tts_stream/?{urlencode({'text': TEXT, 'speaker_wav': VOICE, 'language': 'en'})}", AUDIO_ELEMENT
                ),
                wav_by_its_44_bytes(),
            ),
            Exchange(
                post_js("/tts_to_audio/", {"text": TEXT, "speaker_wav": "nobody", "language": "en"}, SILLYTAVERN),
                fails(404, "detail"),
            ),
        ],
    ),
    Program(
        "SillyTavern, XTTSv2: its list of voices with their previews",
        [
            Exchange(get("/speakers", SILLYTAVERN), lists(has=["name", "voice_id", "preview_url"])),
            Exchange(_preview, plays(MP3)),
        ],
    ),
    Program(
        "SillyTavern, AllTalk v2",
        [
            Exchange(get("/api/ready", SILLYTAVERN), is_text("Ready")),
            Exchange(get("/api/voices", SILLYTAVERN), _has_texts("voices")),
            Exchange(get("/api/rvcvoices", SILLYTAVERN), _has_texts("rvcvoices")),
            Exchange(get("/api/currentsettings", SILLYTAVERN), lists("models_available", has=["name"])),
            Exchange(
                _form(
                    {**test_alltalk.FORM, "text_input": TEXT, "character_voice_gen": VOICE, "language": "en"},
                    SILLYTAVERN,
                ),
                _is_made,
            ),
            Exchange(_file, plays(WAV)),
            Exchange(
                get(
                    "/api/tts-generate-streaming?"
                    + urlencode({"text": TEXT, "voice": VOICE, "language": "en", "output_file": "stream_output.wav"}),
                    AUDIO_ELEMENT,
                ),
                wav_by_its_44_bytes(),
            ),
        ],
    ),
    Program(
        "SillyTavern, Chatterbox",
        [
            Exchange(get("/", SILLYTAVERN), is_there),
            Exchange(get("/get_predefined_voices", SILLYTAVERN), lists(has=["display_name", "filename"])),
            Exchange(get("/get_reference_files", SILLYTAVERN), is_there),
            asks_before("/tts", SILLYTAVERN),
            Exchange(
                post_js(
                    "/tts",
                    {**test_chatterbox.SENT, "text": TEXT, "language": "en", "predefined_voice_id": VOICE},
                    SILLYTAVERN,
                ),
                plays(WAV, origin=ORIGIN),
            ),
            Exchange(
                get(
                    f"/tts-stream?{urlencode(_CHATTERBOX)}",
                    AUDIO_ELEMENT,
                ),
                wav_by_its_44_bytes(),
            ),
        ],
    ),
]  # fmt: skip

"""What to enter in which program: its place for the address and the key, and how it wants the address."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Client:
    name: str
    place: str
    """Where in the program, in English."""
    place_pt: str
    lines: tuple[str, str]
    """The two lines to change; `{base}` is the base URL and `{key}` the key."""


CLIENTS = (
    Client(
        "Open WebUI",
        "Admin Panel, Settings, Audio; Text-to-Speech Engine OpenAI",
        "Painel do administrador, Configurações, Áudio; motor de texto para fala OpenAI",
        ("API Base URL: {base}", "API Key: {key}"),
    ),
    Client(
        "LibreChat",
        "librechat.yaml, below speech, tts, openai",
        "librechat.yaml, abaixo de speech, tts, openai",
        ("url: {base}/audio/speech", "apiKey: {key}"),
    ),
    Client(
        "SillyTavern",
        "Extensions, TTS; provider OpenAI Compatible",
        "Extensões, TTS; provedor OpenAI Compatible",
        ("Provider Endpoint: {base}/audio/speech", "API Key: {key}"),
    ),
    Client(
        "Home Assistant",
        "the integration openai_tts, Reconfigure",
        "a integração openai_tts, Reconfigurar",
        ("API Endpoint: {base}/audio/speech", "API Key: {key}"),
    ),
    Client(
        "Read Aloud",
        "Custom Voices, OpenAI; cors_origins has to list browser-extensions",
        "Vozes personalizadas, OpenAI; cors_origins precisa ter browser-extensions",
        ("API URL: {base}", "API key: {key}"),
    ),
    Client("n8n", "Credentials, OpenAI", "Credenciais, OpenAI", ("Base URL: {base}", "API Key: {key}")),
    Client("Python", "OpenAI(…)", "OpenAI(…)", ('base_url="{base}"', 'api_key="{key}"')),
    Client("Node.js", "new OpenAI({…})", "new OpenAI({…})", ('baseURL: "{base}"', 'apiKey: "{key}"')),
    Client(
        "Others", "environment variables", "variáveis de ambiente", ("OPENAI_BASE_URL={base}", "OPENAI_API_KEY={key}")
    ),
)
_NAMES_PT = {"Others": "Outros"}


def entries(base_url: str, key: str, language: str) -> Iterator[str]:
    """Yields three lines for each program: its name and the place there, and what to enter."""
    for client in CLIENTS:
        name, place = client.name, client.place
        if language == "pt":
            name, place = _NAMES_PT.get(name, name), client.place_pt
        yield f"{name} ({place})"
        for line in client.lines:
            yield f"    {line.format(base=base_url, key=key)}"

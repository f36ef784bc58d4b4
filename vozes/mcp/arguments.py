"""The arguments of the tools that speak and list, and the order that they come to.

A default of "" stands for "choose for me": assistants read such a schema more surely than one with null in it.
"""

from typing import Literal

from pydantic import Field

from vozes.mcp.tools import Arguments
from vozes.service.speech.orders import SPEED_RANGE, SpeechOrder

MOST_CHARACTERS = 20_000
"""Of a text whose speech comes back within an answer: half an hour of speech, and 15 MB of MP3 in base64."""

AudioName = Literal["mp3", "wav", "opus", "flac", "m4a"]


class SpeechArguments(Arguments):
    text: str = Field(description="What to say, in plain sentences without Markdown, or SSML that begins with <speak>.")
    voice: str = Field("", description="The id or name of a voice, as list_voices tells them; by default a good one.")
    language: str = Field("auto", description="A language tag such as en or pt-br; auto tells it from the text.")
    speed: float = Field(1.0, ge=SPEED_RANGE[0], le=SPEED_RANGE[1], description="Times the normal pace.", strict=False)
    engine: str = Field("", description="An engine or a model, such as espeak or kokoro; by default the best one.")

    def order(self, format_name: str) -> SpeechOrder:
        return SpeechOrder(
            text=self.text,
            language=self.language or "auto",
            voice=self.voice or None,
            engine=self.engine or None,
            format=format_name,
            speed=self.speed,
        )


class ListArguments(Arguments):
    language: str = Field("", description="Only voices that speak it; pt finds all its regions.")
    search: str = Field("", description="Only voices with all of these words in their name or id.")
    engine: str = Field("", description="Only voices that this engine or model speaks with.")
    limit: int = Field(50, ge=1, le=500, description="At most so many; total tells how many there are.")

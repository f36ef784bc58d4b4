"""Moods by name: each is nothing but values of the other options, and a text whose style is drawn.

Diffusion finds the style that suits the text; the text itself is never heard.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vozes.text.language import base_language
from vozes.types import OptionValue

NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Preset:
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    style_texts: Mapping[str, str] = field(default_factory=dict)
    """Texts by language without region; in other languages the style is drawn for the text that is spoken."""


PRESETS: Mapping[str, Preset] = {
    NEUTRAL: Preset(),
    "happy": Preset(
        {"alpha": 0.3, "beta": 0.9, "diffusion_steps": 10, "embedding_scale": 1.8},
        {
            "en": "What a wonderful day! I have never been so happy, and I want the whole world to know it!",
            "pt": "Que dia maravilhoso! Nunca fui tão feliz, e quero que o mundo inteiro saiba!",
        },
    ),
    "sad": Preset(
        {"alpha": 0.3, "beta": 0.9, "diffusion_steps": 10, "embedding_scale": 1.5},
        {
            "en": "I miss her so much. The house is empty now, and nothing will ever be as it was.",
            "pt": "Sinto tanta falta dela. A casa agora está vazia, e nada vai ser como antes.",
        },
    ),
    "angry": Preset(
        {"alpha": 0.3, "beta": 0.9, "diffusion_steps": 10, "embedding_scale": 2.0},
        {
            "en": "That is enough! How dare you lie to me again? Get out of here, right now!",
            "pt": "Chega! Como você se atreve a mentir para mim de novo? Saia daqui agora mesmo!",
        },
    ),
    "surprised": Preset(
        {"alpha": 0.3, "beta": 0.95, "diffusion_steps": 10, "embedding_scale": 2.0},
        {
            "en": "Oh my goodness, I can't believe it! Is that really you, after all these years?",
            "pt": "Minha nossa, não acredito! É você mesmo, depois de tantos anos?",
        },
    ),
}


def apply(options: Mapping[str, OptionValue], language: str) -> dict[str, OptionValue]:
    """Returns checked options with what `preset` stands for in its place; options that are given themselves win.

    `language` is the request's, e.g. `pt-br`.
    """
    given = dict(options)
    preset = PRESETS[str(given.pop("preset", NEUTRAL))]
    text = preset.style_texts.get(base_language(language))
    return {**preset.options, **({} if text is None else {"style_text": text}), **given}

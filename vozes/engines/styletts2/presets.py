"""Moods by name: each is nothing but values of the other options, and a text whose manner is taken.

The texts are of no other use: what they say is never heard. Diffusion finds the style that suits them.
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
    """By language without region; in another language the text that is spoken has the say."""


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
    """Checked options without `preset`, in its place what it stands for; what is given itself wins.

    `language` is that of the request, e.g. `pt-br`.
    """
    given = dict(options)
    preset = PRESETS[str(given.pop("preset", NEUTRAL))]
    text = preset.style_texts.get(base_language(language))
    return {**preset.options, **({} if text is None else {"style_text": text}), **given}

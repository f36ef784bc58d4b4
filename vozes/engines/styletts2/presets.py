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
    english: str
    """Its label."""
    portuguese: str
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    style_texts: Mapping[str, str] = field(default_factory=dict)
    """Texts by language without region; in other languages the style is drawn for the text that is spoken."""


def _mood(
    english: tuple[str, str], portuguese: tuple[str, str], *, embedding_scale: float, beta: float = 0.9
) -> Preset:
    """Returns the mood of a label and a style text in each language."""
    options = {"alpha": 0.3, "beta": beta, "diffusion_steps": 10, "embedding_scale": embedding_scale}
    return Preset(english[0], portuguese[0], options, {"en": english[1], "pt": portuguese[1]})


PRESETS: Mapping[str, Preset] = {
    NEUTRAL: Preset("Neutral", "Neutra"),
    "happy": _mood(
        ("Happy", "What a wonderful day! I have never been so happy, and I want the whole world to know it!"),
        ("Alegre", "Que dia maravilhoso! Nunca fui tão feliz, e quero que o mundo inteiro saiba!"),
        embedding_scale=1.8,
    ),
    "sad": _mood(
        ("Sad", "I miss her so much. The house is empty now, and nothing will ever be as it was."),
        ("Triste", "Sinto tanta falta dela. A casa agora está vazia, e nada vai ser como antes."),
        embedding_scale=1.5,
    ),
    "angry": _mood(
        ("Angry", "That is enough! How dare you lie to me again? Get out of here, right now!"),
        ("Irritada", "Chega! Como você se atreve a mentir para mim de novo? Saia daqui agora mesmo!"),
        embedding_scale=2.0,
    ),
    "surprised": _mood(
        ("Surprised", "Oh my goodness, I can't believe it! Is that really you, after all these years?"),
        ("Surpresa", "Minha nossa, não acredito! É você mesmo, depois de tantos anos?"),
        embedding_scale=2.0,
        beta=0.95,
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

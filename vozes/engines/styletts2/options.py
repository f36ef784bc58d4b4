"""The options of the StyleTTS 2 family, and which of them have no effect on a model; defaults are the reference's.

What the presets stand for is in `presets.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vozes.engines.options import OptionSpec, OptionText
from vozes.engines.styletts2.presets import NEUTRAL, PRESETS
from vozes.types import OptionValue

if TYPE_CHECKING:  # it reads YAML, which the server's process does without
    from vozes.engines.styletts2.config import Family

PRESET = OptionSpec(
    "preset",
    "choice",
    NEUTRAL,
    OptionText(
        "Mood",
        "A mood: values for the other options where they are not given.",
        choices={name: preset.english for name, preset in PRESETS.items()},
    ),
    OptionText(
        "Emoção",
        "Uma emoção: valores para as outras opções que você não mudar.",
        choices={name: preset.portuguese for name, preset in PRESETS.items()},
    ),
    choices=(*PRESETS,),
)
ALPHA = OptionSpec(
    "alpha",
    "number",
    0.3,
    OptionText("Timbre", "Timbre: 0 keeps to the voice, 1 follows the text.", ("like the voice", "like the text")),
    OptionText("Timbre", "Timbre: 0 mantém o da voz, 1 segue o texto.", ("como a voz", "como o texto")),
    0.0,
    1.0,
)
BETA = OptionSpec(
    "beta",
    "number",
    0.7,
    OptionText(
        "Melody and rhythm",
        "Melody and rhythm: 0 keeps to the voice, 1 follows the text.",
        ("like the voice", "like the text"),
    ),
    OptionText(
        "Melodia e ritmo",
        "Melodia e ritmo: 0 mantém os da voz, 1 segue o texto.",
        ("como a voz", "como o texto"),
    ),
    0.0,
    1.0,
)
DIFFUSION_STEPS = OptionSpec(
    "diffusion_steps",
    "integer",
    5,
    OptionText("Style steps", "Steps in which a style is drawn: more vary more and take longer.", ("quick", "varied")),
    OptionText(
        "Passos do estilo",
        "Em quantos passos um estilo é sorteado: mais passos variam mais e demoram mais.",
        ("rápido", "variado"),
    ),
    1,
    50,
)
EMBEDDING_SCALE = OptionSpec(
    "embedding_scale",
    "number",
    1.0,
    OptionText(
        "Expressiveness",
        "How strongly the text's mood is heard; high values exaggerate it.",
        ("calm", "exaggerated"),
    ),
    OptionText(
        "Expressividade",
        "O quanto se ouve a emoção do texto; valores altos a exageram.",
        ("calma", "exagerada"),
    ),
    0.0,
    10.0,
)
STYLE_BLEND = OptionSpec(
    "style_blend",
    "number",
    0.7,
    OptionText(
        "Continuity",
        "How much of the style of the sentence before a sentence keeps.",
        ("each sentence anew", "like the one before"),
    ),
    OptionText(
        "Continuidade",
        "O quanto uma frase mantém do estilo da frase anterior.",
        ("cada frase de novo", "como a anterior"),
    ),
    0.0,
    1.0,
)
STYLE_TEXT = OptionSpec(
    "style_text",
    "text",
    "",
    OptionText("In the manner of", "Speak in the manner that suits this text, of the same language."),
    OptionText("No estilo de", "Fala do jeito que combina com este texto, no mesmo idioma."),
    max_length=300,
)
OPTIONS = (PRESET, ALPHA, BETA, DIFFUSION_STEPS, EMBEDDING_SCALE, STYLE_BLEND, STYLE_TEXT)

_DEFAULTS = {spec.name: spec.default for spec in OPTIONS}
_WITHOUT_EFFECT: dict["Family", frozenset[str]] = {
    "libritts": frozenset(),
    "ljspeech": frozenset({ALPHA.name, BETA.name}),  # one speaker: there is no voice to keep to
    "kokoro": frozenset(_DEFAULTS),  # no diffusion: styles are read from its voice packs
}


def obeyed(family: "Family") -> tuple[str, ...]:
    """Returns the names of the options that models of this family obey."""
    return tuple(name for name in _DEFAULTS if name not in _WITHOUT_EFFECT[family])


def without_effect(options: Mapping[str, OptionValue], family: "Family") -> tuple[str, ...]:
    """Returns the names of a request's options that ask for something that models of this family cannot do."""
    useless = _WITHOUT_EFFECT[family]
    return tuple(name for name, value in options.items() if name in useless and value != _DEFAULTS[name])

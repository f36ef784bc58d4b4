"""The options of the StyleTTS 2 family, and which of them have no effect on a model; defaults are the reference's.

What the presets stand for is in `presets.py`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vozes.engines.options import OptionSpec
from vozes.engines.styletts2.presets import NEUTRAL, PRESETS
from vozes.types import OptionValue

if TYPE_CHECKING:  # it reads YAML, which the server's process does without
    from vozes.engines.styletts2.config import Family

PRESET = OptionSpec(
    "preset", "choice", NEUTRAL, "A mood: values for the other options where they are not given.", choices=(*PRESETS,)
)
ALPHA = OptionSpec("alpha", "number", 0.3, "Timbre: 0 keeps to the voice, 1 follows the text.", 0.0, 1.0)
BETA = OptionSpec("beta", "number", 0.7, "Melody and rhythm: 0 keeps to the voice, 1 follows the text.", 0.0, 1.0)
DIFFUSION_STEPS = OptionSpec(
    "diffusion_steps", "integer", 5, "Steps in which a style is drawn: more vary more and take longer.", 1, 50
)
EMBEDDING_SCALE = OptionSpec(
    "embedding_scale", "number", 1.0, "How strongly the text's mood is heard; high values exaggerate it.", 0.0, 10.0
)
STYLE_BLEND = OptionSpec(
    "style_blend", "number", 0.7, "How much of the style of the sentence before a sentence keeps.", 0.0, 1.0
)
STYLE_TEXT = OptionSpec(
    "style_text", "text", "", "Speak in the manner that suits this text, of the same language.", max_length=300
)
OPTIONS = (PRESET, ALPHA, BETA, DIFFUSION_STEPS, EMBEDDING_SCALE, STYLE_BLEND, STYLE_TEXT)

_DEFAULTS = {spec.name: spec.default for spec in OPTIONS}
_WITHOUT_EFFECT: dict["Family", frozenset[str]] = {
    "libritts": frozenset(),
    "ljspeech": frozenset({ALPHA.name, BETA.name}),  # one speaker: there is no voice to keep to
    "kokoro": frozenset(_DEFAULTS),  # no diffusion: styles are read from its voice packs
}


def without_effect(options: Mapping[str, OptionValue], family: "Family") -> tuple[str, ...]:
    """Returns the names of a request's options that ask for something that models of this family cannot do."""
    useless = _WITHOUT_EFFECT[family]
    return tuple(name for name, value in options.items() if name in useless and value != _DEFAULTS[name])

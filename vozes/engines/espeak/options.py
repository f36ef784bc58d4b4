"""The options of eSpeak NG; what their values are in its library is known in `engine`."""

from collections.abc import Sequence

from vozes.engines.options import OptionSpec, OptionText

DEFAULT_RATE = 175
"""eSpeak's normal pace, in words a minute."""
RATE = OptionSpec(
    "rate",
    "integer",
    DEFAULT_RATE,
    OptionText("Pace", "Pace at normal speed; another speed multiplies it.", ("slow", "fast"), "words/min"),
    OptionText(
        "Ritmo", "O ritmo na velocidade normal; outra velocidade o multiplica.", ("devagar", "depressa"), "palavras/min"
    ),
    80,
    449,
)
PITCH = OptionSpec(
    "pitch",
    "integer",
    50,
    OptionText("Pitch", "How high the voice is.", ("deep", "high")),
    OptionText("Altura da voz", "Se a voz é mais grave ou mais aguda.", ("grave", "aguda")),
    0,
    99,
)
PITCH_RANGE = OptionSpec(
    "pitch_range",
    "integer",
    50,
    OptionText("Melody", "How much the melody moves; 0 is monotone.", ("monotone", "lively")),
    OptionText("Entonação", "O quanto a melodia varia; 0 é monótona.", ("monótona", "animada")),
    0,
    99,
)
VOLUME = OptionSpec(
    "volume",
    "integer",
    100,
    OptionText("Volume", "Loudness; above 100 the sound may distort.", ("quiet", "loud"), "%"),
    OptionText("Volume", "A intensidade; acima de 100 o som pode distorcer.", ("baixo", "alto"), "%"),
    0,
    200,
)
WORD_GAP = OptionSpec(
    "word_gap",
    "integer",
    0,
    OptionText("Pause between words", "Extra pause between words.", ("none", "long"), "hundredths of a second"),
    OptionText(
        "Pausa entre palavras", "Pausa a mais entre as palavras.", ("nenhuma", "longa"), "centésimos de segundo"
    ),
    0,
    50,
)
_VARIANTS_EN = {
    "": "The voice's own",
    **{f"f{number}": f"Woman {number}" for number in range(1, 6)},
    **{f"m{number}": f"Man {number}" for number in range(1, 9)},
    "announcer": "Announcer",
    "AnxiousAndy": "Anxious Andy",
    "aunty": "Aunt",
    "croak": "Croaky",
    "Demonic": "Demonic",
    "fast": "Fast",
    "grandma": "Grandmother",
    "grandpa": "Grandfather",
    "Mr serious": "Mr Serious",
    "Storm": "Storm",
    "Tweaky": "Nervous",
    "UniRobot": "Robot",
    "anikaRobot": "Anika, as a robot",
    "whisper": "Whispering",
    "whisperf": "Whispering woman",
}
_VARIANTS_PT = {
    "": "A da própria voz",
    **{f"f{number}": f"Mulher {number}" for number in range(1, 6)},
    **{f"m{number}": f"Homem {number}" for number in range(1, 9)},
    "announcer": "Locutor",
    "AnxiousAndy": "Andy ansioso",
    "aunty": "Tia",
    "croak": "Rouca",
    "Demonic": "Demoníaca",
    "fast": "Rápida",
    "grandma": "Avó",
    "grandpa": "Avô",
    "Mr serious": "Senhor sério",
    "Storm": "Tempestade",
    "Tweaky": "Nervosa",
    "UniRobot": "Robô",
    "anikaRobot": "Anika, como robô",
    "whisper": "Sussurro",
    "whisperf": "Sussurro de mulher",
}
"""The variants that are called by a word; the others are called by names of people and of synthesizers."""


def options(variants: Sequence[str]) -> tuple[OptionSpec, ...]:
    """Returns all options, with the variants that are installed."""
    variant = OptionSpec(
        "variant",
        "choice",
        "",
        OptionText("Variant", "Another throat for the same language.", choices=_VARIANTS_EN),
        OptionText("Variante", "Outra garganta para o mesmo idioma.", choices=_VARIANTS_PT),
        choices=("", *variants),
    )
    return RATE, PITCH, PITCH_RANGE, VOLUME, WORD_GAP, variant

"""The options of XTTS v2; the defaults of the first four are the reference's."""

from vozes.engines.options import OptionSpec

TEMPERATURE = OptionSpec(
    "temperature", "number", 0.75, "How varied the delivery is; 0 always takes the likeliest sound.", 0.0, 2.0
)
TOP_K = OptionSpec("top_k", "integer", 50, "Choose each sound among so many candidates.", 1, 1024)
TOP_P = OptionSpec(
    "top_p", "number", 0.85, "Choose each sound among candidates of so much probability together.", 0.05, 1.0
)
REPETITION_PENALTY = OptionSpec(
    "repetition_penalty", "number", 10.0, "How strongly repeated sounds are avoided.", 1.0, 20.0
)
FIRST_PIECE = OptionSpec(
    "first_piece",
    "integer",
    3,
    "Length of a stream's first piece, in audio tokens: fewer start sooner, more stumble less on a slow machine.",
    2,
    64,
    unit="tokens of 46 ms",
)
OPTIONS = (TEMPERATURE, TOP_K, TOP_P, REPETITION_PENALTY, FIRST_PIECE)

"""The options of XTTS v2; the defaults of the first four are the reference's."""

from vozes.engines.options import OptionSpec, OptionText

TEMPERATURE = OptionSpec(
    "temperature",
    "number",
    0.75,
    OptionText("Variety", "How varied the delivery is; 0 always takes the likeliest sound.", ("even", "varied")),
    OptionText("Variação", "O quanto a fala varia; 0 sempre usa o som mais provável.", ("uniforme", "variada")),
    0.0,
    2.0,
)
TOP_K = OptionSpec(
    "top_k",
    "integer",
    50,
    OptionText("Candidates for a sound", "Choose each sound among so many candidates.", ("few", "many")),
    OptionText("Candidatos a cada som", "Entre quantos candidatos cada som é escolhido.", ("poucos", "muitos")),
    1,
    1024,
)
TOP_P = OptionSpec(
    "top_p",
    "number",
    0.85,
    OptionText(
        "Probability of the candidates",
        "Choose each sound among candidates of so much probability together.",
        ("only the likeliest", "all"),
    ),
    OptionText(
        "Probabilidade dos candidatos",
        "Cada som é escolhido entre candidatos que, juntos, têm essa probabilidade.",
        ("só os mais prováveis", "todos"),
    ),
    0.05,
    1.0,
)
REPETITION_PENALTY = OptionSpec(
    "repetition_penalty",
    "number",
    10.0,
    OptionText("Against repetition", "How strongly repeated sounds are avoided.", ("not at all", "strongly")),
    OptionText("Contra repetições", "O quanto os sons repetidos são evitados.", ("nada", "muito")),
    1.0,
    20.0,
)
FIRST_PIECE = OptionSpec(
    "first_piece",
    "integer",
    3,
    OptionText(
        "First piece of a stream",
        "Length of a stream's first piece, in audio tokens: fewer start sooner, more stumble less on a slow machine.",
        ("starts sooner", "stumbles less"),
        "tokens of 46 ms",
    ),
    OptionText(
        "Primeiro trecho da transmissão",
        "Duração do primeiro trecho, em tokens de áudio: com menos começa antes, com mais falha menos em uma máquina "
        "lenta.",
        ("começa antes", "falha menos"),
        "tokens de 46 ms",
    ),
    2,
    64,
)
OPTIONS = (TEMPERATURE, TOP_K, TOP_P, REPETITION_PENALTY, FIRST_PIECE)

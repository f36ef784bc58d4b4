"""What XTTS v2 says of itself. Its runtime is not in this version, and `missing` says so.

Languages, speakers and defaults are those of the published checkpoint.
"""

import unicodedata
from typing import Literal

from vozes.engines.base import Capabilities, EngineInfo, EngineSpec, OptionSpec, VoiceInfo

LANGUAGES = (
    "en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi",
)  # fmt: skip

_WOMEN = """
    Claribel Dervla, Daisy Studious, Gracie Wise, Tammie Ema, Alison Dietlinde, Ana Florence, Annmarie Nele,
    Asya Anara, Brenda Stern, Gitta Nikolina, Henriette Usha, Sofia Hellen, Tammy Grit, Tanja Adelina,
    Vjollca Johnnie, Nova Hogarth, Maja Ruoho, Uta Obando, Lidiya Szekeres, Chandra MacFarland, Szofi Granger,
    Camilla Holmström, Lilya Stainthorpe, Zofija Kendrick, Narelle Moon, Barbora MacLean, Alexandra Hisakawa,
    Alma María, Rosemary Okafor, Ige Behringer
"""
_MEN = """
    Andrew Chipper, Badr Odhiambo, Dionisio Schuyler, Royston Min, Viktor Eka, Abrahan Mack, Adde Michal,
    Baldur Sanjin, Craig Gutsy, Damien Black, Gilberto Mathias, Ilkin Urbano, Kazuhiko Atallah, Ludvig Milivoj,
    Suad Qasim, Torcull Diarmuid, Viktor Menelaos, Zacharie Aimilios, Filip Traverse, Damjan Chapman,
    Wulf Carlevaro, Aaron Dreschner, Kumar Dahl, Eugenio Mataracı, Ferran Simen, Xavier Hayasaka, Luis Moray,
    Marcos Rudaski
"""

_OPTIONS = (
    OptionSpec("temperature", "number", 0.75, "How varied the delivery is.", 0.05, 2.0),
    OptionSpec("top_k", "integer", 50, "Choose each sound among so many candidates.", 1, 1024),
    OptionSpec(
        "top_p", "number", 0.85, "Choose each sound among candidates of so much probability together.", 0.05, 1.0
    ),
    OptionSpec("repetition_penalty", "number", 10.0, "How strongly repeated sounds are avoided.", 1.0, 20.0),
)


def missing() -> str | None:
    return (
        "This version of Vozes has no runtime for XTTS v2 yet. "
        "Once a newer one brings it, run: git pull && python3 start.py --neural cpu"
    )


def _voices(names: str, gender: Literal["male", "female"]) -> tuple[VoiceInfo, ...]:
    return tuple(VoiceInfo(_voice_id(name), name, LANGUAGES, gender) for name in map(str.strip, names.split(",")))


def _voice_id(name: str) -> str:
    """`Alma María` is `alma-maria`: ids go into headers and addresses."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "-")


def engine_spec() -> EngineSpec:
    info = EngineInfo(
        id="xtts_v2",
        name="XTTS v2",
        description="Natural speech in 17 languages, in built-in voices or one cloned from seconds of speech (1.9 GB).",
        languages=LANGUAGES,
        voices=_voices(_WOMEN, "female") + _voices(_MEN, "male"),
        capabilities=Capabilities(cloning=True, streaming=True),
        options=_OPTIONS,
        language_aliases={"zh": "zh-cn", "cmn": "zh-cn"},
    )
    return EngineSpec(info=info, target="vozes.engines.xtts.engine:XttsEngine", missing=missing)

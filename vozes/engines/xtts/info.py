"""Describes XTTS v2, without torch and without its files.

Languages, speakers and defaults are those of the published checkpoint.
"""

from typing import Literal

from vozes.engines.base import EngineSpec
from vozes.engines.info import Capabilities, EngineInfo, ModelInfo, VoiceInfo
from vozes.engines.installation import missing_for_neural
from vozes.engines.settings import EngineSettings
from vozes.engines.xtts.checkpoint.files import find_checkpoint
from vozes.engines.xtts.options import OPTIONS
from vozes.text.markup.support import AROUND_ANY_ENGINE, markup_support
from vozes.text.slugs import to_ascii

CONCURRENCY = 8
"""Requests that are spoken at once, memory allowing."""
RELEASE_SECONDS = 30.0
"""A step takes 50 ms, and seconds where many texts join it or a voice is made of its recordings."""
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
_PACKAGES = ("torch", "safetensors", "tokenizers")


def missing(settings: EngineSettings) -> str | None:
    return missing_for_neural(_PACKAGES, lambda: find_checkpoint(settings))


def _voices(names: str, gender: Literal["male", "female"]) -> tuple[VoiceInfo, ...]:
    return tuple(VoiceInfo(voice_id(name), name, LANGUAGES, gender) for name in map(str.strip, names.split(",")))


def voice_id(name: str) -> str:
    """Returns `alma-maria` for `Alma María`, since ids go into headers and addresses."""
    return to_ascii(name.replace("ı", "i")).lower().replace(" ", "-")


def engine_spec() -> EngineSpec:
    info = EngineInfo(
        id="xtts_v2",
        name="XTTS v2",
        description="Natural speech in 17 languages, in built-in voices or one cloned from seconds of speech (1.9 GB).",
        languages=LANGUAGES,
        voices=_voices(_WOMEN, "female") + _voices(_MEN, "male"),
        capabilities=Capabilities(
            cloning=True,
            mixing=True,
            streaming=True,
            word_timings="estimated",
            concurrency=CONCURRENCY,
            release_seconds=RELEASE_SECONDS,
        ),
        options=OPTIONS,
        language_aliases={"zh": "zh-cn", "cmn": "zh-cn"},
        models=(ModelInfo("xtts"),),
        markup=markup_support(approximated=AROUND_ANY_ENGINE),
    )
    return EngineSpec(info=info, target="vozes.engines.xtts.engine:XttsEngine", missing=missing)

"""The words of the pages: the same in each language, all of them used, and none missing."""

import re
from pathlib import Path

import vozes
from vozes.audio.formats import ALL_FORMATS
from vozes.engines.base import EngineState
from vozes.errors import ErrorCode
from vozes.kept_settings import CHANGEABLE
from vozes.models.catalog import load_catalog
from vozes.models.pull_state import STAGES
from vozes.service.speech.recent import Outcome
from vozes.text.markup.elements import ELEMENTS, TAGS
from vozes.warnings import WarningCode

UI = Path(vozes.__file__).parent / "ui"
SOURCES = "".join(
    file.read_text("utf-8")
    for file in UI.rglob("*")
    if file.suffix in (".html", ".js") and not {"vendor", "strings"} & set(file.relative_to(UI).parts)
)


def texts(language: str) -> dict[str, str]:
    """The texts by their keys, as the files have them: in quotation marks, with a plus where one has two lines."""
    files = [UI / "strings" / f"{language}.js", *sorted((UI / "strings" / language).iterdir())]
    _, *parts = re.split(r"^  (\w+):", "".join(file.read_text("utf-8") for file in files), flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def without_form(key: str) -> str:
    """What a page asks for where a count chooses between two forms."""
    return re.sub("_(one|other)$", "", key)


ENGLISH = texts("en")
SAMPLES = sorted((UI / "samples").iterdir())
MADE_KEYS = {
    *(f"state_{state}" for state in EngineState),
    *(f"error_{code}" for code in ErrorCode),
    *("error_unknown_voice_in_text", "reason_model_not_installed"),
    *(f"limit_{code}" for code in ("text_too_long", "daily_limit", "rate_limited")),
    *(f"stage_{stage}" for stage in ("converting", "loading", "warming_up")),
    *("engine_not_installed", "engine_failed"),
    *(f"model_{state}" for state in ("absent", "pulling", "installed", "damaged")),
    *(f"about_{model.id}" for model in load_catalog()),
    *(f"pull_{stage}" for stage in (*STAGES, "failed", "cancelled")),
    *(f"source_{kind}" for kind in ("hub", "registry", "import")),
    *(f"sample_{sample.stem}" for sample in SAMPLES),
    *("female", "male"),
    *(f"about_engine_{engine}" for engine in {"espeak", *(model.engine for model in load_catalog())}),
    *("load_engine", "unload_engine", "unloading", "engine_name_styletts2"),
    *(f"outcome_{outcome}" for outcome in Outcome),
    *(f"{about}_{name}" for about in ("setting", "about") for name in CHANGEABLE),
    *(f"tag_{re.findall('[a-z]+', each.tag)[0]}" for each in TAGS if each.tag != "[["),
    "tag_bracket",
    *(f"ssml_{each.name.replace('-', '_')}" for each in ELEMENTS),
    *(f"try_{text}{part}" for text in ("news", "story", "voicemail") for part in ("", "_text")),
    *(f"player_{phase}" for phase in ("loading", "preparing", "speaking", "paused", "ended", "stopped", "failed")),
    *("player_stopped_early", "player_failed_early"),
    *(f"player_about_{each.name}" for each in ALL_FORMATS if each.playable),
    *("player_about_srt", "player_about_vtt"),
    *("picker_female", "picker_male", "picker_hear_loading", "picker_hear_playing"),
    *(f"check_{each}" for each in ("length", "loudness", "clipped", "noise", "speech", "damaged")),
    *(f"warning_{code}" for code in WarningCode),
    *(f"warning_quantity_{each}" for each in ("rate", "pitch", "volume")),
    *(f"warning_kind_{each}" for each in ("pause", "voice", "lang", "rate")),
    *(f"warning_capability_{each}" for each in ("pitch", "emphasis", "phoneme", "mark")),
    *(f"warning_complaint_{each}" for each in ("runaway", "cut_off", "repeating", "no_stop")),
    *(f"check_{each}" for each in ("too_short", "quiet", "noisy", "little_speech")),
}
"""Keys that a page puts together from what the server answers, or from a list of its own."""


def test_both_languages_have_the_same_texts_in_the_same_order() -> None:
    assert list(texts("pt-BR")) == list(ENGLISH)


def test_every_refusal_of_the_server_has_a_text() -> None:
    for language in ("en", "pt-BR"):
        assert {f"error_{code}" for code in ErrorCode} <= set(texts(language))


def test_both_languages_fill_in_the_same_values() -> None:
    fields = {
        language: {key: sorted(re.findall(r"\{(\w+)\}", text)) for key, text in texts(language).items()}
        for language in ("en", "pt-BR")
    }
    assert fields["en"] == fields["pt-BR"]


def test_every_text_is_used() -> None:
    used = MADE_KEYS | set(re.findall(r'"(\w+)"', SOURCES))
    assert [key for key in ENGLISH if without_form(key) not in used] == []


def test_every_text_that_is_used_exists() -> None:
    marked = re.findall(r'data-(?:text|title|placeholder|label)="(\w+)"', SOURCES)
    asked = re.findall(r'\b(?:t|say|showStatus|PageError|setText)\((?:[^,"]+(?:"[\w-]+"\))?, )?"(\w+)"', SOURCES)
    assert len(marked) > 50
    assert len(asked) > 30
    assert {*marked, *asked} - {*ENGLISH, *map(without_form, ENGLISH)} == set()

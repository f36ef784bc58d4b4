"""The family offers what is installed, else what is published, and says what to run where nothing is."""

from pathlib import Path

import pytest

from vozes.engines.info import EngineInfo
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2 import info
from vozes.engines.styletts2.info import engine_spec, missing
from vozes.errors import VozesError

KOKORO = ("kokoro-v1_0.pth", "config.json")
LIBRITTS = ("epochs_2nd_00020.pth", "config.yml")


def _install(home: Path, model: str, *files: str) -> None:
    for name in files:
        path = home / "models" / "styletts2" / model / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def _info(home: Path) -> EngineInfo:
    return engine_spec(EngineSettings(str(home))).info


def _voices(home: Path) -> list[str]:
    return [voice.id for voice in _info(home).voices]


def test_without_a_model_all_that_is_published_is_listed_and_what_to_run_is_said(bare_home: Path) -> None:
    offered = _info(bare_home)
    assert len(offered.voices) == 56
    assert offered.languages == ("en-us", "en-gb", "es", "fr-fr", "hi", "it", "ja", "pt-br", "zh")
    assert "vozes models pull kokoro" in (missing(EngineSettings(str(bare_home))) or "")


def test_the_voices_are_those_of_the_models_that_are_installed(bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt", "voices/af_heart.pt")
    assert missing(EngineSettings(str(bare_home))) is None
    assert _voices(bare_home) == ["af_heart", "pf_dora"]
    _install(bare_home, "kokoro", "voices/minha.pt")
    _install(bare_home, "libritts", *LIBRITTS)
    _install(bare_home, "ana", *LIBRITTS)
    assert _voices(bare_home) == ["ana", "af_heart", "minha", "pf_dora", "libritts"]


def test_beside_kokoro_libritts_is_told_as_the_model_that_would_clone(bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt")
    offered = _info(bare_home)
    assert not offered.capabilities.cloning
    assert [model.name for model in offered.models if model.cloning] == ["libritts"]


def test_each_model_tells_which_options_it_obeys_whether_it_is_installed_or_not(bare_home: Path) -> None:
    def obeyed() -> dict[str, int]:
        return {model.name: len(model.options or ()) for model in _info(bare_home).models}

    assert obeyed() == {"kokoro": 0, "libritts": 7, "ljspeech": 5}
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt")
    _install(bare_home, "ana", *LIBRITTS)
    assert obeyed() == {"ana": 7, "kokoro": 0, "libritts": 7, "ljspeech": 5}


def test_the_languages_are_those_of_the_voices(bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/ff_siwis.pt", "voices/pf_dora.pt")
    offered = _info(bare_home)
    assert offered.languages == ("fr-fr", "pt-br")
    assert [offered.match_language(tag) for tag in ("fr", "fr-CA", "pt", "pt-PT", "en")] == [
        "fr-fr", "fr-fr", "pt-br", "pt-br", None,
    ]  # fmt: skip


def test_a_voice_of_no_known_language_may_be_tried_in_any(bare_home: Path) -> None:
    _install(bare_home, "ana", *LIBRITTS)
    assert len(_info(bare_home).languages) == 9


@pytest.mark.parametrize(
    ("models", "language", "voice"),
    [
        (("ana", "libritts", "kokoro"), "en-us", "af_heart"),
        (("ana", "libritts", "kokoro"), "pt-br", "pf_dora"),
        (("ana", "libritts"), "pt-br", "ana"),
        (("libritts",), "pt-br", "libritts"),
    ],
)
def test_a_language_is_spoken_by_the_voice_made_for_it(
    models: tuple[str, ...], language: str, voice: str, bare_home: Path
) -> None:
    for model in models:
        packs = ("voices/af_heart.pt", "voices/pf_dora.pt")
        _install(bare_home, model, *((*KOKORO, *packs) if model == "kokoro" else LIBRITTS))
    assert _info(bare_home).voice_for(language).id == voice


@pytest.mark.parametrize(("model", "clones"), [("libritts", True), ("ana", True), ("ljspeech", False)])
def test_models_of_many_speakers_clone(model: str, clones: bool, bare_home: Path) -> None:
    _install(bare_home, model, *LIBRITTS)
    abilities = _info(bare_home).capabilities
    assert abilities.cloning is clones
    assert (abilities.streaming, abilities.word_timings, abilities.concurrency) == (True, "exact", 1)


def test_kokoro_alone_clones_nobody(bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt")
    assert not _info(bare_home).capabilities.cloning


def test_a_cloned_voice_speaks_what_the_first_model_that_clones_speaks(bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt", "voices/zf_xiaobei.pt")
    _install(bare_home, "libritts", *LIBRITTS)
    assert _info(bare_home).find_voice("voice_1", {"voice_1"}).languages == ("en-us", "pt-br")
    _install(bare_home, "ana", *LIBRITTS)
    offered = _info(bare_home)
    assert offered.languages_of(offered.find_voice("voice_1", {"voice_1"})) == offered.languages


@pytest.mark.parametrize(("text", "mixes"), [("voice_1+libritts", True), ("voice_1+pf_dora", False)])
def test_a_cloned_voice_is_mixed_with_those_of_its_model(text: str, mixes: bool, bare_home: Path) -> None:
    _install(bare_home, "kokoro", *KOKORO, "voices/pf_dora.pt")
    _install(bare_home, "libritts", *LIBRITTS)
    if mixes:
        assert _info(bare_home).find_voice(text, {"voice_1"}).id == "voice_1:0.5+libritts:0.5"
    else:
        with pytest.raises(VozesError, match="of different models"):
            _info(bare_home).find_voice(text, {"voice_1"})


def test_half_a_model_is_named_with_what_it_lacks(bare_home: Path) -> None:
    _install(bare_home, "libritts", *LIBRITTS[:1])
    assert "lacks config.yml" in (missing(EngineSettings(str(bare_home))) or "")
    assert len(_info(bare_home).voices) == 56


def test_a_cache_that_may_not_be_read_ends_nothing(bare_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_: EngineSettings) -> None:
        raise PermissionError(13, "Permission denied", "/somewhere")

    monkeypatch.setattr(info, "find_models", forbidden)
    assert "/somewhere" in (missing(EngineSettings(str(bare_home))) or "")
    assert len(_info(bare_home).voices) == 56

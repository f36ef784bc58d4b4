"""Models are known by their own names, and speak in their own voices."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.service.conftest import MakeSettings
from vozes.engines.base import EngineSpec
from vozes.engines.info import ModelInfo, VoiceInfo
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.info import engine_spec as styletts2
from vozes.engines.xtts.info import engine_spec as xtts
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.models import part_of
from vozes.service.speech.orders import SpeechOrder

pytestmark = pytest.mark.anyio


def band() -> EngineSpec:
    """The fake engine with two models, and a third that is not there."""
    spec = fake_spec("band", cloning=True)
    voices = (
        VoiceInfo("hum", "Hum", ("en", "pt")),
        VoiceInfo("alto", "Alto", ("pt",)),
        VoiceInfo("bass", "Bass", ("en",)),
    )
    models = (
        ModelInfo("singers", ("hum", "alto")),
        ModelInfo("low", ("bass",), True),
        ModelInfo("harp", missing="Run: x"),
    )
    return replace(spec, info=replace(spec.info, voices=voices, models=models))


@pytest.fixture
def service(make_settings: MakeSettings) -> Service:
    return Service(make_settings(), [fake_spec(), band()])


async def spoken(service: Service, **order: object) -> tuple[str, str, str]:
    speech = await service.speech.prepare(SpeechOrder("a", **order))  # type: ignore[arg-type]
    return speech.engine.info.id, speech.request.voice, speech.request.language


@pytest.mark.parametrize(
    ("engine", "language", "heard"),
    [
        ("band", "en", ("band", "hum", "en")),
        ("singers", "en", ("band", "hum", "en")),
        ("low", "en", ("band", "bass", "en")),
        ("low", "auto", ("band", "bass", "en")),
    ],
)
async def test_a_model_speaks_in_its_own_voice(
    engine: str, language: str, heard: tuple[str, str, str], service: Service
) -> None:
    assert await spoken(service, engine=engine, language=language) == heard


async def test_a_model_that_is_selected_speaks_where_no_engine_is_named(service: Service) -> None:
    service.registry.select("low")

    assert await spoken(service, language="en") == ("band", "bass", "en")
    assert await spoken(service, language="pt", voice="alto") == ("band", "alto", "pt")


async def test_a_model_may_be_the_default_engine(make_settings: MakeSettings) -> None:
    service = Service(make_settings(default_engine="low"), [band()])

    assert await spoken(service) == ("band", "bass", "en")


@pytest.mark.parametrize(
    ("order", "code", "named"),
    [
        ({"engine": "low", "language": "pt"}, ErrorCode.UNSUPPORTED_LANGUAGE, "pt"),
        ({"engine": "low", "voice": "alto"}, ErrorCode.UNKNOWN_VOICE, "alto"),
        ({"engine": "low", "voice": "bass:1+alto:1"}, ErrorCode.UNKNOWN_VOICE, "alto"),
        ({"engine": "harp"}, ErrorCode.MODEL_NOT_INSTALLED, "Run: x"),
        ({"engine": "drums"}, ErrorCode.UNKNOWN_ENGINE, "singers, low, harp"),
    ],
)
async def test_what_a_model_cannot_do_is_refused(
    order: dict[str, str], code: ErrorCode, named: str, service: Service
) -> None:
    with pytest.raises(VozesError, match=named) as refused:
        await spoken(service, **order)
    assert refused.value.code == code


def test_the_published_models_are_known_by_their_names(bare_home: Path) -> None:
    published = styletts2(EngineSettings(str(bare_home))).info

    assert {model.name for model in published.models} == {"kokoro", "libritts", "ljspeech"}
    assert part_of(published, "kokoro").voice_for("pt-br").id == "pf_dora"
    assert [voice.id for voice in part_of(published, "ljspeech").voices] == ["ljspeech"]
    assert part_of(published, "libritts").capabilities.cloning
    assert not part_of(published, "kokoro").capabilities.cloning
    assert part_of(xtts().info, "xtts") == xtts().info


def test_a_model_that_is_not_among_the_installed_ones_says_what_to_run(bare_home: Path) -> None:
    for name in ("kokoro-v1_0.pth", "config.json", "voices/pf_dora.pt"):
        path = bare_home / "models" / "styletts2" / "kokoro" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    models = {model.name: model for model in styletts2(EngineSettings(str(bare_home))).info.models}

    assert models["kokoro"].voices == ("pf_dora",)
    assert "models pull libritts" in (models["libritts"].missing or "")

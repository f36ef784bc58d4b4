"""Under `auto` the best installed engine speaks each language, in its best voice, unless a request says otherwise."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.service.conftest import MakeSettings
from vozes.engines.base import EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.speech.orders import SpeechOrder
from vozes.types import ClonedVoice

pytestmark = pytest.mark.anyio

Offer = Callable[..., Service]


@pytest.fixture
def offer(make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """A service that has to choose, and in which no engine has to be loaded for that."""

    async def no_wait(*_: object) -> None:
        pass

    monkeypatch.setattr("vozes.service.speech.waiting.Waiting.wait_for", no_wait)

    def offered(*specs: EngineSpec, **flags: object) -> Service:
        return Service(make_settings(**{"default_engine": "auto", **flags}), specs or (plain_spec(), natural_spec()))

    return offered


async def heard(service: Service, **order: object) -> tuple[str, str, str]:
    speech = await service.speech.prepare(SpeechOrder(**{"text": "a", **order}))  # type: ignore[arg-type]
    return speech.engine.info.id, speech.request.voice, speech.request.language


async def warned(service: Service, **order: object) -> str:
    speech = await service.speech.prepare(SpeechOrder("a", **order))  # type: ignore[arg-type]
    return "; ".join(speech.warnings)


async def refusal(service: Service, **order: object) -> tuple[ErrorCode, str]:
    with pytest.raises(VozesError) as refused:
        await heard(service, **order)
    return refused.value.code, refused.value.message


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pt-br", ("natural", "pf_dora", "pt-br")),
        ("pt", ("natural", "pf_dora", "pt-br")),
        ("PT_BR", ("natural", "pf_dora", "pt-br")),
        ("en", ("natural", "af_heart", "en-us")),
        ("en-au", ("natural", "af_heart", "en-us")),
        ("en-gb", ("natural", "bf_emma", "en-gb")),
        ("es", ("natural", "ef_dora", "es")),
        ("es-ar", ("natural", "ef_dora", "es")),
        ("zh", ("natural", "zf_xiaobei", "zh")),
        ("zh-cn", ("natural", "zf_xiaobei", "zh")),
        ("cmn", ("natural", "zf_xiaobei", "zh")),
        ("pt-pt", ("plain", "pt-pt", "pt-pt")),
        ("es-mx", ("plain", "es-mx", "es-mx")),
        ("de", ("plain", "de", "de")),
        ("eo", ("plain", "eo", "eo")),
    ],
)
async def test_the_best_engine_speaks_a_language_in_its_best_voice(
    language: str, expected: tuple[str, str, str], offer: Offer
) -> None:
    assert await heard(offer(), language=language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eu gosto muito de café com leite.", ("natural", "pf_dora", "pt-br")),
        ("The quick brown fox jumps over the lazy dog.", ("natural", "af_heart", "en-us")),
        ("Ich möchte heute ein Stück Kuchen essen.", ("plain", "de", "de")),
        ("Olá", ("natural", "pf_dora", "pt-br")),
    ],
)
async def test_the_language_is_told_before_the_engine_is_chosen(
    text: str, expected: tuple[str, str, str], offer: Offer
) -> None:
    assert await heard(offer(), text=text) == expected


async def test_a_text_in_a_language_that_nobody_speaks_is_spoken_in_a_preferred_one(offer: Offer) -> None:
    text = "Ez egy magyar mondat, amelyet senki sem beszél itt."

    assert await heard(offer(), text=text) == ("natural", "pf_dora", "pt-br")


async def test_where_nothing_better_is_installed_the_engine_that_is_always_there_speaks(offer: Offer) -> None:
    service = offer(plain_spec(), natural_spec(missing=lambda _: "Run: x"))

    assert await heard(service, language="pt-br") == ("plain", "pt-br", "pt-br")
    assert await warned(service, language="pt-br") == ""


async def test_a_language_whose_letters_cannot_be_read_here_is_left_to_the_other_engine(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await heard(offer(), language="ja") == ("natural", "jf_alpha", "ja")

    monkeypatch.setattr("vozes.text.extras._NEEDED", {"ja": ("no_such_package",)})

    assert await heard(offer(), language="ja") == ("plain", "ja", "ja")


async def test_without_its_best_voice_the_natural_model_speaks_in_another(offer: Offer) -> None:
    service = offer(plain_spec(), natural_spec(voices="pm_alex"))

    assert await heard(service, language="pt-br") == ("natural", "pm_alex", "pt-br")
    assert "kokoro lacks its voice pf_dora" in await warned(service, language="pt-br")
    assert await heard(service, language="en-us") == ("plain", "en-us", "en-us")


async def test_a_language_that_nobody_speaks_is_refused(offer: Offer) -> None:
    assert (await refusal(offer(), language="xx"))[0] == ErrorCode.UNSUPPORTED_LANGUAGE


async def test_where_nothing_is_installed_it_is_told_what_to_run(offer: Offer) -> None:
    service = offer(fake_spec(missing="Run: make sine"))

    code, message = await refusal(service, language="pt")

    assert (code, "Run: make sine" in message) == (ErrorCode.MODEL_NOT_INSTALLED, True)


async def test_a_model_that_is_named_speaks_in_the_best_voice_too(offer: Offer) -> None:
    assert await heard(offer(), engine="kokoro", language="en-gb") == ("natural", "bf_emma", "en-gb")
    assert await heard(offer(), engine="plain", language="en-gb") == ("plain", "en-gb", "en-gb")


async def test_users_choose_other_voices_and_the_others_stay(offer: Offer) -> None:
    service = offer(default_voices="pt=pm_alex, es-mx=ef_dora, de=plain de")

    assert await heard(service, language="pt-br") == ("natural", "pm_alex", "pt-br")
    assert await heard(service, language="pt-br", engine="kokoro") == ("natural", "pm_alex", "pt-br")
    assert await heard(service, language="es-mx") == ("natural", "ef_dora", "es")
    assert await heard(service, language="de") == ("plain", "de", "de")
    assert await heard(service, language="en-gb") == ("natural", "bf_emma", "en-gb")
    assert await warned(service, language="pt-br") == ""


async def test_a_mixture_may_speak_by_default(offer: Offer) -> None:
    service = offer(default_voices={"pt-br": "pf_dora:0.5+pm_alex:0.5"})

    assert await heard(service, language="pt") == ("natural", "pf_dora:0.5+pm_alex:0.5", "pt-br")


@pytest.mark.parametrize("voice", ["pm_nobody", "af_heart", "pf_dora+pm_nobody"])
async def test_a_default_voice_that_cannot_speak_is_replaced_with_a_warning(voice: str, offer: Offer) -> None:
    service = offer(default_voices={"pt-br": voice})

    assert await heard(service, language="pt") == ("natural", "pf_dora", "pt-br")
    assert f"default_voices has '{voice}' for pt" in await warned(service, language="pt")


async def test_a_default_voice_that_is_not_installed_is_replaced_with_a_warning(offer: Offer) -> None:
    service = offer(plain_spec(), natural_spec(missing=lambda _: "Run: x"), default_voices="pt-br=pm_alex")

    assert await heard(service, language="pt") == ("plain", "pt-br", "pt-br")
    assert "Run: x" in await warned(service, language="pt")


def test_a_default_voice_for_a_language_that_nobody_knows_is_refused(offer: Offer) -> None:
    with pytest.raises(VozesError, match="default_voices: no engine speaks 'xx'") as refused:
        offer(default_voices="xx=pf_dora")
    assert refused.value.code == ErrorCode.INVALID_SETTINGS


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"options": {"rate": 200}}, ("plain", "pt-br", "pt-br")),
        ({"options": {"preset": "happy"}}, ("natural", "pf_dora", "pt-br")),
        ({"options": {"rate": 200}, "engine": "auto"}, ("plain", "pt-br", "pt-br")),
        ({"voice": "pm_alex"}, ("natural", "pm_alex", "pt-br")),
        ({"voice": "Pm_Alex"}, ("natural", "pm_alex", "pt-br")),
        ({"voice": "Plain pt-br"}, ("plain", "pt-br", "pt-br")),
        ({"voice": "libritts"}, ("natural", "libritts", "pt-br")),
        ({"voice": "pt-br"}, ("plain", "pt-br", "pt-br")),
        ({"voice": "pf_dora:0.7+pm_alex:0.3"}, ("natural", "pf_dora:0.7+pm_alex:0.3", "pt-br")),
    ],
)
async def test_what_only_one_engine_has_chooses_it(
    order: dict[str, object], expected: tuple[str, str, str], offer: Offer
) -> None:
    assert await heard(offer(), **{"language": "pt-br", **order}) == expected


async def test_options_decide_between_engines_that_have_the_voice(offer: Offer) -> None:
    bare = fake_spec("bare")
    service = offer(replace(bare, info=replace(bare.info, options=())), fake_spec())

    assert (await heard(service, voice="hum", language="en"))[0] == "bare"
    assert (await heard(service, voice="hum", language="en", options={"depth": 2}))[0] == "sine"


@pytest.mark.parametrize(
    ("order", "code", "named"),
    [
        ({"options": {"rate": 9}}, ErrorCode.OPTION_OUT_OF_RANGE, "rate"),
        ({"options": {"rat": 200}}, ErrorCode.UNKNOWN_OPTION, "plain has no option 'rat'"),
        ({"options": {"rate": 200, "preset": "happy"}}, ErrorCode.UNKNOWN_OPTION, "plain has no option 'preset'"),
        ({"voice": "pm_alex", "options": {"rate": 200}}, ErrorCode.UNKNOWN_OPTION, "natural has no option 'rate'"),
        ({"voice": "pm_alex", "language": "eo"}, ErrorCode.UNSUPPORTED_LANGUAGE, "pm_alex does not speak 'eo'"),
        ({"voice": "nobody"}, ErrorCode.UNKNOWN_VOICE, "nobody"),
        ({"voice": "pf_dora+nobody"}, ErrorCode.UNKNOWN_VOICE, "natural has no voice 'nobody'"),
        ({"voice": "pf_dora:x"}, ErrorCode.INVALID_FIELD, "no part of a mixture"),
    ],
)
async def test_what_no_engine_can_do_is_refused(
    order: dict[str, object], code: ErrorCode, named: str, offer: Offer
) -> None:
    got, message = await refusal(offer(), **order)

    assert (got, named in message) == (code, True), message


async def test_a_voice_of_an_engine_that_is_not_installed_says_what_to_run(offer: Offer) -> None:
    service = offer(plain_spec(), natural_spec(missing=lambda _: "Run: make natural"))

    for voice in ("pf_dora", "pf_dora+pm_alex"):
        code, message = await refusal(service, voice=voice)
        assert (code, "Run: make natural" in message) == (ErrorCode.MODEL_NOT_INSTALLED, True)


@pytest.mark.parametrize(
    ("options", "engine"), [({}, "cloner"), ({"preset": "happy"}, "natural"), ({"depth": 2}, "cloner")]
)
async def test_a_voice_from_a_recording_is_spoken_by_who_clones_and_has_the_options(
    options: dict[str, object], engine: str, offer: Offer, tmp_path: Path
) -> None:
    service = offer(plain_spec(), fake_spec("cloner", cloning=True), natural_spec())
    reference = ClonedVoice("reference_1", (str(tmp_path / "1.wav"),))

    assert (await heard(service, reference=reference, options=options))[:2] == (engine, "reference_1")


async def test_another_engine_that_is_selected_speaks_whatever_the_language(offer: Offer) -> None:
    service = offer()
    service.registry.select("plain")

    assert await heard(service, language="pt-br") == ("plain", "pt-br", "pt-br")
    assert (await refusal(service, language="pt-br", voice="pm_alex"))[0] == ErrorCode.UNKNOWN_VOICE
    assert await heard(service, language="pt-br", engine="auto") == ("natural", "pf_dora", "pt-br")
    assert await heard(service, voice="pm_alex", engine="auto") == ("natural", "pm_alex", "pt-br")

    service.registry.select("auto")

    assert await heard(service, language="pt-br") == ("natural", "pf_dora", "pt-br")

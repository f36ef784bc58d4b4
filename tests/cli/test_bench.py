"""`vozes bench`: what it sends to an engine's process, what it measures of it, and how it says so."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, engine_processes, refusal
from tests.cli.metered_engine import BYTES, COLD_SECONDS, SECONDS, asked, metered_spec
from tests.fakes import fake_spec
from vozes.cli.bench import TEXT, BenchFigures, BenchPlan, bench_request, measure
from vozes.cli.console import Refusal
from vozes.engines.base import EngineSpec
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.info import engine_spec
from vozes.errors import VozesError
from vozes.settings import Settings, load_settings

PLAN = BenchPlan(seconds=2.0, concurrency=4, repeat=1)
SHORT = ("--seconds", "5", "--concurrency", "2", "--repeat", "1")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(home=tmp_path)


async def bench(
    spec: EngineSpec, settings: Settings, plan: BenchPlan = PLAN
) -> tuple[BenchFigures, list[dict[str, object]]]:
    figures = await measure(spec, settings, plan)
    return figures, asked(settings.home)


@pytest.mark.anyio
async def test_the_engine_speaks_as_long_as_it_is_told(settings: Settings) -> None:
    figures, _ = await bench(metered_spec(), settings)

    assert figures.speech_s == 2.0


@pytest.mark.anyio
async def test_the_warm_up_is_not_measured(settings: Settings) -> None:
    figures, requests = await bench(metered_spec(engine="ColdEngine"), settings)

    assert len(requests) == 2 + 1 + 1 + PLAN.concurrency
    assert SECONDS < max(figures.times_s) < COLD_SECONDS
    assert SECONDS < figures.first_audio_s < COLD_SECONDS


@pytest.mark.anyio
async def test_the_real_time_factor_is_the_median_of_work_over_speech(settings: Settings) -> None:
    figures, _ = await bench(metered_spec(), settings, replace(PLAN, repeat=3))

    assert len(figures.times_s) == 3
    assert figures.rtf == sorted(figures.times_s)[1] / 2.0


@pytest.mark.anyio
async def test_only_what_is_measured_to_its_first_audio_is_streamed(settings: Settings) -> None:
    _, requests = await bench(metered_spec(), settings, replace(PLAN, repeat=2))
    streamed = [bool(request["streaming"]) for request in requests]

    warm_up, alone, first_audio, at_once = [False, True], [False] * 2, [True] * 2, [False] * 2 * PLAN.concurrency
    assert streamed == warm_up + alone + first_audio + at_once


@pytest.mark.anyio
@pytest.mark.parametrize(("takes", "at_once"), [(1, 1), (3, 3), (16, PLAN.concurrency)])
async def test_as_many_requests_come_at_once_as_are_wanted_and_the_engine_takes(
    takes: int, at_once: int, settings: Settings
) -> None:
    figures, requests = await bench(metered_spec(concurrency=takes), settings)

    assert max(int(str(request["open"])) for request in requests) == at_once
    assert figures.concurrency == PLAN.concurrency


@pytest.mark.anyio
@pytest.mark.parametrize("takes", [1, 4])
async def test_speech_per_second_is_of_all_that_speak_at_once(takes: int, settings: Settings) -> None:
    figures, _ = await bench(metered_spec(concurrency=takes), settings, replace(PLAN, repeat=3))

    assert takes / 2 < figures.speech_per_second * figures.rtf < takes * 2


@pytest.mark.anyio
async def test_memory_is_the_most_that_was_held_alone_and_at_once(settings: Settings) -> None:
    figures, _ = await bench(metered_spec(concurrency=4, engine="HungryEngine"), settings)

    assert BYTES < figures.peak_rss_mb * 1_000_000 < 2.5 * BYTES
    assert 4 * BYTES < figures.peak_rss_mb_concurrent * 1_000_000 < 6 * BYTES


@pytest.mark.anyio
@pytest.mark.parametrize(("languages", "spoken"), [(("en", "pt"), "pt"), (("en",), "en")])
async def test_every_engine_speaks_the_same_text_in_portuguese_where_it_can(
    languages: tuple[str, ...], spoken: str, settings: Settings
) -> None:
    _, requests = await bench(metered_spec(languages=languages), settings)

    assert {(request["text"], request["language"], request["voice"]) for request in requests} == {
        (TEXT, spoken, "nobody")
    }


@pytest.mark.anyio
async def test_another_text_is_spoken_where_one_is_given(settings: Settings) -> None:
    _, requests = await bench(metered_spec(), settings, replace(PLAN, text="Uma frase."))

    assert {request["text"] for request in requests} == {"Uma frase."}


@pytest.mark.parametrize(
    ("files", "language", "voice"),
    [
        (("kokoro-v1_0.pth", "config.json", "voices/af_heart.pt", "voices/pf_dora.pt"), "pt-br", "pf_dora"),
        (("kokoro-v1_0.pth", "config.json", "voices/af_heart.pt"), "en-us", "af_heart"),
        (("epochs_2nd_00020.pth", "config.yml"), "pt-br", "mine"),
    ],
)
def test_a_voice_of_the_model_in_the_folder_speaks(
    files: tuple[str, ...], language: str, voice: str, tmp_path: Path
) -> None:
    for name in files:
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).touch()
    told = EngineSettings(str(tmp_path), styletts2_checkpoints=str(tmp_path / "mine"))
    request = bench_request(engine_spec(told).info)

    assert (request.language, request.voice) == (language, voice)


@pytest.mark.anyio
async def test_an_engine_that_cannot_be_loaded_says_why(settings: Settings) -> None:
    with pytest.raises(VozesError, match="told not to load"):
        await measure(fake_spec(engine="BrokenEngine"), settings, PLAN)


@pytest.mark.anyio
async def test_an_engine_that_makes_no_sound_is_refused_and_its_process_ended(settings: Settings) -> None:
    with pytest.raises(Refusal, match="no sound"):
        await measure(metered_spec(engine="MuteEngine"), settings, PLAN)

    assert not engine_processes(os.getpid())


def test_json_is_one_line_of_figures(vozes: Vozes) -> None:
    result = vozes("bench", "espeak", *SHORT, "--json")
    figures = json.loads(result.stdout)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1
    assert figures["engine"] == "espeak"
    assert figures["concurrency"] == 2
    assert 0 < figures["first_audio_s"] < figures["speech_s"]
    assert 0 < figures["times_s"][0] < figures["speech_s"]
    assert figures["rtf"] < 1 < figures["speech_per_second"]
    assert 10 < figures["peak_rss_mb"] <= figures["peak_rss_mb_concurrent"] < 200
    assert figures["load_s"] > 0


def test_without_json_it_is_a_table_for_people(vozes: Vozes) -> None:
    result = vozes("bench", "espeak", *SHORT)
    output = result.stdout.decode()

    assert (result.returncode, result.stderr) == (0, b"")
    for words in ("eSpeak NG", "real-time factor", "first audio", "2 at once", "MB"):
        assert words in output


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nothing",), "'nothing'"),
        (("espeak", "--checkpoint", "."), "--checkpoint"),
        (("xtts_v2", "--checkpoint", "nowhere"), "nowhere"),
        (("styletts2", "--checkpoint", "nowhere"), "nowhere"),
        (("espeak", "--threads", "-1"), "threads"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_line(arguments: tuple[str, ...], named: str, vozes: Vozes) -> None:
    assert named in refusal(vozes("bench", *arguments))


@pytest.mark.parametrize(("name", "arguments"), [("kokoro", ()), ("xtts", ()), ("xtts", ("--checkpoint", "nowhere"))])
def test_a_model_is_known_by_its_own_name(name: str, arguments: tuple[str, ...], vozes: Vozes) -> None:
    said = refusal(vozes("bench", name, *SHORT, *arguments))

    assert "nowhere" in said if arguments else "models pull" in said
    assert "has no checkpoint" not in said

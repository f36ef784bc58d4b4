"""`vozes voices` and `vozes doctor`: what there is and what is missing, without starting anything."""

from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, refusal


@pytest.fixture
def kokoro(tmp_path: Path) -> Path:
    """A folder with Kokoro and two of its voices, as far as they are looked at without being opened."""
    folder = tmp_path / "kokoro"
    (folder / "voices").mkdir(parents=True)
    for name in ("kokoro-v1_0.pth", "config.json", "voices/pf_dora.pt", "voices/af_heart.pt"):
        (folder / name).touch()
    return folder


def rows(output: bytes) -> list[list[str]]:
    """The table's cells: voice, name, engine, languages, and more."""
    lines = [line for line in output.decode().splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in lines]


def test_voices_lists_the_voices_of_every_engine(vozes: Vozes) -> None:
    listed = rows(vozes("voices").stdout)

    assert "pt-br" in [voice for voice, _, engine, *_ in listed if engine == "espeak"]
    assert {engine for _, _, engine, *_ in listed} == {"espeak", "xtts_v2", "styletts2"}


def test_voices_filters_by_engine_and_language(vozes: Vozes) -> None:
    listed = rows(vozes("voices", "--engine", "espeak", "--language", "pt").stdout)

    assert "pt-br" in [voice for voice, *_ in listed]
    assert {engine for _, _, engine, *_ in listed} == {"espeak"}
    assert all("pt" in languages for _, _, _, languages, *_ in listed)


def test_voices_lists_those_of_the_models_on_disk(vozes: Vozes, kokoro: Path) -> None:
    listed = rows(vozes("voices", "--engine", "styletts2", "--styletts2-checkpoints", str(kokoro)).stdout)

    assert [(voice, languages, usable) for voice, _, _, languages, _, usable in listed] == [
        ("af_heart", "en-us", "yes"),
        ("pf_dora", "pt-br", "yes"),
    ]


def test_voices_of_an_unknown_engine_are_refused(vozes: Vozes) -> None:
    assert "'nothing'" in refusal(vozes("voices", "--engine", "nothing"))


def test_doctor_shows_every_engine_and_what_the_missing_ones_need(vozes: Vozes) -> None:
    result = vozes("doctor", "--port", "0")
    lines = result.stdout.decode().splitlines()

    assert result.returncode == 0, result
    assert any(line.startswith("✓ espeak") for line in lines)
    for engine, command in (("xtts_v2", "hf download"), ("styletts2", "hf download hexgrad/Kokoro-82M")):
        place = next(number for number, line in enumerate(lines) if line.startswith(f"! {engine}"))
        assert "not installed" in lines[place]
        assert command in lines[place + 1]


def test_doctor_counts_the_voices_of_the_models_on_disk(vozes: Vozes, kokoro: Path) -> None:
    result = vozes("doctor", "--port", "0", "--styletts2-checkpoints", str(kokoro))

    (line,) = (line for line in result.stdout.decode().splitlines() if line.startswith("✓ styletts2"))
    assert "2 languages, 2 voices" in line

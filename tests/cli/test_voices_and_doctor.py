"""`vozes voices` and `vozes doctor`: what there is and what is missing, without starting anything."""

from tests.cli.conftest import Vozes, refusal


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


def test_voices_of_an_unknown_engine_are_refused(vozes: Vozes) -> None:
    assert "'nothing'" in refusal(vozes("voices", "--engine", "nothing"))


def test_doctor_shows_every_engine_and_what_the_missing_ones_need(vozes: Vozes) -> None:
    result = vozes("doctor", "--port", "0")
    lines = result.stdout.decode().splitlines()

    assert result.returncode == 0, result
    assert any(line.startswith("✓ espeak") for line in lines)
    for engine, command in (("xtts_v2", "hf download"), ("styletts2", "python3 start.py --neural")):
        place = next(number for number, line in enumerate(lines) if line.startswith(f"! {engine}"))
        assert "not installed" in lines[place]
        assert command in lines[place + 1]

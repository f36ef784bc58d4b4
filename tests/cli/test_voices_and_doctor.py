"""`vozes voices` and `vozes doctor`: what there is and what is missing, without starting anything."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, on_terminal, refusal
from tests.conftest import ROOT
from tests.live import LiveServer

INSTALL_LOGS = ROOT / "tests" / "setup" / "installing" / "install_logs"


@pytest.fixture
def kokoro(tmp_path: Path) -> Path:
    """A folder with Kokoro and two of its voices, as far as they are looked at without being opened."""
    folder = tmp_path / "kokoro"
    (folder / "voices").mkdir(parents=True)
    for name in ("kokoro-v1_0.pth", "config.json", "voices/pf_dora.pt", "voices/af_heart.pt"):
        (folder / name).touch()
    return folder


def rows(output: bytes) -> list[list[str]]:
    """What a pipe gets: voice, name, engine, languages, gender, whether it can be used."""
    return [line.split("\t") for line in output.decode().splitlines()]


def test_voices_lists_the_voices_of_every_engine(vozes: Vozes) -> None:
    listed = rows(vozes("voices").stdout)

    assert "pt-br" in [voice for voice, _, engine, *_ in listed if engine == "espeak"]
    assert {engine for _, _, engine, *_ in listed} == {"espeak", "xtts_v2", "styletts2"}


def test_voices_filters_by_engine_and_language(vozes: Vozes) -> None:
    listed = rows(vozes("voices", "--engine", "espeak", "--language", "pt").stdout)

    assert [voice for voice, *_ in listed] == ["pt-br", "pt-pt"]
    assert {engine for _, _, engine, *_ in listed} == {"espeak"}
    assert all("pt" in languages for _, _, _, languages, *_ in listed)


def test_voices_lists_those_of_the_models_on_disk(vozes: Vozes, kokoro: Path) -> None:
    listed = rows(vozes("voices", "--engine", "styletts2", "--styletts2-checkpoints", str(kokoro)).stdout)

    assert [(voice, languages, usable) for voice, _, _, languages, _, usable in listed] == [
        ("af_heart", "en-us", "yes"),
        ("pf_dora", "pt-br", "yes"),
    ]


def test_a_model_is_known_by_its_own_name(vozes: Vozes) -> None:
    listed = {name: rows(vozes("voices", "--engine", name).stdout) for name in ("kokoro", "libritts", "xtts")}

    assert "pf_dora" in [voice for voice, *_ in listed["kokoro"]]
    assert [voice for voice, *_ in listed["libritts"]] == ["libritts"]
    assert {engine for _, _, engine, *_ in listed["xtts"]} == {"xtts_v2"}


def test_a_pipe_gets_a_line_for_each_voice_with_tabs_between_its_parts_and_nothing_left_out(vozes: Vozes) -> None:
    output = vozes("voices", COLUMNS="40").stdout.decode()

    assert "pt-br\tPortuguese (Brazil)\tespeak\tpt-br\tmale\tyes\n" in output
    assert {line.count("\t") for line in output.splitlines()} == {5}
    assert not set("│┃━─\x1b…") & set(output)
    assert "+" not in output


def test_json_is_what_the_api_has(vozes: Vozes) -> None:
    voices = json.loads(vozes("voices", "--engine", "espeak", "--language", "pt-br", "--json").stdout)["voices"]

    assert voices == [
        {
            "id": "pt-br", "name": "Portuguese (Brazil)", "kind": "preset", "engines": ["espeak"],
            "languages": ["pt-br"], "language": None, "gender": "male", "available": True,
        }
    ]  # fmt: skip
    assert json.loads(vozes("voices", "--search", "nobody", "--json").stdout) == {"voices": []}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_of_80_columns_gets_a_table_that_fits(folder: Path, environment: dict[str, str]) -> None:
    shown = on_terminal(["voices"], folder, environment | {"COLUMNS": "80"})

    lines = shown.splitlines()
    assert lines[0].split() == ["voice", "name", "engine", "languages", "gender", "usable"]
    assert max(map(len, lines)) <= 80
    for whole in ("en-gb-x-gbcwmd", "(Brazil)", "am_michael", "xtts_v2"):
        assert whole in shown


def test_voices_of_an_unknown_engine_are_refused(vozes: Vozes) -> None:
    assert "'nothing'" in refusal(vozes("voices", "--engine", "nothing"))


def test_doctor_shows_every_engine_and_what_the_missing_ones_need(vozes: Vozes) -> None:
    result = vozes("doctor", "--port", "0")
    lines = result.stdout.decode().splitlines()

    assert result.returncode == 0, result
    assert any(line.startswith("✓ espeak") for line in lines)
    for engine, command in (("xtts_v2", "models pull xtts_v2"), ("styletts2", "models pull kokoro")):
        place = next(number for number, line in enumerate(lines) if line.startswith(f"! {engine}"))
        assert "not installed" in lines[place]
        assert command in lines[place + 1]


def test_doctor_counts_the_voices_of_the_models_on_disk(vozes: Vozes, kokoro: Path) -> None:
    result = vozes("doctor", "--port", "0", "--styletts2-checkpoints", str(kokoro))

    (line,) = (line for line in result.stdout.decode().splitlines() if line.startswith("✓ styletts2"))
    assert "2 languages, 2 voices" in line


def test_doctor_knows_this_homes_own_server_and_advises_against_it_no_more(vozes: Vozes, server: LiveServer) -> None:
    port = server.url.rpartition(":")[2]

    own = vozes("doctor", "--port", port, VOZES_HOME=str(server.home)).stdout.decode()
    other = vozes("doctor", "--port", port).stdout.decode()

    assert f"Vozes itself is at {server.url}" in own
    assert "Stop that process" not in own
    assert "Stop that process" in other


def test_doctor_tells_what_the_install_log_of_the_home_has(vozes: Vozes, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "logs").mkdir(parents=True)
    shutil.copy(INSTALL_LOGS / "wrong_hash.log", home / "logs" / "install.log")
    result = vozes("doctor", "install", "--home", str(home))
    assert result.returncode == 1
    assert "its hash is another" in result.stdout.decode()
    assert json.loads(vozes("doctor", "install", "--json", "--home", str(home)).stdout)["first_error"]["line"]


def test_an_option_before_the_name_of_a_command_of_doctor_is_refused(vozes: Vozes) -> None:
    assert "as in vozes doctor install --home …" in refusal(vozes("doctor", "--home", "x", "install"))

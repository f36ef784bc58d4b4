"""`vozes models list` and `path`: what there is, for people and for programs."""

import json
from pathlib import Path

from tests.cli.conftest import Vozes, on_terminal, refusal
from tests.models.test_installed import provenance, put
from vozes.models.provenance import write_provenance


def test_every_model_has_its_state_size_and_licence(folder: Path, environment: dict[str, str]) -> None:
    shown = on_terminal(["models", "list"], folder, environment)
    assert "xtts_v2" in shown
    assert "absent" in shown
    assert "1.9 GB" in shown
    assert "CPML" in shown


def test_a_pipe_gets_a_line_for_each_model(vozes: Vozes) -> None:
    lines = vozes("models", "list").stdout.decode().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["kokoro", "xtts_v2", "libritts", "ljspeech"]


def test_what_a_model_was_made_of_is_shown(vozes: Vozes, tmp_path: Path) -> None:
    write_provenance(put(tmp_path / "home" / "models" / "styletts2" / "kokoro"), provenance())
    assert "installed\t355 MB\tApache-2.0\thexgrad/Kokoro-82M" in vozes("models", "list").stdout.decode()
    entry = json.loads(vozes("models", "list", "--json").stdout)["models"][0]
    assert (entry["state"], entry["source"]["from"], entry["source"]["eight_bit"]) == (
        "installed", "hexgrad/Kokoro-82M", False,
    )  # fmt: skip


def test_path_prints_the_folder_of_a_model_that_is_here(vozes: Vozes, tmp_path: Path) -> None:
    own = put(tmp_path / "home" / "models" / "styletts2" / "kokoro")
    assert vozes("models", "path", "kokoro").stdout.decode() == f"{own}\n"


def test_path_of_a_model_that_is_not_here_says_how_to_get_it(vozes: Vozes) -> None:
    assert "vozes models pull kokoro" in refusal(vozes("models", "path", "kokoro"))
    assert "did you mean kokoro?" in refusal(vozes("models", "path", "kokoroo"))

"""The Dockerfile, as far as it can be looked at without building: what it copies, checks and is read by."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from deploy.image.context import context_files
from deploy.image.dockerfile import DockerfileError, Stage, read_instructions, read_stages
from deploy.image.sizes import MARKS_MB, compressed_bytes
from tests.conftest import ROOT
from tests.live import running_server, server_environment

STAGES = read_stages((ROOT / "Dockerfile").read_text("utf-8"))
FINAL = ("espeak", "natural", "cuda")


def instructions(stage: Stage) -> dict[str, str]:
    """Those of a stage and of the stages that it begins with."""
    below = instructions(STAGES[stage.base]) if stage.base in STAGES else {}
    return below | {each.name: each.value for each in stage.instructions}


def test_a_build_sees_all_of_vozes_that_git_has_and_nothing_that_was_made() -> None:
    seen = {path.as_posix() for path in context_files(ROOT)}
    listed = subprocess.run(["git", "ls-files", "vozes"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout of git")
    assert set(listed.stdout.split()) - seen == set()
    assert [path for path in seen if path.endswith((".so", ".pyc")) or path.startswith((".venv", ".vozes"))] == []


def test_what_is_copied_is_there() -> None:
    seen = [path.as_posix() for path in context_files(ROOT)]
    for stage in STAGES.values():
        for copy in (each for each in stage.instructions if each.name == "COPY"):
            *sources, _ = copy.words
            if "from" in copy.flags:
                assert copy.flags["from"] in STAGES
            else:
                assert [
                    source for source in sources if not any(f"{path}/".startswith(f"{source}/") for path in seen)
                ] == []


@pytest.mark.parametrize("name", FINAL)
def test_an_image_runs_as_a_user_without_rights_and_keeps_its_data_in_the_volume(name: str) -> None:
    found = instructions(STAGES[name])
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", found["USER"])
    assert (found["VOLUME"], found["ENTRYPOINT"], found["CMD"]) == ("/data", '["vozes"]', '["serve"]')


def test_no_line_names_a_platform() -> None:
    assert (
        re.findall(r"amd64|x86_64|arm64|aarch64|--platform", re.sub("(?m)^#.*", "", (ROOT / "Dockerfile").read_text()))
        == []
    )


@pytest.mark.parametrize(("path", "status"), [("/health", 0), ("/nowhere", 1)])
def test_the_health_check_asks_the_server(path: str, status: int) -> None:
    (check,) = (each for each in STAGES["base"].instructions if each.name == "HEALTHCHECK")
    command = read_words(check.value)
    with running_server(env={"VOZES_API_KEY": "secret"}, command=("-m", "tests.fake_server"), ready="/health") as live:
        given = server_environment(live.home, {"VOZES_PORT": live.url.rpartition(":")[2]})
        asked = [word.replace("/health", path) for word in command]
        assert subprocess.run(asked, env=given, stderr=subprocess.DEVNULL).returncode == status


def read_words(value: str) -> list[str]:
    (instruction,) = read_instructions(value)
    assert instruction.name == "CMD"
    return instruction.words


def test_compose_offers_the_images_that_there_are() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert services["vozes"]["build"]["target"] == "${VOZES_IMAGE:-natural}"
    cuda = yaml.safe_load((ROOT / "compose.cuda.yaml").read_text("utf-8"))["services"]
    assert cuda["vozes"]["build"]["target"] == "cuda"
    assert list(STAGES)[-1] == "natural"
    assert services["vozes"]["volumes"] == [f"data:{instructions(STAGES['natural'])['VOLUME']}"]


def test_the_page_tells_the_marks_of_the_sizes() -> None:
    rows = re.findall(
        r"^\| `(\w+)`.* \| ([\d.]+) (MB|GB) \|$", (ROOT / "docs" / "deployment.md").read_text(), re.MULTILINE
    )
    assert {name: float(size) * (1000 if unit == "GB" else 1) for name, size, unit in rows} == MARKS_MB


def test_a_size_is_that_of_all_files_compressed(tmp_path: Path) -> None:
    before = compressed_bytes(tmp_path)
    (tmp_path / "zeros").write_bytes(bytes(10_000_000))
    assert before < compressed_bytes(tmp_path) < 100_000


@pytest.mark.parametrize(
    "text", ["ADD a b", "FROM a AS b\nSHELL x", "RUN a", "FROM debian", "FROM a AS b\nARG C", "FROM a AS b\nRUN a \\"]
)
def test_what_the_reader_does_not_know_it_refuses(text: str) -> None:
    with pytest.raises(DockerfileError):
        read_stages(text)

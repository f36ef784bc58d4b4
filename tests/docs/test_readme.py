"""What the READMEs say is true: commands, options, calls, links; and both say the same."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.docs.commands import command_names, faults, options_of, shown_commands
from tests.docs.markdown import ROOT, broken_links, every_page, fenced_blocks, headings
from tests.live import running_server
from vozes.api.app import create_app
from vozes.audio.level import is_speech_like
from vozes.audio.wav import decode_wav
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings
from vozes.settings import Settings
from vozes.setup.choices.request import parse

ENGLISH, PORTUGUESE = ROOT / "README.md", ROOT / "README.pt-BR.md"
READMES = pytest.mark.parametrize("readme", [ENGLISH, PORTUGUESE], ids=lambda path: str(path.name))
PAGES = pytest.mark.parametrize("page", every_page(), ids=lambda path: path.relative_to(ROOT).as_posix())

_CALL = re.compile(r"^\| `(GET|POST|PUT|PATCH|DELETE) (\S+)` \|", re.MULTILINE)
_FIRST_CELL = re.compile(r"^\| `((?:python3|GET|POST|WebSocket) [^`]+)` \|", re.MULTILINE)
_OPTION = re.compile(r"`(--[a-z-]+)")
_SERVER = "http://127.0.0.1:8000"


@PAGES
def test_every_command_in_the_documentation_exists(page: Path) -> None:
    assert [fault for words in shown_commands(page.read_text("utf-8")) for fault in faults(words)] == []


@READMES
def test_a_readme_shows_every_command(readme: Path) -> None:
    commands = [words[2:] for words in shown_commands(readme.read_text("utf-8")) if words[1:2] == ["start.py"]]
    shown = {parse(words).command for words in commands}
    assert shown == command_names() | {"test"}


@READMES
def test_every_option_that_a_readme_names_exists(readme: Path) -> None:
    known = {option for command in command_names() for option in options_of(command)}
    assert set(_OPTION.findall(readme.read_text("utf-8"))) - known == {"--help", "--neural", "--mode", "--choose"}


@READMES
def test_the_table_of_engines_counts_their_languages(readme: Path, bare_home: Path) -> None:
    specs = engine_specs(EngineSettings(str(bare_home)))
    rows = dict(re.findall(r"^\| `(\w+)`: .* \| (.*) \|$", readme.read_text("utf-8"), re.MULTILINE))
    assert {engine: re.findall(r"\d+", count)[0] for engine, count in rows.items()} == {
        spec.info.id: str(len(spec.info.languages)) for spec in specs
    }


@READMES
def test_every_call_in_a_readme_exists(readme: Path) -> None:
    paths = create_app(Settings.model_construct()).openapi()["paths"]
    calls = {(verb.upper(), path) for path, verbs in paths.items() for verb in verbs}
    shown = set(_CALL.findall(readme.read_text("utf-8")))
    assert ("POST", "/v1/tts/synth") in shown
    assert shown <= calls


def test_both_readmes_show_the_same_commands_and_calls_in_the_same_order() -> None:
    english, portuguese = (_FIRST_CELL.findall(readme.read_text("utf-8")) for readme in (ENGLISH, PORTUGUESE))
    assert len(english) > 20
    assert english == portuguese


def test_the_list_of_pages_has_every_page() -> None:
    listed = re.findall(r"\]\(([\w/-]+\.md)\)", (ROOT / "docs" / "README.md").read_text("utf-8"))
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(listed) == pages - {"README.md"}
    assert len(listed) == len(set(listed))


@PAGES
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_both_readmes_have_the_same_blocks_and_the_same_headings() -> None:
    english, portuguese = ENGLISH.read_text("utf-8"), PORTUGUESE.read_text("utf-8")
    assert fenced_blocks(english) == fenced_blocks(portuguese)
    assert [level for level, _ in headings(english)] == [level for level, _ in headings(portuguese)]


@READMES
def test_the_test_command_is_what_the_continuous_integration_calls(readme: Path) -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    calls = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert [("bash", f"{call}\n") for call in calls] == [
        block for block in fenced_blocks(readme.read_text("utf-8")) if "start.py test" in block[1]
    ]


@READMES
def test_the_settings_in_a_readme_are_accepted(readme: Path) -> None:
    examples = [content for language, content in fenced_blocks(readme.read_text("utf-8")) if language == "toml"]
    assert examples
    for example in examples:
        Settings(**tomllib.loads(example))


@READMES
def test_the_curl_example_speaks(readme: Path, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed, and the example is a curl command")
    (example,) = (content for _, content in fenced_blocks(readme.read_text("utf-8")) if content.startswith("curl "))
    assert _SERVER in example
    with running_server() as server:
        command = example.replace(_SERVER, server.url)
        subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True, timeout=60)
    samples, rate = decode_wav((tmp_path / "ola.wav").read_bytes())
    assert is_speech_like(samples, rate)

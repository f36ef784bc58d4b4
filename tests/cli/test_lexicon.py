"""`vozes lexicon`: words of one's own, listed, added, removed and shared, without a server or beside one."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Vozes, on_terminal, refusal
from tests.live import running_server
from vozes.service.lexicon import FILE, LexiconStore
from vozes.text.lexicon.entries import LexiconEntry

NVIDIA = LexiconEntry("Nvidia", "pt-br", "en-vídia")
NEXUS = LexiconEntry("NEXUS", "", None, "ˈnɛksʊs", True)
AMONG_ALL = b"NEXUS\tevery\t/\xcb\x88n\xc9\x9bks\xca\x8as/\tas written\nNvidia\tpt-br\ten-v\xc3\xaddia\tany\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> LexiconStore:
    return LexiconStore(home)


def told(result: subprocess.CompletedProcess[bytes]) -> str:
    assert (result.returncode, result.stderr) == (0, b""), result
    return result.stdout.decode()


def test_words_are_added_with_a_respelling_or_ipa(vozes: Vozes, store: LexiconStore) -> None:
    said = told(vozes("lexicon", "add", "Nvidia", "en-vídia", "-l", "pt_BR"))
    assert said == "Nvidia is read as en-vídia in pt-br now.\n"
    said = told(vozes("lexicon", "add", "NEXUS", "--ipa", "/ˈnɛksʊs/", "--case-sensitive"))
    assert said == "NEXUS is read as /ˈnɛksʊs/ in every language now.\n"

    assert store.read().entries == (NEXUS, NVIDIA)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("Nvidia",), "--ipa"),
        (("Nvidia", "en-vídia", "--ipa", "a"), "--ipa"),
        (("Nvidia", "--ipa", "'nvidia"), "write ˈ for stress"),
        (("", "a"), "A word is empty"),
        (("a" * 101, "a"), "101 characters"),
        (("Nvidia", "a", "-l", "?"), "language tag"),
    ],
)
def test_what_is_no_entry_is_refused(arguments: tuple[str, ...], named: str, vozes: Vozes, home: Path) -> None:
    assert named in refusal(vozes("lexicon", "add", *arguments))
    assert not (home / FILE).exists()


def test_words_are_listed_by_lines_or_as_json(vozes: Vozes, store: LexiconStore) -> None:
    store.put([NVIDIA, NEXUS])

    assert vozes("lexicon").stdout == vozes("lexicon", "list").stdout == AMONG_ALL
    assert vozes("lexicon", "--language", "pt-BR").stdout == AMONG_ALL.splitlines(keepends=True)[1]
    assert json.loads(vozes("lexicon", "list", "--json", "-l", "pt-br").stdout) == {
        "entries": [{"word": "Nvidia", "language": "pt-br", "respelling": "en-vídia"}]
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_a_terminal_gets_a_table(store: LexiconStore, folder: Path, environment: dict[str, str]) -> None:
    store.put([NVIDIA])

    lines = on_terminal(["lexicon"], folder, environment).splitlines()

    assert [line.split() for line in lines[:2]] == [
        ["word", "language", "read", "as", "case"],
        ["Nvidia", "pt-br", "en-vídia", "any"],
    ]


def test_an_empty_lexicon_says_how_to_begin(vozes: Vozes, store: LexiconStore) -> None:
    assert "vozes lexicon add WORD RESPELLING" in refusal(vozes("lexicon"))
    store.put([NVIDIA])
    assert "'en'" in refusal(vozes("lexicon", "-l", "en"))


def test_words_are_removed_in_one_language_in_all_or_all_of_them(vozes: Vozes, store: LexiconStore) -> None:
    english = LexiconEntry("Nvidia", "en", "a")
    store.put([NVIDIA, english, LexiconEntry("Nvidia", "es", "a"), NEXUS])

    told(vozes("lexicon", "remove", "nvidia", "-l", "es"))
    assert store.read().entries == (NEXUS, english, NVIDIA)
    told(vozes("lexicon", "remove", "Nvidia"))
    assert store.read().entries == (NEXUS,)
    assert told(vozes("lexicon", "remove", "--all")) == "1 word removed.\n"
    assert store.read().entries == ()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(("x",), "no word 'x'"), (("Nvidia", "-l", "en"), "in en"), ((), "--all"), (("Nvidia", "--all"), "--all")],
)
def test_what_is_not_there_is_not_removed(
    arguments: tuple[str, ...], named: str, vozes: Vozes, store: LexiconStore
) -> None:
    store.put([NVIDIA])

    assert named in refusal(vozes("lexicon", "remove", *arguments))
    assert store.read().entries == (NVIDIA,)


@pytest.mark.parametrize(("name", "language"), [("words.pls", "pt-br"), ("words.json", "pt-br"), ("all.json", None)])
def test_what_is_exported_is_imported_as_it_was(
    name: str, language: str | None, vozes: Vozes, store: LexiconStore, folder: Path
) -> None:
    store.put([NVIDIA, NEXUS])
    told(vozes("lexicon", "export", "-o", name, *(() if language is None else ("-l", language))))
    store.clear()

    said = told(vozes("lexicon", "import", name))

    assert store.read().entries == ((NVIDIA,) if language else (NEXUS, NVIDIA))
    assert f"added, 0 changed; the lexicon has {1 if language else 2}." in said
    assert [path.name for path in folder.iterdir()] == [name]


def test_pls_is_written_to_standard_output_and_only_of_one_language(vozes: Vozes, store: LexiconStore) -> None:
    store.put([NVIDIA, NEXUS])

    assert "<grapheme>Nvidia</grapheme>" in told(vozes("lexicon", "export", "-o", "-", "-l", "pt-br"))
    assert 'xml:lang="und"' in told(vozes("lexicon", "export", "-o", "-", "-l", ""))
    assert "--language" in refusal(vozes("lexicon", "export", "-o", "-"))


def test_a_file_that_is_there_is_replaced_only_by_force(vozes: Vozes, store: LexiconStore, folder: Path) -> None:
    store.put([NVIDIA])
    (folder / "a.json").write_text("mine")

    assert "--force" in refusal(vozes("lexicon", "export", "-o", "a.json"))
    assert (folder / "a.json").read_text() == "mine"
    told(vozes("lexicon", "export", "-o", "a.json", "--force"))
    assert "Nvidia" in (folder / "a.json").read_text("utf-8")


def test_pls_of_others_is_imported_and_what_cannot_be_read_is_told(
    vozes: Vozes, store: LexiconStore, folder: Path
) -> None:
    (folder / "a.pls").write_text(
        "<lexicon><lexeme><grapheme>Nvidia</grapheme><alias>en-vídia</alias></lexeme>"
        "<lexeme><grapheme>x</grapheme><phoneme alphabet='x-sampa'>a</phoneme></lexeme></lexicon>",
        "utf-16",
    )

    result = vozes("lexicon", "import", "a.pls", "--language", "pt-br")

    assert result.returncode == 0
    assert result.stderr.decode().startswith("vozes: 'x' is left out")
    assert store.read().entries == (NVIDIA,)


@pytest.mark.parametrize(
    ("content", "arguments", "named"),
    [
        (None, (), "no file"),
        (b"<lexicon/>", (), "xml:lang"),
        (b'<!DOCTYPE l [<!ENTITY a "b">]><lexicon xml:lang="pt"/>', (), "entities"),
        (b"words", (), "no JSON"),
        (b'{"entries": []}', ("-l", "pt"), "--language"),
    ],
)
def test_what_is_no_lexicon_is_not_imported(
    content: bytes | None, arguments: tuple[str, ...], named: str, vozes: Vozes, folder: Path, home: Path
) -> None:
    if content is not None:
        (folder / "file").write_bytes(content)

    assert named in refusal(vozes("lexicon", "import", "file", *arguments))
    assert not (home / FILE).exists()


def test_a_damaged_lexicon_is_told_and_kept_aside(vozes: Vozes, store: LexiconStore, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / FILE).write_text("{")

    listed = vozes("lexicon")
    assert listed.returncode == 2
    assert b"cannot be understood" in listed.stderr
    added = vozes("lexicon", "add", "Nvidia", "en-vídia", "-l", "pt-br")
    assert added.returncode == 0
    assert b"kept as lexicon.damaged.json" in added.stderr
    assert (home / "lexicon.damaged.json").read_text() == "{"
    assert store.read().entries == (NVIDIA,)


def test_a_word_that_is_added_is_found_by_a_running_server(vozes: Vozes) -> None:
    with running_server(command=("-m", "tests.fake_server")) as server:
        assert server.get_json("/v1/lexicon")["entries"] == []
        told(vozes("lexicon", "add", "Nvidia", "en-vídia", "-l", "pt-br", VOZES_HOME=str(server.home)))

        listed = server.get_json("/v1/lexicon")["entries"]

    assert listed == [{"word": "Nvidia", "language": "pt-br", "respelling": "en-vídia"}]

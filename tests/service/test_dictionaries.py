"""Dictionaries are kept whole, and a file that somebody has damaged hides no other."""

import os
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.dictionaries import FOLDER, MOST_RULES, DictionaryStore
from vozes.text.lexicon.entries import LexiconEntry

ENTRIES = (LexiconEntry("Nexus", ipa="ˈnɛksʊs", case_sensitive=True), LexiconEntry("API", respelling="a pe i"))


def code_of(failure: pytest.ExceptionInfo[VozesError]) -> ErrorCode:
    return failure.value.code


def test_what_is_added_is_there_for_another_process(tmp_path: Path) -> None:
    made = DictionaryStore(tmp_path).add("Names", "Ours.", ENTRIES)
    found = DictionaryStore(tmp_path).get(made.id)
    assert found == made
    assert {entry.word for entry in found.entries} == {"Nexus", "API"}
    assert (found.name, found.description, found.version) == ("Names", "Ours.", made.version)


def test_the_version_is_that_of_the_entries_alone(tmp_path: Path) -> None:
    store = DictionaryStore(tmp_path)
    one, same, other = store.add("A", "", ENTRIES), store.add("B", "x", ENTRIES), store.add("A", "", ENTRIES[:1])
    assert one.version == same.version != other.version


def test_it_is_renamed_put_away_and_back(tmp_path: Path) -> None:
    store = DictionaryStore(tmp_path)
    made = store.add("A", "", ENTRIES)
    assert store.change(made.id, name="B", archived=True).archived
    assert (store.get(made.id).name, store.change(made.id, archived=False).archived) == ("B", None)


@pytest.mark.parametrize("id_", ["dict_0000000000000000", "../lexicon", "", "dict_x"])
def test_what_is_not_there_and_what_may_not_be_are_refused_alike(tmp_path: Path, id_: str) -> None:
    with pytest.raises(VozesError) as failure:
        DictionaryStore(tmp_path).get(id_)
    assert code_of(failure) is ErrorCode.NOT_FOUND


def test_a_change_by_hand_is_seen(tmp_path: Path) -> None:
    store = DictionaryStore(tmp_path)
    made = store.add("A", "", ENTRIES)
    path = tmp_path / FOLDER / f"{made.id}.json"
    path.write_text(path.read_text("utf-8").replace('"A"', '"By hand"'), "utf-8")
    os.utime(path, ns=(1, 1))
    assert store.get(made.id).name == "By hand"


@pytest.mark.parametrize("content", ["", "[]", '{"name": "A"}', '{"name": "A", "entries": [], "more": 1}', "\udcff"])
def test_a_damaged_file_hides_no_other(tmp_path: Path, content: str) -> None:
    store = DictionaryStore(tmp_path)
    damaged, whole = store.add("A", "", ENTRIES), store.add("B", "", ENTRIES)
    (tmp_path / FOLDER / f"{damaged.id}.json").write_bytes(content.encode("utf-8", "surrogateescape"))
    fresh = DictionaryStore(tmp_path)
    assert [each.id for each in fresh.list()] == [whole.id]
    with pytest.raises(VozesError) as failure:
        fresh.get(damaged.id)
    assert code_of(failure) is ErrorCode.NOT_FOUND


@pytest.mark.parametrize("count", [0, MOST_RULES + 1])
def test_none_and_too_many_entries_are_refused(tmp_path: Path, count: int) -> None:
    entries = [LexiconEntry(f"word {number}", respelling="a") for number in range(count)]
    with pytest.raises(VozesError) as failure:
        DictionaryStore(tmp_path).add("A", "", entries)
    assert (code_of(failure), failure.value.param) == (ErrorCode.INVALID_FIELD, "rules")
    assert DictionaryStore(tmp_path).list() == []

"""Words in a text that is sorted by bytes."""

import pytest

from vozes.engines.styletts2.english.dictionary import Dictionary, Entry, load_dictionary

LINES = "Paris\tpˈA\nread\tɹˈid VBD=ɹˈɛd NOUN=\nzoo\tzˈu\nünder\t~ˈY\n"


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("Paris", Entry("pˈA", {}, checked=True)),
        ("read", Entry("ɹˈid", {"VBD": "ɹˈɛd", "NOUN": ""}, checked=True)),
        ("ünder", Entry("ˈY", {}, checked=False)),
        ("zoo", Entry("zˈu", {}, checked=True)),
    ],
)
def test_every_line_is_found(word: str, entry: Entry) -> None:
    assert Dictionary(LINES.encode()).find(word) == entry


@pytest.mark.parametrize(("word", "usual"), [("paris", "pˈA"), ("Read", "ɹˈid"), ("Zoo", "zˈu")])
def test_the_first_letter_may_have_the_other_case(word: str, usual: str) -> None:
    entry = Dictionary(LINES.encode()).find(word)
    assert entry is not None
    assert entry.usual == usual


@pytest.mark.parametrize("word", ["", "A", "READ", "rea", "reads", "zoos", "Ünders", "\n"])
def test_what_has_no_line_is_not_found(word: str) -> None:
    assert Dictionary(LINES.encode()).find(word) is None


@pytest.mark.parametrize(("name", "usual"), [("us", "pˈæθ"), ("gb", "pˈɑːθ")])
def test_each_accent_s_dictionary_is_sorted_by_bytes_and_complete(name: str, usual: str) -> None:
    dictionary = load_dictionary(name)
    words = [line.split(b"\t")[0] for line in dictionary._lines.splitlines()]
    assert len(words) > 180_000
    assert words == sorted(set(words))
    found = dictionary.find("path")
    assert found is not None
    assert found.usual == usual

"""Parts of speech of words in their sentence."""

import pytest

from vozes.engines.styletts2.english.tagger import load_tagger


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("She reads the new book .", "PRP VBZ DT JJ NN ."),
        ("They want to record a record .", "PRP VBP TO VB DT NN ."),
        ("I do n't know him .", "PRP VBP RB VB PRP ."),
    ],
)
def test_each_word_gets_its_part_of_speech(sentence: str, tags: str) -> None:
    assert load_tagger().tag(sentence.split()) == tags.split()


def test_no_words_have_no_tags() -> None:
    assert load_tagger().tag([]) == []

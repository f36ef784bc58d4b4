"""What counts as a wrong word: case and punctuation do not, a word that is other, missing or one too many does."""

import pytest

pytest.importorskip("faster_whisper", reason="listening needs the package faster-whisper")

from tests.listening.listener import word_error_rate


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        ("olá, tudo BEM? não sei", 0),
        ("Olá! Tudo vem. Não sei.", 1),
        ("Olá! Tudo bem? Não.", 1),
        ("Olá! Tudo bem? E não sei.", 1),
        ("", 5),
    ],
)
def test_words_are_compared_as_they_are_heard(heard: str, errors: int) -> None:
    assert word_error_rate(["Olá! Tudo bem?", "Não sei."], heard) == pytest.approx(errors / 5)

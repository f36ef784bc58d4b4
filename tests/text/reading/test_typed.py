"""What other servers garble is said as a person would say it, and all of it."""

import pytest

from tests.text.reading.typed import TYPED, Typed
from vozes.text.reading.words import read


@pytest.mark.parametrize("typed", TYPED, ids=[typed.text for typed in TYPED])
def test_it_is_said_as_a_person_says_it(typed: Typed) -> None:
    assert read(typed.text, typed.language).spoken == typed.spoken


@pytest.mark.parametrize("typed", TYPED, ids=[typed.text for typed in TYPED])
def test_what_was_said_is_read_again_as_it_stands(typed: Typed) -> None:
    assert read(typed.spoken, typed.language).spoken == typed.spoken

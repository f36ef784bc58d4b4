import pytest

from vozes.text.slugs import slug, to_ascii


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Mi voz, 2", "mi-voz-2"), ("São_Paulo!", "sao_paulo"), ("ﬁn", "fin"), ("日本", ""), ("", "")],
)
def test_a_slug_has_small_letters_digits_and_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_ascii_keeps_case_and_signs() -> None:
    assert to_ascii("Alma María (ç)") == "Alma Maria (c)"

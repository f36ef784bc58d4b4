"""Who says what in a text of role play."""

import pytest

from vozes.api.routes.compatible.narration import Role, as_ssml, roles

C, N, S = Role.CHARACTER, Role.NARRATOR, Role.SILENT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi.", [(S, "Hi.")]),
        ('*She waves.* "Hi." Then', [(N, "She waves."), (C, "Hi."), (S, " Then")]),
        ("**Bold** “said” «dito» „gesagt“", [(N, "Bold"), (C, "said"), (C, "dito"), (C, "gesagt")]),
        ('"I *really* mean it"', [(C, "I *really* mean it")]),
        ('*He said "no" twice*', [(N, 'He said "no" twice')]),
        ("5 * 3, and \"it's", [(S, "5 * 3, and \"it's")]),
        ("", []),
    ],
)
def test_asterisks_narrate_and_quotes_speak(text: str, expected: list[tuple[Role, str]]) -> None:
    assert [(role, part) for role, part in roles(text, S) if part.strip()] == expected


def test_parts_are_ssml_in_their_voices_whatever_is_in_them() -> None:
    parts = iter([(N, "a < b & c\x00"), (C, "Hi."), (C, "Ho."), (S, "psst")])
    assert as_ssml(parts, {N: 'O"Neill', C: None}) == (
        "<speak><voice name='O\"Neill'><p>a &lt; b &amp; c</p></voice><p>Hi.\nHo.</p></speak>"
    )

import pytest

from vozes.service.speech.moods import mood_of


@pytest.mark.parametrize(
    ("instructions", "mood"),
    [
        ("Speak in a cheerful and positive tone.", "happy"),
        ("Voice: Happy, energetic.", "happy"),
        ("Fale com alegria.", "happy"),
        ("Sound deeply sad, almost crying", "sad"),
        ("Tom triste e lento.", "sad"),
        ("Be furious!", "angry"),
        ("Com raiva.", "angry"),
        ("Sound surprised, then calm.", "surprised"),
        ("Não triste: alegre.", "happy"),
        ("Don't be angry.", None),
        ("Speak slowly, with a British accent.", None),
        ("", None),
    ],
)
def test_the_first_mood_that_is_asked_for_counts(instructions: str, mood: str | None) -> None:
    assert mood_of(instructions) == mood

"""The generated pages say what the code says now."""

from pathlib import Path

import pytest

from docs.generate import main, pages
from docs.markdown import COMMAND

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", list(pages()), ids=lambda path: str(path.name))
def test_a_generated_page_is_what_the_code_says(path: Path) -> None:
    if path.read_text("utf-8") != pages()[path]:
        pytest.fail(f"{path.relative_to(ROOT)} is old. Run: {COMMAND}", pytrace=False)


def test_checking_names_an_old_page_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("docs.generate.FOLDER", tmp_path)
    assert main(["--check"]) == 1
    assert "docs/settings.md" in (said := capsys.readouterr().err)
    assert COMMAND in said
    assert main([]) == 0
    assert main(["--check"]) == 0

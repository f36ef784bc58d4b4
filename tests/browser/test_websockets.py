"""The example for pages on docs/websockets.md plays what is spoken, and is silent when it is interrupted."""

import pytest

from tests.browser.conftest import Visitor
from tests.docs.markdown import ROOT, fenced_blocks

pytestmark = pytest.mark.browser


def test_the_example_speaks_until_it_is_interrupted(visit: Visitor) -> None:
    opened = visit("/health")
    page = (ROOT / "docs" / "websockets.md").read_text("utf-8")
    (example,) = (text for language, text in fenced_blocks(page) if language == "js")
    script = example.replace("127.0.0.1:8000", opened.url.removeprefix("http://"))
    opened.page.evaluate(f"() => {{ {script}\nwindow.example = {{ interrupt, end: () => end }}; }}")
    opened.page.wait_for_function("() => example.end() > 1")
    opened.page.evaluate("() => example.interrupt()")
    assert opened.page.evaluate("() => example.end()") == 0

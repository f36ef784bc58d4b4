"""Runs axe-core on a page: what it finds, a user of a screen reader or of a keyboard would meet."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_SCRIPT = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def violations(page: Page, *, within: str = "html", without: tuple[str, ...] = ()) -> list[str]:
    """Returns what axe-core finds in a page as it is now: a line for each element, `rule: element: what to do`.

    `within` and `without` are CSS selectors: of the part to look at, and of parts of it to leave out.
    """
    page.evaluate(_SCRIPT)  # which a Content-Security-Policy does not keep out, as it would a script element
    found: dict[str, Any] = page.evaluate(
        """([within, without]) => {
          const part = { include: [within], exclude: without.map((each) => [each]) };
          return axe.run(part, { preload: false }); // it would load style sheets once more, where they are not allowed
        }""",
        [within, list(without)],
    )
    assert found["passes"], "axe-core looked at nothing"
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page, *, within: str = "html", without: tuple[str, ...] = ()) -> None:
    """Fails with all that axe-core finds; the arguments are those of `violations`."""
    assert violations(page, within=within, without=without) == []

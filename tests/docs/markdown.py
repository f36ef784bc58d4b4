"""Just enough of Markdown to test our own pages: fenced blocks, headings, links."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def every_page() -> list[Path]:
    """All Markdown files of the repository, without those of tools and installed packages."""
    pages = [*ROOT.glob("*.md")]
    for folder in ("docs", "vozes", "tests", "benchmarks", ".ci"):
        pages += (ROOT / folder).rglob("*.md")
    return sorted(pages)


def fenced_blocks(text: str) -> list[tuple[str, str]]:
    """Language and content of each, in order."""
    return _FENCE.findall(text)


def prose(text: str) -> str:
    """The text without fenced blocks, in which # begins no heading and () no link."""
    return _FENCE.sub("", text)


def headings(text: str) -> list[tuple[int, str]]:
    """Level and title of each."""
    return [(len(signs), title) for signs, title in re.findall(r"^(#+) (.+)$", prose(text), re.MULTILINE)]


def anchors(text: str) -> set[str]:
    """What `#…` in a link to this page may be."""
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for _, title in headings(text)}


def broken_links(page: Path) -> list[str]:
    """Links to files that are not there, or to headings that a page does not have."""
    broken = []
    for link in _LINK.findall(prose(page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            broken.append(link)
    return broken

"""What is shown of an installation that works beside another program on the same terminal."""

import io

import pytest

from vozes.setup.console import Console, Mark, Progress


@pytest.fixture
def stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8")


def lines(stream: io.TextIOWrapper) -> list[str]:
    stream.seek(0)
    return stream.read().splitlines()


def test_every_line_says_whose_it_is_and_empty_ones_are_left_out(stream: io.TextIOWrapper) -> None:
    console = Console(stream, "kokoro: ")
    console.framed("Look here")
    assert lines(stream) == ["kokoro: =========", "kokoro: Look here", "kokoro: ========="]


def test_what_is_framed_fits_the_screen(stream: io.TextIOWrapper) -> None:
    Console(stream).framed("a-b " * 100 + "\nLast.")
    shown = lines(stream)
    assert max(map(len, shown)) <= 110
    assert " ".join(shown[2:-2]).split() == ["a-b"] * 100 + ["Last."]


def test_news_are_told_in_short_lines_and_what_is_none_waits_longer(stream: io.TextIOWrapper) -> None:
    console = Console(stream, "kokoro: ")
    progress = Progress(console, "torch")
    console.patience = -1.0  # the time has come
    progress.received(57_000_000, 190_000_000)
    progress.show("Installing collected packages: " + "mpmath, " * 20)
    console.patience = 60.0
    progress.show("Something new, but too early")
    progress.end(Mark.FINE)
    told = lines(stream)
    assert told[:2] == ["kokoro: ... torch", "kokoro: ... torch: 0 s downloading, 30 % of 190 MB"]
    assert told[2].startswith("kokoro: ... torch: 0 s Installing collected packages: mpmath")
    assert len(told[2]) < 90
    assert told[3:] == ["kokoro: ✓ torch (0 s)"]


def test_whoever_wants_to_know_is_told_of_each_download(stream: io.TextIOWrapper) -> None:
    seen: list[tuple[int, int]] = []
    console = Console(stream, received=lambda done, total: seen.append((done, total)))
    Progress(console, "torch").received(5, 10)
    assert seen == [(5, 10)]


class Gone(io.TextIOWrapper):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_terminal_that_is_gone_is_no_matter() -> None:
    Console(Gone(io.BytesIO(), encoding="utf-8"), "kokoro: ").say("Nobody reads this")

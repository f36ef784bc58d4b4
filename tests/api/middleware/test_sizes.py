import pytest

from vozes.api.middleware.body_limits import readable


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (999, "999 bytes"),
        (1_000, "1 KB"),
        (100_000, "100 KB"),
        (1_234_567, "1.23 MB"),
        (25_000_000, "25 MB"),
        (1_999_999, "1.99 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_a_size_is_written_as_people_read_it_and_never_larger(size: int, text: str) -> None:
    assert readable(size) == text

"""A client's `Accept` is understood as HTTP defines it."""

import pytest

from vozes.api.accept import chosen_type, named_type

OFFERED = ["application/json", "multipart/mixed"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("Multipart/Mixed", "multipart/mixed"),
        ("multipart/*", "multipart/mixed"),
        ("application/json;q=0.5, multipart/mixed;q=0.8", "multipart/mixed"),
        ("application/json;q=0, */*", "multipart/mixed"),
        ("text/html, */*;q=0.1", "application/json"),
        ("text/html", None),
        ("*/*;q=0", None),
        ("multipart/mixed;q=high, application/json;q=0.1", "application/json"),
        (";,;q=,", None),
    ],
)
def test_the_type_is_chosen_that_the_client_likes_best(accept: str | None, chosen: str | None) -> None:
    assert chosen_type(accept, OFFERED) == chosen


@pytest.mark.parametrize(
    ("accept", "named"),
    [
        (None, None),
        ("*/*", None),
        ("text/*", None),
        ("text/vtt", "text/vtt"),
        ("text/vtt; charset=utf-8, */*", "text/vtt"),
        ("text/vtt;q=0.5, audio/wav", None),
        ("text/vtt;q=0", None),
    ],
)
def test_a_type_is_named_where_it_is_liked_no_less_than_all_else(accept: str | None, named: str | None) -> None:
    assert named_type(accept, ["text/vtt"]) == named

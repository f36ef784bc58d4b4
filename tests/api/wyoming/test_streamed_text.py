"""A text in pieces: whole sentences are there as soon as they are, and nothing is lost, doubled or moved."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.api.wyoming.streamed_text import StreamedText
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.passages import Markup

pytestmark = pytest.mark.anyio

STORY = "The lights are on by now. It is warm in the kitchen, 21.5 degrees. Shall I ask Dr. Silva about it? "


async def pieces(*sent: str, markup: Markup = Markup.AUTO) -> list[str]:
    """What can be spoken, where each piece is spoken before the next one comes."""
    text = StreamedText(markup, ("pt-br", "en-us"), 1000)
    taken: list[str] = []
    taking = asyncio.create_task(_collect(text, taken))
    for piece in sent:
        text.push(piece)
        for _ in range(3):
            await asyncio.sleep(0)
    text.end()
    await taking
    return taken


async def _collect(text: StreamedText, taken: list[str]) -> None:
    async for piece in text.pieces():
        taken += [piece]


async def test_a_sentence_is_spoken_once_the_next_one_begins() -> None:
    assert await pieces(*STORY) == [
        "The lights are on by now.", " It is warm in the kitchen, 21.5 degrees.", " Shall I ask Dr. Silva about it? ",
    ]  # fmt: skip


async def test_what_came_meanwhile_is_spoken_together() -> None:
    assert await pieces(STORY, "Good") == [STORY[:-33], STORY[-33:-1], " Good"]


async def test_a_text_without_an_end_is_spoken_before_it_is_endless() -> None:
    text = StreamedText(Markup.AUTO, ("en-us",), 100_000)
    text.push("word " * 2000)
    assert await anext(text.pieces())


async def test_a_lone_word_waits_for_more() -> None:
    assert await pieces("Good. ", "It is warm in the kitchen. ", "And?") == [
        "Good. It is warm in the kitchen.",
        " And?",
    ]


@pytest.mark.parametrize("markup", [Markup.AUTO, Markup.SSML])
async def test_ssml_is_spoken_when_it_is_whole(markup: Markup) -> None:
    ssml = "<?xml version='1.0' encoding='utf-8'?>\n<speak>The lights are on now. It is warm in the kitchen.</speak>"
    assert await pieces(*ssml, markup=markup) == [ssml]


async def test_a_blank_text_has_no_pieces() -> None:
    assert await pieces(" ", "\n") == []


async def test_a_text_that_is_too_long_is_refused_in_its_pieces() -> None:
    text = StreamedText(Markup.AUTO, ("en-us",), 10)
    text.push("0123456789")
    with pytest.raises(VozesError) as refused:
        text.push("x")
    assert refused.value.code == ErrorCode.TEXT_TOO_LONG


@given(st.lists(st.text("Ab. \n?é。!", max_size=40), max_size=20))
def test_nothing_is_lost_or_doubled(sent: list[str]) -> None:
    assert "".join(asyncio.run(pieces(*sent))).rstrip() == "".join(sent).rstrip()

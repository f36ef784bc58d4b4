"""What a client asks is spoken, in its turn and its own voice, and what is wrong is said before anything is spoken."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
from wyoming.event import Event
from wyoming.info import Describe, Info, SelectProgram
from wyoming.ping import Ping
from wyoming.tts import Synthesize, SynthesizeChunk, SynthesizeStart, SynthesizeStop, SynthesizeVoice

from tests.api.wyoming.client import Heard, WyomingServer, answers, hear, line
from tests.api.wyoming.conftest import Serve, client_of
from tests.fakes import RATE, fake_spec, natural_spec, plain_spec
from tests.service.conftest import until

pytestmark = pytest.mark.anyio

ENGLISH = SynthesizeVoice(language="en")
CONTEXT = {"conversation": "12", "turn": [1, {"of": None}]}


async def said(server: WyomingServer, synthesize: Synthesize, *before: Event) -> Heard:
    async with server.client() as client:
        for event in (*before, synthesize.event()):
            await client.write_event(event)
        return await hear(client)


async def streamed(server: WyomingServer, *chunks: str, **start: Any) -> Heard:
    async with server.client() as client:
        await client.write_event(SynthesizeStart(**start).event())
        for chunk in chunks:
            await client.write_event(SynthesizeChunk(text=chunk).event())
        await client.write_event(Synthesize(text="990 Hz 9 s").event())
        await client.write_event(SynthesizeStop().event())
        return await hear(client, streamed=True)


def refusal(server: WyomingServer, *sent: bytes) -> tuple[str, str]:
    """Code and text of the error with which the server ends the connection."""
    with server.socket() as client:
        client.sendall(b"".join(sent))
        *_, error = answers(client)
    assert error["type"] == "error"
    return error["data"]["code"], error["data"]["text"]


async def test_a_text_is_spoken_between_start_and_stop(server: WyomingServer) -> None:
    heard = await said(server, Synthesize(text="700 Hz 0.5 s"))
    assert [heard.events[0].type, heard.events[-1].type] == ["audio-start", "audio-stop"]
    assert (heard.rates, heard.seconds) == ([RATE], 0.5)
    assert heard.frequency == pytest.approx(700, abs=3)


async def test_a_text_that_is_repeated_within_a_stream_is_not_spoken(server: WyomingServer) -> None:
    async with server.client() as client:
        for message in (
            SynthesizeStart(),
            SynthesizeChunk("700 Hz 0.5 s"),
            Synthesize("700 Hz 0.5 s"),
            SynthesizeStop(),
        ):
            await client.write_event(message.event())
        await client.write_event(Synthesize(text="900 Hz 0.5 s").event())
        await hear(client, streamed=True)
        assert (await hear(client)).frequency == pytest.approx(900, abs=5)


async def test_a_stream_ends_with_its_own_event(server: WyomingServer) -> None:
    heard = await streamed(server, "700 Hz", " 0.5 s")
    assert [heard.events[-2].type, heard.events[-1].type] == ["audio-stop", "synthesize-stopped"]
    assert (heard.rates, heard.seconds) == ([RATE], 0.5)


async def test_a_sentence_is_heard_while_the_next_one_is_still_written(server: WyomingServer) -> None:
    async with server.client() as client:
        await client.write_event(SynthesizeStart().event())
        await client.write_event(SynthesizeChunk(text="The lights are on by now. It is").event())
        first = await hear(client)
        await client.write_event(SynthesizeChunk(text=" warm in here.").event())
        await client.write_event(SynthesizeStop().event())
        rest = await hear(client, streamed=True)
    assert len(first.rates) == len(rest.rates) == 1


async def test_texts_of_one_client_are_spoken_in_turn(server: WyomingServer) -> None:
    async with server.client() as client:
        for frequency in (500, 700, 900):
            await client.write_event(Synthesize(text=f"{frequency} Hz 0.3 s").event())
        heard = [(await hear(client)).frequency for _ in range(3)]
    assert heard == pytest.approx([500, 700, 900], abs=5)


async def test_many_clients_at_once_each_hear_their_own(server: WyomingServer) -> None:
    async def one(frequency: int) -> int:
        text = f"{frequency} Hz 0.4 s"
        own = streamed(server, text) if frequency % 200 else said(server, Synthesize(text=text))
        return (await own).frequency

    frequencies = range(300, 2100, 100)
    assert await asyncio.gather(*map(one, frequencies)) == pytest.approx(list(frequencies), abs=5)


async def test_one_rate_holds_for_a_whole_stream(serve: Serve) -> None:
    async with serve(fake_spec(engine="TwoRatesEngine")) as (server, _), client_of(server) as client:
        await client.write_event(SynthesizeStart(voice=ENGLISH).event())
        await client.write_event(SynthesizeChunk(text="This sentence is a high one. And").event())
        first = await hear(client)
        await client.write_event(SynthesizeChunk(text=" this one is a low one.").event())
        await client.write_event(SynthesizeStop().event())
        second = await hear(client, streamed=True)
    assert first.rates == second.rates == [RATE]
    assert second.seconds == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize(
    ("voice", "spoken"),
    [
        (SynthesizeVoice(name="pf_dora"), "natural pf_dora"),
        (SynthesizeVoice(name="Plain de"), "plain de"),
        (SynthesizeVoice(language="pt_BR"), "natural pf_dora"),
        (SynthesizeVoice(language="de-DE"), "plain de"),
    ],
)
async def test_a_voice_is_named_or_chosen_by_language(
    voice: SynthesizeVoice, spoken: str, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with serve(plain_spec(), natural_spec(), default_engine="auto") as (server, _), client_of(server) as client:
        await client.write_event(Synthesize(text="It is warm in the kitchen today.", voice=voice).event())
        await hear(client)
    engine, name = spoken.split()
    assert f"{engine} spoke 32 characters as {name}" in caplog.text


async def test_the_program_that_is_selected_speaks_from_then_on(server: WyomingServer) -> None:
    busy = asyncio.create_task(said(server, Synthesize(text="440 Hz 60 s slowly"), SelectProgram(name="choir").event()))
    await until(lambda: server.queue("choir")["running"] == 1)
    assert server.queue("sine")["running"] == 0
    busy.cancel()
    await asyncio.gather(busy, return_exceptions=True)


async def test_the_context_comes_back_and_what_was_left_out_is_told(server: WyomingServer) -> None:
    voice = SynthesizeVoice(name="hum", speaker="third")
    plain = await said(server, Synthesize(text="warn A|B", voice=voice, context=CONTEXT))
    assert plain.events[-1].data["context"] == CONTEXT
    assert plain.events[-1].data["warnings"] == ["No voice here has speakers, so this one is left out: third", "A", "B"]
    assert plain.events[-1].data["warning_codes"][0] == {"code": "speaker_left_out", "values": {"name": "third"}}
    assert (await streamed(server, "700 Hz 0.1 s", context=CONTEXT)).events[-1].data == {"context": CONTEXT}


@pytest.mark.parametrize(("text_format", "seconds"), [("ssml", 1.2), (None, 1.2), ("text", 0.1)])
async def test_ssml_is_ssml_where_the_client_says_so_or_nothing(
    server: WyomingServer, text_format: str | None, seconds: float
) -> None:
    ssml = "<speak>One<break time='1s'/>two</speak>"
    for heard in (
        await said(server, Synthesize(text=ssml, text_format=text_format)),
        await streamed(server, *ssml, text_format=text_format),
    ):
        assert heard.seconds == pytest.approx(seconds, abs=0.01)


async def test_a_piece_without_anything_to_say_is_left_out_of_a_stream_and_told(server: WyomingServer) -> None:
    async with server.client() as client:
        await client.write_event(SynthesizeStart().event())
        await client.write_event(SynthesizeChunk(text="It is warm in the kitchen.\n\n\ufdd0").event())
        await hear(client)
        await client.write_event(SynthesizeStop().event())
        heard = await hear(client, streamed=True)
    assert (heard.samples, heard.events[-1].type) == ([], "synthesize-stopped")
    assert heard.events[-1].data["warnings"]


async def test_what_is_asked_beside_speech_is_answered(server: WyomingServer) -> None:
    async with server.client() as client:
        await client.write_event(Synthesize(text="440 Hz 60 s slowly").event())
        await client.write_event(Ping(text="there?").event())
        await client.write_event(Event("transcribe", {"name": "unknown here"}))
        await client.write_event(Describe().event())
        found: list[Event] = []
        while len(found) < 2:
            event = await client.read_event()
            assert event is not None
            found += [event] if event.type in ("pong", "info") else []
    assert found[0].data == {"text": "there?"}
    assert [program.name for program in Info.from_event(found[1]).tts] == ["sine", "choir"]


SYNTHESIZE, START, STOP = line("synthesize", {"text": "440 Hz 1 s"}), line("synthesize-start"), line("synthesize-stop")


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([line("synthesize", {"text": " "})], "empty_text"),
        ([line("synthesize", {"text": "x" * 100_001})], "text_too_long"),
        ([line("synthesize", {"text": "\ud800"})], "invalid_text"),
        ([line("synthesize", {"text": ["a"]})], "invalid_field"),
        ([line("synthesize")], "invalid_field"),
        ([line("synthesize", {"text": "a", "voice": "hum"})], "invalid_field"),
        ([line("synthesize", {"text": "a", "voice": {"name": "nobody"}})], "unknown_voice"),
        ([line("synthesize", {"text": "a", "voice": {"language": "xx"}})], "unsupported_language"),
        ([line("synthesize", {"text": "a", "text_format": "html"})], "invalid_field"),
        ([line("synthesize", {"text": "<speak>a", "text_format": "ssml"})], "invalid_text"),
        ([line("synthesize", {"text": "refuse"})], "engine_failed"),
        ([line("select-program", {"name": "nobody"})], "unknown_engine"),
        ([line("synthesize-chunk", {"text": "a"})], "invalid_field"),
        ([STOP], "invalid_field"),
        ([START, START], "invalid_field"),
        ([START, STOP], "empty_text"),
        ([START, *[line("synthesize-chunk", {"text": "word " * 2000})] * 11], "text_too_long"),
        ([SYNTHESIZE] * 40, "queue_full"),
    ],
)
def test_what_is_wrong_is_said_with_its_code_and_ends_the_connection(
    server: WyomingServer, sent: Sequence[bytes], code: str
) -> None:
    told, text = refusal(server, *sent)
    assert told == code
    assert "Retry-After" not in text  # there are no headers here


def test_an_error_says_what_is_wrong_and_what_can_be_done(server: WyomingServer) -> None:
    text = refusal(server, line("synthesize", {"text": "a", "voice": {"name": "nobody"}}))[1]
    assert "'nobody'" in text
    assert "/v1/voices" in text


async def test_what_fails_midway_is_an_error_after_its_audio(server: WyomingServer) -> None:
    with server.socket() as client:
        client.sendall(line("synthesize", {"text": "440 Hz 60 s slowly"}))
        client.recv(2000)
        client.sendall(b"{}\n")
        types = [json.dumps(answer["type"]) for answer in answers_after(client)]
    assert types[-1] == '"error"'


def answers_after(client: Any) -> list[dict[str, Any]]:
    """Finds the error at the end of what is left of an answer, which begins amid an event."""
    rest = b""
    while piece := client.recv(65536):
        rest += piece
    place = rest.rindex(b'{"type": "error"')
    return [json.loads(rest[place:].splitlines()[0])]

"""Whoever looks for Wyoming on the network finds the server while it runs. The network is this machine's loopback."""

import asyncio

import pytest
from zeroconf import ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from vozes.api.wyoming import discovery
from vozes.api.wyoming.discovery import Announcement
from vozes.errors import ErrorCode, VozesError

_TYPE = "_wyoming._tcp.local."


@pytest.mark.anyio
async def test_the_server_is_found_until_it_stops() -> None:
    seen: asyncio.Queue[tuple[ServiceStateChange, str]] = asyncio.Queue()

    def note(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        seen.put_nowait((state_change, name))

    async with AsyncZeroconf(interfaces=["127.0.0.1"]) as looking, asyncio.timeout(30):
        browser = AsyncServiceBrowser(looking.zeroconf, _TYPE, handlers=[note])
        announcing = asyncio.create_task(Announcement(["127.0.0.1"], 10200).run())
        change, name = await seen.get()
        found = AsyncServiceInfo(_TYPE, name)
        assert await found.async_request(looking.zeroconf, 10_000)
        announcing.cancel()
        await asyncio.gather(announcing, return_exceptions=True)
        gone = await seen.get()
        await browser.async_cancel()

    assert (change, name.startswith("Vozes on ")) == (ServiceStateChange.Added, True)
    assert (found.port, found.parsed_addresses()) == (10200, ["127.0.0.1"])
    assert gone == (ServiceStateChange.Removed, name)


def test_without_the_package_one_sentence_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "find_spec", lambda name: None)
    monkeypatch.setattr(discovery, "CHECKOUT", None)
    with pytest.raises(VozesError) as refused:
        Announcement(["127.0.0.1"], 10200)
    assert refused.value.code == ErrorCode.INVALID_SETTINGS
    assert "Run: pip install 'vozes[discovery]'." in refused.value.message

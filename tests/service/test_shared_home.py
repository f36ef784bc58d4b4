"""Services that share a home follow what another one was told; what makes no sense changes nothing."""

from pathlib import Path

import pytest

from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.service.conftest import MakeSettings
from vozes.engines.base import EngineSpec
from vozes.kept_settings import FILE
from vozes.service.core import Service
from vozes.service.keys.sessions import Sessions
from vozes.service.keys.store import KeyStore

pytestmark = pytest.mark.anyio


@pytest.fixture
def first(make_settings: MakeSettings) -> Service:
    return started(make_settings)


def started(make_settings: MakeSettings, *specs: EngineSpec, **flags: object) -> Service:
    settings = make_settings(**{"default_engine": "auto", "shared_home": True, **flags})
    return Service(settings, specs or (plain_spec(), natural_spec(), fake_spec()))


async def test_a_selection_is_followed(first: Service, make_settings: MakeSettings) -> None:
    second = started(make_settings)
    for one, other, name in ((first, second, "sine"), (second, first, "natural"), (first, second, "auto")):
        await one.select(name)
        other.catch_up()
        one.catch_up()
        assert (one.registry.selected_name, other.registry.selected_name) == (name, name)


async def test_what_is_not_installed_here_is_followed_once_it_is(
    first: Service, make_settings: MakeSettings, caplog: pytest.LogCaptureFixture
) -> None:
    missing: list[str | None] = ["Run: make natural"]
    second = started(make_settings, plain_spec(), natural_spec(missing=lambda _: missing[0]))
    await first.select("natural")
    for _ in range(2):
        second.catch_up()
        second.registry.follow_again()
    assert second.registry.selected_name == "auto"
    assert caplog.text.count("natural was selected by another server, and cannot be here") == 1
    missing[0] = None
    second.registry.follow_again()
    assert second.registry.selected_name == "natural"


async def test_changed_settings_are_followed_but_where_something_else_gives_them(
    first: Service, make_settings: MakeSettings
) -> None:
    second, fixed = started(make_settings), started(make_settings, queue_limit=5)
    await first.changeable.change({"queue_limit": 7, "preferred_languages": ["es"]})
    for service, limit in ((second, 7), (fixed, 5)):
        service.catch_up()
        assert (service.settings.queue_limit, service.settings.preferred_languages) == (limit, ("es",))
        assert {engine.queue.limit for engine in service.registry.engines.values()} == {limit}
    await second.changeable.change({"queue_limit": None})
    first.catch_up()
    assert (first.settings.queue_limit, first.settings.preferred_languages) == (32, ("es",))


@pytest.mark.parametrize("content", ["", "[]", '{"queue_limit": "many"}', '{"queue_limit": -1}'])
async def test_settings_that_make_no_sense_change_nothing(
    content: str, first: Service, caplog: pytest.LogCaptureFixture
) -> None:
    await first.changeable.change({"queue_limit": 7})
    (first.settings.home / FILE).write_text(content)
    first.catch_up()
    first.catch_up()
    assert first.settings.queue_limit == 7
    assert caplog.text.count("does not count") == 1


def test_servers_that_begin_sessions_at_once_know_each_others(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path / "keys.json")
    first, begun = Sessions(tmp_path, keys, "secret"), []

    class Slower(Sessions):
        def _new_secret(self) -> bytes:
            begun.append(first.begin(None))
            return super()._new_secret()

    second = Slower(tmp_path, keys, "secret")
    assert first.key_of(second.begin(None)) is None
    assert second.key_of(begun[0]) is None

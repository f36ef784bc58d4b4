"""What was said last decides who speaks, also after a restart."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.service.conftest import MakeSettings
from vozes.engines.base import EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.core import Service
from vozes.service.selection import FILE

pytestmark = pytest.mark.anyio

Start = Callable[..., Service]


@pytest.fixture
def start(make_settings: MakeSettings) -> Start:
    """The service on a home that stays the same."""

    def started(*specs: EngineSpec, **flags: object) -> Service:
        settings = make_settings(**{"default_engine": "auto", **flags})
        return Service(settings, specs or (plain_spec(), natural_spec(), fake_spec()))

    return started


@pytest.mark.parametrize(("name", "engine"), [("natural", "natural"), ("kokoro", "natural"), ("sine", "sine")])
async def test_a_selection_is_kept_over_a_restart(name: str, engine: str, start: Start) -> None:
    await start().select(name)

    registry = start().registry

    assert (registry.selected_name, registry.current.info.id) == (name, engine)
    assert registry.default.info.id == "plain"


async def test_auto_can_be_selected_again(start: Start) -> None:
    await start().select("sine")
    await start().select("auto")

    assert start().registry.selected_name == "auto"


async def test_auto_can_be_selected_where_another_engine_is_the_default(start: Start) -> None:
    await start(default_engine="sine").select("auto")

    assert start(default_engine="sine").registry.selected_name == "auto"


async def test_a_setting_that_is_changed_counts_more_than_an_older_selection(start: Start) -> None:
    await start().select("sine")

    assert start(default_engine="natural").registry.selected_name == "natural"
    assert start(default_engine="plain").registry.selected_name == "plain"
    assert start().registry.selected_name == "sine"


@pytest.mark.parametrize("left", [(plain_spec(),), (plain_spec(), natural_spec(missing=lambda _: "Run: make natural"))])
async def test_a_selected_engine_that_is_gone_is_replaced_with_a_warning(
    left: tuple[EngineSpec, ...], start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    await start().select("natural")

    registry = start(*left).registry

    assert (registry.selected_name, registry.current.info.id) == ("auto", "plain")
    assert "The selected engine natural is gone" in caplog.text
    assert start().registry.selected_name == "natural"


@pytest.mark.parametrize("content", ["", "[]", '"sine"', '{"engine": "sine"}', "\0", '{"engine": 1}'])
async def test_a_file_that_makes_no_sense_selects_nothing(
    content: str, start: Start, caplog: pytest.LogCaptureFixture
) -> None:
    service = start()
    service.settings.home.mkdir(parents=True)
    (service.settings.home / FILE).write_text(content)

    assert start().registry.selected_name == "auto"
    assert "cannot be read" in caplog.text


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no modes here")
async def test_what_cannot_be_kept_counts_all_the_same(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    service = start(home=tmp_path / "file" / "home")

    await service.select("sine")

    assert service.registry.selected_name == "sine"
    assert "not kept over a restart" in caplog.text


async def test_what_cannot_be_selected_changes_nothing(start: Start) -> None:
    service = start(plain_spec(), natural_spec(missing=lambda _: "Run: x"))

    for name, code in (("nope", ErrorCode.UNKNOWN_ENGINE), ("kokoro", ErrorCode.MODEL_NOT_INSTALLED)):
        with pytest.raises(VozesError) as refused:
            await service.select(name)
        assert refused.value.code == code
    assert service.registry.selected_name == "auto"
    assert not (service.settings.home / FILE).exists()


async def test_the_last_of_several_selections_at_once_is_kept(start: Start) -> None:
    import asyncio

    service = start()
    await asyncio.gather(*(service.select(name) for name in ("sine", "natural", "plain", "kokoro")))

    kept = json.loads((service.settings.home / FILE).read_text())
    assert kept == {"engine": service.registry.selected_name, "default_engine": "auto"}

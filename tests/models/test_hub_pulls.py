"""A model comes from the hub whole and checked, or there is one clear error and no half model."""

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from huggingface_hub import constants

from tests.models.hub_server import COMMIT, FakeHub
from tests.models.tiny import FILES, tiny
from vozes.engines.settings import EngineSettings
from vozes.errors import ErrorCode, VozesError
from vozes.models.catalog import CatalogModel
from vozes.models.installed import InstalledModel, look_at
from vozes.models.pull_state import PullState, read_pull
from vozes.models.pulling import pull

WEIGHTS, VOICE = "kokoro-v1_0.pth", "voices/pf_dora.pt"


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    with FakeHub(FILES).running() as hub:
        monkeypatch.setattr(constants, "ENDPOINT", hub.url)
        monkeypatch.setattr(
            constants, "HUGGINGFACE_CO_URL_TEMPLATE", hub.url + "/{repo_id}/resolve/{revision}/{filename}"
        )
        yield hub


def pulled(
    home: Path, model: CatalogModel | None = None, *, accept: bool = False, seconds: float = 30
) -> InstalledModel:
    settings = EngineSettings(str(home))
    return pull(model or tiny(), settings, lambda state: None, accept_license=accept, hub_seconds=seconds)


def failure(home: Path, model: CatalogModel | None = None, *, seconds: float = 30) -> VozesError:
    """How a pull fails; no model is there afterwards, and the state tells the same."""
    with pytest.raises(VozesError) as refused:
        pulled(home, model, seconds=seconds)
    state = read_pull(home, "kokoro" if model is None else model.id)
    assert state is not None
    assert (state.state, state.message) == ("failed", f"{refused.value.message} {refused.value.kind.advice}")
    assert state.code == refused.value.code
    assert look_at(model or tiny(), EngineSettings(str(home))).folder is None
    return refused.value


def test_a_model_is_put_in_place_with_the_record_of_where_it_came_from(hub: FakeHub, bare_home: Path) -> None:
    found = pulled(bare_home)
    assert found.folder == bare_home / "models" / "styletts2" / "kokoro"
    assert {path: (found.folder / path).read_bytes() for path in FILES} == FILES
    assert found.source is not None
    assert (found.source.kind, found.source.eight_bit, found.source.licence) == ("hub", False, "Apache-2.0")
    assert found.source.origin == f"hexgrad/Kokoro-82M@{COMMIT} ({hub.url})"
    assert set(found.source.files) == set(FILES)


def test_how_far_it_is_is_told_from_before_the_first_byte_to_the_end(hub: FakeHub, bare_home: Path) -> None:
    states: list[PullState] = []
    pull(tiny(), EngineSettings(str(bare_home)), states.append, accept_license=False, hub_seconds=30)
    size = sum(map(len, FILES.values()))
    sized = [state for state in states if state.bytes_total == size]
    assert sized[0].bytes_done is None
    assert [state.stage for state in states] == sorted(
        (state.stage for state in states), key=["download", "check"].index
    )
    assert (states[-1].state, states[-1].bytes_done) == ("done", size)


def test_a_model_that_is_there_is_not_fetched_again(hub: FakeHub, bare_home: Path) -> None:
    pulled(bare_home)
    hub.asked.clear()
    assert pulled(bare_home).state == "installed"
    assert hub.asked == []


def test_a_model_that_lost_a_file_is_fetched_anew(hub: FakeHub, bare_home: Path) -> None:
    folder = pulled(bare_home).folder
    assert folder is not None
    (folder / VOICE).unlink()
    assert pulled(bare_home).is_whole
    assert (folder / VOICE).is_file()


def test_what_came_with_another_content_is_thrown_away_and_only_that_is_fetched_again(
    hub: FakeHub, bare_home: Path
) -> None:
    hub.files[VOICE] = b"DORA" * 1000
    error = failure(bare_home)
    assert error.code is ErrorCode.DOWNLOAD_FAILED
    assert f"{VOICE} of hexgrad/Kokoro-82M" in error.message
    hub.files[VOICE] = FILES[VOICE]
    hub.asked.clear()

    assert pulled(bare_home).is_whole

    assert hub.asked == [(VOICE, 0)]


@pytest.mark.parametrize("name", [WEIGHTS, "config.json"])
def test_where_the_catalogue_knows_no_hash_the_hub_s_word_counts(hub: FakeHub, bare_home: Path, name: str) -> None:
    hub.files[name] = bytes(len(FILES[name]))
    assert "another content" in failure(bare_home, tiny(known=False)).message
    hub.files[name] = FILES[name]
    assert pulled(bare_home, tiny(known=False)).is_whole


def test_a_file_that_the_hub_lacks_is_named(hub: FakeHub, bare_home: Path) -> None:
    del hub.announced[VOICE]
    assert f"has no file {VOICE}" in failure(bare_home).message


def test_a_file_that_is_announced_and_not_there_is_named(hub: FakeHub, bare_home: Path) -> None:
    del hub.files[VOICE]
    assert f"lacks {VOICE}" in failure(bare_home).message


@pytest.mark.parametrize(("status", "said"), [(404, "or is not there"), (403, "status 403"), (500, "status 500")])
def test_an_answer_that_refuses_is_told(hub: FakeHub, bare_home: Path, status: int, said: str) -> None:
    hub.status = status
    assert said in failure(bare_home).message


def test_a_hub_that_does_not_answer_is_passed_over(hub: FakeHub, bare_home: Path) -> None:
    hub.silent = True
    error = failure(bare_home, seconds=0.2)
    assert f"{hub.url} does not answer within 0.2 s" in error.message
    assert error.code is ErrorCode.DOWNLOAD_FAILED


def test_a_hub_that_cannot_be_reached_is_told(hub: FakeHub, bare_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    assert "127.0.0.1:9 cannot be reached" in failure(bare_home).message


def test_a_hub_that_stalls_is_given_up_and_the_next_try_goes_on(
    hub: FakeHub, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(constants, "HF_HUB_DOWNLOAD_TIMEOUT", 0.1)
    monkeypatch.setattr("huggingface_hub.file_download.time.sleep", lambda seconds: None)
    hub.stalls_at = 1024 * 1024
    assert f"broke off in the middle of {WEIGHTS}: ReadTimeout" in failure(bare_home).message
    hub.stalls_at = None
    hub.asked.clear()

    assert pulled(bare_home).is_whole

    assert hub.asked[0] == (WEIGHTS, 1024 * 1024)


def test_a_disk_that_fills_up_on_the_way_is_told(
    hub: FakeHub, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("vozes.models.hub._Counted.write", full)
    error = failure(bare_home)
    assert error.code is ErrorCode.STORAGE_FULL
    assert "No space left" in error.message


def test_too_little_room_is_told_before_anything_is_fetched(
    hub: FakeHub, bare_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 1_000_000))
    error = failure(bare_home)
    assert error.code is ErrorCode.STORAGE_FULL
    assert "needs 4 MB" in error.message
    assert "1 MB left" in error.message
    assert hub.asked == []


def test_what_is_there_already_needs_no_room(hub: FakeHub, bare_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.files[VOICE] = b"DORA" * 1000
    failure(bare_home)
    hub.files[VOICE] = FILES[VOICE]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, 10_000))
    assert pulled(bare_home).is_whole


def test_a_licence_that_restricts_has_to_be_accepted(hub: FakeHub, bare_home: Path) -> None:
    model = tiny(model="xtts_v2", files={name: name.encode() for name in ("model.pth", "config.json")})
    with pytest.raises(VozesError) as refused:
        pulled(bare_home, model)
    error = refused.value
    assert error.code is ErrorCode.LICENCE_NOT_ACCEPTED
    assert read_pull(bare_home, model.id) is None
    assert "No commercial use" in error.message
    assert model.licence.url in error.message
    assert "--accept-license" in error.kind.advice
    assert hub.asked == []


def test_the_date_of_a_licence_that_was_accepted_is_recorded(hub: FakeHub, bare_home: Path) -> None:
    names = ("model.pth", "config.json", "vocab.json", "speakers_xtts.pth")
    files = {name: name.encode() for name in names}
    hub.files = hub.announced = files
    found = pulled(bare_home, tiny(model="xtts_v2", files=files), accept=True)
    assert found.source is not None
    assert found.source.licence_accepted_at == found.source.installed_at
    assert found.folder == bare_home / "models" / "xtts_v2"

"""Named keys in their file: told apart by their secrets, and read anew whenever the file has changed."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.keys.key import NamedKey
from vozes.service.keys.store import KeyStore

ANA = NamedKey("Ana", "", "", read_only=True, per_minute=3, characters_per_day=100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "keys.json"


@pytest.fixture
def store(path: Path) -> KeyStore:
    return KeyStore(path)


def named(store: KeyStore, secret: str) -> str | None:
    key = store.find(secret.encode())
    return key.name if key else None


def test_a_key_is_found_by_its_secret_which_is_kept_nowhere(store: KeyStore, path: Path) -> None:
    secret, other = store.add(ANA), store.add(replace(ANA, name="Rui"))
    assert re.fullmatch("vozes_[0-9a-f]{40}", secret)
    assert secret not in path.read_text()
    assert (named(store, secret), named(store, other), named(store, f"{secret}0")) == ("Ana", "Rui", None)
    assert store.find(secret.encode()) == replace(ANA, digest=store.list()[0].digest, created=store.list()[0].created)
    assert store.find(store.list()[0].digest.encode()) is None


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_the_file_is_for_its_owner_alone(store: KeyStore, path: Path) -> None:
    store.add(ANA)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_another_process_adds_and_removes_counts_at_once(store: KeyStore, path: Path) -> None:
    assert not store.is_demanded
    other = KeyStore(path)
    secret = other.add(ANA)
    assert (named(store, secret), store.is_demanded) == ("Ana", True)
    assert other.remove("ANA") is not None
    assert (named(store, secret), store.is_demanded) == (None, False)


@pytest.mark.parametrize(
    ("name", "code"),
    [("ana", ErrorCode.NAME_TAKEN), (" ", ErrorCode.INVALID_FIELD), ("a\nb", ErrorCode.INVALID_FIELD)],
)
def test_a_name_that_is_taken_or_none_is_refused(store: KeyStore, name: str, code: ErrorCode) -> None:
    store.add(ANA)
    with pytest.raises(VozesError) as refusal:
        store.add(replace(ANA, name=name))
    assert refusal.value.code == code
    assert len(store.list()) == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"keys": [{"name": "Ana"}]}', '{"keys": [], "more": []}', None])
def test_a_damaged_or_lost_file_demands_a_key_and_is_never_overwritten(
    store: KeyStore, path: Path, content: str | None
) -> None:
    secret = store.add(ANA)
    assert named(store, secret) == "Ana"
    path.unlink() if content is None else path.write_text(content)
    assert store.is_demanded
    if content is not None:
        assert KeyStore(path).is_demanded
        with pytest.raises(VozesError, match="cannot be understood"):
            store.add(replace(ANA, name="Rui"))
        assert path.read_text() == content


@pytest.mark.parametrize("content", ["", "{", '{"keys": null}', None])
def test_a_damaged_or_lost_file_lets_nobody_in(store: KeyStore, path: Path, content: str | None) -> None:
    secret = store.add(ANA)
    assert named(store, secret) == "Ana"
    path.unlink() if content is None else path.write_text(content)
    assert named(store, secret) is None
    assert store.is_demanded


def test_limits_beyond_what_is_taken_are_no_key(path: Path, store: KeyStore) -> None:
    store.add(ANA)
    document = json.loads(path.read_text())
    document["keys"][0]["per_minute"] = 0
    path.write_text(json.dumps(document))
    with pytest.raises(VozesError, match=r"keys\.0\.per_minute"):
        KeyStore(path).list()

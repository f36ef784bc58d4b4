"""The files of others that the pages use are those that were fetched and looked at."""

import hashlib

from requirements.pages import HASHES, PACKAGES, VENDOR


def test_each_file_is_as_it_was_fetched_and_has_a_licence_beside_it() -> None:
    lines = HASHES.read_text(encoding="utf-8").splitlines()
    hashes = {path: value for value, path in (line.split("  ") for line in lines)}
    there = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*") if path.is_file()}
    del there[HASHES.name]
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()} == hashes
    assert {name.split("/")[0] for name in there} == {name.split("/")[0] for name in there if name.endswith("/LICENSE")}


def test_each_file_comes_from_a_package_at_a_version() -> None:
    written = {target for package in PACKAGES for target in package.files.values()}
    assert written == {line.split("  ")[1] for line in HASHES.read_text(encoding="utf-8").splitlines()}

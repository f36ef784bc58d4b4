"""The catalogue says of every model what it is made of, under which licence, and where it is fetched."""

import re

import pytest

from vozes.engines.styletts2.checkpoint.downloads import PUBLISHED
from vozes.engines.styletts2.voices import published_voices
from vozes.errors import ErrorCode, VozesError
from vozes.models.catalog import CatalogModel, HubSource, Package, RegistrySource, catalog_model, load_catalog

MODELS = {model.id: model for model in load_catalog()}


def test_it_has_every_model_that_the_engines_know() -> None:
    assert list(MODELS) == ["kokoro", "xtts_v2", "libritts", "ljspeech"]
    assert {model.id for model in MODELS.values() if model.engine == "styletts2"} == set(PUBLISHED)


def test_kokoro_has_all_published_voices() -> None:
    packs = {f"voices/{voice.pack}.pt" for voice in published_voices().values() if voice.pack}
    assert {file.path for file in MODELS["kokoro"].files} == packs | {"kokoro-v1_0.pth", "config.json"}


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_hash_and_revision_is_whole(model: CatalogModel) -> None:
    packages = [package for source in model.sources if isinstance(source, RegistrySource) for package in _all(source)]
    hashes = [file.sha256 for file in model.files] + [package.sha256 for package in packages]
    assert [value for value in hashes if value and not re.fullmatch(r"[0-9a-f]{64}", value)] == []
    revisions = [source.revision for source in model.sources if isinstance(source, HubSource)]
    assert [value for value in revisions if not re.fullmatch(r"[0-9a-f]{40}|main", value)] == []


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_a_branch_is_named_only_where_hashes_are_unknown(model: CatalogModel) -> None:
    hub = model.sources[0]
    assert isinstance(hub, HubSource)
    assert (hub.revision == "main") == (model.files[0].sha256 is None)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_every_licence_is_told_in_both_languages(model: CatalogModel) -> None:
    assert model.licence.url.startswith("https://")
    assert set(model.licence.permits) == {"en", "pt-BR"}
    assert model.licence.restricted == (model.id != "kokoro")


def test_where_every_size_is_known_the_hub_s_bytes_are_their_sum() -> None:
    for model in MODELS.values():
        sizes = [file.bytes for file in model.files]
        if None not in sizes:
            assert model.bytes == sum(filter(None, sizes))


def test_an_unknown_model_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(VozesError, match=r"did you mean kokoro\?.*xtts_v2") as refused:
        catalog_model("kokor")
    assert refused.value.code is ErrorCode.UNKNOWN_MODEL


def _all(source: RegistrySource) -> tuple[Package, ...]:
    return *source.wheels, source.voices

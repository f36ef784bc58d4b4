"""What the tests of the StyleTTS 2 family share: a tiny model of each layout, written once, not to be written to."""

from pathlib import Path

import pytest

from tests.engines.styletts2.checkpoints import TINY, write_checkpoint


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three, in folders of their own."""
    folder = tmp_path_factory.mktemp("styletts2")
    for family in TINY:
        write_checkpoint(folder / family, family)
    return folder


@pytest.fixture(scope="session")
def tiny_libritts(tiny_models: Path) -> Path:
    return tiny_models / "libritts"


@pytest.fixture(scope="session")
def tiny_ljspeech(tiny_models: Path) -> Path:
    return tiny_models / "ljspeech"


@pytest.fixture(scope="session")
def tiny_kokoro(tiny_models: Path) -> Path:
    return tiny_models / "kokoro"

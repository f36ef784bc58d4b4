from pathlib import Path

import pytest

from vozes.voices.library import VoiceLibrary


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def library(home: Path) -> VoiceLibrary:
    library = VoiceLibrary(home, trash_days=30)
    library.start()
    return library

import pytest

from vozes.text.detection import LanguageDetector


@pytest.fixture(scope="session")
def detector(tmp_path_factory: pytest.TempPathFactory) -> LanguageDetector:
    return LanguageDetector(tmp_path_factory.mktemp("language"))

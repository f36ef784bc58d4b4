"""Every language that an engine speaks has a name of its own on the page, in English and in Portuguese."""

from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings

pytestmark = pytest.mark.browser

_NAMES = """
  async ([language, tags]) => {
    const { setPageLanguage } = await import("/ui/i18n.js");
    const { languageName } = await import("/ui/formatting.js");
    setPageLanguage(language);
    return Object.fromEntries(tags.map((tag) => [tag, languageName(tag) ?? tag]));
  }
"""
KNOWN = {
    "en": {
        "pt-br": "Portuguese (Brazil)", "hy": "Armenian", "hy-arevela": "Armenian (Eastern)", "zh-cmn": "Mandarin",
        "ca-va": "Catalan (Valencian)", "hbs": "Serbo-Croatian", "en-gb-x-rp": "English (Received Pronunciation)",
    },
    "pt-BR": {
        "pt-br": "Português (Brasil)", "hy": "Armênio", "hy-arevela": "Armênio (oriental)", "zh-cmn": "Mandarim",
        "ca-va": "Catalão (valenciano)", "hbs": "Servo-croata", "en-gb-scotland": "Inglês (Escócia)",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "pt-BR"])
def test_each_tag_has_a_name_that_no_other_has(visit: Visitor, bare_home: Path, language: str) -> None:
    tags = sorted({tag for spec in engine_specs(EngineSettings(str(bare_home))) for tag in spec.info.languages})
    assert len(tags) > 140
    names: dict[str, str] = visit("/health").page.evaluate(_NAMES, [language, tags])
    assert [tag for tag, name in names.items() if name == tag] == []
    said = list(names.values())
    assert sorted(name for name in said if said.count(name) > 1) == []
    assert [name for name in said if not name[0].isupper()] == []
    assert {tag: names[tag] for tag in KNOWN[language]} == KNOWN[language]

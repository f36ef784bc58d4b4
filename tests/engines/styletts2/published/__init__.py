"""What Kokoro's published pipeline (misaki 0.9.4 with eSpeak NG 1.52) makes of our sentences, a file for each language.

Each line is a sentence and its symbols, with a tab between. `python -m benchmarks.kokoro_symbols --record` wrote them.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("pt-br", "en-us", "en-gb", "es", "fr-fr", "it", "hi")


def published(language: str) -> list[tuple[str, str]]:
    """Returns the sentences of a language, each with the symbols that Kokoro learned for it."""
    lines = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(sentence, symbols) for sentence, symbols in (line.split("\t") for line in lines)]

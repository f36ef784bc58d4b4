"""Finds the language that a text is in, or each of its sentences: by its script, its words, its letters and a model.

`detector` is what the service asks, and `sentences` asks the same of each sentence; `scripts`, `words`, `letters` and
`han` are what is known of languages, and `model` is py3langid's, made by running this package.
"""

from vozes.text.detection.detector import LanguageDetector
from vozes.text.detection.model import DetectionError
from vozes.text.detection.sentences import by_sentence

__all__ = ["DetectionError", "LanguageDetector", "by_sentence"]

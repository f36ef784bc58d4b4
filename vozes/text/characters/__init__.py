"""The characters of a text: which are read, and in which form. `cleaning` brings all together."""

from vozes.text.characters.cleaning import Cleaned, clean

__all__ = ["Cleaned", "clean"]

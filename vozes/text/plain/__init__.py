"""Takes the marks of Markdown and HTML out of a text, as people paste it. `stripping` brings all together."""

from vozes.text.plain.stripping import Plain, plain

__all__ = ["Plain", "plain"]

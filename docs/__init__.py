"""The documentation, and `generate`, which writes the pages that follow from the code."""

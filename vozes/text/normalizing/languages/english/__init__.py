"""English: `language` brings all together."""

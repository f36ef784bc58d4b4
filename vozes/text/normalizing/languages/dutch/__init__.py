"""Dutch: `language` brings all together."""

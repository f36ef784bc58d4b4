"""German: `language` brings all together."""

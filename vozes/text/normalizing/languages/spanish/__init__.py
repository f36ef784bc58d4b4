"""Spanish: `language` brings all together."""

"""Hindi: `language` brings all together."""

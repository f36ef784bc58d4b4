"""Portuguese: `language` brings all together."""

"""Italian: `language` brings all together."""

"""Czech: `language` brings all together."""

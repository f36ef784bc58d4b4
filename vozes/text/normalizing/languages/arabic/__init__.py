"""Arabic: `language` brings all together."""

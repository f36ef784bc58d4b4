"""Russian: `language` brings all together."""

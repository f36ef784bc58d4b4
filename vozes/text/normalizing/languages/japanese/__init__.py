"""Japanese: `language` brings all together."""

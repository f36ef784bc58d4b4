"""East Asian: `language` brings all together."""

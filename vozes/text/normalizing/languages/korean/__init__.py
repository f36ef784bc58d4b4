"""Korean: `language` brings all together."""

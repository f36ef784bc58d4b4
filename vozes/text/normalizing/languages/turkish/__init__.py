"""Turkish: `language` brings all together."""

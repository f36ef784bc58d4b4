"""Hungarian: `language` brings all together."""

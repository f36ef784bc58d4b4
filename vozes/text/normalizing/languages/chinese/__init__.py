"""Chinese: `language` brings all together."""

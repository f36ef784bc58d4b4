"""Romance: `language` brings all together."""

"""Polish: `language` brings all together."""

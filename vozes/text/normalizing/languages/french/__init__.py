"""French: `language` brings all together."""

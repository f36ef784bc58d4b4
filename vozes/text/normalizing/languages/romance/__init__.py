"""What Spanish, French and Italian share: `language` brings all together."""

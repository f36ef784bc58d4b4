"""What Russian, Polish and Czech share: `language` brings all together."""

"""OpenAI's API over the fake engine."""

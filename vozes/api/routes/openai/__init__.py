"""OpenAI's API, for the many programs that know no other: speech, voices, and the lists that they look into first."""

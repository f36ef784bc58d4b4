"""The user's own words: what each is, where a text has one, and how they are written down for other programs."""

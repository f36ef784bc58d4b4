"""English for Kokoro: the pronunciations of a dictionary, chosen by each word's part of speech and what follows it."""

"""What makes the data of the English that Kokoro reads: `dictionaries` and `tagger`."""

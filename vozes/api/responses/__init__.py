"""What calls answer with: speech, voices, files, errors."""

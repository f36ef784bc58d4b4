"""Phonemes of a text: `phonemizer` makes them, by eSpeak NG or by the reader of a language that has a module here."""

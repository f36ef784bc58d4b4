"""Voices as a zip: `vozes-voices.json`, then `ID/voice.json`, `ID/recording-1.wav` and `ID/original-1.mp3` of each."""

FORMAT = 1
MARKER = "vozes-voices.json"

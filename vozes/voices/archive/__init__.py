"""Voices as a zip: `vozes-voices.json`, then `ID/voice.json`, `ID/recording-1.wav`, `ID/original-1.mp3` and
`ID/consent.wav` of each."""

FORMAT = 1
MARKER = "vozes-voices.json"

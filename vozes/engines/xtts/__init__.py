"""XTTS v2: many languages in any voice, cloned from seconds of speech."""

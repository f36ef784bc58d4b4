"""ElevenLabs' API, for programs that know no other: speech, voices, and the lists that they look into first.

Where a path is also one of ours, calls come here by what ElevenLabs' clients send (`matching`).
"""

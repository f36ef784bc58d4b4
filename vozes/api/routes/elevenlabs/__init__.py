"""ElevenLabs' API, as the programs that were written for it call it."""

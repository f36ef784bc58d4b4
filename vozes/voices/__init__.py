"""The library of voices: what users have recorded, kept in a folder for each voice."""

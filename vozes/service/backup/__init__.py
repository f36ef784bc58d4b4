"""Backups of a home: one file with all that a user has made, taken beside a running server and put back whole.

A backup is a tar file. Its first member, `vozes-backup.json`, names every other one with its size and its SHA-256; the
others have the names that they have in the home.
"""

FORMAT = 1
"""The version of the archive; that of what is in it is `home_format` in its first member."""
MANIFEST = "vozes-backup.json"

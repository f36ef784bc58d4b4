"""Everything that sets Vozes up, and what `start.py` and `vozes doctor` share.

Only the standard library is imported in this package: it runs in the system's Python before anything is installed.
It knows nothing of engines, settings or the server, except how the server is started.
"""

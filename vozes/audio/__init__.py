"""Sound on its way in and out: formats, encoders, the spool between a synthesis and its reader, levels.

Nothing here knows of engines, requests or HTTP.
"""

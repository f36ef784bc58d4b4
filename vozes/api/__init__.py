"""HTTP, and nothing else: routes, guards, and how errors and answers look on the wire."""

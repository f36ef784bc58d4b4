"""`vozes serve`: the server process, the addresses it has, its log, and how many connections it can bear."""

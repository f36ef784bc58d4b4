"""How processes are run: what they are started with, what they may do, when they end, their threads and memory."""

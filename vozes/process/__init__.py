"""How Vozes runs its processes: what they are started with, what they may do, and when they end."""

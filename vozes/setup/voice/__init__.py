"""The natural voice: whether it comes beside a server, what it takes, and how it is got."""

"""HTTP connections: how the server speaks on them, how many there may be, how long each may take."""

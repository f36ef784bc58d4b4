"""What this machine is and has: graphics cards, disk, memory, Python, and who holds a port."""

"""What the user asks of `start.py`: its command line, and questions on the terminal."""

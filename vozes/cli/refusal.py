"""What is wrong with a command itself, told in one line."""


class Refusal(Exception):
    """Ends the command with its message and exit status 2."""

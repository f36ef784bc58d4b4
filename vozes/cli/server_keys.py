"""Says where to enter a key, where a server refuses a command for the lack of one; the same for every command."""

from vozes.checkout import VOZES


def key_refused(key: object, *, where: str = "VOZES_API_KEY") -> str:
    """Returns what the server does, without its name. `key`: the one that was sent, if any; `where` another goes."""
    problem = "does not know this key" if key else "demands a key"
    return f"{problem}: set {where} to its api_key, or to a key that `{VOZES} keys add NAME` makes beside it"

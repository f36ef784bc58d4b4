"""Sizes as people read them."""


def readable(size: int) -> str:
    """Bytes as `25 MB`; never more than they are."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "KB")):
        if size >= unit:
            return f"{size * 100 // unit / 100:g} {name}"
    return f"{size} bytes"

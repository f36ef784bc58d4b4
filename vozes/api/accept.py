"""Chooses the media type of an answer by what a client's `Accept` names (RFC 9110, section 12.5.1)."""

from collections.abc import Iterable, Sequence


def chosen_type(accept: str | None, offered: Sequence[str]) -> str | None:
    """Returns the type that the client likes best, the first of several; None where it takes none of them."""
    wanted = _ranges(accept or "*/*")
    weights = {each: _weight(each, wanted) for each in offered}
    best = max(offered, key=lambda each: weights[each])
    return best if weights[best] > 0 else None


def named_type(accept: str | None, offered: Iterable[str]) -> str | None:
    """Returns the first of the types that the client names as such, and likes no less than all else."""
    wanted = _ranges(accept or "")
    highest = max(wanted.values(), default=0.0)
    return next((each for each in offered if highest > 0 and wanted.get(each) == highest), None)


def _ranges(accept: str) -> dict[str, float]:
    """Returns the weight of each range that is named, 0 to 1."""
    found: dict[str, float] = {}
    for entry in accept.split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        quality = next((each[2:] for each in parameters if each.lower().startswith("q=")), "1")
        try:
            found[name.lower()] = min(max(float(quality), 0.0), 1.0)
        except ValueError:
            continue
    return found


def _weight(media_type: str, wanted: dict[str, float]) -> float:
    family = media_type.partition("/")[0]
    return next((wanted[each] for each in (media_type, f"{family}/*", "*/*") if each in wanted), 0.0)

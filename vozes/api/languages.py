"""Which language a client reads, of those that Vozes gives advice in."""

_SPOKEN = ("pt", "en")


def advice_language(accept_language: str) -> str:
    """`pt` or `en`, by the header of that name; `en` where it names neither."""
    wanted = sorted(map(_weighed, accept_language.split(",")), key=lambda entry: -entry[1])
    return next((language for language, weight in wanted if weight > 0 and language in _SPOKEN), "en")


def _weighed(entry: str) -> tuple[str, float]:
    """`pt-BR;q=0.8` as `pt` and 0.8."""
    tag, _, weight = entry.partition(";")
    try:
        return tag.strip().lower().partition("-")[0], float(weight.strip().removeprefix("q=") or 1)
    except ValueError:
        return "", 0.0

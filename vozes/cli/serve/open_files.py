"""Tells how many connections this process can bear: as many as the system lets it have open files for.

Where the limit is too low it is raised as far as this process may.
"""

import logging
import sys

log = logging.getLogger(__name__)

_EACH = 2
"""Files of a connection: its socket, and the spool of its answer."""
_RESERVED = 256
"""Files for everything else: the engines' pipes, uploads, the library, connections that are about to be refused."""
_FEWEST = 8


def bearable_connections(wanted: int) -> int:
    """Returns `wanted`, or as many as the limit on open files leaves room for once it is raised."""
    limit = _raised_limit(_EACH * wanted + _RESERVED)
    if limit is None:
        return wanted
    most = min(wanted, max(_FEWEST, (limit - _RESERVED) // _EACH))
    if most < wanted:
        log.warning("the limit of %d open files leaves room for %d connections, not %d", limit, most, wanted)
    return most


def _raised_limit(needed: int) -> int | None:
    """Returns the limit on open files, raised to what is needed where it may be; None where there is none."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return None
    if soft < needed:
        soft_wanted = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft_wanted, hard))
            soft = soft_wanted
        except (OSError, ValueError) as error:  # macOS has a limit of its own below the one that it names
            log.warning("the limit of %d open files could not be raised: %s", soft, error)
    return soft

"""`vozes migrate openai`: runs the checks one after another, and lists what to enter in which program.

The words are those of the user's language (`words.py`).
"""

import sys
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from vozes.cli.console import Refusal, tell, write_line
from vozes.cli.migrate.checks import Fault, check_models, check_speech
from vozes.cli.migrate.clients import entries
from vozes.cli.migrate.requests import Asker, find_asker
from vozes.cli.migrate.words import ENGLISH, PORTUGUESE
from vozes.cli.words import Words, users_words

Check = Callable[[Asker], tuple[str, dict[str, object]]]
CHECKS: tuple[tuple[str, Check], ...] = (("models", check_models), ("speech", check_speech))


def migrate_from_openai(base_url: str, key: str | None, origin: str | None) -> int:
    """Prints a line for each check, then the entries; returns the exit status, 1 where a check failed.

    Raises Refusal for an address that is none.
    """
    base_url = base_url.rstrip("/")
    if urlsplit(base_url).scheme not in ("http", "https") or not urlsplit(base_url).hostname:
        raise Refusal(f"{base_url!r} is no address such as http://127.0.0.1:8000/v1.")
    words = users_words(ENGLISH, PORTUGUESE)
    asker = find_asker(base_url, key, origin)
    tell(words.say("asking", base_url=base_url, by=words.say(asker.name, version=asker.version)))
    for name, check in CHECKS:
        if not _passes(name, check, asker, words):
            return 1
    tell("", words.say("enter"))
    tell(*entries(base_url, words.say("your_key" if key else "any_key"), words.language))
    tell("", words.say("reachable"))
    return 0


def _passes(name: str, check: Check, asker: Asker, words: Words) -> bool:
    started = time.monotonic()
    try:
        outcome, (key, values) = "ok", check(asker)
    except Fault as fault:
        outcome, key, values = "FAIL", fault.key, fault.values
    spent = (time.monotonic() - started) * 1000
    write_line(sys.stdout, f"{outcome:4} {spent:7.1f} ms  {words.say(name)}: {words.say(key, **values)}")
    return outcome == "ok"

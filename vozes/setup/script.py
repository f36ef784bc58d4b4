"""Changes the `vozes` script in `.venv` to run Python in isolation (`-I`), so that no `PYTHONPATH` reaches it.

With an empty entry in that, Python would look for `vozes` itself, and for what it runs before anything else, in the
working folder. pip knows no way to say so when it writes the script. On Windows the script is a program: it stays.
"""

import os

from vozes.setup.environment import Places


def isolate_script(places: Places) -> None:
    """Does nothing where there is no script, or where it is isolated already."""
    path = places.python.with_name("vozes")
    if os.name != "posix" or not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    python = str(places.python)
    for end, isolated in (("\n", " -I\n"), ('" "$0"', '" -I "$0"'), (' "$0"', ' -I "$0"')):  # the latter for long paths
        if python + end in text:
            path.write_text(text.replace(python + end, python + isolated, 1), encoding="utf-8")
            return

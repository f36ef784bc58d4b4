"""Keeps what happens to lie in the working folder from being run: as a module of Python's, or as a program.

Python looks for modules there after `-m` without `-P`, and wherever `PYTHONPATH` has an entry that is empty or
relative; systems look for programs there in the same way by `PATH`. `start.py` and the `vozes` command call `leave_it`
before they import anything else, so this module needs no more than what Python has loaded by then.
"""

import os
import sys

_SEARCHED = ("PYTHONPATH", "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def leave_it(*, run_by_name: bool = False) -> None:
    """Keeps this process, and those that it starts, from finding modules, programs or libraries in the working folder.

    `run_by_name`: this is `python -m`, which puts the working folder first.
    """
    if run_by_name and not sys.flags.safe_path:
        del sys.path[0]
    entries = [] if sys.flags.ignore_environment else os.environ.get("PYTHONPATH", "").split(os.pathsep)
    meant = {os.path.abspath(entry) for entry in entries if os.path.isabs(entry)}
    unmeant = {os.path.abspath(entry) for entry in entries if not os.path.isabs(entry)} - meant
    if os.environ.get("PYTHONPATH"):
        sys.path[:] = [entry for entry in sys.path if os.path.isabs(entry) and os.path.abspath(entry) not in unmeant]
    for name in _SEARCHED:
        if name in os.environ:
            os.environ[name] = absolute(os.environ[name])
    if not os.environ.get("PYTHONPATH"):
        os.environ.pop("PYTHONPATH", None)


def absolute(places: str) -> str:
    """Returns a list of folders, as in `PATH`, without those whose meaning depends on the working folder."""
    return os.pathsep.join(place for place in places.split(os.pathsep) if os.path.isabs(place))


def find_program(name: str) -> str | None:
    """Returns a program's full path, never one in the working folder, where Windows looks first; None without one."""
    import shutil

    folders = absolute(os.environ.get("PATH", os.defpath)).split(os.pathsep)
    return next((path for folder in folders if folder and (path := shutil.which(os.path.join(folder, name)))), None)

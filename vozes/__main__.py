"""Is the `vozes` command, as the script of that name and as `python -m vozes`.

What is imported before `leave_it` may come from the working folder: nothing but the standard library's `os` and `sys`.
"""

import sys

from vozes.process.working_folder import leave_it


def main() -> None:
    """Runs the command; Ctrl-C while it is being loaded is a quiet end with status 130."""
    leave_it(run_by_name=__name__ == "__main__")
    from vozes.process.collecting import importing

    try:
        with importing():
            from vozes.cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()

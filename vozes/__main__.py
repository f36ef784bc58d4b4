"""Is the `vozes` command, as the script of that name and as `python -m vozes`.

What is imported before `leave_it` may come from the working folder: nothing but the standard library's `os` and `sys`.
"""

from vozes.working_folder import leave_it


def main() -> None:
    """Runs the command."""
    leave_it(run_by_name=__name__ == "__main__")
    from vozes.cli import main as run

    run()


if __name__ == "__main__":
    main()

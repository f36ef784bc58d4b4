"""Files that some tests compare with and that are no part of the project: recorded outputs, vocabulary, recordings."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_MISSING = "is not beside this checkout"


def shared_file(*parts: str) -> Path:
    """The file; where it is missing the test is skipped."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(('shared', *parts))} {_MISSING}")
    return path


def lines_about_missing(skipped: Iterable[pytest.TestReport]) -> list[str]:
    """Returns a line that counts the tests that such files were missing for, by module; none where none was."""
    modules = Counter(report.location[0] for report in skipped if _MISSING in str(report.longrepr))
    if not modules:
        return []
    counts = ", ".join(f"{module} ({count})" for module, count in sorted(modules.items()))
    return [f"{modules.total()} tests were skipped for want of the folder ../shared: {counts}"]

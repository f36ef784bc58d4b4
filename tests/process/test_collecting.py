"""What is imported at the start is kept from the collector of garbage, which works from then on."""

import subprocess
import sys

import pytest

_STARTS = {
    "a command": "sys.argv = ['vozes', '--help']; run_module('vozes', run_name='__main__')",
    "an engine": "from vozes.engines import worker; worker.load_engine('tests.fakes:SineEngine')",
}
_CHECKED = """
import atexit, gc, sys
from runpy import run_module

def check():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000

atexit.register(lambda: (check(), print("checked", file=sys.stderr)))
{start}
"""


@pytest.mark.parametrize("start", _STARTS.values(), ids=_STARTS)
def test_what_is_imported_is_looked_through_no_more(start: str) -> None:
    code = _CHECKED.format(start=start)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stderr == "checked\n"

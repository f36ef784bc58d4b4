"""Ctrl-C while Vozes is still being loaded ends it quietly."""

import subprocess
import sys

import pytest

from tests.live import ROOT

INTERRUPTED = """
import runpy, sys

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupts())
sys.argv = ["vozes", "serve"]
{run}
"""
START = f"runpy.run_path({str(ROOT / 'start.py')!r}, run_name='__main__')"
VOZES = "runpy.run_module('vozes', run_name='__main__', alter_sys=True)"


@pytest.mark.parametrize(
    ("module", "run"),
    [("vozes.setup.start", START), ("vozes.cli", VOZES), ("vozes.settings", VOZES)],
)
def test_an_interrupt_while_it_is_loaded_is_a_quiet_end(module: str, run: str) -> None:
    code = INTERRUPTED.format(module=module, run=run)
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert (result.returncode, result.stdout, result.stderr) == (130, b"", b"")

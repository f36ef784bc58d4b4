"""What the tests of XTTS v2 share: a tiny checkpoint, written once."""

from pathlib import Path

import pytest

from tests.engines.xtts.checkpoints import write_checkpoint


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the four files of a checkpoint; not to be written to."""
    return write_checkpoint(tmp_path_factory.mktemp("xtts_v2"))

import sys
from pathlib import Path

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.joining import join_cluster
from vozes.settings import load_settings


def test_without_ray_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    for name in [name for name in sys.modules if name.startswith("vozes.service.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(VozesError, match=r"pip install 'vozes\[cluster\]'") as refusal:
        join_cluster("auto", [], load_settings(home=tmp_path))
    assert refusal.value.code == ErrorCode.INVALID_SETTINGS

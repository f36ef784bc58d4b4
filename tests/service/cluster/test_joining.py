import sys
from pathlib import Path

import pytest

from tests.fakes import fake_spec
from tests.ray_nodes import require_ray
from vozes.errors import ErrorCode, VozesError
from vozes.service.cluster.joining import join_cluster
from vozes.settings import load_settings


def test_without_ray_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    for name in [name for name in sys.modules if name.startswith("vozes.service.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(VozesError, match=r"start\.py serve --cluster") as refusal:
        join_cluster("auto", [], load_settings(home=tmp_path))
    assert refusal.value.code == ErrorCode.INVALID_SETTINGS


def test_bounds_of_an_engine_that_there_is_not_are_refused(tmp_path: Path) -> None:
    require_ray()
    settings = load_settings(home=tmp_path, cluster_replicas="bass=2")
    with pytest.raises(VozesError, match=r"no engine 'bass'; there are: sine"):
        join_cluster("auto", [fake_spec()], settings)


def test_an_address_at_which_no_ray_is_is_told(tmp_path: Path) -> None:
    require_ray()
    with pytest.raises(VozesError, match=r"cluster: Ray cannot be reached at '127.0.0.1:9'") as refusal:
        join_cluster("127.0.0.1:9", [fake_spec()], load_settings(home=tmp_path))
    assert refusal.value.code == ErrorCode.INVALID_SETTINGS

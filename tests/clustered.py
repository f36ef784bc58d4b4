"""Has the tests of the API run against engines on a Ray cluster: `pytest --cluster tests/api`. Without it, as on one
machine.
"""

from collections.abc import Sequence
from contextlib import ExitStack

from tests.live import FOR_ALL_SERVERS
from tests.ray_nodes import running_nodes
from vozes.engines.base import EngineSpec
from vozes.service.workers.supervision import Supervise
from vozes.service.workers.supervisor import Supervisor
from vozes.settings import Settings

_running = ExitStack()
_address: list[str] = []


def start_cluster() -> None:
    """Starts two nodes for all tests, in true servers too."""
    address = FOR_ALL_SERVERS["VOZES_CLUSTER"] = _running.enter_context(running_nodes(2)).address
    _address.append(address)


def stop_cluster() -> None:
    _running.close()


def supervise(settings: Settings, specs: Sequence[EngineSpec]) -> Supervise:
    """What keeps the engines of an application in a test."""
    if not _address:
        return Supervisor
    from vozes.service.cluster.joining import join_cluster

    return join_cluster(_address[0], specs, settings)

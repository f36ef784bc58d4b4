"""Ray on this machine, with nodes that come and go, for tests of clusters; skipped without the extra `cluster`."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psutil
import pytest

from tests.live import ROOT

_MEMORY = 80_000_000
_VARIABLES = {
    "PYTHONPATH": str(ROOT),
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_enable_metrics_collection": "0",
    "RAY_memory_monitor_refresh_ms": "0",  # whatever else runs here takes its memory
    "RAY_worker_niceness": "0",
}


class RayNodes:
    """Its head hosts no engines, so that every node that does may be killed."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 0, "object_store_memory": _MEMORY, "include_dashboard": False, "env_vars": _VARIABLES}
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        self.address: str = self._cluster.address
        self.nodes: list[Any] = []

    def add(self, count: int = 1, **variables: str) -> None:
        """Starts nodes, whose environment has these variables too."""
        for _ in range(count):
            self.nodes.append(
                self._cluster.add_node(num_cpus=1, object_store_memory=_MEMORY, env_vars={**_VARIABLES, **variables})
            )

    def named(self, name: str) -> Any:
        """The node that a server calls so."""
        return next(node for node in self.nodes if f"({node.node_id[:8]})" in name)

    def kill(self, node: Any) -> None:
        """Ends all that runs there, as a machine does whose power fails."""
        self.nodes.remove(node)
        for process in reversed(_processes(node)):
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def freeze(self, node: Any) -> None:
        """Has nothing there answer any more."""
        for process in _processes(node):
            process.suspend()

    def thaw(self, node: Any) -> None:
        for process in _processes(node):
            process.resume()

    def engine_processes(self) -> list[psutil.Process]:
        """Those that host an engine."""
        found = [process for node in self.nodes for process in _processes(node)]
        return [process for process in found if "vozes.engines.worker" in _command(process)]

    def close(self) -> None:
        import ray

        ray.shutdown()  # where this process has joined it
        self._cluster.shutdown()


def _command(process: psutil.Process) -> list[str]:
    try:
        return process.cmdline()
    except psutil.NoSuchProcess:
        return []


def _processes(node: Any) -> list[psutil.Process]:
    started = [psutil.Process(each.process.pid) for all_ in node.all_processes.values() for each in all_]
    return [process for root in started for process in (root, *root.children(recursive=True))]


def require_ray() -> None:
    """Skips the test where Ray is not installed."""
    pytest.importorskip("ray", reason="the extra `cluster` is not installed: pip install 'vozes[cluster]'")


@contextmanager
def running_nodes(count: int) -> Iterator[RayNodes]:
    """Ray with so many nodes that host engines; nothing of it runs when the block ends."""
    require_ray()
    nodes = RayNodes()
    try:
        nodes.add(count)
        yield nodes
    finally:
        nodes.close()

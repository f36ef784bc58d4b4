"""Has a server's engines run on the nodes of a Ray cluster: makes the `Supervise` of the service."""

from collections.abc import Sequence

from vozes.checkout import CHECKOUT, START
from vozes.engines.base import EngineSpec
from vozes.errors import ErrorCode, VozesError
from vozes.service.workers.supervision import EngineSupervisor, Supervise
from vozes.settings import Settings

_INSTALL = f"{START} serve --cluster" if CHECKOUT else "pip install 'vozes[cluster]'"


def join_cluster(address: str, specs: Sequence[EngineSpec], settings: Settings) -> Supervise:
    """Returns what keeps engines there, once the nodes that are there have answered.

    Raises VozesError(INVALID_SETTINGS) where Ray is not installed or cannot be reached.
    """
    try:
        from vozes.service.cluster.cluster import Cluster, connect
    except ModuleNotFoundError as error:
        message = f"cluster: Ray is not installed. Run: {_INSTALL}"
        raise VozesError(ErrorCode.INVALID_SETTINGS, message) from error
    from vozes.service.cluster.supervisor import ClusterSupervisor

    bounds = settings.replica_bounds
    known = [spec.info.id for spec in specs]
    unknown = sorted(set(bounds) - set(known))
    if unknown:
        message = f"cluster_replicas: there is no engine {unknown[0]!r}; there are: {', '.join(known)}."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message)
    connect(address)
    cluster = Cluster(specs, settings)
    cluster.find_nodes()

    def supervise(spec: EngineSpec, _: Settings) -> EngineSupervisor:
        return ClusterSupervisor(spec, cluster, *bounds.get(spec.info.id, (1, None)))

    return supervise

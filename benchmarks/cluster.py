"""What a cluster adds to eSpeak's answers: the same server alone and with two nodes of Ray on this machine, in turn.

And what the server's process takes of the processor while nobody asks for anything, since it looks after its nodes.
"""

import time

import psutil

from benchmarks.client import LONG_TEXT, SHORT_TEXT, Client
from benchmarks.report import Mark, Report, parse_arguments, print_reports, spread
from tests.live import running_server
from tests.ray_nodes import running_nodes

_WARM_UP = 20
_TURNS = 5
_OVERHEAD_MS = 20.0
_IDLE_SECONDS = 20.0


def main() -> None:
    arguments = parse_arguments(__doc__, count=100)
    report = Report("Cluster")
    with running_nodes(2) as nodes, running_server() as alone, running_server("--cluster", nodes.address) as cluster:
        clients = {"alone": Client(alone.url), "cluster": Client(cluster.url)}
        for client in clients.values():
            for _ in range(_WARM_UP):
                client.speak(SHORT_TEXT)
        first = {}
        for text, name in ((SHORT_TEXT, "short"), (LONG_TEXT, "60 words")):
            firsts: dict[str, list[float]] = {where: [] for where in clients}
            wholes: dict[str, list[float]] = {where: [] for where in clients}
            for _ in range(_TURNS):
                for where, client in clients.items():
                    answers = [client.speak(text, stream=True) for _ in range(arguments.count // _TURNS)]
                    assert all(answer.status == 200 for answer in answers)
                    firsts[where] += [answer.first_sound for answer in answers]
                    wholes[where] += [answer.whole for answer in answers]
            for where in clients:
                row = {"what": f"{name}, first byte, {where}", **spread(firsts[where])}
                report.rows += [row, {"what": f"{name}, whole, {where}", **spread(wholes[where])}]
                first[name, where] = float(row["median ms"])
        for client in clients.values():
            client.close()
        idle = Report("A server's processor time while it is idle")
        for where, server in (("alone", alone), ("cluster", cluster)):
            idle.rows.append({"what": where, "ms in a second": round(_idle(server.process.pid), 1)})
    added = first["short", "cluster"] - first["short", "alone"]
    report.marks = [Mark("added to the first byte, short, median", round(added, 2), _OVERHEAD_MS, "ms")]
    print_reports(report, idle, as_json=arguments.json)


def _idle(pid: int) -> float:
    """Milliseconds of the processor that a process takes in a second."""
    process = psutil.Process(pid)
    before = process.cpu_times()
    time.sleep(_IDLE_SECONDS)
    after = process.cpu_times()
    return 1000 * (after.user + after.system - before.user - before.system) / _IDLE_SECONDS


if __name__ == "__main__":
    main()

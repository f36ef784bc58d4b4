"""Decides whether a start of the server brings the natural voice beside it, which is Kokoro, and says what that takes.

It installs nothing: `vozes.setup.voice.pull` does, in a process of its own.
"""

import os
import signal
from contextlib import suppress

from vozes.checkout import START
from vozes.models.catalog import catalog_model
from vozes.models.pull_state import AlreadyPullingError, PullReporter, is_pull_declined, read_pull
from vozes.setup.choices.request import NONE
from vozes.setup.environment import Places
from vozes.setup.installing.sizes import MB, Size
from vozes.setup.machine.preflight import GB, NEURAL_MEMORY, free_bytes, memory_bytes
from vozes.setup.voice.neural_plan import NeuralPlan

MODEL = "kokoro"
_SPARE_DISK = 300 * MB


def is_there(places: Places, plan: NeuralPlan) -> bool:
    """Returns whether nothing of it is missing; reads a few files."""
    return not plan.missing(places) and _has_model(places)


def is_declined(places: Places) -> bool:
    """Returns whether the user has cancelled or removed it, and neither asked for it since nor put it there."""
    return is_pull_declined(places.home, MODEL) and not _has_model(places)


def obstacle(places: Places, plan: NeuralPlan) -> str | None:
    """Returns why this machine is too small for it, and what to do; None where it is not."""
    memory, free, disk = memory_bytes(), free_bytes(places), _missing_size(places, plan).disk + _SPARE_DISK
    if memory is not None and memory < NEURAL_MEMORY:
        return (
            f"The natural voice needs 4 GB of memory, and this machine has {memory / GB:.1f} GB: "
            f"eSpeak speaks. To try it all the same: {START} models pull {MODEL}"
        )
    if free < disk:
        return (
            f"The natural voice needs {disk / GB:.1f} GB of disk, and {free / GB:.1f} GB are free: eSpeak speaks. "
            f"Make room, and the next start gets it."
        )
    return None


def announcement(places: Places, plan: NeuralPlan) -> str:
    """Returns what the user is told before the first byte."""
    size = _missing_size(places, plan)
    build = f"{plan.reason}\n" if plan.missing(places) else ""
    return (
        f"{build}The natural voice, Kokoro, comes beside the server: about {size.download / GB:.1f} GB to download, "
        f"{size.disk / GB:.1f} GB of disk.\nIf you do not want it: {START} --neural {NONE}"
    )


def decline(places: Places, reason: str) -> None:
    """Has those who look for the pull of the model read why there is none."""
    with suppress(AlreadyPullingError), PullReporter(places.home, MODEL) as reporter:
        reporter.end("failed", reason)


def cancel(places: Places) -> None:
    """Stops who gets it at this moment."""
    state = read_pull(places.home, MODEL)
    if state and state.state == "running" and state.is_here:
        with suppress(OSError):
            os.kill(state.pid, signal.SIGTERM)


def _missing_size(places: Places, plan: NeuralPlan) -> Size:
    return plan.missing_size(places) + (Size(0, 0) if _has_model(places) else _model_size())


def _model_size() -> Size:
    """Returns what the model takes: on the disk as it is fetched, as it is kept, and as the engine converts it."""
    download = catalog_model(MODEL).bytes
    return Size(download, 3 * download)


def _has_model(places: Places) -> bool:
    """Returns whether it is here, or the last pull has found it: then it lies in a cache of another program."""
    folder, pull = places.home / "models" / "styletts2" / MODEL, read_pull(places.home, MODEL)
    there = all((folder / name).exists() for name in ("config.json", "kokoro-v1_0.pth", "voices"))
    return there or (pull is not None and pull.state == "done")

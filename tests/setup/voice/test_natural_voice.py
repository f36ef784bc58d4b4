"""When the natural voice comes beside a server, what is said before, and when it does not."""

import pytest

from tests.setup.conftest import Sandbox
from vozes.models.pull_state import PullReporter, read_pull
from vozes.setup.voice import natural_voice
from vozes.setup.voice.neural_plan import NeuralPlan, neural_plan

ENOUGH = 100e9


@pytest.fixture
def plan(sandbox: Sandbox) -> NeuralPlan:
    return neural_plan(sandbox.places, "cpu")


def have(monkeypatch: pytest.MonkeyPatch, memory: float | None = ENOUGH, disk: float = ENOUGH) -> None:
    monkeypatch.setattr(natural_voice, "memory_bytes", lambda: memory)
    monkeypatch.setattr(natural_voice, "free_bytes", lambda places: disk)


@pytest.mark.parametrize(("memory", "disk"), [(ENOUGH, ENOUGH), (None, ENOUGH), (3.8e9, 4e9)])
def test_a_machine_that_is_large_enough_gets_it(
    sandbox: Sandbox, plan: NeuralPlan, monkeypatch: pytest.MonkeyPatch, memory: float | None, disk: float
) -> None:
    have(monkeypatch, memory, disk)
    assert natural_voice.obstacle(sandbox.places, plan) is None


def test_too_little_memory_is_told(sandbox: Sandbox, plan: NeuralPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    have(monkeypatch, memory=2e9)
    told = natural_voice.obstacle(sandbox.places, plan) or ""
    assert "needs 4 GB of memory, and this machine has 2.0 GB" in told
    assert "start.py models pull kokoro" in told


def test_too_little_disk_is_told_and_less_is_needed_where_a_part_is_there(
    sandbox: Sandbox, plan: NeuralPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    have(monkeypatch, disk=2.5e9)
    assert "needs 3.0 GB of disk, and 2.5 GB are free" in (natural_voice.obstacle(sandbox.places, plan) or "")
    sandbox.put_model()
    assert natural_voice.obstacle(sandbox.places, plan) is None


def test_why_it_does_not_come_is_in_the_state_of_its_pull(sandbox: Sandbox) -> None:
    natural_voice.decline(sandbox.places, "too small")
    state = read_pull(sandbox.places.home, "kokoro")
    assert state is not None
    assert (state.state, state.message) == ("failed", "too small")


def test_a_model_that_lies_where_another_program_keeps_it_is_not_looked_for_again(sandbox: Sandbox) -> None:
    sandbox.start("--neural", "cpu", "voices")
    plan = neural_plan(sandbox.places, None)
    assert not natural_voice.is_there(sandbox.places, plan)
    with PullReporter(sandbox.places.home, "kokoro") as reporter:
        reporter.end("done")
    assert natural_voice.is_there(sandbox.places, plan)


def test_larger_builds_are_told_as_such(sandbox: Sandbox, plan: NeuralPlan) -> None:
    assert "about 0.6 GB to download, 2.7 GB of disk" in natural_voice.announcement(sandbox.places, plan)
    cuda = neural_plan(sandbox.places, "cu130")
    assert "about 3.1 GB to download, 9.7 GB of disk" in natural_voice.announcement(sandbox.places, cuda)

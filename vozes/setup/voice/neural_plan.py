"""Says what is installed for the neural engines here: the build of torch, and the stages with it and what goes with it.

The user's word counts first, then the build that is there, then what suits the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vozes.setup.choices.request import AUTO
from vozes.setup.environment import Places
from vozes.setup.installing.install import pending
from vozes.setup.installing.sizes import Size, size_of
from vozes.setup.installing.stages import Stage, installed_build, stages
from vozes.setup.machine.hardware import Build, build_named


@dataclass(frozen=True, slots=True)
class NeuralPlan:
    """A build of torch, and the stages that it takes, done or not."""

    build: Build
    stages: Sequence[Stage]

    @property
    def reason(self) -> str:
        """Why this build, in words for the user."""
        return f"torch for {self.build.name.label}: {self.build.reason}. {self.build.advice}".rstrip()

    def missing(self, places: Places) -> list[Stage]:
        return pending(places, self.stages)

    def missing_size(self, places: Places) -> Size:
        return size_of(self.missing(places), self.build.name)


def neural_plan(places: Places, word: str | None) -> NeuralPlan:
    """`word`: a build that the user named; None where the one that is there does, or else the one that fits.

    Raises ValueError where there is no such build for this system.
    """
    there = None if word else installed_build(places)
    build = Build(there, "it is installed") if there else build_named(word or AUTO)
    return NeuralPlan(build, [stage for stage in stages(places, build.name, development=False) if stage.neural])

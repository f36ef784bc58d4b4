"""Looks again at what is installed, as the installation did after each stage, in processes of their own."""

import subprocess
from collections.abc import Sequence

from vozes.checkout import CHECKOUT
from vozes.cli.doctor.module import run_module
from vozes.setup.console import Mark
from vozes.setup.environment import Places, installed_version
from vozes.setup.installing.failures import REMEDY
from vozes.setup.installing.stages import Stamp, installed_build, torch_version
from vozes.setup.installing.substitute import MIRRORS
from vozes.setup.machine.preflight import Finding

_PACKAGES = ("base", "neural", "lang")
_PATIENCE = 120.0


def examine_installation(places: Places) -> list[Finding]:
    """Returns what is found of packages and of torch; nothing outside of a checkout, which pins no versions."""
    if CHECKOUT is None:
        return []
    stages = [name for name in _PACKAGES if name in Stamp.read(places).done]
    findings = [_finding("packages", "vozes.setup.installing.check_packages", stages)] if stages else []
    asked = installed_build(places)
    if asked is not None and installed_version(places, "torch"):
        build = Stamp.read(places).build or asked
        findings.append(_finding("torch", "vozes.runtime.torch_build", [torch_version(places), build]))
        if build != asked:
            found = f"is for {build}, which took the place of {asked}, that pip found nowhere"
            findings.append(Finding(Mark.WARNING, "its build", found, f"To have the smaller one: {MIRRORS}."))
    return findings


def _finding(what: str, module: str, arguments: Sequence[str]) -> Finding:
    """Returns what a check says in its last line."""
    try:
        result = run_module(module, *arguments, seconds=_PATIENCE)
    except subprocess.TimeoutExpired:
        return Finding(Mark.IMPOSSIBLE, what, f"the check was still silent after {_PATIENCE:.0f} s", REMEDY)
    lines = (result.stdout if result.stdout.strip() else result.stderr).split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "it ended without a word")
    return Finding(Mark.IMPOSSIBLE if result.returncode else Mark.FINE, what, said, REMEDY if result.returncode else "")

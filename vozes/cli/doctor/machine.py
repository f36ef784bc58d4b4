"""`vozes doctor`: the preflight of this machine, then what each engine is and what it lacks."""

import sys
from dataclasses import replace
from urllib.parse import urlsplit

from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings, engine_settings
from vozes.running_server import running_server
from vozes.settings import Settings
from vozes.setup.console import Console, Mark
from vozes.setup.environment import find_places
from vozes.setup.preflight import Finding, impossible, table
from vozes.setup.preflight import examine as examine_machine


def examine(settings: Settings) -> int:
    """Prints both; the exit status is 1 where something makes it impossible to run."""
    console = Console(sys.stdout)
    findings = examine_machine(find_places(str(settings.home)), (settings.host, str(settings.port)))
    machine = [_soften(finding, settings) if finding.what == "port" else finding for finding in findings]
    console.say(table(machine, console.encoding))
    console.say()
    engines = engine_settings(settings)
    console.say(table([_describe(spec, engines) for spec in engine_specs(engines)], console.encoding))
    return 1 if impossible(machine) else 0


def _soften(port: Finding, settings: Settings) -> Finding:
    """Returns a warning for a taken port, which is no fault of the machine, and none where Vozes itself has it."""
    server = None if port.mark is Mark.FINE else running_server(settings.home)
    if server is not None and server.url is not None and urlsplit(server.url).port == settings.port:
        return replace(port, mark=Mark.FINE, found=f"Vozes itself is at {server.url}", advice="")
    return replace(port, mark=Mark.WARNING) if port.mark is Mark.IMPOSSIBLE else port


def _describe(spec: EngineSpec, settings: EngineSettings) -> Finding:
    missing = spec.missing(settings)
    if missing is not None:
        return Finding(Mark.WARNING, spec.info.id, "not installed", missing)
    size = f"{len(spec.info.languages)} languages, {len(spec.info.voices)} voices"
    return Finding(Mark.FINE, spec.info.id, f"{spec.info.name}: {size}")

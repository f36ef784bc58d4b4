"""`vozes doctor`: how this machine, the installation, the engines, the models and the home are, part by part.

It loads no engine but eSpeak, in a process of its own, and changes nothing unless it is asked to mend.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from vozes.cli.doctor.belongings import examine_home, examine_models
from vozes.cli.doctor.fixes import fix
from vozes.cli.doctor.installation import examine_installation
from vozes.cli.doctor.speech import examine_speech
from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.settings import EngineSettings, engine_settings
from vozes.running_server import running_server
from vozes.settings import Settings
from vozes.setup.console import Console, Mark
from vozes.setup.environment import find_places
from vozes.setup.machine.hardware import choose_build, detect
from vozes.setup.machine.preflight import Finding, examine, impossible, table

Part = tuple[str, Callable[[], list[Finding]]]


def run_doctor(settings: Settings, *, as_json: bool, mend: bool) -> int:
    """Prints what is found, each part as soon as it is known; the exit status is 1 where something cannot work."""
    console = Console(sys.stdout)
    found: dict[str, list[Finding]] = {}
    for name, look in _parts(settings, mend):
        if findings := look():
            found[name] = findings
            if not as_json:
                console.say(table(findings, console.encoding) + "\n")
    if as_json:
        console.say(json.dumps({name: [_as_json(one) for one in findings] for name, findings in found.items()}))
    return 1 if any(map(impossible, found.values())) else 0


def _parts(settings: Settings, mend: bool) -> Iterator[Part]:
    places = find_places(str(settings.home))
    engines = engine_settings(settings)
    if mend:
        yield "fixes", lambda: fix(places)
    yield "machine", lambda: _machine(settings)
    yield "installation", lambda: examine_installation(places)
    yield "engines", lambda: [_describe(spec, engines) for spec in engine_specs(engines)] + [examine_speech(settings)]
    yield "models", lambda: examine_models(engines)
    yield "home", lambda: examine_home(settings.home)


def _machine(settings: Settings) -> list[Finding]:
    findings = examine(find_places(str(settings.home)), (settings.host, str(settings.port)))
    findings = [_soften(finding, settings) if finding.what == "port" else finding for finding in findings]
    build = choose_build(detect())
    suits = Finding(
        Mark.WARNING if build.advice else Mark.FINE, "suits it", f"torch for {build.name.label}: {build.reason}"
    )
    return [*findings, replace(suits, advice=build.advice or "")]


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


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "mark": finding.mark.name.lower(),
        "what": finding.what,
        "found": finding.found,
        "advice": finding.advice,
    }

"""What is told of an installation, from logs that a real pip wrote, but for two that need Windows."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.setup.installing.install_logs.make import CASES, Case, make
from vozes.setup.console import Console
from vozes.setup.installing.install_report import tell_install

LOGS = Path(__file__).parent / "install_logs"
REASONS = {
    "antivirus": ("antivirus", "WinError 225"),
    "certificate": ("certificate is not trusted", "CERTIFICATE_VERIFY_FAILED"),
    "compiler_missing": ("no C compiler", "no-such-gcc"),
    "damaged": ("damaged or incomplete", "torn-1.0"),
    "no_network": ("registry cannot be reached", "NameResolutionError"),
    "no_space": ("disk is full", "No space left on device"),
    "no_wheel": ("has nothing for this machine", "compiled==1.0"),
    "other_python": ("no wheel for this Python", "requires a different Python"),
    "proxy": ("the proxy refuses", "407 Proxy Authentication Required"),
    "refused": ("registry cannot be reached", "Connection refused"),
    "resolver_conflict": ("exclude each other", "conflicting dependencies"),
    "windows_compiler": ("no C compiler", "Microsoft Visual C++ 14.0"),
    "wrong_hash": ("its hash is another", "DO NOT MATCH THE HASHES"),
}
FINE = ("all_well", "later_mended")


def told(log: Path) -> tuple[int, str]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    status = tell_install(log, Console(stream), as_json=False)
    stream.seek(0)
    return status, stream.read()


def as_json(log: Path) -> dict[str, Any]:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    tell_install(log, Console(stream), as_json=True)
    stream.seek(0)
    result: dict[str, Any] = json.loads(stream.read())
    return result


def test_each_log_has_its_reason() -> None:
    assert {path.stem for path in LOGS.glob("*.log")} == {*REASONS, *FINE}


@pytest.mark.parametrize("name", REASONS)
def test_the_first_error_is_told_with_its_reason_and_a_remedy(name: str) -> None:
    status, text = told(LOGS / f"{name}.log")
    why, line = REASONS[name]
    (error,) = (row for row in text.splitlines() if row.startswith("  | "))
    assert status == 1
    assert line in error
    assert why in text.partition("Why: ")[2].partition("\n")[0]
    assert len(text.partition("What to do: ")[2]) > 20


def test_what_went_well_is_told_with_times_and_what_came_from_the_cache() -> None:
    status, text = told(LOGS / "all_well.log")
    assert status == 0
    assert "✓ what Vozes and eSpeak need" in text
    assert "Packages: 2 downloaded, 2 from the cache." in text
    assert text.endswith("Nothing is wrong.\n")


def test_a_failure_that_was_overcome_is_no_fault_of_today() -> None:
    status, text = told(LOGS / "later_mended.log")
    assert status == 0
    assert "Earlier failures that were overcome: 1." in text


LONG = """\
2026-11-29 05:16:53 # torch for the processor
2026-11-29 05:16:53 $ python -m pip install torch
2026-11-29 05:16:54 Processing /opt/wheels/torch-2.13.0+cpu-cp311-cp311-linux_x86_64.whl (from -r x.txt (line 1))
2026-11-29 05:17:05 Collecting sympy==1.14.0 (from -r requirements/neural.txt (line 88))
2026-11-29 05:17:06   Downloading sympy-1.14.0-py3-none-any.whl.metadata (12 kB)
2026-11-29 05:17:06   Downloading sympy-1.14.0-py3-none-any.whl (6.3 MB)
2026-11-29 05:17:10 Building wheels for collected packages: unidic-lite
2026-11-29 05:17:10   Building wheel for unidic-lite (pyproject.toml): started
2026-11-29 05:17:20   Building wheel for unidic-lite (pyproject.toml): finished with status 'done'
2026-11-29 05:17:25 # ended with status 0
2026-11-29 05:17:26 # neural engines
2026-11-29 05:17:26 $ python -m pip install safetensors
2026-11-29 05:17:28 Collecting safetensors==0.8.0
"""


def test_the_slowest_packages_are_told_and_how_they_came(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    log.write_text(LONG)
    _, text = told(log)
    assert "Slowest: torch 11 s (from a folder), unidic-lite 10 s (built here), sympy 4 s (downloaded, 6.3 MB)." in text


def test_a_step_that_the_log_breaks_off_in_was_interrupted_or_runs(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    log.write_text(LONG)
    text = told(log)[1]
    assert "neural engines              2 s  was interrupted, or runs still" in text
    assert "Not finished: neural engines. If nothing runs any more: python3 start.py models pull kokoro" in text
    assert "Nothing is wrong" not in text


def test_a_build_that_had_to_be_replaced_is_no_error(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    log.write_text(
        "2026-11-29 05:16:53 # torch for the processor\n"
        "2026-11-29 05:16:53 $ python -m pip install torch==2.13.0+cpu\n"
        "2026-11-29 05:16:54 ERROR: No matching distribution found for torch==2.13.0+cpu\n"
        "2026-11-29 05:16:54 # ended with status 1\n"
        "2026-11-29 05:16:54 # pip finds torch for the processor nowhere: "
        "https://download.pytorch.org/whl/cpu cannot be reached.\n"
    )
    status, text = told(log)
    assert status == 0
    assert "! torch for the processor" in text


def test_a_check_that_failed_is_told_in_its_own_words(tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    log.write_text(
        "2026-11-29 05:16:53 # check: neural engines\n2026-11-29 05:16:53 $ python -m x\n"
        "2026-11-29 05:16:54 tokenizers has version 0.1, and 0.23.3 is pinned\n"
        "2026-11-29 05:16:54 # ended with status 1\n"
    )
    assert as_json(log)["first_error"]["why"] == "tokenizers has version 0.1, and 0.23.3 is pinned"


def test_json_has_what_is_told() -> None:
    found = as_json(LOGS / "wrong_hash.log")
    assert found["steps"][0]["title"] == "what Vozes and eSpeak need"
    assert found["steps"][0]["status"] == 1
    assert found["packages"][0] == {
        "name": "thing",
        "version": "1.0",
        "how": "downloaded",
        "size": "741 bytes",
        "seconds": 0,
    }
    assert found["first_error"]["step"] == "what Vozes and eSpeak need"
    assert as_json(LOGS / "all_well.log")["first_error"] is None


def test_without_a_log_that_is_said(tmp_path: Path) -> None:
    status, text = told(tmp_path / "install.log")
    assert status == 1
    assert "There is no log" in text


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [case for case in CASES if case.__name__ != "no_space"], ids=lambda case: case.__name__
)
def test_the_pip_that_is_pinned_still_says_so(case: Case, tmp_path: Path) -> None:
    log = tmp_path / "install.log"
    make(case, tmp_path / "workshop", log)
    status, text = told(log)
    assert (status, status == 1 and REASONS[case.__name__][0] in text) in ((0, False), (1, True)), text
    assert (status == 0) == (case.__name__ in FINE), text

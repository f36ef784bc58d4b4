"""Why an installation failed, from what pip and apt really print."""

import pytest

from vozes.setup.installing.failures import reason_for


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError'\nERROR: No matching", "reached"),
        ("ERROR: Could not find a version that satisfies the requirement torch==2.13.0", "no wheel"),
        (
            "ERROR: Could not find a version that satisfies the requirement pip==26.0 (from versions: none)\n"
            "ERROR: No matching distribution found for pip==26.0",
            "cannot be reached",
        ),
        (
            "ERROR: Could not find a version that satisfies the requirement pip==26.0 (from versions: 1.0, 2.0)\n"
            "ERROR: No matching distribution found for pip==26.0",
            "no wheel",
        ),
        (
            "ERROR: Ignored the following versions that require a different python version: 26.0\n"
            "ERROR: Could not find a version that satisfies the requirement pip==26.0 (from versions: none)",
            "not for this Python",
        ),
        ("ERROR: Package 'x' requires a different Python: 3.15.0 not in '<3.15'", "no wheel"),
        ("PermissionError: [Errno 13] Permission denied: '/x/.venv'", "may not be written"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "hash is another"),
        ("zipfile.BadZipFile: File is not a zip file", "damaged"),
        ("Error: ensurepip is not available on Debian", "no ensurepip"),
        ("ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED]\nMax retries exceeded", "certificate"),
        ("E: Could not resolve 'deb.debian.org'", "reached"),
        ("something else", "status 1"),
    ],
)
def test_the_usual_reasons_are_recognised(output: str, why: str) -> None:
    assert why in reason_for(output, 1).why


def test_a_full_disk_is_told_although_it_also_broke_a_download() -> None:
    assert "disk" in reason_for("Connection reset\n[Errno 28] No space left on device", 1).why


def test_a_killed_command_was_interrupted() -> None:
    assert "interrupted" in reason_for("Collecting torch", -15).why

"""What clients of the network say becomes a reason that tells what to do."""

import pytest

from vozes.models.failures import reason_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "SSL_CERT_FILE"),
        ("ERROR: Cannot connect to proxy. 407 Proxy Authentication Required", "HTTPS_PROXY"),
        ("ERROR: No matching distribution found\nmore", "ERROR: No matching distribution found"),
        (TimeoutError("timed out"), "TimeoutError: timed out"),
    ],
)
def test_a_reason_is_one_line_that_helps(error: object, said: str) -> None:
    reason = reason_of(error)
    assert said in reason
    assert "\n" not in reason

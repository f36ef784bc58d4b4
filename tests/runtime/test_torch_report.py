"""For which cards a build of torch has code."""

import pytest

from vozes.runtime.torch_report import has_code_for

CU126 = ("sm_50", "sm_60", "sm_70", "sm_75", "sm_80", "sm_86", "sm_90")
CU130 = ("sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120")


@pytest.mark.parametrize(
    ("architectures", "compute", "fits"),
    [
        (CU126, (6, 1), True),
        (CU126, (5, 2), True),
        (CU126, (8, 9), True),
        (CU126, (12, 0), False),
        (CU130, (6, 1), False),
        (CU130, (8, 9), True),
        (CU130, (10, 3), True),
        (CU130, (12, 1), True),
        (CU130, (11, 0), False),
        ((*CU130, "compute_100"), (11, 0), True),
        (("sm_90a", "sm_100f"), (9, 0), True),
        (("gfx1100",), (11, 0), False),
        ((), (8, 0), False),
    ],
)
def test_code_runs_on_later_cards_of_the_same_version(
    architectures: tuple[str, ...], compute: tuple[int, int], fits: bool
) -> None:
    assert has_code_for(architectures, compute) is fits

"""What programs set for themselves."""

from vozes.api.routes.compatible.callers import Callers


def test_what_one_caller_sets_is_nothing_to_another() -> None:
    callers = Callers()
    callers.get("10.0.0.1").speed = 2.0
    assert callers.get("10.0.0.2").speed == 1.0
    assert callers.get("10.0.0.1").speed == 2.0


def test_who_was_silent_longest_is_forgotten() -> None:
    callers = Callers(most=2)
    for address in ("a", "b"):
        callers.get(address).speed = 2.0
    callers.get("a")
    callers.get("c")
    assert [callers.get(address).speed for address in ("a", "b")] == [2.0, 1.0]

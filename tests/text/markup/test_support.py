from vozes.text.markup.support import Capability, Support, markup_support


def test_what_an_engine_does_not_name_is_ignored() -> None:
    support = markup_support(native=(Capability.RATE,), approximated=(Capability.PAUSE, Capability.RATE))
    assert set(support) == set(Capability)
    assert support[Capability.RATE] == Support.NATIVE
    assert support[Capability.PAUSE] == Support.APPROXIMATED
    assert support[Capability.MARK] == Support.IGNORED

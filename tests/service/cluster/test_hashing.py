from collections import Counter

from vozes.service.cluster.hashing import preferred

NODES = ["first", "second", "third", "fourth"]
VOICES = [f"voice {number}" for number in range(400)]


def owners(nodes: list[str]) -> dict[str, str]:
    return {voice: preferred(nodes, voice)[0] for voice in VOICES}


def test_a_voice_has_the_same_node_wherever_that_is_asked() -> None:
    assert owners(NODES) == owners(NODES[::-1])


def test_each_node_gets_its_share_of_the_voices() -> None:
    shares = Counter(owners(NODES).values())
    assert all(0.15 < shares[node] / len(VOICES) < 0.35 for node in NODES)


def test_a_node_that_goes_moves_no_voice_but_its_own() -> None:
    before, after = owners(NODES), owners(NODES[:-1])
    assert all(after[voice] == node for voice, node in before.items() if node != NODES[-1])


def test_behind_the_first_stand_all_others() -> None:
    assert sorted(preferred(NODES, "a voice")) == sorted(NODES)

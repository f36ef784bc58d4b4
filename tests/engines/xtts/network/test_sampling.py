"""Which token is drawn, and that it is drawn as the published `generate` would."""

from collections import Counter

import torch

from vozes.engines.xtts.network.sampling import Sampler, SamplingOptions, choose

STOP = 9
PLAIN = SamplingOptions(temperature=1.0, top_k=10, top_p=1.0, repetition_penalty=1.0)


def sampler(options: SamplingOptions, seed: int | str = 0, said: tuple[int, ...] = ()) -> Sampler:
    return Sampler(options, seed, 10, said, STOP)


def drawn(logits: list[float], options: SamplingOptions, said: tuple[int, ...] = (), times: int = 3000) -> Counter[int]:
    rows = torch.tensor(logits).expand(times, -1)
    return Counter(choose(rows, [sampler(options, seed, said) for seed in range(times)]))


LOGITS = [2.0, 1.0, 0.0, -1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0]


def test_tokens_come_as_often_as_they_are_likely() -> None:
    counts = drawn(LOGITS, PLAIN)
    expected = torch.softmax(torch.tensor(LOGITS), -1)
    for token in range(4):
        assert abs(counts[token] / 3000 - expected[token]) < 0.03


def test_a_low_temperature_prefers_the_likeliest() -> None:
    cool = SamplingOptions(temperature=0.5, top_k=10, top_p=1.0, repetition_penalty=1.0)
    expected = torch.softmax(torch.tensor(LOGITS) / 0.5, -1)
    assert abs(drawn(LOGITS, cool)[0] / 3000 - expected[0]) < 0.03


def test_temperature_nought_is_greedy() -> None:
    greedy = SamplingOptions(temperature=0.0, repetition_penalty=1.0)
    assert drawn(LOGITS, greedy, times=20) == {0: 20}


def test_top_k_leaves_so_many_tokens() -> None:
    assert set(drawn(LOGITS, SamplingOptions(5.0, 1, 1.0, 1.0), times=50)) == {0}
    assert set(drawn(LOGITS, SamplingOptions(5.0, 3, 1.0, 1.0))) == {0, 1, 2}


def test_top_p_leaves_the_fewest_tokens_that_reach_it() -> None:
    # probabilities 0.64, 0.23, 0.09, ...: the second is needed to reach 0.7, the third for 0.9
    assert set(drawn(LOGITS, SamplingOptions(1.0, 10, 0.7, 1.0))) == {0, 1}
    assert set(drawn(LOGITS, SamplingOptions(1.0, 10, 0.9, 1.0))) == {0, 1, 2}
    assert set(drawn(LOGITS, SamplingOptions(1.0, 10, 0.01, 1.0), times=50)) == {0}


def test_top_p_counts_what_top_k_left() -> None:
    # among the best two, the first has 0.73: alone it reaches 0.7
    assert set(drawn(LOGITS, SamplingOptions(1.0, 2, 0.7, 1.0), times=200)) == {0}


def test_the_penalty_divides_likely_tokens_and_multiplies_unlikely_ones() -> None:
    greedy = SamplingOptions(temperature=0.0, repetition_penalty=4.0)
    assert drawn([3.0, 1.0, *[-9.0] * 8], greedy, said=(0,), times=1) == {1: 1}
    assert drawn([-1.0, -3.0, *[-9.0] * 8], greedy, said=(0,), times=1) == {1: 1}
    assert drawn([3.0, 0.7, *[-9.0] * 8], greedy, said=(0,), times=1) == {0: 1}


def test_what_was_drawn_is_penalised_from_then_on() -> None:
    one = sampler(SamplingOptions(temperature=0.0, repetition_penalty=4.0))
    logits = torch.tensor([[3.0, 2.0, 1.0, *[-9.0] * 7]])
    assert [choose(logits, [one])[0] for _ in range(3)] == [0, 1, 2]


def test_the_stop_token_waits_for_the_fewest_tokens() -> None:
    one = sampler(SamplingOptions(temperature=0.0, repetition_penalty=1.0, min_tokens=2))
    logits = torch.tensor([[1.0, *[0.0] * 8, 5.0]])
    assert [choose(logits, [one])[0] for _ in range(3)] == [0, 0, STOP]


def test_a_sequence_draws_the_same_alone_and_in_company() -> None:
    torch.manual_seed(0)
    logits = torch.randn(40, 10)
    alone = sampler(PLAIN, seed=7)
    expected = [choose(row[None], [alone])[0] for row in logits]
    mine, greedy = sampler(PLAIN, seed=7), sampler(SamplingOptions(temperature=0.0, top_k=2, top_p=0.3))
    others = [sampler(SamplingOptions(0.5, 5, 0.5), seed=seed) for seed in range(3)]
    got = [choose(torch.stack([-row, row, row, row / 2, -row]), [greedy, mine, *others])[1] for row in logits]
    assert got == expected


def test_another_seed_draws_otherwise() -> None:
    logits = torch.zeros(1, 10)
    first, second = (sampler(PLAIN, seed=seed) for seed in ("1/0/0", "1/0/1"))
    assert [choose(logits, [first])[0] for _ in range(20)] != [choose(logits, [second])[0] for _ in range(20)]

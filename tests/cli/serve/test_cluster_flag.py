import pytest

from vozes.cli import _with_values


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("serve --cluster", "serve --cluster auto"),
        ("serve --cluster --port 80", "serve --cluster auto --port 80"),
        ("serve --cluster 10.0.0.5:6379 --port 80", "serve --cluster 10.0.0.5:6379 --port 80"),
        ("serve --cluster=10.0.0.5:6379", "serve --cluster=10.0.0.5:6379"),
        ("say --cluster", "say --cluster auto"),
    ],
)
def test_cluster_without_an_address_is_the_one_of_this_machine(given: str, understood: str) -> None:
    assert _with_values(given.split()) == understood.split()

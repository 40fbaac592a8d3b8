"""Contents that are compared: the better one is named only where chance hardly explains it."""

import random

import pytest

from limpide.journeys.comparing import compare


def of(reached: int, seen: int) -> dict[str, int]:
    """What became of one content: of those who took notice, some answered, some clicked."""
    return {"delivered": reached - seen, "replied": seen // 2, "clicked": seen - seen // 2}


def best(by_variant: dict[int, dict[str, int]]) -> int | None:
    found = compare(by_variant)
    assert found is not None
    return found.best


@pytest.mark.parametrize(
    ("first", "second", "better"),
    [
        # z = 2.68 and 1.32, worked out by hand.
        (of(1000, 80), of(1000, 50), 1),
        (of(1000, 80), of(1000, 65), None),
        (of(1000, 50), of(1000, 80), 2),
        (of(20, 20), of(20, 0), None),
        (of(100, 0), of(100, 0), None),
        (of(100, 100), of(100, 100), None),
        ({}, of(100, 50), None),
    ],
)
def test_the_better_one_is_named_when_it_is_clear(
    first: dict[str, int], second: dict[str, int], better: int | None
) -> None:
    assert best({1: first, 2: second}) == better


def test_what_never_arrived_and_what_was_opened_by_a_program_say_nothing() -> None:
    statuses = {"bounced": 500, "queued": 500, "opened": 90, "read": 10}
    found = compare({1: statuses, 2: of(100, 10)})
    assert found is not None
    assert [(one.reached, one.seen, one.share) for one in found.shares] == [(100, 10, 0.1)] * 2


def test_more_contents_want_a_clearer_difference() -> None:
    two = {1: of(1000, 74), 2: of(1000, 50)}
    assert best(two) == 1
    assert best(two | {3: of(1000, 50)}) is None
    assert compare({1: of(1000, 50)}) is None


def test_equal_contents_are_called_different_once_in_twenty() -> None:
    chance = random.Random(20261128)
    wrong = 0
    for _ in range(600):
        drawn = [sum(chance.random() < 0.1 for _ in range(300)) for _ in range(2)]
        found = compare({place: of(300, seen) for place, seen in enumerate(drawn, 1)})
        wrong += found is not None and found.is_clear
    assert 0.02 < wrong / 600 < 0.08

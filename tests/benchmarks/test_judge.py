"""The measures of the judged set, and that the set is one."""

import pytest
import yaml

from tests.benchmarks.judge import JUDGED, Judged, interval


def test_precision_is_of_as_many_answers_as_there_could_be():
    judged = Judged("q", frozenset({1, 2}))
    assert judged.precision([1, 9, 2, 8, 7]) == 1
    assert judged.precision([9, 1]) == 0.5
    assert judged.precision([9, 8, 7, 6, 5, 1]) == 0
    assert Judged("q", frozenset(range(10))).precision([0, 1, 2, 3, 99]) == 0.8


@pytest.mark.parametrize(("found", "rank"), [([1], 1), ([9, 8, 2], 1 / 3), ([9], 0), ([], 0)])
def test_reciprocal_rank_is_that_of_the_first_answer(found, rank):
    assert Judged("q", frozenset({1, 2})).reciprocal_rank(found) == pytest.approx(rank)


def test_interval_leaves_out_0_where_one_is_always_better():
    assert interval([1.0] * 20, [0.5] * 20) == "+0.500 (+0.500 to +0.500)"
    assert interval([1, 0] * 20, [0, 1] * 20).startswith("+0.000 (-0.")


def test_at_least_forty_queries_are_judged_each_once():
    queries = [item["query"] for item in yaml.safe_load(JUDGED.read_text())["queries"]]
    assert len(queries) == len(set(queries)) >= 40

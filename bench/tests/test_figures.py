"""Ratios are taken round by round, and a floor that moves makes a run noisy."""

import unittest

from harness import cases, figures, growth, rounds


class FiguresTest(unittest.TestCase):
    def test_a_ratio_pairs_the_figures_of_each_round(self):
        ours, theirs = {1: 10.0, 2: 30.0, 3: 20.0}, {1: 5.0, 2: 10.0, 3: 20.0}
        self.assertEqual(figures.ratio(ours, theirs), figures.Spread(2.0, 1.0, 3.0))

    def test_a_round_that_only_one_has_does_not_count(self):
        self.assertEqual(figures.ratio({1: 4.0, 2: 9.0}, {1: 2.0}), figures.Spread(2.0, 2.0, 2.0))

    def test_without_a_common_round_there_is_no_ratio(self):
        self.assertIsNone(figures.ratio({}, {1: 2.0}))

    def test_a_floor_within_15_percent_is_quiet(self):
        self.assertEqual(figures.noisy({"hit": [4.0, 4.5, 4.6]}), {})

    def test_a_floor_that_varies_more_is_noisy(self):
        self.assertEqual(figures.noisy({"hit": [4.0, 5.0], "miss": [9.0, 9.1]}), {"hit": 0.25})

    def test_a_case_without_a_floor_says_nothing(self):
        self.assertEqual(figures.noisy({"hit": []}), {})

    def test_a_spread_names_the_middle_and_both_ends(self):
        self.assertEqual(figures.spread([3.0, 1.0, 2.0]).text(), "2.00 (1.00-3.00)")


class CasesTest(unittest.TestCase):
    def test_a_peer_beside_another_is_measured_wherever_that_one_is(self):
        with_headgate, without = cases.Case("a", "", ["floor-answer", "headgate"], []), cases.Case("b", "", ["haproxy"], [])
        found = cases.beside([with_headgate, without], "headgate", "other")
        self.assertEqual([case.peers for case in found], [["floor-answer", "headgate", "other"], ["haproxy"]])


def sample(case, peer, **more):
    report = {"requests": 100, "calls": 100, "errors": 0, **more.pop("report", {})}
    return rounds.Sample(case, peer, 1, report, 0.001, 0.001, more["upstream"], 0)


class ChecksTest(unittest.TestCase):
    """What a sample has to keep, or the run ends with 1."""

    hit, miss = cases.chosen(["hit", "miss"])

    def test_cpu_time_is_told_per_request(self):
        self.assertAlmostEqual(sample("hit", "headgate", upstream=0).cpu_micros, 10.0)

    def test_a_hit_that_reaches_the_node_is_wrong(self):
        self.assertEqual(rounds.problems(self.hit, sample("hit", "headgate", upstream=0)), [])
        self.assertEqual(len(rounds.problems(self.hit, sample("hit", "headgate", upstream=1))), 1)

    def test_a_miss_asks_the_node_once(self):
        self.assertEqual(rounds.problems(self.miss, sample("miss", "headgate", upstream=100)), [])
        self.assertEqual(len(rounds.problems(self.miss, sample("miss", "headgate", upstream=99))), 1)
        self.assertEqual(len(rounds.problems(self.miss, sample("miss", "headgate", upstream=102))), 1)
        self.assertEqual(len(rounds.problems(self.miss, sample("miss", "nginx-proxy", upstream=101))), 1)

    def test_a_wrong_answer_is_wrong_whatever_the_node_was_asked(self):
        kinds = dict.fromkeys(("wrongStatus", "wrongFrame", "wrongId", "wrongResult", "lost", "unanswered"), 0)
        bad = sample("hit", "floor-answer", upstream=0, report={**kinds, "errors": 1, "wrongId": 1})
        self.assertEqual(rounds.problems(self.hit, bad), ["hit floor-answer round 1: 1 wrongId"])

    def test_growth_is_noisy_where_its_floor_moves(self):
        def seen(floor):
            return growth.Seen(growth.POINTS[0], [1.0], floor, 0, 0, 0, 0, 1, (0, 0))

        self.assertFalse(growth.noisy([seen([4.0]), seen([4.5])]))
        self.assertTrue(growth.noisy([seen([4.0]), seen([5.0])]))

"""What is made of the samples: medians, ratios round by round, and whether the machine was quiet."""

import statistics
from dataclasses import dataclass

NOISY_ABOVE = 0.15


@dataclass(frozen=True)
class Spread:
    """The middle of some figures and their ends."""

    median: float
    low: float
    high: float

    def text(self, digits=2):
        return f"{self.median:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


def spread(values):
    """The spread of a list that is not empty."""
    return Spread(statistics.median(values), min(values), max(values))


def ratio(these, those):
    """How many times as much, round by round: both are figures by round, and only rounds that both have count."""
    rounds = sorted(these.keys() & those.keys())
    return spread([these[round_] / those[round_] for round_ in rounds]) if rounds else None


def variation(values):
    """By how much of the smallest the largest is larger."""
    return (max(values) - min(values)) / min(values)


def noisy(floors):
    """The cases whose floor varied more than it does on a quiet machine; `floors` has a list of figures for each case."""
    return {case: variation(values) for case, values in floors.items() if values and variation(values) > NOISY_ABOVE}

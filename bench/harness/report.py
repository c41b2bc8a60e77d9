"""The tables: what each peer took per case, in Markdown and in JSON."""

import json
import os
import platform

from harness import figures, goals

FLOORS = ("floor-answer", "floor-forward")


class Results:
    """The samples, by case and peer."""

    def __init__(self, cases, session):
        self.cases = cases
        self.session = session
        self.samples = {}
        for sample in session.samples:
            self.samples.setdefault((sample.case, sample.peer), {})[sample.round] = sample

    def cpu(self, case, peer):
        """CPU-microseconds per request by round; empty where the peer was not measured."""
        return {number: sample.cpu_micros for number, sample in self.samples.get((case, peer), {}).items()}

    def latency(self, case, peer, key):
        """A latency by round, in microseconds."""
        return {number: sample.report[key] for number, sample in self.samples.get((case, peer), {}).items()}

    def floor(self, case):
        """The figures of the floor of a case by round."""
        return next((self.cpu(case, floor) for floor in FLOORS if (case, floor) in self.samples), {})

    def noisy(self):
        """The cases in which the machine was busy."""
        return figures.noisy({case.name: list(self.floor(case.name).values()) for case in self.cases})


def table(rows):
    """Rows as a Markdown table; the first one is its head."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def median(samples, of):
    return figures.spread([of(sample) for sample in samples.values()]).median


def case_rows(results, case):
    """A row for each peer of a case."""
    measured = [peer for peer in case.peers if (case.name, peer) in results.samples]
    others = [peer for peer in measured if peer not in FLOORS and peer != "headgate"]
    ours = results.cpu(case.name, "headgate")
    rows = [["peer", "CPU us per request", "to the floor", "headgate to it", "p50 / p99 / p99.9 us", "requests/s", "upstream calls", "RSS MB"]]
    for peer in case.peers:
        if peer in results.session.absent:
            rows.append([peer, "absent: " + results.session.absent[peer], *[""] * 6])
        if peer not in measured:
            continue
        samples = results.samples[case.name, peer]
        cpu = results.cpu(case.name, peer)
        to_floor = figures.ratio(cpu, results.floor(case.name))
        to_peer = figures.ratio(ours, cpu) if peer in others else None
        rows.append([
            peer,
            figures.spread(list(cpu.values())).text(),
            to_floor.text() if to_floor else "",
            to_peer.text() if to_peer else "",
            " / ".join(f"{median(samples, lambda s, k=key: s.report[k]):.0f}" for key in ("p50Micros", "p99Micros", "p999Micros")),
            f"{median(samples, lambda s: s.report['requests'] / s.report['seconds']):.0f}",
            upstream(samples),
            f"{median(samples, lambda s: s.rss_bytes) / 1e6:.0f}",
        ])  # fmt: skip
    return rows


def upstream(samples):
    """Calls to the node and the share of the calls that they are."""
    calls = sum(sample.report["calls"] for sample in samples.values())
    asked = sum(sample.upstream for sample in samples.values())
    return f"{asked} of {calls}"


def cross_check(results):
    """By how much the two clocks of CPU time differ in all, in words. Single spans are too short for ticks of 10 ms."""
    everything = [sample for samples in results.samples.values() for sample in samples.values()]
    exact = sum(sample.cpu_seconds for sample in everything)
    ticks = sum(sample.tick_seconds for sample in everything)
    return f"CPU time by the kernel's clock: {exact:.2f} s in all, by utime + stime: {ticks:.2f} s ({(ticks - exact) / exact:+.1%})."


def markdown(results, extra):
    """The whole report."""
    options = results.session.options
    noisy = results.noisy()
    parts = []
    if noisy:
        shares = ", ".join(f"{case} by {share:.0%}" for case, share in noisy.items())
        parts.append(f"**NOISY**: the floor varied between rounds ({shares}). These figures say nothing; run it on a quiet machine.")
    parts.append(
        f"{options.rounds} rounds of {options.seconds:g} s, c = 64, {platform.system()} {platform.release()}, {cpu_model()}. "
        "Figures are medians over the rounds with the smallest and the largest; ratios were taken round by round."
    )
    for case in results.cases:
        parts.append(f"### {case.title} (`{case.name}`)\n\n" + table(case_rows(results, case)))
    parts += extra
    parts.append("### Goals\n\n" + table(goals.rows(results)))
    parts.append(cross_check(results))
    if results.session.failures:
        parts.append("### Checks that failed\n\n" + "\n".join(f"- {failure}" for failure in results.session.failures))
    return "\n\n".join(parts) + "\n"


def cpu_model():
    """What the kernel calls the processor."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        for line in file:
            if line.startswith("model name"):
                return line.partition(":")[2].strip() + f", {os.cpu_count()} cores"
    return f"{os.cpu_count()} cores"


def as_json(results):
    """Every sample, for whoever wants to compute otherwise."""
    session = results.session
    samples = [
        {
            "case": sample.case,
            "peer": sample.peer,
            "round": sample.round,
            "cpuMicrosPerRequest": sample.cpu_micros,
            "cpuSeconds": sample.cpu_seconds,
            "tickSeconds": sample.tick_seconds,
            "upstream": sample.upstream,
            "rssBytes": sample.rss_bytes,
            "load": sample.report,
        }
        for sample in session.samples
    ]
    whole = {"noisy": results.noisy(), "absent": session.absent, "failures": session.failures, "samples": samples}
    return json.dumps(whole, indent=1) + "\n"

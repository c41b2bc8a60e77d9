"""The measurement: every peer in turn, case by case, round after round, while all others have nothing to do."""

import os
import random
import sys
from dataclasses import dataclass

from harness import peers, processes, tools, traffic

CONNECTIONS = 64
EXTRA_UPSTREAM_MAX = 0.01  # a gateway may ask again where a call was slow, but not often


@dataclass(frozen=True)
class Sample:
    """What one peer took for one case in one round."""

    case: str
    peer: str
    round: int
    report: dict
    cpu_seconds: float
    tick_seconds: float
    upstream: int
    rss_bytes: int

    @property
    def cpu_micros(self):
        """CPU-microseconds per request."""
        return self.cpu_seconds * 1e6 / self.report["requests"]


class Session:
    """The stub node, the peers that run, and what was measured."""

    def __init__(self, folder, options):
        self.options = options
        self.folder = folder
        self.core, self.load_core = processes.cores()
        self.log = os.path.join(folder, "load.log")
        self.node = traffic.Node(self.load_core, os.path.join(folder, "node.log"))
        self.starter = peers.Starter(self.node, self.core, folder)
        self.running = {}
        self.absent = {}
        self.samples = []
        self.failures = []
        self.seeds = random.Random(options.seed)

    def start(self, cases):
        """Starts each peer that a case wants; one that knows a single answer is started once for each case."""
        for case in cases:
            for name in case.peers:
                key = instance(name, case)
                if (self.options.peers and name not in self.options.peers) or key in self.running or name in self.absent:
                    continue
                try:
                    self.running[key] = self.starter.start(key, name, case)
                except peers.Absent as why:
                    self.absent[name] = str(why)

    def end(self):
        """Ends all that was started."""
        for peer in self.running.values():
            peer.process.end()
        self.node.end()

    def pairs(self, cases):
        """Each case with each peer that runs for it."""
        return [(case, name) for case in cases for name in case.peers if instance(name, case) in self.running]

    def measure(self, cases):
        """A warm-up for each pair, then the rounds, each second one in the other direction."""
        pairs = self.pairs(cases)
        for turn in range(2):
            for case, name in pairs:
                self._say(f"warm-up {turn + 1} of 2: {case.name} {name}")
                self.span(case, name, self.options.warm / 2)
        for number in range(1, self.options.rounds + 1):
            for case, name in pairs if number % 2 else list(reversed(pairs)):
                self._say(f"round {number} of {self.options.rounds}: {case.name} {name}")
                self.samples.append(self.sample(case, name, number))
        self._say("")

    def sample(self, case, name, number):
        """Measures one pair for one round."""
        peer = self.running[instance(name, case)]
        if case.fill:
            self.span(case, name, 2, ["--requests", case.fill])
        load = self._load(case, name, self.options.seconds, [])
        asked = self.node.calls()
        cpu, ticks = peer.process.cpu_seconds(), peer.process.tick_seconds()
        report = load.run()
        cpu, ticks = peer.process.cpu_seconds() - cpu, peer.process.tick_seconds() - ticks
        asked = self.node.calls() - asked
        load.close()
        sample = Sample(case.name, name, number, report, cpu, ticks, asked, peer.process.rss_bytes())
        self.failures += problems(case, sample)
        return sample

    def span(self, case, name, seconds, more=()):
        """Traffic that is checked and not measured."""
        load = self._load(case, name, seconds, more)
        report = load.run()
        load.close()
        if report["errors"]:
            self.failures.append(f"{case.name} {name}: {wrongs(report)} before the measured spans")
        return report

    def _load(self, case, name, seconds, more):
        words = ["--port", self.running[instance(name, case)].port, "--case", case.write(self.folder, name), "--seconds", seconds]
        words += ["--connections", CONNECTIONS, "--seed", self.seeds.randrange(1, 1 << 31), *case.load, *more]
        if case.rate and "--requests" not in more:
            words += ["--rate", case.rate]
        if name in ("floor-answer", "nginx-return"):
            words += ["--result", peers.write(os.path.join(self.folder, "result"), self.node.result(case.first_call()))]
        if name == "erpc":
            words += ["--path", "/main/evm/1"]
        if name == "nginx-return":
            words += ["--any-id"]
        return traffic.Load(self.load_core, self.log, words)

    def _say(self, text):
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def instance(name, case):
    """The key of the running peer that serves a case."""
    return f"{name}@{case.name}" if name in ("floor-answer", "nginx-return") else name


def wrongs(report):
    """What was wrong with answers, in words."""
    kinds = ("wrongStatus", "wrongFrame", "wrongId", "wrongResult", "lost", "unanswered")
    return ", ".join(f"{report[kind]} {kind}" for kind in kinds if report[kind])


def problems(case, sample):
    """The checks that a sample fails."""
    where = f"{case.name} {sample.peer} round {sample.round}"
    found = []
    if sample.report["errors"]:
        found.append(f"{where}: {wrongs(sample.report)}")
    if not sample.report["requests"]:
        tools.die(f"{where}: no answer at all", 1)
    if sample.peer in ("floor-answer", "nginx-return"):
        return found
    calls = sample.report["calls"]
    passes_all = sample.peer in ("floor-forward", "nginx-proxy", "haproxy")
    wanted = calls if passes_all else None if case.upstream is None else calls * case.upstream
    if wanted is None or sample.peer in ("erpc", "proxyd"):
        return found
    most = wanted if passes_all else wanted * (1 + EXTRA_UPSTREAM_MAX)
    if not wanted <= sample.upstream <= most:
        found.append(f"{where}: {sample.upstream} calls to the node for {calls} calls, {wanted} were right")
    return found

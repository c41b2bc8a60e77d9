"""Growth: what a cached call costs and what is held as one thing grows: entries, connections, answers, loops, networks.

Each point is a gateway of its own, started for it, warmed with its own traffic and measured alone. The floor is measured beside
each point, so that a busy machine is seen.
"""

import os
import time
from dataclasses import dataclass, field

from harness import cases, figures, peers, processes, tools, traffic

SETTLED = [(1, cases.BALANCE_SETTLED)]


@dataclass(frozen=True)
class Point:
    """One size of one thing.

    `fill` batches of ten are sent first; `load` is more for the load; `config` is put into the gateway's file; `nodes` stands there
    for its one network; `wide` gives it both cores.
    """

    what: str
    size: str
    lines: list = field(default_factory=lambda: SETTLED)
    addresses: int = cases.REUSED
    load: list = field(default_factory=list)
    config: str = ""
    networks: int = 1
    wide: bool = False


MANY = "limits:\n  connectionsMax: 20000\n  connectionsPerAddressMax: 20000\n"

POINTS = [
    *(Point("cached entries", f"{entries:,}", addresses=entries) for entries in (1_000, 100_000, 1_000_000)),
    Point("connections", "64", config=MANY),
    Point("connections", "64 and 10,000 idle", config=MANY, load=["--idle", 10_000]),
    *(Point("bytes of the answer", f"{size:,}", [(1, cases.large(size, kind)) for kind in range(4)]) for size in (200, 4 << 10, 100 << 10, 1 << 20)),
    Point("loops", "1"),
    Point("loops", "2", wide=True),
    *(Point("networks", str(count), networks=count) for count in (1, 20)),
]  # fmt: skip


@dataclass
class Seen:
    """What a point took."""

    point: Point
    cpu: list
    floor: list
    idle_cpu: float
    idle_bytes: int
    bytes: int
    upstream: int
    calls: int
    micros: tuple


class Growth:
    """Measures point after point."""

    def __init__(self, folder, options):
        self.options = options
        self.folder = folder
        self.core, self.load_core = processes.cores()
        self.node = traffic.Node(self.load_core, os.path.join(folder, "node.log"))
        self.starter = peers.Starter(self.node, self.core, folder)
        self.floor = self.starter.start("floor-answer", "floor-answer", cases.ALL[0])
        self.failures = []

    def end(self):
        self.floor.process.end()
        self.node.end()

    def measure(self, point):
        """Starts a gateway for a point, fills it, warms it, measures it and ends it."""
        scratch = os.path.join(self.folder, "headgate")
        os.makedirs(scratch, exist_ok=True)
        cores = [self.core, self.load_core] if point.wide else self.core
        peer = self.starter.headgate(
            scratch, os.path.join(scratch, "log"), processes.free_port(), cores, point.config, nodes=self._networks(point.networks)
        )
        try:
            return self._measured(peer, point)
        finally:
            peer.process.end()

    def _measured(self, peer, point):
        idle_bytes, idle_cpu = self._idle(peer)
        if point.addresses > cases.REUSED:
            filling = [(1, cases.batch(cases.BALANCE_SETTLED))]
            self._load(peer, "fill", filling, 600, ["--addresses", point.addresses, "--requests", point.addresses // 10], point)
        more = ["--addresses", point.addresses, *point.load]
        self._load(peer, "warm", point.lines, self.options.warm, more, point)
        cpu, floor, asked, calls, micros = [], [], 0, 0, (0, 0)
        for _ in range(self.options.rounds):
            floor.append(self._floor())
            before = self.node.calls()
            spent, report = self._load(peer, "measure", point.lines, self.options.seconds, more, point)
            asked += self.node.calls() - before
            calls += report["calls"]
            cpu.append(spent)
            micros = (report["p50Micros"], report["p99Micros"])
        return Seen(point, cpu, floor, idle_cpu, idle_bytes, peer.process.rss_bytes(), asked, calls, micros)

    def _idle(self, peer):
        """Its memory, and CPU-milliseconds a second, with nothing to do but look after its nodes."""
        time.sleep(self.options.idle)
        cpu = peer.process.cpu_seconds()
        time.sleep(self.options.idle)
        return peer.process.rss_bytes(), (peer.process.cpu_seconds() - cpu) * 1e3 / self.options.idle

    def _load(self, peer, name, lines, seconds, more, point):
        case = cases.Case(name, name, [], lines)
        path = "/api/v3" if point.networks == 1 else f"/network{point.networks}/api/v3"
        words = ["--port", peer.port, "--case", case.write(self.folder), "--seconds", seconds, "--path", path, *more]
        load = traffic.Load(self.load_core, os.path.join(self.folder, "load.log"), words)
        cpu = peer.process.cpu_seconds()
        report = load.run()
        cpu = peer.process.cpu_seconds() - cpu
        load.close()
        if report["errors"] or not report["requests"]:
            self.failures.append(f"{point.what} {point.size}, {name}: {report}")
        return cpu * 1e6 / max(1, report["requests"]), report

    def _floor(self):
        case = cases.ALL[0]
        result = peers.write(os.path.join(self.folder, "result"), self.node.result(case.first_call()))
        words = ["--port", self.floor.port, "--case", case.write(self.folder), "--seconds", self.options.seconds, "--result", result]
        load = traffic.Load(self.load_core, os.path.join(self.folder, "load.log"), words)
        cpu = self.floor.process.cpu_seconds()
        report = load.run()
        cpu = self.floor.process.cpu_seconds() - cpu
        load.close()
        return cpu * 1e6 / report["requests"]

    def _networks(self, count):
        """The part of the file that names the networks; None for a single one."""
        if count == 1:
            return None
        node = f"nodes: [\"http://127.0.0.1:{self.node.port}\"]"
        each = "  n{0}: {{chain: icon, network: mainnet, pathPrefix: /network{0}, {1}}}\n"
        return "networks:\n" + "".join(each.format(number, node) for number in range(1, count + 1))


def chosen(names):
    """The points of the things that are named; all where none is."""
    known = {point.what for point in POINTS}
    for name in names or []:
        if name not in known:
            tools.die(f"nothing that grows is called {name}; there are {', '.join(sorted(known))}")
    return [point for point in POINTS if not names or point.what in names]


def noisy(seen):
    """Whether the floor varied more than it does on a quiet machine, over the whole run."""
    return figures.noisy({"floor": [figure for one in seen for figure in one.floor]})


def table(seen):
    """A row for each point; the first one is the head."""
    rows = [["what", "size", "CPU us per request", "p50 / p99 us", "calls to the node", "RSS MB", "RSS MB before", "idle CPU ms/s"]]
    for one in seen:
        rows.append([
            one.point.what,
            one.point.size,
            figures.spread(one.cpu).text(),
            " / ".join(f"{micros:.0f}" for micros in one.micros),
            f"{one.upstream} of {one.calls}",
            f"{one.bytes / 1e6:.0f}",
            f"{one.idle_bytes / 1e6:.0f}",
            f"{one.idle_cpu:.1f}",
        ])  # fmt: skip
    return rows

"""Start-up and footprint: how soon a gateway answers, and what it holds while it is idle, under load, and with little memory."""

import http.client
import os
import time
from dataclasses import dataclass, field

from harness import cases, figures, peers, processes, tools, traffic

CALL = cases.BALANCE_SETTLED.replace("%ID%", "1").replace("%ADDRESS%", "5" * 40)


@dataclass
class Row:
    """What was seen of one program."""

    name: str
    command: list = field(default_factory=list)
    launched: list = field(default_factory=list)
    idle_bytes: int = 0
    loads: dict = field(default_factory=dict)


def answers(port):
    """Whether a right answer to a call comes back."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", "/api/v3", CALL, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.read().startswith(b'{"jsonrpc":"2.0","result":') and answer.status == 200
    except OSError:
        return False
    finally:
        connection.close()


def first_answer(words, port, core, log, abrupt=False, env=None):
    """Milliseconds from the start of a command until its first right answer; it is ended afterwards."""
    began = time.monotonic()
    with open(log, "ab") as out:
        process = processes.Process(words, core, log, abrupt=abrupt, stdout=out, env=env)
    try:
        end = began + 60
        while not answers(port):
            if not process.alive() or time.monotonic() > end:
                tools.die(f"no answer: see {log}")
            time.sleep(0.001)
        return (time.monotonic() - began) * 1e3
    finally:

        process.end()


def command_line(process):
    """The words that a process was started with, as the kernel knows them after all that executed each other."""
    with open(f"/proc/{process.popen.pid}/cmdline", "rb") as file:
        return [word.decode() for word in file.read().split(b"\0")[:-1]]


class Footprint:
    """Starts one program after the other and measures it alone."""

    def __init__(self, folder, options):
        self.options = options
        self.folder = folder
        self.core, self.load_core = processes.cores()
        self.node = traffic.Node(self.load_core, os.path.join(folder, "node.log"))
        self.starter = peers.Starter(self.node, self.core, folder)
        self.failures = []

    def end(self):
        self.node.end()

    def gateway(self, name, env):
        """Headgate with more in its environment."""
        row = Row(name)
        scratch = os.path.join(self.folder, name.replace(" ", ""))
        os.makedirs(scratch, exist_ok=True)
        log = os.path.join(scratch, "log")
        peer = self.starter.headgate(scratch, log, processes.free_port(), self.core, env=env)
        words = command_line(peer.process)
        self._hold(row, peer)
        peer.process.end()
        launcher = [os.path.join(tools.HOUSE, "headgate"), "serve", "-c", os.path.join(scratch, "headgate.yaml")]
        for _ in range(self.options.starts):
            row.command.append(first_answer(words, peer.port, self.core, log, abrupt=True))
            row.launched.append(first_answer(launcher, peer.port, self.core, log, abrupt=True, env={**os.environ, **env}))
        return row

    def other(self, name):
        """A peer that is not ours, or None where it is absent."""
        row = Row(name)
        try:
            peer = self.starter.start(name, name, None)
        except peers.Absent:
            return None
        words = list(peer.process.popen.args)
        self._hold(row, peer)
        peer.process.end()
        for _ in range(self.options.starts):
            row.command.append(first_answer(words, peer.port, self.core, peer.process.log.name))
        return row

    def _hold(self, row, peer):
        """Its memory with nothing to do, then under hits and misses."""
        time.sleep(self.options.idle)
        row.idle_bytes = peer.process.rss_bytes()
        for case in cases.chosen(["hit", "miss"]):
            self._load(peer, case, self.options.warm)
            cpu = peer.process.cpu_seconds()
            report = self._load(peer, case, self.options.seconds)
            cpu = (peer.process.cpu_seconds() - cpu) * 1e6 / report["requests"]
            row.loads[case.name] = (cpu, peer.process.rss_bytes())
            if report["errors"]:
                self.failures.append(f"{row.name}, {case.name}: {report['errors']} errors")

    def _load(self, peer, case, seconds):
        words = ["--port", peer.port, "--case", case.write(self.folder), "--seconds", seconds, *case.load]
        load = traffic.Load(self.load_core, os.path.join(self.folder, "load.log"), [*words, "--seed", time.monotonic_ns() % (1 << 31) + 1])
        report = load.run()
        load.close()
        return report


def table(rows):
    """The rows as cells; the first one is the head."""
    found = [["program", "first answer ms", "through its launcher ms", "idle RSS MB", "hit: CPU us, RSS MB", "miss: CPU us, RSS MB"]]
    for row in rows:
        loads = [f"{cpu:.2f}, {held / 1e6:.0f}" for cpu, held in (row.loads[name] for name in ("hit", "miss"))]
        launched = figures.spread(row.launched).text(0) if row.launched else ""
        found.append([row.name, figures.spread(row.command).text(0), launched, f"{row.idle_bytes / 1e6:.0f}", *loads])
    return found

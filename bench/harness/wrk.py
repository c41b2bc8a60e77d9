"""The cross-check: the same cached hits with wrk, which checks nothing and is known to all."""

import os
import re
import subprocess

from harness import cases, figures, peers, rounds, tools

SPANS = 3


def script(folder):
    """Writes what wrk sends: one call, always the same."""
    body = cases.BALANCE_SETTLED.replace("%ID%", "1").replace("%ADDRESS%", "5" * 40)
    lines = ['wrk.method = "POST"', f"wrk.body = '{body}'", 'wrk.headers["Content-Type"] = "application/json"']
    return peers.write(os.path.join(folder, "wrk.lua"), "\n".join(lines) + "\n")


def measure(session, case):
    """CPU-microseconds per request of each peer of the case, spans interleaved; empty where wrk is not here."""
    wrk, seen = tools.find("wrk"), {}
    if not wrk:
        return seen
    for _ in range(SPANS + 1):
        for _, name in session.pairs([case]):
            if name not in cases.GO_GATEWAYS:
                seen.setdefault(name, []).append(_span(session, wrk, session.running[rounds.instance(name, case)]))
    return {name: spans[1:] for name, spans in seen.items()}


def _span(session, wrk, peer):
    seconds = max(1, round(session.options.seconds))
    words = [wrk, "-t1", f"-c{rounds.CONNECTIONS}", f"-d{seconds}s", "-s", script(session.folder), f"http://127.0.0.1:{peer.port}/api/v3"]
    before = peer.process.cpu_seconds()
    said = subprocess.run(
        words, capture_output=True, text=True, check=True, preexec_fn=lambda: os.sched_setaffinity(0, {session.load_core})
    ).stdout
    spent = peer.process.cpu_seconds() - before
    if "Non-2xx" in said or "Socket errors" in said:
        session.failures.append(f"wrk, {peer.name}: {said.strip()}")
    return spent * 1e6 / int(re.search(r"(\d+) requests in", said).group(1))


def rows(seen, results, case):
    """The figures beside those of the load; the first row is the head."""
    found = [["peer", "CPU us per request, wrk", "CPU us per request, load"]]
    for name, spans in seen.items():
        own = list(results.cpu(case.name, name).values())
        found.append([name, figures.spread(spans).text(), figures.spread(own).text()])
    return found

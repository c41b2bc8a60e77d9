"""The goals that a run is held against, each with its figure."""

from harness import figures


def _ratio(results, case, peer):
    return figures.ratio(results.cpu(case, "headgate"), results.cpu(case, peer))


def _row(goal, spread, must, aim):
    if spread is None:
        return [goal, "not measured", "", ""]
    return [goal, spread.text(), _verdict(spread, must), _verdict(spread, aim)]


def _verdict(spread, limit):
    if limit is None:
        return "-"
    return f"{'met' if spread.median <= limit else 'MISSED'} (<= {limit:g})"


def _latency(results, key):
    ours, theirs = (results.latency("open", peer, key) for peer in ("headgate", "nginx-return"))
    return figures.ratio(ours, theirs)


def rows(results):
    """A row for each goal; the first one is the head."""
    found = [["goal", "figure", "must", "aim"]]
    found.append(_row("hit: headgate to nginx+lua", _ratio(results, "hit", "nginx-lua"), 0.75, 0.62))
    found.append(_row("hit: headgate to nginx `return 200`", _ratio(results, "hit", "nginx-return"), None, 1.0))
    found.append(_row("miss: headgate to nginx as a proxy", _ratio(results, "miss", "nginx-proxy"), 1.05, 0.85))
    batch = figures.ratio(results.cpu("batch-hit", "headgate"), results.cpu("hit", "headgate"))
    found.append(_row("batch of 10 cached: to one hit", batch, 2.5, 1.5))
    for peer in ("erpc", "proxyd"):
        if peer not in results.session.absent:
            found.append(_row(f"hit: headgate to {peer}", _ratio(results, "hit", peer), 1 / 4, 1 / 7))
    found.append(_row("10,000/s hits, p50: to nginx `return 200`", _latency(results, "p50Micros"), None, 1.0))
    found.append(_row("10,000/s hits, p99: to nginx `return 200`", _latency(results, "p99Micros"), None, 1.0))
    return found

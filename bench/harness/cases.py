"""The cases: what is asked, of whom, and what each peer may ask the node for it."""

import os
from dataclasses import dataclass, field, replace

from harness import tools

PROXIES = ["nginx-proxy", "haproxy"]
CACHES = ["nginx-lua", "headgate"]
GO_GATEWAYS = ["erpc", "proxyd"]
REUSED = 200  # addresses that are asked for over and over
FILL = 10 * REUSED  # a cache that is full of what was asked once lets nobody in for asking twice

BALANCE_SETTLED = '{"jsonrpc":"2.0","id":%ID%,"method":"icx_getBalance","params":{"address":"hx%ADDRESS%","height":"0x10"}}'
BALANCE_NEW = '{"jsonrpc":"2.0","id":%ID%,"method":"icx_getBalance","params":{"address":"hx%FRESH%"}}'

# What gateways that know Ethereum alone are asked instead; proxyd caches no more than a few methods about hashes.
ETHEREUM_HIT = '{"jsonrpc":"2.0","id":%%ID%%,"method":"eth_getBlockTransactionCountByHash","params":["0x%064x"]}'
ETHEREUM_MISS = '{"jsonrpc":"2.0","id":%ID%,"method":"eth_getBalance","params":["0x%FRESH%","latest"]}'


@dataclass(frozen=True)
class Case:
    """One kind of traffic.

    `lines` are weights and bodies as the load reads them; `cached` says that the gateways know all answers before it is measured,
    and then `fill` requests make sure of it; `rate` makes it an open loop; `ethereum` is for those who know no other chain; `upstream` is what a gateway may ask for each call.
    """

    name: str
    title: str
    peers: list
    lines: list
    cached: bool = False
    fill: int = 0
    rate: int = 0
    calls: int = 1
    upstream: int | None = None
    load: list = field(default_factory=list)
    ethereum: list = field(default_factory=list)

    def write(self, folder, peer=None):
        """Writes the file that the load reads for a peer and gives its path."""
        own = self.ethereum if peer in GO_GATEWAYS else self.lines
        path = os.path.join(folder, f"{self.name}.{'ethereum' if own is self.ethereum else 'icon'}.case")
        with open(path, "w", encoding="ascii") as file:
            file.writelines(f"{weight}\t{body}\n" for weight, body in own)
        return path

    def first_call(self):
        """A call of the case, as the floor's one answer is asked for."""
        body = self.lines[0][1]
        if body.startswith("["):
            body = body[1:].partition("},{")[0] + "}"
        return body.replace("%ID%", "1").replace("%ADDRESS%", "5" * 40).replace("%FRESH%", "5" * 40)


def batch(call, count=10):
    """So many of a call as one body."""
    return "[" + ",".join([call] * count) + "]"


def large(size, kind):
    """A call for a large answer about a settled height."""
    return (
        '{"jsonrpc":"2.0","id":%ID%,"method":"icx_call","params":{"to":"cx0000000000000000000000000000000000000000","dataType":"call",'
        f'"data":{{"method":"getPReps","params":{{"size":"{size:#x}","kind":"{kind:#x}"}}}},"height":"0x10"}}}}'
    )


def wallet():
    """Of 100 requests 70 read a balance at the head, 20 a receipt by its hash, 5 something new, 5 are batches of all of these."""
    heads = [
        f'{{"jsonrpc":"2.0","id":%ID%,"method":"icx_getBalance","params":{{"address":"hx{place:040x}"}}}}' for place in range(REUSED)
    ]
    receipts = [
        f'{{"jsonrpc":"2.0","id":%ID%,"method":"icx_getTransactionResult","params":{{"txHash":"0x{place:064x}"}}}}'
        for place in range(REUSED // 2)
    ]
    mixed = "[" + ",".join([heads[0], heads[7], receipts[0], receipts[9], BALANCE_NEW]) + "]"
    return [(7, call) for call in heads] + [(4, call) for call in receipts] + [(100, BALANCE_NEW), (100, mixed)]


HIT_LOAD = ["--addresses", REUSED]

ALL = [
    Case("hit", "cached hit", ["floor-answer", "nginx-return", *CACHES, *GO_GATEWAYS], [(1, BALANCE_SETTLED)],
         cached=True, fill=FILL, upstream=0, load=HIT_LOAD, ethereum=[(1, ETHEREUM_HIT % place) for place in range(1, REUSED + 1)]),
    Case("miss", "miss", ["floor-forward", *PROXIES, *CACHES, *GO_GATEWAYS], [(1, BALANCE_NEW)], upstream=1, ethereum=[(1, ETHEREUM_MISS)]),
    Case("batch-hit", "batch of 10, cached", ["floor-answer", *CACHES], [(1, batch(BALANCE_SETTLED))],
         cached=True, fill=FILL, calls=10, upstream=0, load=HIT_LOAD),
    Case("batch-miss", "batch of 10, missed", ["floor-forward", *PROXIES, *CACHES], [(1, batch(BALANCE_NEW))], calls=10, upstream=1),
    Case("wallet", "wallet traffic", ["floor-forward", *PROXIES, *CACHES], wallet(), fill=2000),
    Case("4k", "answer of 4 KB, cached", ["floor-answer", *CACHES], [(1, large(4 << 10, kind)) for kind in range(20)],
         cached=True, fill=100, upstream=0),
    Case("100k", "answer of 100 KB, cached", ["floor-answer", *CACHES], [(1, large(100 << 10, kind)) for kind in range(4)],
         cached=True, fill=100, upstream=0),
    Case("open", "cached hits, 10,000 a second", ["floor-answer", "nginx-return", *CACHES], [(1, BALANCE_SETTLED)],
         cached=True, fill=FILL, rate=10000, upstream=0, load=HIT_LOAD),
]  # fmt: skip


def beside(cases, known, other):
    """The same cases, where `other` is measured wherever `known` is."""
    return [replace(case, peers=[*case.peers, other]) if known in case.peers else case for case in cases]


def known_peers(names):
    """Ends the run where a peer is named that no case has."""
    known = {"headgate", "headgate-io-uring"}.union(*(case.peers for case in ALL))
    for name in names or []:
        if name not in known:
            tools.die(f"no peer is called {name}; there are {', '.join(sorted(known))}")


def chosen(names):
    """The cases of a list of names, in their own order; all where there is none."""
    known = {case.name for case in ALL}
    for name in names or []:
        if name not in known:
            tools.die(f"no case is called {name}; there are {', '.join(sorted(known))}")
    return [case for case in ALL if not names or case.name in names]

"""The stub node and the load, as the run talks to them."""

import http.client
import json
import subprocess

from harness import processes, tools

# What a gateway asks for itself, to know the head.
PROBES = {
    *("icx_getNetworkInfo", "icx_getBlockByHeight", "icx_getLastBlock"),
    *("eth_chainId", "net_version", "eth_syncing", "eth_blockNumber", "eth_getBlockByNumber"),
}


class Node:
    """The stub node, on the load's core."""

    def __init__(self, core, log):
        self.process = processes.Process([tools.path("node")], core, log, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.popen.stdout.readline().split()[1])

    def ask(self, method, path, body=None):
        """The text of its answer to one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body)
        answer = connection.getresponse().read().decode()
        connection.close()
        return answer

    def end(self):
        """Ends it."""
        self.process.end()
        self.process.popen.stdout.close()

    def counts(self):
        """Calls by method since it began."""
        return json.loads(self.ask("GET", "/count"))

    def json(self, call):
        """Its parsed answer to a call."""
        return json.loads(self.ask("POST", "/api/v3", call))

    def calls(self):
        """Calls but those that a gateway asks for itself."""
        counts = self.counts()
        return sum(count for name, count in counts.items() if name not in {"requests", *PROBES})

    def result(self, call):
        """The bytes of the result that it gives for a call."""
        answer = self.ask("POST", "/api/v3", call).strip()
        return answer[answer.index('"result":') + 9 : answer.rindex(',"id":')]


class Load:
    """One span of traffic: open the connections, begin, read the report, close."""

    def __init__(self, core, log, words):
        self.process = processes.Process(
            [tools.path("load"), *map(str, words)], core, log, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if self.process.popen.stdout.readline().strip() != "ready":
            self.process.end()
            tools.die(f"load could not begin: see {log}")

    def run(self):
        """Sends the traffic and gives the report."""
        self.process.popen.stdin.write("go\n")
        self.process.popen.stdin.flush()
        line = self.process.popen.stdout.readline()
        if not line:
            tools.die("load ended without a report")
        return json.loads(line)

    def close(self):
        """Closes the connections."""
        self.process.popen.stdin.close()
        self.process.popen.stdout.close()
        self.process.popen.wait(30)
        self.process.log.close()

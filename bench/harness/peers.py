"""The peers: how each is started with its configuration, and why one is absent."""

import os
import subprocess

from harness import processes, tools


class Absent(Exception):
    """A peer that cannot be started here; its text says why."""


class Peer:
    """One running peer."""

    def __init__(self, name, process, port):
        self.name = name
        self.process = process
        self.port = port


class Starter:
    """Starts peers on the core of what is measured, each with a folder for its files."""

    def __init__(self, node, core, folder):
        self.node = node
        self.core = core
        self.folder = folder

    def start(self, key, name, case):
        """Starts a peer; `case` matters to those that know one answer only, of which there is one for each case."""
        scratch = os.path.join(self.folder, key)
        os.makedirs(scratch, exist_ok=True)
        log = os.path.join(scratch, "log")
        port = processes.free_port()
        peer = getattr(self, "_" + name.replace("-", "_"))(case, scratch, log, port)
        processes.until(lambda: processes.listens(peer.port) or not peer.process.alive(), 60, f"{name} on its port")
        if not peer.process.alive():
            tools.die(f"{name} ended at its start: see {log}")
        return Peer(name, peer.process, peer.port)

    def _tool(self, words, log):
        process = processes.Process([tools.path("floor"), *words], self.core, log, stdout=subprocess.PIPE, text=True)
        return Peer("floor", process, int(process.popen.stdout.readline().split()[1]))

    def _floor_answer(self, case, scratch, log, _port):
        return self._tool(["answer", write(os.path.join(scratch, "result"), self.node.result(case.first_call()))], log)

    def _floor_forward(self, _case, _scratch, log, _port):
        return self._tool(["forward", str(self.node.port)], log)

    def _filled(self, file, scratch, port, **more):
        with open(os.path.join(tools.PEERS, file), encoding="ascii") as template:
            text = template.read()
        values = {"PORT": port, "NODE": self.node.port, "SCRATCH": scratch, "HERE": tools.PEERS, **more}
        for key, value in values.items():
            text = text.replace(f"@{key}@", str(value))
        return write(os.path.join(scratch, file), text)

    def _nginx(self, file, scratch, log, port, **more):
        nginx = tools.find("nginx")
        if not nginx:
            raise Absent("no nginx here (Debian package nginx)")
        config = self._filled(file, scratch, port, **more)
        words = [nginx, "-p", scratch, "-c", config, "-e", os.path.join(scratch, "error.log")]
        return Peer("nginx", processes.Process(words, self.core, log), port)

    def _nginx_proxy(self, _case, scratch, log, port):
        return self._nginx("nginx-proxy.conf", scratch, log, port)

    def _nginx_return(self, case, scratch, log, port):
        result = self.node.result(case.first_call())
        return self._nginx("nginx-return.conf", scratch, log, port, RESULT=result)

    def _nginx_lua(self, _case, scratch, log, port):
        modules = tools.nginx_modules()
        if not modules:
            raise Absent("no Lua module of nginx here (Debian package libnginx-mod-http-lua)")
        return self._nginx("nginx-lua.conf", scratch, log, port, MODULES=modules)

    def _haproxy(self, _case, scratch, log, port):
        haproxy = tools.find("haproxy")
        if not haproxy:
            raise Absent("no haproxy here (Debian package haproxy)")
        config = self._filled("haproxy.cfg", scratch, port)
        return Peer("haproxy", processes.Process([haproxy, "-db", "-f", config], self.core, log), port)

    def _erpc(self, _case, scratch, log, port):
        return self._go("erpc", "erpc.yaml", [], scratch, log, port)

    def _proxyd(self, _case, scratch, log, port):
        return self._go("proxyd", "proxyd.toml", [], scratch, log, port)

    def _go(self, program, file, words, scratch, log, port):
        found = tools.find(program)
        if not found:
            raise Absent(f"no {program} on PATH")
        config = self._filled(file, scratch, port, METRICS=processes.free_port())
        return Peer(program, processes.Process([found, *words, config], self.core, log), port)

    def _headgate(self, _case, scratch, log, port):
        return self.headgate(scratch, log, port, self.core)

    def _headgate_io_uring(self, _case, scratch, log, port):
        return self.headgate(scratch, log, port, self.core, transport="io-uring")

    def headgate(self, scratch, log, port, core, config="", env=None, nodes=None, transport="auto"):
        """Starts ./headgate serve with the default settings and what `config` adds, and waits until it is ready."""
        admin = processes.free_port()
        lines = nodes or f"chain: icon\nnetwork: mainnet\nnodes: [\"http://127.0.0.1:{self.node.port}\"]\n"
        listen = f"listen:\n  host: 127.0.0.1\n  port: {port}\n  transport: {transport}\nadmin:\n  port: {admin}\n"
        file = write(os.path.join(scratch, "headgate.yaml"), listen + lines + config)
        words = [os.path.join(tools.HOUSE, "headgate"), "serve", "-c", file]
        out = open(log, "ab")
        process = processes.Process(words, core, log, abrupt=True, stdout=out, env={**os.environ, **(env or {})})
        out.close()
        processes.until(lambda: processes.ready(admin) or not process.alive(), 60, "a ready headgate")
        return Peer("headgate", process, port)


def write(path, text):
    """Writes a file and gives its path."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def build_headgate():
    """Lets the launcher build what is newer than its last build, before anything is measured."""
    subprocess.run([os.path.join(tools.HOUSE, "headgate"), "version"], check=True, stdout=subprocess.DEVNULL)

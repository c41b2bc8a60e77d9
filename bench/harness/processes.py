"""Processes of a run: pinned to a core, ended with the run, and read from outside: CPU time to the nanosecond, memory."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import time

from harness import tools

TICK_SECONDS = 1 / os.sysconf("SC_CLK_TCK")


def cores():
    """The core of what is measured and the core of everything else."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        tools.die("two cores are needed: one for what is measured, one for the load and the node")
    return allowed[0], allowed[-1]


def open_files():
    """Lets this process and all that it starts open as many files as they may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def free_port():
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """CPU time of all threads of a process, dead ones included, from the kernel's clock for it."""
    return time.clock_gettime((~pid << 3) | 2)


def tick_seconds(pid):
    """The same from utime and stime, which count in ticks."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK_SECONDS


def rss_bytes(pid):
    """Resident memory of a process."""
    with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    return 0


def children(pid):
    """The processes that a process has started."""
    found = []
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
            found += [int(child) for child in file.read().split()]
    return found


class Process:
    """One program with its children, on the cores it was given."""

    def __init__(self, words, on, log, abrupt=False, **more):
        self.abrupt = abrupt  # has nothing to tidy up, and would take its time
        self.log = open(log, "ab")
        affinity = {on} if isinstance(on, int) else set(on)
        self.popen = subprocess.Popen(
            words, stderr=self.log, preexec_fn=lambda: os.sched_setaffinity(0, affinity), **more
        )

    def pids(self):
        """The process and those it has started."""
        return [self.popen.pid, *children(self.popen.pid)]

    def cpu_seconds(self):
        return sum(map(cpu_seconds, self.pids()))

    def tick_seconds(self):
        return sum(map(tick_seconds, self.pids()))

    def rss_bytes(self):
        return sum(map(rss_bytes, self.pids()))

    def alive(self):
        return self.popen.poll() is None

    def end(self):
        """Ends it, gently at first."""
        if self.alive():
            self.popen.send_signal(signal.SIGKILL if self.abrupt else signal.SIGTERM)
            try:
                self.popen.wait(5)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()
        self.log.close()


def until(condition, seconds, what):
    """Waits until something is so; ends the run where it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.02)
    tools.die(f"{what} did not come within {seconds} s")


def listens(port):
    """Whether somebody takes connections on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ready(admin):
    """Whether a gateway says on its admin port that it takes calls."""
    connection = http.client.HTTPConnection("127.0.0.1", admin, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()

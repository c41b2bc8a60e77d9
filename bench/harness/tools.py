"""The programs that a run needs: the tools in C, which it builds, and the peers of others, which it only looks for."""

import os
import re
import shutil
import subprocess
import sys

HOUSE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SOURCES = os.path.join(HOUSE, "bench", "tools")
PEERS = os.path.join(HOUSE, "bench", "peers")
BUILT = os.path.join(HOUSE, "target", "bench")

TOOLS = {
    "load": ["load", "cases", "answers", "histogram", "json", "http", "buffer", "server"],
    "node": ["node", "answers", "json", "http", "buffer", "server"],
    "floor": ["floor", "json", "http", "buffer", "server"],
}
FLAGS = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror"]

# What is needed by whom, and the Debian package that brings it.
PACKAGES = {
    "gcc": "gcc libc6-dev",
    "nginx": "nginx",
    "nginx-lua": "libnginx-mod-http-lua",
    "haproxy": "haproxy",
    "wrk": "wrk",
}


def die(why, code=2):
    """Ends the run with a word why."""
    print(f"bench: {why}", file=sys.stderr)
    sys.exit(code)


def find(program):
    """The path of a program, also where only root has its folder in PATH; None where it is not there."""
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin:/sbin")


def nginx_modules():
    """The folder of nginx's modules, None where the Lua module is not in it."""
    nginx = find("nginx")
    if not nginx:
        return None
    said = subprocess.run([nginx, "-V"], capture_output=True, text=True, check=False).stderr
    told = re.search(r"--modules-path=(\S+)", said)
    folder = told.group(1) if told else "/usr/lib/nginx/modules"
    return folder if os.path.exists(os.path.join(folder, "ngx_http_lua_module.so")) else None


def missing():
    """The Debian packages that a full run could use and that are not there."""
    have = {name: find(name) for name in ("gcc", "nginx", "haproxy", "wrk")}
    have["nginx-lua"] = nginx_modules()
    return [package for name, package in PACKAGES.items() if not have[name]]


def build():
    """Builds the tools in C and gives the folder they are in."""
    if not find("gcc"):
        die("no gcc here. Debian: apt-get install " + PACKAGES["gcc"])
    os.makedirs(BUILT, exist_ok=True)
    for tool, parts in TOOLS.items():
        files = [os.path.join(SOURCES, part + ".c") for part in parts]
        subprocess.run(["gcc", *FLAGS, "-o", path(tool), *files], check=True)
    return BUILT


def path(tool):
    """Where a tool in C is after it was built."""
    return os.path.join(BUILT, tool)

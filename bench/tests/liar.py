"""A server that answers like the stub node but for one planted fault."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Liar:
    """Passes each request to a node and lets `change` alter the parsed answer; `chunked` frames it without a length."""

    def __init__(self, node, change=lambda answer: answer, status=200, chunked=False):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # one write for an answer, or each would wait for an acknowledgement

            def do_POST(self):  # noqa: N802 (the name that the base class calls)
                asked = self.rfile.read(int(self.headers["Content-Length"])).decode()
                text = json.dumps(change(json.loads(node.ask("POST", "/", asked))), separators=(",", ":")).encode()
                self.send_response(status)
                if chunked:
                    self.send_header("Transfer-Encoding", "chunked")
                    text = b"%x\r\n%s\r\n0\r\n\r\n" % (len(text), text)
                else:
                    self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                """The load hangs up on what it cannot read."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()
